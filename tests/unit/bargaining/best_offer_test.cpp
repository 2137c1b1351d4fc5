#include "tripart/bargaining/best_offer.hpp"

#include <gtest/gtest.h>

#include "support/frontiers.hpp"

namespace tripart {
namespace {

using testing_support::random_frontier;

TEST(BestOffer, IsThatOfTwoPartiesWhereThereAreTwo) {
  for (std::uint32_t number = 1; number <= 100; ++number) {
    NashProblem problem;
    problem.frontier = random_frontier(2, 6, 1 + static_cast<int>(number % 2), number);
    testing_support::set_disagreement(problem, number);
    const FrontierPoint pair = solve_best(problem.frontier, 0, problem.disagreement[1]);
    const FrontierPoint point =
        solve_best_offer(problem.frontier, 0, problem.disagreement);
    ASSERT_EQ(pair.found, point.found);
    for (std::size_t i = 0; pair.found && i < 2; ++i) {
      EXPECT_NEAR(point.value[i], pair.value[i], 1e-12) << number;
    }
  }
}

// V is concave: where no small move of one or two issues keeps all demands and gives the
// proposer more, no text does (eta 2, smooth).
TEST(BestOffer, MeetsEveryDemandAndLeavesNothingOnTheTable) {
  for (std::uint32_t number = 1; number <= 30; ++number) {
    NashProblem problem;
    problem.frontier = random_frontier(4, 5, 2, number);
    testing_support::set_disagreement(problem, number);
    const FrontierPoint nash = solve_nash(problem);
    if (!nash.found) {
      continue;
    }
    const FrontierPoint point =
        solve_best_offer(problem.frontier, 1, problem.disagreement);
    ASSERT_TRUE(point.found);
    EXPECT_GE(point.value[1], nash.value[1] - 1e-12);
    for (const std::size_t j : {0U, 2U, 3U}) {
      EXPECT_GE(point.value[j], problem.disagreement[j] - 1e-12);
    }
    const Stream stream(5, number, Purpose::parameter, "move");
    for (std::uint32_t move = 0; move < 400; ++move) {
      Texts text = point.text;
      for (std::size_t k = 0; k < 5; ++k) {
        const auto at = move * 6 + static_cast<std::uint32_t>(k);
        text[k] += 0.05 * (stream.uniform(at) - 0.5);
        text[k] = std::min(std::max(text[k], problem.frontier.low[k]),
                           problem.frontier.high[k]);
      }
      const PartyValues value = frontier_values(problem.frontier, text);
      const bool allowed = value[0] >= problem.disagreement[0] &&
                           value[2] >= problem.disagreement[2] &&
                           value[3] >= problem.disagreement[3];
      EXPECT_FALSE(allowed && value[1] > point.value[1] + 1e-12) << number;
    }
  }
}

// Party 2 does not care for the issue between the others, and neither demand binds.
TEST(BestOffer, GivesIssuesThatMakeNoDifferenceToThoseWhoCare) {
  Frontier frontier = testing_support::unit_frontier(3, 2, 2);
  frontier.add_stake(0, 0, 0.2, 1.0, 0.0, std::nullopt);
  frontier.add_stake(1, 0, 0.4, 1.0, 0.0, std::nullopt);
  frontier.add_stake(2, 1, 0.7, 1.0, 0.0, std::nullopt);
  const FrontierPoint point = solve_best_offer(frontier, 2, {0.1, 0.1, 0.0});
  ASSERT_TRUE(point.found);
  EXPECT_NEAR(point.text[0], 0.3, 1e-9);
  EXPECT_NEAR(point.text[1], 0.7, 1e-12);
  // Party 0 insists on its ideal but for a hair's breadth.
  const FrontierPoint tight = solve_best_offer(frontier, 2, {1.0 - 1e-4, 0.1, 0.0});
  EXPECT_NEAR(tight.text[0], 0.21, 1e-9);
}

TEST(BestOffer, IsNotFoundWhereDemandsAreTooHigh) {
  const NashProblem pie = testing_support::pie_of(3);
  EXPECT_TRUE(solve_best_offer(pie.frontier, 0, {0.0, 0.5, 0.5}).found);
  EXPECT_FALSE(solve_best_offer(pie.frontier, 0, {0.0, 1.2, 1.2}).found);
}

// Two parties that want the same are held to the same demand.
TEST(BestOffer, CopesWithPartiesThatWantTheSame) {
  for (int exponent = 1; exponent <= 2; ++exponent) {
    Frontier frontier = testing_support::unit_frontier(3, 2, exponent);
    for (int issue = 0; issue < 2; ++issue) {
      frontier.add_stake(0, issue, 0.0, 0.5, 0.0, std::nullopt);
      frontier.add_stake(1, issue, 1.0, 0.5, 0.0, std::nullopt);
      frontier.add_stake(2, issue, 1.0, 0.5, 0.0, std::nullopt);
    }
    const FrontierPoint point = solve_best_offer(frontier, 0, {0.0, 0.4, 0.4});
    ASSERT_TRUE(point.found);
    EXPECT_NEAR(point.value[1], 0.4, 1e-12);
    EXPECT_NEAR(point.value[2], 0.4, 1e-12);
  }
}

}  // namespace
}  // namespace tripart
