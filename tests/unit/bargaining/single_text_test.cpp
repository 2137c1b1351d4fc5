// One text that a mediator keeps (B8d).
#include <array>
#include <vector>

#include <gtest/gtest.h>

#include "support/two_parties.hpp"

namespace tripart {
namespace {

using namespace testing_support;

/// Three issues in which A and B want opposite ends and weigh them differently; without a
/// deal each has what the text 0.5 on all of them would give it, which is in force.
const std::vector<Stake> opposed = {
    {{0.0, 1.0}, {0.6, 0.2}}, {{0.0, 1.0}, {0.3, 0.25}}, {{0.0, 1.0}, {0.1, 0.55}}};

Model mediated(int days, int ballots) {
  Model model = two_parties(opposed, StrategyKind::time_dependent, 2, {0.0, 0.0}, days);
  model.protocol = ProtocolKind::single_text;
  model.ballots = ballots;
  for (Party& party : model.parties) {
    party.strategy.concession_exponent = always(0.01);  // holds out to the last day
  }
  for (Issue& issue : model.issues) {
    issue.status_quo = always(0.5);
  }
  return model;
}

/// How much more A could have at the exact frontier while B keeps what it has.
double waste(const Outcome& outcome) {
  NashProblem problem = problem_of(opposed, 2, {0.0, 0.0});
  for (std::size_t i = 0; i < 2; ++i) {
    problem.frontier.constant[i] -= 0.75;  // u(x0)
  }
  const FrontierPoint best = solve_best(problem.frontier, 0, outcome.parties[1].utility);
  return best.value[0] - outcome.parties[0].utility;
}

// With answers free of noise the draft never falls for anybody, so that more ballots can
// only help; 200 replicates, each of which ends no worse than what is in force.
TEST(SingleText, ClimbsTowardsTheFrontier) {
  double few = 0.0;
  double many = 0.0;
  constexpr int replicates = 200;
  for (int replicate = 1; replicate <= replicates; ++replicate) {
    const auto number = static_cast<std::uint64_t>(replicate);
    for (const int ballots : {2, 200}) {
      const Outcome outcome = play(mediated(10, ballots), number);
      ASSERT_EQ(outcome.ending, Ending::agreed) << replicate;
      EXPECT_EQ(outcome.proposer, -1);
      EXPECT_GE(outcome.parties[0].utility, 0.0) << replicate;
      EXPECT_GE(outcome.parties[1].utility, 0.0) << replicate;
      (ballots == 2 ? few : many) += waste(outcome) / replicates;
    }
  }
  EXPECT_GT(few, 5.0 * many);
  EXPECT_LT(many, 0.01);
}

// What each has does not fall as the talks go on: the same replicate, ended a day later.
TEST(SingleText, NeverGivesUpWhatItHasFound) {
  for (std::uint64_t replicate = 1; replicate <= 20; ++replicate) {
    std::array<double, 2> before = {0.0, 0.0};
    for (int days = 1; days <= 8; ++days) {
      const Outcome outcome = play(mediated(days, 10), replicate);
      for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_GE(outcome.parties[i].utility, before[i] - 1e-12)
            << "replicate " << replicate << ", day " << days;
        before[i] = outcome.parties[i].utility;
      }
    }
  }
}

TEST(SingleText, IsNotSignedByWhoeverHasMoreWithoutIt) {
  Model model = mediated(10, 50);
  model.parties[1].disagreement = always(0.9);
  EXPECT_EQ(play(model).ending, Ending::lapsed);
}

}  // namespace
}  // namespace tripart
