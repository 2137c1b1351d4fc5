#include "tripart/bargaining/majority.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/core/random.hpp"

namespace tripart {
namespace {

MajorityGame equal_parties(int parties, double discount) {
  MajorityGame game;
  game.parties = parties;
  game.quota = simple_majority(parties);
  for (std::size_t i = 0; i < static_cast<std::size_t>(parties); ++i) {
    game.discount[i] = discount;
    game.recognition[i] = 1.0 / parties;
  }
  return game;
}

MajorityGame random_game(std::uint32_t number) {
  const Stream stream(5, number, Purpose::parameter, "majority");
  MajorityGame game;
  game.parties = 3 + static_cast<int>(number % 6);
  game.quota = simple_majority(game.parties) + (number % 4 == 0 ? 1 : 0);
  double sum = 0.0;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(game.parties); ++i) {
    game.discount[i] = 0.2 + 0.79 * stream.uniform(2 * i);
    game.recognition[i] = 0.05 + stream.uniform(2 * i + 1);
    sum += game.recognition[i];
  }
  for (double& p : game.recognition) {
    p /= sum;
  }
  return game;
}

TEST(Majority, PaysEqualPartnersTheirDiscountedShare) {
  struct Case {
    int parties;
    double discount, partner, proposer;
  };
  for (const Case& known : {Case{3, 0.9, 0.3, 0.7}, Case{5, 0.9, 0.18, 0.64},
                            Case{7, 0.5, 0.5 / 7.0, 11.0 / 14.0}}) {  // T6
    const MajorityOutcome outcome =
        solve_majority(equal_parties(known.parties, known.discount));
    for (std::size_t i = 0; i < static_cast<std::size_t>(known.parties); ++i) {
      EXPECT_NEAR(outcome.price[i], known.partner, 1e-15);
      EXPECT_NEAR(outcome.keeps[i], known.proposer, 1e-15);
      EXPECT_NEAR(outcome.included[i], (known.parties - 1) / 2.0 / known.parties, 1e-15);
    }
  }
}

// Three parties, two votes. Whoever is never bought only has its own proposals, v = p (1
// - t); the other two are bought at the same price t, v = t / d; shares add up to 1.
TEST(Majority, BuysTheTwoCheapVotesAtOnePrice) {
  struct Case {
    PartyValues recognition, discount;
  };
  for (const Case& known :
       {Case{{0.5, 0.3, 0.2}, {0.9, 0.8, 0.7}}, Case{{0.6, 0.3, 0.1}, {0.95, 0.9, 0.9}},
        Case{{0.7, 0.15, 0.15}, {0.99, 0.6, 0.65}}}) {
    MajorityGame game;
    game.recognition = known.recognition;
    game.discount = known.discount;
    const double p = known.recognition[0];
    const double t = (1.0 - p) / (1.0 / known.discount[1] + 1.0 / known.discount[2] - p);
    const MajorityOutcome outcome = solve_majority(game);
    EXPECT_NEAR(outcome.value[0], p * (1.0 - t), 1e-12);
    EXPECT_NEAR(outcome.value[1], t / known.discount[1], 1e-12);
    EXPECT_NEAR(outcome.value[2], t / known.discount[2], 1e-12);
    EXPECT_EQ(outcome.included[0], 0.0);
  }
}

// Okada (1996), T5: p(.5,.3,.2), d(.9,.8,.7).
TEST(Majority, IsUnanimityWhereEverybodyMustAgree) {
  struct Case {
    PartyValues recognition, discount;
  };
  for (const Case& known :
       {Case{{0.5, 0.3, 0.2}, {0.9, 0.8, 0.7}}, Case{{0.2, 0.2, 0.6}, {0.5, 0.99, 0.6}},
        Case{{0.1, 0.8, 0.1}, {0.95, 0.3, 0.95}}}) {
    MajorityGame game;
    game.quota = 3;
    game.recognition = known.recognition;
    game.discount = known.discount;
    double sum = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
      sum += known.recognition[i] / (1.0 - known.discount[i]);
    }
    const MajorityOutcome outcome = solve_majority(game);
    double premium = 1.0;
    for (std::size_t i = 0; i < 3; ++i) {
      const double share = known.recognition[i] / (1.0 - known.discount[i]) / sum;
      EXPECT_NEAR(outcome.value[i], share, 1e-12);
      premium -= known.discount[i] * share;
    }
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(outcome.keeps[i] - outcome.price[i], premium, 1e-12);
    }
  }
}

// What stationarity asks for, found again by looking at every coalition that each
// proposer could buy: votes in all of the cheapest coalitions are bought, votes in none
// of them never.
TEST(Majority, LeavesNoProposerACheaperCoalition) {
  for (std::uint32_t number = 1; number <= 200; ++number) {
    const MajorityGame game = random_game(number);
    const MajorityOutcome outcome = solve_majority(game);
    const auto n = static_cast<std::size_t>(game.parties);
    PartyValues always{}, sometimes{};
    double votes = 0.0, total = 0.0;
    for (std::size_t j = 0; j < n; ++j) {
      double cheapest = 1e300;
      for (int pass = 0; pass < 2; ++pass) {
        PartySet in_all = game.parties == 8 ? 255U : (1U << n) - 1U;
        PartySet in_some = 0;
        for (PartySet set = 0; set < PartySet{1} << n; ++set) {
          if (contains(set, static_cast<int>(j)) ||
              __builtin_popcount(set) != game.quota - 1) {
            continue;
          }
          double cost = 0.0;
          for (std::size_t i = 0; i < n; ++i) {
            cost += contains(set, static_cast<int>(i)) ? outcome.price[i] : 0.0;
          }
          if (pass == 0) {
            cheapest = std::min(cheapest, cost);
          } else if (cost <= cheapest + 1e-12) {
            in_all &= set;
            in_some |= set;
          }
        }
        for (std::size_t i = 0; pass == 1 && i < n; ++i) {
          const int party = static_cast<int>(i);
          always[i] += contains(in_all, party) ? game.recognition[j] : 0.0;
          sometimes[i] += contains(in_some, party) ? game.recognition[j] : 0.0;
        }
      }
      EXPECT_NEAR(outcome.keeps[j], 1.0 - cheapest, 1e-12) << "game " << number;
    }
    for (std::size_t i = 0; i < n; ++i) {
      EXPECT_GE(outcome.included[i], always[i] - 1e-9) << "game " << number;
      EXPECT_LE(outcome.included[i], sometimes[i] + 1e-9) << "game " << number;
      EXPECT_NEAR(outcome.value[i],
                  game.recognition[i] * outcome.keeps[i] +
                      outcome.included[i] * game.discount[i] * outcome.value[i],
                  1e-12)
          << "game " << number;
      votes += outcome.included[i];
      total += outcome.value[i];
    }
    EXPECT_NEAR(votes, game.quota - 1.0, 1e-11) << "game " << number;
    EXPECT_NEAR(total, 1.0, 1e-14);
  }
}

TEST(Majority, GivesADictatorEverything) {
  MajorityGame game = equal_parties(3, 0.9);
  game.quota = 1;
  EXPECT_EQ(solve_majority(game).keeps[0], 1.0);
  game.quota = 2;
  game.recognition = {1.0, 0.0, 0.0};
  const MajorityOutcome outcome = solve_majority(game);
  EXPECT_NEAR(outcome.value[0], 1.0, 1e-15);
  EXPECT_EQ(outcome.value[1], 0.0);
}

}  // namespace
}  // namespace tripart
