#include "tripart/bargaining/strategic.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "support/frontiers.hpp"

namespace tripart {
namespace {

using testing_support::pie;
using testing_support::random_frontier;
using testing_support::square_root_frontier;

StrategicGame alternating(const Frontier& frontier, double d1, double d2,
                          int rounds = 0) {
  StrategicGame game;
  game.problem.frontier = frontier;
  game.discount = {d1, d2};
  game.rounds = rounds;
  return game;
}

double power_of(double base, int exponent) {
  double value = 1.0;
  for (int i = 0; i < exponent; ++i) {
    value *= base;
  }
  return value;
}

TEST(RubinsteinShare, IsTheClosedForm) {
  EXPECT_NEAR(rubinstein_share(0.9, 0.9), 0.526316, 5e-7);  // T1
  EXPECT_NEAR(rubinstein_share(0.9, 0.8), 0.714286, 5e-7);
  EXPECT_NEAR(rubinstein_share(0.8, 0.9), 0.357143, 5e-7);
  EXPECT_NEAR(rubinstein_share(0.9, 0.9), 10.0 / 19.0, 1e-15);
  EXPECT_NEAR(rubinstein_share(0.9, 0.8), 5.0 / 7.0, 1e-15);
  EXPECT_NEAR(rubinstein_share(0.8, 0.9), 5.0 / 14.0, 1e-15);
  EXPECT_EQ(rubinstein_share(0.5, 0.0), 1.0);
  EXPECT_NEAR(rubinstein_share(0.0, 0.25), 0.75, 1e-15);
}

TEST(FiniteRubinsteinShare, IsTheClosedFormWithEqualPatience) {
  EXPECT_NEAR(rubinstein_finite_share(0.9, 0.9, 7), 0.778051, 5e-7);  // T1c
  EXPECT_NEAR(rubinstein_finite_share(0.9, 0.9, 10), 0.342801, 5e-7);
  for (const double d : {0.3, 0.9, 0.99}) {
    for (const int rounds : {1, 2, 7, 10, 31}) {
      EXPECT_NEAR(rubinstein_finite_share(d, d, rounds),
                  (1.0 - power_of(-d, rounds)) / (1.0 + d), 1e-12)
          << "d " << d << ", rounds " << rounds;
    }
  }
}

TEST(FiniteRubinsteinShare, TurnsIntoTheInfiniteOneAsTheLastRoundMovesAway) {
  EXPECT_NEAR(rubinstein_finite_share(0.9, 0.8, 400), rubinstein_share(0.9, 0.8), 1e-12);
  EXPECT_NEAR(rubinstein_finite_share(0.7, 0.95, 401), rubinstein_share(0.7, 0.95),
              1e-12);
}

TEST(AlternatingOffers, DivideAPieAsRubinsteinSays) {
  for (const auto& [d1, d2] :
       {std::array{0.9, 0.9}, std::array{0.9, 0.8}, std::array{0.8, 0.9},
        std::array{0.2, 0.99}, std::array{0.999, 0.999}, std::array{0.0, 0.5}}) {
    const StrategicOutcome outcome = solve_strategic(alternating(pie(), d1, d2));
    ASSERT_TRUE(outcome.agreed);
    const double share = rubinstein_share(d1, d2);
    EXPECT_NEAR(outcome.surplus_share[0], share, 1e-12) << d1 << ", " << d2;
    EXPECT_NEAR(outcome.utility[1], 1.0 - share, 1e-12);
    EXPECT_NEAR(outcome.text[0], 1.0 - share, 1e-12);
  }
}

TEST(AlternatingOffers, DivideAPieInFinitelyManyRounds) {
  for (const int rounds : {1, 2, 3, 7, 10, 64}) {
    for (const auto& [d1, d2] : {std::array{0.9, 0.9}, std::array{0.5, 0.8}}) {
      const StrategicOutcome outcome =
          solve_strategic(alternating(pie(), d1, d2, rounds));
      EXPECT_NEAR(outcome.surplus_share[0], rubinstein_finite_share(d1, d2, rounds),
                  1e-12)
          << d1 << ", " << d2 << ", rounds " << rounds;
    }
  }
}

TEST(AlternatingOffers, GiveTheSecondPartyTheSameAdvantageWhenItBegins) {
  StrategicGame game = alternating(pie(), 0.9, 0.8);
  game.proposer = 1;
  EXPECT_NEAR(solve_strategic(game).surplus_share[1], rubinstein_share(0.8, 0.9), 1e-12);
  game.rounds = 7;
  EXPECT_NEAR(solve_strategic(game).surplus_share[1],
              rubinstein_finite_share(0.8, 0.9, 7), 1e-12);
}

TEST(AlternatingOffers, DivideTheSurplusOverTheDisagreementPoint) {
  StrategicGame game = alternating(pie(), 0.9, 0.8);
  game.problem.disagreement = {0.2, 0.3};
  const StrategicOutcome outcome = solve_strategic(game);
  EXPECT_NEAR(outcome.surplus_share[0], 5.0 / 7.0, 1e-12);
  EXPECT_NEAR(outcome.utility[0], 0.2 + 0.5 * 5.0 / 7.0, 1e-12);
}

TEST(AlternatingOffers, DoNotAgreeWhereNothingIsToBeGained) {
  StrategicGame game = alternating(pie(), 0.9, 0.8);
  game.problem.disagreement = {0.5, 0.5};
  EXPECT_FALSE(solve_strategic(game).agreed);
  game.problem.disagreement = {0.7, 0.4};
  EXPECT_FALSE(solve_strategic(game).agreed);
}

// On u2 = 2 (1 - u1^2) the two conditions a2 = d2 b2, b1 = d1 a1 solve to
// a1^2 = (1 - d2) / (1 - d1^2 d2).
TEST(AlternatingOffers, AreSolvedOnACurvedFrontier) {
  for (const auto& [d1, d2] :
       {std::array{0.9, 0.9}, std::array{0.5, 0.95}, std::array{0.95, 0.3}}) {
    const StrategicOutcome outcome =
        solve_strategic(alternating(square_root_frontier(), d1, d2));
    EXPECT_NEAR(outcome.utility[0], std::sqrt((1.0 - d2) / (1.0 - d1 * d1 * d2)), 1e-11)
        << d1 << ", " << d2;
  }
}

// Binmore, Rubinstein & Wolinsky (1986): with equal and growing patience the outcome
// becomes Nash's.
TEST(AlternatingOffers, ApproachTheNashPointAsOffersComeFaster) {
  for (std::uint32_t replicate = 1; replicate <= 10; ++replicate) {
    for (int exponent = 1; exponent <= 2; ++exponent) {
      StrategicGame game =
          alternating(random_frontier(2, 5, exponent, replicate), 0.999, 0.999);
      testing_support::set_disagreement(game.problem, replicate);
      game.problem.power = {1.0, 1.0};
      const FrontierPoint nash = solve_nash(game.problem);
      const StrategicOutcome outcome = solve_strategic(game);
      ASSERT_EQ(nash.found, outcome.agreed);
      if (nash.found) {
        EXPECT_NEAR(outcome.utility[0], nash.value[0], 1e-3) << replicate;
        EXPECT_NEAR(outcome.utility[1], nash.value[1], 1e-3) << replicate;
      }
    }
  }
}

TEST(AlternatingOffers, LeaveNobodyAReasonToDepartFromThem) {
  for (std::uint32_t replicate = 1; replicate <= 20; ++replicate) {
    StrategicGame game =
        alternating(random_frontier(2, 6, 1 + replicate % 2, replicate), 0.85, 0.7);
    testing_support::set_disagreement(game.problem, replicate);
    const StrategicOutcome first = solve_strategic(game);
    game.proposer = 1;
    const StrategicOutcome second = solve_strategic(game);
    if (!first.agreed) {
      continue;
    }
    const auto surplus = [&](const StrategicOutcome& outcome, std::size_t party) {
      return outcome.utility[party] - game.problem.disagreement[party];
    };
    // Responding is worth exactly waiting for the own turn, unless the other's best text
    // is better than that anyway.
    EXPECT_GE(surplus(first, 1), 0.7 * surplus(second, 1) - 1e-12);
    EXPECT_GE(surplus(second, 0), 0.85 * surplus(first, 0) - 1e-12);
    const FrontierPoint best =
        solve_best(game.problem.frontier, 0,
                   game.problem.disagreement[1] + 0.7 * surplus(second, 1));
    EXPECT_NEAR(first.utility[0], best.value[0], 1e-12);
  }
}

TEST(DrawnProposer, KeepsThePremiumOfT5) {
  for (const auto& [p, d1, d2] : {std::array{0.5, 0.9, 0.8}, std::array{0.3, 0.7, 0.95},
                                  std::array{0.8, 0.9, 0.9}}) {
    StrategicGame game = alternating(pie(), d1, d2);
    game.protocol = ProtocolKind::random_proposer;
    game.recognition = {p, 1.0 - p};
    const double first = p / (1.0 - d1);
    const double second = (1.0 - p) / (1.0 - d2);
    const double v1 = first / (first + second);
    EXPECT_NEAR(solve_strategic(game).surplus_share[0], 1.0 - d2 * (1.0 - v1), 1e-12);
    game.proposer = 1;
    EXPECT_NEAR(solve_strategic(game).surplus_share[1], 1.0 - d1 * v1, 1e-12);
    game.rounds = 600;
    EXPECT_NEAR(solve_strategic(game).surplus_share[1], 1.0 - d1 * v1, 1e-10);
    game.rounds = 1;
    EXPECT_NEAR(solve_strategic(game).surplus_share[1], 1.0, 1e-15);
  }
}

TEST(DrawnProposer, IsSolvedOnACurvedFrontierAsTheLimitOfManyRounds) {
  StrategicGame game = alternating(square_root_frontier(), 0.8, 0.9);
  game.protocol = ProtocolKind::random_proposer;
  game.recognition = {0.4, 0.6};
  StrategicGame finite = game;
  finite.rounds = 500;
  EXPECT_NEAR(solve_strategic(game).utility[0], solve_strategic(finite).utility[0],
              1e-11);
}

// A proposer with patience to spare offers its own ideal, which the other takes gladly.
TEST(DrawnProposer, MayBeKinderThanItMust) {
  Frontier frontier = testing_support::unit_frontier(2, 1, 1);
  frontier.add_stake(0, 0, 0.4, 1.0, 0.0, std::nullopt);
  frontier.add_stake(1, 0, 0.6, 1.0, 0.0, std::nullopt);
  StrategicGame game = alternating(frontier, 0.3, 0.95);
  game.protocol = ProtocolKind::random_proposer;
  game.recognition = {0.1, 0.9};
  // Party 1 always gets its ideal: 1 when it proposes, .95 v when it does not.
  const double expected = 0.9 / (1.0 - 0.1 * 0.95);
  game.proposer = 1;
  const StrategicOutcome own = solve_strategic(game);
  EXPECT_EQ(own.text[0], 0.6);
  game.proposer = 0;
  EXPECT_NEAR(solve_strategic(game).utility[1], 0.95 * expected, 1e-12);
  game.discount = {0.3, 0.4};
  EXPECT_EQ(solve_strategic(game).text[0], 0.4);
  // A party that need not bother to propose: the other's ideal leaves it .8 anyway.
  game.recognition = {0.01, 0.99};
  game.discount = {0.99, 0.5};
  game.problem.disagreement = {0.5, 0.0};
  StrategicGame finite = game;
  finite.rounds = 300;
  for (int proposer = 0; proposer < 2; ++proposer) {
    game.proposer = finite.proposer = proposer;
    EXPECT_NEAR(solve_strategic(game).utility[0], solve_strategic(finite).utility[0],
                1e-10);
  }
}

TEST(TakeItOrLeaveIt, IsTheClosedForm) {
  const FinalOffer offer = take_it_or_leave_it_offer(0.2, 0.6);  // T9
  EXPECT_NEAR(offer.offer, 0.4, 1e-15);
  EXPECT_NEAR(offer.acceptance, 2.0 / 3.0, 1e-15);
  EXPECT_NEAR(offer.value, 7.0 / 15.0, 1e-15);
  const FinalOffer sure = take_it_or_leave_it_offer(0.1, 0.3);
  EXPECT_EQ(sure.offer, 0.3);
  EXPECT_EQ(sure.acceptance, 1.0);
  EXPECT_NEAR(sure.value, 0.7, 1e-15);
  // y = .35; .35 / .5 (.65) + .15 / .5 (.3) by hand.
  const FinalOffer third = take_it_or_leave_it_offer(0.3, 0.5);
  EXPECT_NEAR(third.offer, 0.35, 1e-15);
  EXPECT_NEAR(third.acceptance, 0.7, 1e-15);
  EXPECT_NEAR(third.value, 0.545, 1e-15);
}

TEST(TakeItOrLeaveIt, BeatsEveryOtherOffer) {
  for (const double fallback : {0.0, 0.2, 0.7}) {
    for (const double highest : {0.1, 0.6, 1.0}) {
      const double best = take_it_or_leave_it_offer(fallback, highest).value;
      for (int step = 0; step <= 1000; ++step) {
        const double offer = step * 1e-3;
        const double accepted = std::min(offer / highest, 1.0);
        EXPECT_GE(best, accepted * (1.0 - offer) + (1.0 - accepted) * fallback - 1e-15);
      }
    }
  }
}

}  // namespace
}  // namespace tripart
