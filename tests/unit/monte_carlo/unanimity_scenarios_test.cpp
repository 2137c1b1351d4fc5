// outside-option.yaml and three-party-unanimity.yaml, from their files to their outcomes
// (T2, T2b, T5, T5b, T5c).
#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {
namespace {

Scenario textbook(const std::string& name, const std::vector<std::string>& overrides) {
  ReadOptions options;
  options.overrides = overrides;
  return read_scenario(
      std::filesystem::path(TRIPART_SOURCE_DIR) / "scenarios/textbook" / (name + ".yaml"),
      options);
}

Outcome play(const Scenario& scenario, std::uint64_t replicate = 1) {
  return run_replicate(scenario.model, pure_payoffs(scenario.model), 1, replicate);
}

TEST(OutsideOptionScenario, DividesThePieAsItsCommentsSay) {
  struct Case {
    std::vector<std::string> overrides;
    double share;
  };
  for (const Case& game :
       {Case{{}, 0.6}, Case{{"parties.B.outside_option=0.3"}, 9.0 / 19.0},
        Case{{"parties.A.discount_factor=0.5", "parties.B.discount_factor=0.5",
              "parties.B.outside_option=0.4"},
             0.4},
        Case{{"parties.A.discount_factor=1", "parties.B.discount_factor=1",
              "protocol.continuation=0.9", "parties.A.breakdown=0.1",
              "parties.B.breakdown=0.2", "parties.B.outside_option=0"},
             1.01 / 1.9}}) {
    const Outcome outcome = play(textbook("outside-option", game.overrides));
    EXPECT_EQ(outcome.ending, Ending::agreed);
    EXPECT_NEAR(outcome.parties[1].surplus_share, game.share, 1e-9);
    EXPECT_NEAR(outcome.text[0], game.share, 1e-9);
  }
}

TEST(OutsideOptionScenario, LapsesWhereTheOptionBeatsThePie) {
  EXPECT_EQ(play(textbook("outside-option", {"parties.B.outside_option=1.1"})).ending,
            Ending::lapsed);
}

TEST(ThreePartyScenario, DividesThePieInTurnAndWithExit) {
  const std::vector<std::string> equal = {"parties.A.discount_factor=0.9",
                                          "parties.B.discount_factor=0.9",
                                          "parties.C.discount_factor=0.9"};
  struct Case {
    std::string kind;
    std::array<double, 3> share;
  };
  for (const Case& game : {Case{"rotating", {1.0 / 2.71, 0.9 / 2.71, 0.81 / 2.71}},
                           Case{"krishna_serrano", {1.0 / 2.8, 0.9 / 2.8, 0.9 / 2.8}}}) {
    std::vector<std::string> overrides = equal;
    overrides.push_back("protocol.kind=" + game.kind);
    const Outcome outcome = play(textbook("three-party-unanimity", overrides));
    EXPECT_EQ(outcome.kind, DealKind::trilateral);
    EXPECT_EQ(outcome.proposer, 0);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(outcome.parties[i].surplus_share, game.share[i], 1e-9);
    }
  }
}

TEST(ThreePartyScenario, GivesTheDrawnProposerItsPremium) {
  const Scenario scenario = textbook("three-party-unanimity", {});
  const std::array<double, 3> discount = {0.9, 0.8, 0.7};
  const std::array<double, 3> expected = {30.0 / 43.0, 9.0 / 43.0, 4.0 / 43.0};  // T5
  std::array<int, 3> proposed{};
  for (std::uint64_t replicate = 1; replicate <= 40; ++replicate) {
    const Outcome outcome = play(scenario, replicate);
    const auto proposer = static_cast<std::size_t>(outcome.proposer);
    ++proposed[proposer];
    for (std::size_t i = 0; i < 3; ++i) {
      const double waits = discount[i] * expected[i];
      EXPECT_NEAR(outcome.parties[i].surplus_share,
                  waits + (i == proposer ? 6.0 / 43.0 : 0.0), 1e-9);
    }
  }
  for (const int times : proposed) {
    EXPECT_GT(times, 0);
  }
}

}  // namespace
}  // namespace tripart
