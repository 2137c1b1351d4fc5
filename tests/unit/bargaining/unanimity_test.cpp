// Games in which every party must accept, against the closed forms and against recursions
// of the test's own (T1b, T2, T2b, T5, T5b, T5c).
#include "tripart/bargaining/unanimity.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "support/frontiers.hpp"
#include "tripart/core/math.hpp"

namespace tripart {
namespace {

using testing_support::pie_of;
using testing_support::two_square_roots;
using Shares = std::vector<long double>;

constexpr double tolerance = 1e-9;

StrategicGame game_of(const NashProblem& problem, const std::vector<double>& discount,
                      ProtocolKind protocol,
                      const std::vector<double>& recognition = {}) {
  StrategicGame game;
  game.problem = problem;
  game.protocol = protocol;
  for (std::size_t i = 0; i < discount.size(); ++i) {
    game.discount[i] = discount[i];
    game.recognition[i] =
        recognition.empty() ? 1.0 / static_cast<double>(discount.size()) : recognition[i];
  }
  return game;
}

double share(const StrategicGame& game, const PartyValues& value, std::size_t party) {
  return value[party] - game.problem.disagreement[party];  // the pie is 1
}

// Stationary shares of a pie with a drawn proposer, by repetition.
Shares drawn_shares(const std::vector<double>& p, const std::vector<double>& d) {
  Shares v(p.size(), 0.0L);
  for (int round = 0; round < 40000; ++round) {
    long double waiting = 0.0L;
    for (std::size_t j = 0; j < p.size(); ++j) {
      waiting += d[j] * v[j];
    }
    for (std::size_t i = 0; i < p.size(); ++i) {
      v[i] = p[i] * (1.0L - waiting) + d[i] * v[i];
    }
  }
  return v;
}

// Shares of a pie when the parties take turns, the first one beginning, by backward
// induction from a last round far away; refusing in round t gives what is said by `wait`.
template <class Wait>
Shares turn_shares(std::size_t parties, std::size_t rounds, const Wait& wait) {
  Shares v(parties, 0.0L);
  for (std::size_t round = rounds; round-- > 0;) {
    const std::size_t proposer = round % parties;
    long double left = 1.0L;
    for (std::size_t j = 0; j < parties; ++j) {
      if (j != proposer) {
        v[j] = wait(j, v[j]);
        left -= v[j];
      }
    }
    v[proposer] = left;
  }
  return v;
}

TEST(UnanimityOfDrawnProposers, IsT5) {
  struct Case {
    std::vector<double> p, d;
  };
  for (const Case& set :
       {Case{{0.5, 0.3, 0.2}, {0.9, 0.8, 0.7}}, Case{{0.2, 0.2, 0.6}, {0.97, 0.99, 0.4}},
        Case{{0.1, 0.4, 0.3, 0.2}, {0.99, 0.95, 0.9, 0.999}},
        Case{{0.3, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1},
             {0.5, 0.9, 0.9, 0.8, 0.7, 0.95, 0.9, 0.6}}}) {
    const StrategicGame game = game_of(pie_of(static_cast<int>(set.p.size())), set.d,
                                       ProtocolKind::random_proposer, set.p);
    const UnanimityEquilibrium found = solve_unanimity(game);
    ASSERT_TRUE(found.found);
    const Shares own = drawn_shares(set.p, set.d);
    double sum = 0.0;
    long double premium = 1.0L;
    for (std::size_t i = 0; i < set.p.size(); ++i) {
      sum += set.p[i] / (1.0 - set.d[i]);
      premium -= set.d[i] * own[i];
    }
    for (std::size_t i = 0; i < set.p.size(); ++i) {
      const double got = share(game, found.expected, i);
      EXPECT_NEAR(got, set.p[i] / (1.0 - set.d[i]) / sum, tolerance);
      EXPECT_NEAR(got, static_cast<double>(own[i]), tolerance);
      EXPECT_NEAR(share(game, found.proposal[i].value, i) - set.d[i] * got,
                  static_cast<double>(premium), tolerance);
    }
  }
  const UnanimityEquilibrium printed = solve_unanimity(
      game_of(pie_of(3), {0.9, 0.8, 0.7}, ProtocolKind::random_proposer, {.5, .3, .2}));
  const double base = pie_of(3).disagreement[0];
  EXPECT_NEAR(printed.expected[0] - base, 0.697674, 5e-7);
  EXPECT_NEAR(printed.expected[1] - base, 0.209302, 5e-7);
  EXPECT_NEAR(printed.expected[2] - base, 0.093023, 5e-7);
  EXPECT_NEAR(printed.proposal[1].value[1] - base, 0.139535 + 0.8 * 0.209302, 1e-6);
}

TEST(UnanimityInTurn, IsT5b) {
  for (const std::vector<double>& d :
       {std::vector<double>{0.9, 0.9, 0.9}, std::vector<double>{0.9, 0.7, 0.8},
        std::vector<double>{0.6, 0.95, 0.85, 0.5},
        std::vector<double>{0.99, 0.98, 0.97, 0.96, 0.95}}) {
    const StrategicGame game =
        game_of(pie_of(static_cast<int>(d.size())), d, ProtocolKind::rotating);
    const Shares own =
        turn_shares(d.size(), 6000 * d.size(),
                    [&](std::size_t j, long double v) { return d[j] * v; });
    const StrategicOutcome outcome = solve_strategic(game);
    for (std::size_t i = 0; i < d.size(); ++i) {
      EXPECT_NEAR(outcome.surplus_share[i], static_cast<double>(own[i]), tolerance);
    }
  }
  const StrategicOutcome printed =
      solve_strategic(game_of(pie_of(3), {0.9, 0.9, 0.9}, ProtocolKind::rotating));
  EXPECT_NEAR(printed.surplus_share[0], 0.369004, 5e-7);
  EXPECT_NEAR(printed.surplus_share[1], 0.332103, 5e-7);
  EXPECT_NEAR(printed.surplus_share[2], 0.298893, 5e-7);
}

TEST(UnanimityInTurn, EndsInALastRoundWhoseProposerTakesAll) {
  const std::vector<double> d = {0.9, 0.6, 0.8};
  for (const int rounds : {1, 2, 3, 4, 11}) {
    StrategicGame game = game_of(pie_of(3), d, ProtocolKind::rotating);
    game.rounds = rounds;
    const Shares own =
        turn_shares(3, static_cast<std::size_t>(rounds),
                    [&](std::size_t j, long double v) { return d[j] * v; });
    const StrategicOutcome outcome = solve_strategic(game);
    ASSERT_TRUE(outcome.agreed);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(outcome.surplus_share[i], static_cast<double>(own[i]), tolerance)
          << rounds;
    }
  }
}

TEST(Unanimity, IsTheLimitOfManyRoundsOnCurvedFrontiers) {
  int agreed = 0;
  for (std::uint32_t number = 1; number <= 12; ++number) {
    StrategicGame game =
        game_of({}, {0.8, 0.6, 0.7, 0.75}, ProtocolKind::random_proposer);
    game.problem.frontier =
        testing_support::random_frontier(4, 6, 1 + static_cast<int>(number % 2), number);
    testing_support::set_disagreement(game.problem, number);
    for (double& value : game.problem.disagreement) {
      value -= 0.1;  // low enough for a deal as a rule
    }
    if (number % 3 == 0) {
      game.protocol = ProtocolKind::rotating;
    }
    const StrategicOutcome without_end = solve_strategic(game);
    game.rounds = 120;
    const StrategicOutcome long_one = solve_strategic(game);
    ASSERT_EQ(without_end.agreed, long_one.agreed);
    agreed += without_end.agreed ? 1 : 0;
    for (std::size_t i = 0; i < 4; ++i) {
      EXPECT_NEAR(without_end.utility[i], long_one.utility[i], 1e-9) << number;
    }
  }
  EXPECT_GT(agreed, 4);
}

// Who proposes leaves party 0 x + y, party 1 a (1 - x^2) and party 2 b (1 - y^2).
TEST(UnanimityOfDrawnProposers, IsSolvedOnACurvedFrontier) {
  struct Case {
    double a, b;
    std::vector<double> p, d;
  };
  for (const Case& set : {Case{1.0, 2.0, {0.5, 0.3, 0.2}, {0.9, 0.8, 0.7}},
                          Case{1.0, 1.0, {0.2, 0.4, 0.4}, {0.95, 0.9, 0.9}},
                          Case{3.0, 0.5, {0.3, 0.3, 0.4}, {0.95, 0.9, 0.8}}}) {
    Shares v = {0.5L, 0.5L * set.a, 0.5L * set.b};
    for (int round = 0; round < 20000; ++round) {
      const long double c0 = set.d[0] * v[0];
      const long double c1 = set.d[1] * v[1];
      const long double c2 = set.d[2] * v[2];
      const long double x = std::sqrt(1.0L - c1 / set.a);
      const long double y = std::sqrt(1.0L - c2 / set.b);
      const long double x1 = c0 - y;
      const long double y2 = c0 - x;
      v[0] = set.p[0] * (x + y) + set.p[1] * (x1 + y) + set.p[2] * (x + y2);
      v[1] = (set.p[0] + set.p[2]) * c1 + set.p[1] * set.a * (1.0L - x1 * x1);
      v[2] = (set.p[0] + set.p[1]) * c2 + set.p[2] * set.b * (1.0L - y2 * y2);
    }
    NashProblem problem;
    problem.frontier = two_square_roots(set.a, set.b);
    const UnanimityEquilibrium found =
        solve_unanimity(game_of(problem, set.d, ProtocolKind::random_proposer, set.p));
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(found.expected[i], static_cast<double>(v[i]), tolerance) << i;
    }
  }
}

