// scenarios/textbook/rubinstein.yaml, from its file to its outcome (T1, T1c, T5).
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bargaining/engine.hpp"
#include "support/chance.hpp"
#include "tripart/bargaining/trade_model.hpp"
#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {
namespace {

Scenario rubinstein(const std::vector<std::string>& overrides) {
  ReadOptions options;
  options.overrides = overrides;
  return read_scenario(
      std::filesystem::path(TRIPART_SOURCE_DIR) / "scenarios/textbook/rubinstein.yaml",
      options);
}

Outcome play(const std::vector<std::string>& overrides, std::uint64_t replicate = 1) {
  const Scenario scenario = rubinstein(overrides);
  return run_replicate(scenario.model, pure_payoffs(scenario.model), 1, replicate);
}

TEST(RubinsteinScenario, DividesThePieAsItsCommentsSay) {
  struct Case {
    std::vector<std::string> overrides;
    double share, printed;
  };
  for (const Case& game : {Case{{}, 10.0 / 19.0, 0.526316},
                           Case{{"parties.B.discount_factor=0.8"}, 5.0 / 7.0, 0.714286},
                           Case{{"parties.A.discount_factor=0.8"}, 5.0 / 14.0, 0.357143},
                           Case{{"rounds=7"}, (1.0 + 0.4782969) / 1.9, 0.778051},
                           Case{{"rounds=10"}, (1.0 - 0.3486784401) / 1.9, 0.342801},
                           Case{{"rounds=1"}, 1.0, 1.0},
                           Case{{"protocol.kind=random_proposer"}, 0.55, 0.55}}) {
    const Outcome outcome = play(game.overrides);
    const auto proposer = static_cast<std::size_t>(outcome.proposer);
    const double share = outcome.parties[proposer].surplus_share;
    EXPECT_NEAR(share, game.share, 1e-9);
    EXPECT_NEAR(share, game.printed, 5e-7);
    EXPECT_NEAR(outcome.parties[proposer].utility, game.share, 1e-9);
    EXPECT_NEAR(outcome.parties[proposer].distance_nash, game.share - 0.5, 1e-9);
    // An even split is what the other solutions say too; the pie is eaten up.
    for (const Solution solution : {Solution::kalai_smorodinsky, Solution::egalitarian}) {
      const auto at = static_cast<std::size_t>(
          std::find(measured_solutions.begin(), measured_solutions.end(), solution) -
          measured_solutions.begin());
      ASSERT_TRUE(outcome.parties[proposer].distance[at].has_value());
      EXPECT_NEAR(*outcome.parties[proposer].distance[at], game.share - 0.5, 1e-9);
      EXPECT_NEAR(*outcome.parties[1 - proposer].distance[at], 0.5 - game.share, 1e-9);
    }
    EXPECT_FALSE(outcome.parties[proposer].distance.back().has_value());
    EXPECT_EQ(outcome.pareto_distance, 0.0);
  }
}

TEST(RubinsteinScenario, EndsInABilateralDealOnItsFirstDay) {
  const Outcome outcome = play({});
  EXPECT_EQ(outcome.ending, Ending::agreed);
  EXPECT_EQ(outcome.kind, DealKind::bilateral);
  EXPECT_EQ(outcome.path, Path::direct);
  EXPECT_EQ(outcome.end_day, 0);
  EXPECT_EQ(outcome.first_deal_day, 0);
  EXPECT_EQ(outcome.proposer, 0);
  EXPECT_EQ(outcome.mechanisms, 0);
  ASSERT_EQ(outcome.settled[0], 1);
  EXPECT_NEAR(outcome.text[0], 9.0 / 19.0, 1e-9);
}

TEST(RubinsteinScenario, LapsesWhereDisagreementLeavesNothingToDivide) {
  const Outcome outcome =
      play({"parties.A.disagreement=0.6", "parties.B.disagreement=0.5"});
  EXPECT_EQ(outcome.ending, Ending::lapsed);
  EXPECT_EQ(outcome.kind, DealKind::none);
  EXPECT_EQ(outcome.end_day, 365);
  EXPECT_EQ(outcome.without_surplus, 3U);
  EXPECT_EQ(outcome.mechanisms, static_cast<unsigned>(Mechanism::no_surplus));
  EXPECT_FALSE(outcome.parties[0].has_share);
  EXPECT_EQ(outcome.parties[0].utility, 0.6);
}

TEST(RubinsteinScenario, DividesTheSurplusWithinTheRedLine) {
  // B can ask for no more than .3 of the pie, so that A offers .9 of that, patient or
  // not.
  for (const char* patience :
       {"parties.A.discount_factor=0.9", "parties.A.discount_factor=0.8"}) {
    const Outcome outcome = play({"issues.pie.positions.A.red_line=[0, 0.3]", patience});
    EXPECT_EQ(outcome.ending, Ending::agreed);
    EXPECT_NEAR(outcome.text[0], 0.27, 1e-9);
  }
}

// Null: who proposes first is drawn with probability .75 for A. Fails beyond 4 standard
// errors (.0122), a false alarm of 6e-5; an error of .0194 is caught with 99 percent.
TEST(RubinsteinScenario, DrawsTheFirstProposerByRecognition) {
  const Scenario scenario =
      rubinstein({"protocol.kind=random_proposer", "parties.A.recognition=3"});
  const PayoffTable payoffs = pure_payoffs(scenario.model);
  Engine engine(scenario.model, payoffs);
  Outcome outcome;
  constexpr int replicates = 20000;
  int first = 0;
  for (int replicate = 1; replicate <= replicates; ++replicate) {
    engine.run(test::seed(1), static_cast<std::uint64_t>(replicate), outcome, nullptr);
    first += outcome.proposer == 0 ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(first) / replicates, 0.75, test::largest_z() * 0.00306);
}

}  // namespace
}  // namespace tripart
