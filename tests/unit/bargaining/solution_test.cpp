#include "tripart/bargaining/solution.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "support/frontiers.hpp"

namespace tripart {
namespace {

using testing_support::logrolling_linear;
using testing_support::logrolling_quadratic;
using testing_support::random_frontier;
using testing_support::square_root_frontier;

TEST(FrontierText, IsTheWeightedMeanOfIdealsUnderQuadraticLoss) {
  const Texts text = frontier_text(logrolling_quadratic(), {1.0, 1.0});
  EXPECT_NEAR(text[0], 3.0 / 11.0, 1e-15);  // T4b
  EXPECT_NEAR(text[1], 7.0 / 9.0, 1e-15);
}

TEST(FrontierText, NeverLosesToAnyOtherTextInItsWeightedSum) {
  for (int exponent = 1; exponent <= 2; ++exponent) {
    for (std::uint32_t replicate = 1; replicate <= 20; ++replicate) {
      const Frontier frontier = random_frontier(3, 1, exponent, replicate);
      const PartyValues weight = {0.2, 0.5, 0.3};
      const auto worth = [&](const Texts& text) {
        const PartyValues value = frontier_values(frontier, text);
        return weight[0] * value[0] + weight[1] * value[1] + weight[2] * value[2];
      };
      const double best = worth(frontier_text(frontier, weight));
      for (int step = 0; step <= 1000; ++step) {
        Texts text{};
        text[0] = frontier.low[0] + step * 1e-3 * (frontier.high[0] - frontier.low[0]);
        EXPECT_GE(best, worth(text) - 1e-15)
            << "exponent " << exponent << ", text " << text[0];
      }
    }
  }
}

TEST(FrontierText, GivesIssuesNobodyWithWeightCaresForToThoseWhoDo) {
  for (int exponent = 1; exponent <= 2; ++exponent) {
    Frontier frontier = testing_support::unit_frontier(2, 2, exponent);
    frontier.otherwise[1] = 0.4;
    frontier.add_stake(1, 0, 0.7, 1.0, 0.0, std::nullopt);
    const Texts text = frontier_text(frontier, {1.0, 0.0});
    EXPECT_EQ(text[0], 0.7);
    EXPECT_EQ(text[1], 0.4);
  }
}

TEST(FrontierText, StopsAtTheCommonRedLine) {
  Frontier frontier = logrolling_quadratic();
  frontier.high[1] = 0.5;
  EXPECT_EQ(frontier_text(frontier, {1.0, 1.0})[1], 0.5);
}

TEST(Stakes, AreMeasuredFromTheStatusQuo) {
  Frontier frontier;
  frontier.parties = 1;
  frontier.issues = 1;
  frontier.high[0] = 1.0;
  frontier.add_stake(0, 0, 1.0, 2.0, 0.5, 0.25);
  const double quadratic = 2.0 * ((1.0 - 0.16) - (1.0 - 0.5625)) + 0.5 * 0.35;
  EXPECT_NEAR(frontier_values(frontier, {0.6})[0], quadratic, 1e-15);
  EXPECT_NEAR(frontier_values(frontier, {0.25})[0], 0.0, 1e-15);
}

// T3: u2 = 2 (1 - u1^2).
TEST(Nash, IsFoundOnACurvedFrontier) {
  NashProblem problem{square_root_frontier()};
  EXPECT_NEAR(solve_nash(problem).value[0], 1.0 / std::sqrt(3.0), 1e-12);
  problem.power = {0.75, 0.25};
  EXPECT_NEAR(solve_nash(problem).value[0], std::sqrt(0.6), 1e-12);
  problem.power = {2.0, 2.0};
  problem.disagreement = {0.2, 0.3};
  const FrontierPoint point = solve_nash(problem);
  ASSERT_TRUE(point.found);
  EXPECT_NEAR(point.value[0], 0.603116, 5e-7);
  EXPECT_NEAR(point.value[1], 1.272502, 5e-7);
  // First-order condition 2 (1 - u^2) - d2 = 4 u (u - d1).
  const double u = point.value[0];
  EXPECT_NEAR(2.0 * (1.0 - u * u) - 0.3, 4.0 * u * (u - 0.2), 1e-10);
}

TEST(KalaiSmorodinsky, IsFoundOnACurvedFrontier) {
  EXPECT_NEAR(solve_kalai_smorodinsky({square_root_frontier()}).value[0],
              (std::sqrt(5.0) - 1.0) / 2.0, 1e-12);
}

TEST(Egalitarian, IsFoundOnACurvedFrontier) {
  const FrontierPoint point = solve_egalitarian({square_root_frontier()});
  EXPECT_NEAR(point.value[0], (std::sqrt(17.0) - 1.0) / 4.0, 1e-12);
  EXPECT_NEAR(point.value[1], point.value[0], 1e-12);
}

TEST(TwoPartySolutions, AreMeasuredFromTheDisagreementPoint) {
  NashProblem problem{square_root_frontier()};
  problem.disagreement = {0.2, 0.3};
  // Best surpluses: u1 at u2 = .3 and u2 at u1 = .2.
  const double most[] = {std::sqrt(0.85) - 0.2, 2.0 * (1.0 - 0.04) - 0.3};
  const FrontierPoint ks = solve_kalai_smorodinsky(problem);
  EXPECT_NEAR((ks.value[0] - 0.2) / most[0], (ks.value[1] - 0.3) / most[1], 1e-12);
  const FrontierPoint equal = solve_egalitarian(problem);
  EXPECT_NEAR(equal.value[0], (std::sqrt(16.2) - 1.0) / 4.0, 1e-12);
  EXPECT_NEAR(equal.value[1] - 0.3, equal.value[0] - 0.2, 1e-12);
  problem.disagreement = {1.0, 0.1};
  EXPECT_FALSE(solve_kalai_smorodinsky(problem).found);
  EXPECT_FALSE(solve_egalitarian(problem).found);
}

TEST(Utilitarian, IsFoundOnACurvedFrontier) {
  EXPECT_NEAR(solve_utilitarian({square_root_frontier()}).value[0], 0.25, 1e-15);
}

// T4: trading issues beats splitting each of them, and only one is split.
TEST(Logrolling, SplitsOnlyTheMiddleIssue) {
  const NashProblem problem{logrolling_linear()};
  const FrontierPoint nash = solve_nash(problem);
  ASSERT_TRUE(nash.found);
  EXPECT_NEAR(nash.value[0], 0.78, 1e-11);
  EXPECT_NEAR(nash.value[1], 0.65, 1e-11);
  EXPECT_EQ(nash.text[0], 0.0);
  EXPECT_NEAR(nash.text[1], 0.4, 1e-10);
  EXPECT_EQ(nash.text[2], 1.0);
  const FrontierPoint fair = solve_kalai_smorodinsky(problem);
  EXPECT_NEAR(fair.value[0], 39.0 / 55.0, 1e-12);
  EXPECT_NEAR(fair.value[1], 39.0 / 55.0, 1e-12);
  const PartyValues halves = frontier_values(problem.frontier, {0.5, 0.5, 0.5});
  EXPECT_NEAR(halves[0], 0.5, 1e-15);
  EXPECT_NEAR(halves[1], 0.5, 1e-15);
}

// T4b: the Nash text of quadratic losses.
TEST(Logrolling, MovesEachQuadraticIssueTowardsItsKeenerSide) {
  const FrontierPoint nash = solve_nash({logrolling_quadratic()});
  ASSERT_TRUE(nash.found);
  EXPECT_NEAR(nash.text[0], 0.275046, 5e-7);
  EXPECT_NEAR(nash.text[1], 0.779786, 5e-7);
  EXPECT_NEAR(nash.value[0], 0.817866, 5e-7);
  EXPECT_NEAR(nash.value[1], 0.808387, 5e-7);
}

// A text is the Nash text exactly where it maximises the sum weighted by power / surplus.
TEST(Nash, SatisfiesItsFirstOrderConditionForTwoToEightParties) {
  int found = 0;
  for (int exponent = 1; exponent <= 2; ++exponent) {
    for (int parties = 2; parties <= max_parties; ++parties) {
      for (std::uint32_t replicate = 1; replicate <= 40; ++replicate) {
        NashProblem problem{random_frontier(parties, 21, exponent, replicate)};
        testing_support::set_disagreement(problem, replicate);
        const FrontierPoint nash = solve_nash(problem);
        if (!nash.found) {
          continue;
        }
        ++found;
        PartyValues weight{};
        double best = 0.0;
        double mine = 0.0;
        for (std::size_t i = 0; i < static_cast<std::size_t>(parties); ++i) {
          weight[i] = problem.power[i] / (nash.value[i] - problem.disagreement[i]);
          ASSERT_GT(weight[i], 0.0);
        }
        const PartyValues rival =
            frontier_values(problem.frontier, frontier_text(problem.frontier, weight));
        for (std::size_t i = 0; i < static_cast<std::size_t>(parties); ++i) {
          best += weight[i] * rival[i];
          mine += weight[i] * nash.value[i];
          if (exponent == 2) {
            EXPECT_NEAR(rival[i], nash.value[i], 1e-9 / weight[i])
                << parties << " parties, replicate " << replicate;
          }
        }
        EXPECT_LE(best - mine, 1e-9) << "exponent " << exponent << ", " << parties
                                     << " parties, replicate " << replicate;
      }
    }
  }
  EXPECT_GT(found, 300);
}

TEST(Nash, IsNotFoundWithoutATextThatLeavesEverybodyBetterOff) {
  NashProblem problem{logrolling_quadratic()};
  problem.disagreement = {0.85, 0.85};
  EXPECT_FALSE(solve_nash(problem).found);
  problem.disagreement = {1.5, 0.0};
  EXPECT_FALSE(solve_nash(problem).found);
  problem = {logrolling_linear()};
  problem.disagreement = {0.78, 0.66};
  EXPECT_FALSE(solve_nash(problem).found);
  problem.disagreement = {0.78, 0.649999};
  const FrontierPoint nash = solve_nash(problem);
  ASSERT_TRUE(nash.found);
  EXPECT_GT(nash.value[0], 0.78);
  EXPECT_GT(nash.value[1], 0.649999);
}

TEST(Nash, IsNotFoundExactlyWhereAGridFindsNoSurplus) {
  int with = 0;
  int without = 0;
  for (int exponent = 1; exponent <= 2; ++exponent) {
    for (std::uint32_t replicate = 1; replicate <= 200; ++replicate) {
      NashProblem problem{random_frontier(3, 2, exponent, replicate)};
      testing_support::set_disagreement(problem, replicate);
      const double best = testing_support::best_least_surplus_on_grid(problem, 200);
      if (std::fabs(best) < 0.02) {
        continue;  // too close for the grid to tell
      }
      EXPECT_EQ(solve_nash(problem).found, best > 0.0)
          << "exponent " << exponent << ", replicate " << replicate << ", " << best;
      ++(best > 0.0 ? with : without);
    }
  }
  EXPECT_GT(with, 30);
  EXPECT_GT(without, 30);
}

TEST(Nash, FollowsPartiesAroundTheTable) {
  for (int exponent = 1; exponent <= 2; ++exponent) {
    NashProblem problem{random_frontier(3, 21, exponent, 7)};
    const FrontierPoint nash = solve_nash(problem);
    NashProblem turned = problem;
    const std::array<std::size_t, 3> seat = {2, 0, 1};
    for (std::size_t i = 0; i < 3; ++i) {
      turned.frontier.constant[seat[i]] = problem.frontier.constant[i];
      turned.disagreement[seat[i]] = problem.disagreement[i];
      for (std::size_t k = 0; k < 21; ++k) {
        turned.frontier.ideal[k][seat[i]] = problem.frontier.ideal[k][i];
        turned.frontier.weight[k][seat[i]] = problem.frontier.weight[k][i];
        turned.frontier.slope[k][seat[i]] = problem.frontier.slope[k][i];
      }
    }
    const FrontierPoint other = solve_nash(turned);
    ASSERT_TRUE(nash.found && other.found);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(other.value[seat[i]], nash.value[i], 1e-12) << "exponent " << exponent;
    }
  }
}

TEST(BestText, LeavesTheOtherExactlyItsFloorOnAStraightFrontier) {
  const Frontier frontier = logrolling_linear();
  const FrontierPoint point = solve_best(frontier, 0, 0.65);
  ASSERT_TRUE(point.found);
  EXPECT_NEAR(point.value[0], 0.78, 1e-15);
  EXPECT_NEAR(point.value[1], 0.65, 1e-15);
}

TEST(BestText, IsTheOwnIdealWhereThatIsGoodEnoughForTheOther) {
  Frontier frontier;
  frontier.parties = 2;
  frontier.issues = 1;
  frontier.high[0] = 1.0;
  frontier.add_stake(0, 0, 0.4, 1.0, 0.0, std::nullopt);
  frontier.add_stake(1, 0, 0.6, 1.0, 0.0, std::nullopt);
  EXPECT_EQ(solve_best(frontier, 0, 0.5).text[0], 0.4);
  EXPECT_FALSE(solve_best(frontier, 0, 1.5).found);
}

}  // namespace
}  // namespace tripart