TEST(BreakdownOfTalks, IsT2) {
  struct Case {
    double b1, b2, p;
  };
  for (const Case& set :
       {Case{0.1, 0.2, 0.9}, Case{0.3, 0.05, 0.6}, Case{0.0, 0.4, 0.99}}) {
    StrategicGame game = game_of(pie_of(2), {1.0, 1.0}, ProtocolKind::rotating);
    game.continuation = set.p;
    game.breakdown = {set.b1, set.b2};
    const StrategicOutcome outcome = solve_strategic(game);
    EXPECT_NEAR(outcome.utility[1], (set.p * (1.0 - set.b1) + set.b2) / (1.0 + set.p),
                tolerance);
    const Shares own = turn_shares(2, 40000, [&](std::size_t j, long double v) {
      return (1.0L - set.p) * (j == 0 ? set.b1 : set.b2) + set.p * v;
    });
    EXPECT_NEAR(outcome.utility[1], static_cast<double>(own[1]), tolerance);
  }
  StrategicGame printed = game_of(pie_of(2), {1.0, 1.0}, ProtocolKind::rotating);
  printed.continuation = 0.9;
  printed.breakdown = {0.1, 0.2};
  EXPECT_NEAR(solve_strategic(printed).utility[1], 0.531579, 5e-7);
  printed.continuation = 0.9999999;
  EXPECT_NEAR(solve_strategic(printed).utility[1], 0.55, 1e-6);
}

