// Issues that list their values (B1c) and tables of every outcome (B5a), as played.
#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "support/effort.hpp"
#include "support/shipped.hpp"
#include "tripart/bargaining/trade_model.hpp"
#include "tripart/core/number.hpp"
#include "unit/scenario/reader_support.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

constexpr std::uint64_t replicates = test::effort(300);

/// Three parties, three issues, red lines that cut some values off.
const std::string three_text = R"(# Which values?
format: 1
name: three
start: 2018-03-05
horizon: 2019-03-05
judgement_jitter: 0.2
parties: {A: {}, B: {}, C: {}}
calendar:
  - {id: round, kind: plenary, from: 2018-04-01, to: 2019-03-05, every_days: 30, length_days: 5}
issues:
  - id: one
    values: [0, 0.3, 0.45, 0.8, 1]
    status_quo: none
    positions:
      A: {ideal: 0.9, salience: 1}
      B: {ideal: 0.1, salience: 0.5, red_line: [0, 0.5]}
      C: {ideal: 0.5, salience: 0.7}
  - id: two
    values: {off: 0, low: 0.2, high: 0.7}
    status_quo: none
    positions:
      A: {utilities: [0, 1, 0.4], salience: 1}
      B: {utilities: [1, 0.2, 0.6], salience: 2}
      C: {ideal: 0.7, salience: 0.3}
  - id: three
    between: [A, C]
    values: [0, 0.5, 1]
    positions:
      A: {ideal: 0, salience: 0.1}
      C: {ideal: 1, salience: 1, red_line: [0.6, 1]}
)";

void expect_listed(const std::string& text, const std::vector<std::string>& set) {
  const Model model = model_of(text, set);
  const PayoffTable payoffs = pure_payoffs(model);
  std::uint64_t agreed = 0;
  for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
    const Outcome outcome = run_replicate(model, payoffs, 1, replicate);
    agreed += outcome.ending == Ending::agreed ? 1U : 0U;
    for (std::size_t k = 0; k < model.issues.size(); ++k) {
      const std::vector<double>& values = model.issues[k].values;
      EXPECT_TRUE(outcome.settled[k] == 0 || std::find(values.begin(), values.end(),
                                                       outcome.text[k]) != values.end())
          << outcome.text[k];
    }
    if (outcome.settled[0] != 0) {
      EXPECT_LE(outcome.text[0], 0.5) << "B's red line";
      EXPECT_EQ(outcome.text[2], 1.0) << "C's red line";
    }
  }
  EXPECT_GT(agreed, replicates / 3);  // else nothing was tested
}

TEST(ListedValues, AreTheOnlyTextsThatAreSettled) {
  for (const char* loss : {"loss_exponent=1", "loss_exponent=2"}) {
    for (const char* space : {"offer_space=frontier", "offer_space=outcomes"}) {
      SCOPED_TRACE(std::string(loss) + ", " + space);
      expect_listed(three_text, {loss, space});
    }
  }
}

/// One issue, nothing drawn: the first text that suits both.
const std::string two_text = R"(# Which value?
format: 1
name: two
start: 2018-03-05
horizon: 2019-03-05
offer_space: outcomes
protocol: {kind: stacked_alternating_offers, rounds: 20}
parties:
  A: {strategy: {kind: time_dependent, concession_exponent: 1, initial_concession: 0, reciprocity: 0, noise: 0}, private_type: 0}
  B: {strategy: {kind: time_dependent, concession_exponent: 1, initial_concession: 0, reciprocity: 0, noise: 0}, private_type: 0}
issues:
  - id: pie
    values: [0, 0.2, 0.6, 1]
    status_quo: none
    positions:
      A: {utilities: [1, 0.7, 0.3, 0], salience: 1}
      B: {utilities: [0, 0.4, 0.5, 1], salience: 1}
)";

TEST(ListedValues, AreWorthWhatTheScenarioStates) {
  const Model model = model_of(two_text);
  const Outcome outcome = run_replicate(model, pure_payoffs(model), 1, 1);
  ASSERT_EQ(outcome.ending, Ending::agreed);
  EXPECT_EQ(outcome.text[0], 0.2);
  EXPECT_DOUBLE_EQ(outcome.parties[0].utility, 0.7);
  EXPECT_DOUBLE_EQ(outcome.parties[1].utility, 0.4);
  // The greatest product is .7 x .4 there.
  EXPECT_TRUE(outcome.parties[0].has_nash);
  EXPECT_EQ(outcome.parties[0].distance_nash, 0.0);
}

TEST(ListedValues, MeasureTheNashDistanceOnAllOutcomes) {
  const std::string better = with(two_text, "{utilities: [1, 0.7, 0.3, 0], salience: 1}",
                                  "{utilities: [1, 0.7, 0.69, 0], salience: 1}");
  const Model model = model_of(better);
  const Outcome outcome = run_replicate(model, pure_payoffs(model), 1, 1);
  ASSERT_EQ(outcome.ending, Ending::agreed);
  const double own = outcome.parties[0].utility;
  EXPECT_DOUBLE_EQ(outcome.parties[0].distance_nash, own - 0.69);
  EXPECT_DOUBLE_EQ(outcome.parties[1].distance_nash, outcome.parties[1].utility - 0.5);
  const Model menu = model_of(better, {"offer_space=frontier"});
  const Outcome unknown = run_replicate(menu, pure_payoffs(menu), 1, 1);
  EXPECT_FALSE(unknown.parties[0].has_nash) << "a menu may leave the Nash outcome out";
}

TEST(ListedValues, OnAFineGridBargainLikeTextsOfAllKinds) {
  std::string grid = "[0";
  for (int v = 1; v <= 1000 - 1; ++v) {
    grid += ", " + to_text(v / 999.0);
  }
  const Model continuous = model_of(pair_text);
  const Model fine = model_of(
      with(pair_text, "  - id: auto\n", "  - id: auto\n    values: " + grid + "]\n"));
  for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
    const Outcome a = run_replicate(continuous, pure_payoffs(continuous), 1, replicate);
    const Outcome b = run_replicate(fine, pure_payoffs(fine), 1, replicate);
    ASSERT_EQ(a.ending, b.ending);
    ASSERT_EQ(a.end_day, b.end_day);
    if (a.ending == Ending::agreed) {
      ASSERT_NEAR(a.text[0], b.text[0], 0.5 / 999.0 + 1e-12);
    }
  }
}

TEST(StackedOffersExample, EndsAsItsOwnArithmeticSays) {
  const Scenario scenario =
      read_scenario(test::shipped_file("stacked-alternating-offers.yaml"));
  const Outcome outcome =
      run_replicate(scenario.model, pure_payoffs(scenario.model), 1, 1);
  EXPECT_EQ(outcome.ending, Ending::agreed);
  EXPECT_EQ(outcome.kind, DealKind::trilateral);
}

}  // namespace
}  // namespace tripart