TEST(OutsideOption, MattersOnlyWhereItIsBetterThanWaiting) {
  struct Case {
    double d, b, printed;
  };
  for (const Case& set :
       {Case{0.9, 0.3, 0.473684}, Case{0.9, 0.6, 0.6}, Case{0.5, 0.3, 0.333333},
        Case{0.5, 0.4, 0.4}, Case{0.99, 0.4975, 0.4975}}) {
    StrategicGame game = game_of(pie_of(2), {set.d, set.d}, ProtocolKind::rotating);
    game.outside[1] = set.b;
    const double responder = solve_strategic(game).utility[1];
    EXPECT_NEAR(responder, std::max(set.d / (1.0 + set.d), set.b), tolerance);  // T2b
    EXPECT_NEAR(responder, set.printed, 5e-7);
    const Shares own = turn_shares(2, 40000, [&](std::size_t j, long double v) {
      return std::max(j == 1 ? static_cast<long double>(set.b) : 0.0L, set.d * v);
    });
    EXPECT_NEAR(responder, static_cast<double>(own[1]), tolerance);
  }
}

TEST(OutsideOption, LeavesNoDealWhereItIsWorthMoreThanEveryText) {
  StrategicGame game = game_of(pie_of(2), {0.9, 0.9}, ProtocolKind::rotating);
  game.outside = {0.5, 0.6};
  EXPECT_FALSE(solve_strategic(game).agreed);
}

TEST(BreakdownAndOptingOut, CombineWithDelayForThreeParties) {
  const std::vector<double> d = {0.95, 0.9, 0.99};
  const std::vector<double> b = {0.05, 0.2, 0.1};
  const std::vector<double> o = {0.0, 0.4, 0.0};
  StrategicGame game = game_of(pie_of(3), d, ProtocolKind::rotating);
  game.continuation = 0.9;
  const double base = game.problem.disagreement[0];
  for (std::size_t i = 0; i < 3; ++i) {
    game.breakdown[i] = base + b[i];
    game.outside[i] = base + o[i];
  }
  const Shares own = turn_shares(3, 3000, [&](std::size_t j, long double v) {
    return std::max(static_cast<long double>(o[j]), 0.1L * b[j] + 0.9L * d[j] * v);
  });
  const StrategicOutcome outcome = solve_strategic(game);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(outcome.surplus_share[i], static_cast<double>(own[i]), tolerance);
  }
  EXPECT_NEAR(outcome.surplus_share[1], 0.4, tolerance);
}

// Each other party and the proposer divide what the two have as Rubinstein says.
TEST(KrishnaSerrano, IsT5c) {
  for (const std::vector<double>& d :
       {std::vector<double>{0.9, 0.9, 0.9}, std::vector<double>{0.9, 0.5, 0.8, 0.99},
        std::vector<double>{0.6, 0.7, 0.95}, std::vector<double>{0.3, 0.9}}) {
    const StrategicGame game =
        game_of(pie_of(static_cast<int>(d.size())), d, ProtocolKind::krishna_serrano);
    // The proposer's share, such that the pairs' divisions add up to the pie.
    long double low = 0.0L;
    long double high = 1.0L;
    Shares own(d.size());
    for (int step = 0; step < 200; ++step) {
      own[0] = 0.5L * (low + high);
      long double sum = own[0];
      for (std::size_t j = 1; j < d.size(); ++j) {
        const long double keeps = (1.0L - d[j]) / (1.0L - d[0] * d[j]);
        own[j] = own[0] / keeps - own[0];
        sum += own[j];
      }
      (sum > 1.0L ? high : low) = own[0];
    }
    const StrategicOutcome outcome = solve_strategic(game);
    for (std::size_t i = 0; i < d.size(); ++i) {
      EXPECT_NEAR(outcome.surplus_share[i], static_cast<double>(own[i]), tolerance);
    }
    for (std::size_t j = 1; j < d.size(); ++j) {
      EXPECT_NEAR(outcome.surplus_share[j] / outcome.surplus_share[0],
                  d[j] * (1.0 - d[0]) / (1.0 - d[j]), 1e-8);
    }
  }
  const StrategicOutcome printed =
      solve_strategic(game_of(pie_of(3), {0.9, 0.9, 0.9}, ProtocolKind::krishna_serrano));
  EXPECT_NEAR(printed.surplus_share[0], 0.357143, 5e-7);
  EXPECT_NEAR(printed.surplus_share[1], 0.321429, 5e-7);
  EXPECT_NEAR(printed.surplus_share[2], 0.321429, 5e-7);
}

TEST(AlternatingOffers, DivideByRatesAsOffersComeFaster) {
  struct Case {
    double r1, r2;
  };
  const auto with_period = [](const Case& rates, double period) {
    return solve_strategic(
               game_of(pie_of(2),
                       {math::exp(-rates.r1 * period), math::exp(-rates.r2 * period)},
                       ProtocolKind::rotating))
        .surplus_share[0];
  };
  for (const Case& rates : {Case{0.05, 0.10}, Case{0.2, 0.03}, Case{0.1, 0.1}}) {
    // Richardson: without the errors of first and second order in the period.
    const double h = 1e-2;
    const double a = with_period(rates, h);
    const double b = with_period(rates, 0.5 * h);
    const double c = with_period(rates, 0.25 * h);
    const double limit = (a - 6.0 * b + 8.0 * c) / 3.0;
    EXPECT_NEAR(limit, rates.r2 / (rates.r1 + rates.r2), tolerance);  // T1b
  }
  EXPECT_NEAR(with_period({0.05, 0.10}, 0.1), 0.668332, 5e-7);
}

TEST(Unanimity, AgreesWithTheSolutionForTwoParties) {
  for (std::uint32_t number = 1; number <= 60; ++number) {
    StrategicGame game = game_of({}, {0.95, 0.6}, ProtocolKind::rotating, {0.3, 0.7});
    game.problem.frontier =
        testing_support::random_frontier(2, 6, 1 + static_cast<int>(number % 2), number);
    testing_support::set_disagreement(game.problem, number);
    game.protocol =
        number % 3 == 0 ? ProtocolKind::random_proposer : ProtocolKind::rotating;
    const StrategicOutcome outcome = solve_strategic(game);
    const UnanimityEquilibrium found = solve_unanimity(game);
    ASSERT_EQ(outcome.agreed, found.found);
    for (std::size_t i = 0; i < 2; ++i) {
      EXPECT_NEAR(found.proposal[0].value[i], outcome.utility[i], 1e-12) << number;
    }
  }
}

}  // namespace
}  // namespace tripart
