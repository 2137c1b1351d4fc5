// What texts do to trade costs counts from the text in force, which the base year has in
// its costs already (E7).
#include <gmock/gmock.h>
#include <string>

#include <gtest/gtest.h>

#include "support/effort.hpp"
#include "support/shipped.hpp"
#include "tripart/core/number.hpp"
#include "unit/scenario/reader_support.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

/// Three parties that all want `other`; the red lines of `cars` leave one text.
std::string text_of(double in_force, double settled) {
  const std::string stake = ": {ideal: 1, salience: 1, red_line: [" + to_text(settled) +
                            ", " + to_text(settled) + "]}\n";
  std::string text = R"(# What does a text cost that is in force already?
format: 1
name: cars
start: 2018-03-05
horizon: 2018-12-05
economy: {baseline: base2017, elasticities: cp2015, economies: 1}
parties:
  USA: {may_split: true, strategy: {noise: 0}}
  CAN: {strategy: {noise: 0}}
  MEX: {strategy: {noise: 0}}
calendar:
  - {id: talks, kind: plenary, from: 2018-03-12, to: 2018-12-01, every_days: 15, length_days: 5}
issues:
  - id: other
    positions: {USA: {ideal: 1, salience: 9}, CAN: {ideal: 1, salience: 9}, MEX: {ideal: 1, salience: 9}}
  - id: cars
    status_quo: )" + to_text(in_force) +
                     "\n    positions:\n";
  for (const char* party : {"USA", "CAN", "MEX"}) {
    text += std::string("      ") + party + stake;
  }
  return text + R"(    effects:
      - {importer: USA, exporter: CAN, sector: motor_vehicles, tariff: 0.3}
      - {importer: CAN, exporter: MEX, sector: food, iceberg: 0.2}
)";
}

/// Welfare of each party in the deals of all, which is the same in each.
std::vector<double> welfare_at(double in_force, double settled) {
  const Scenario scenario = scenario_of(text_of(in_force, settled));
  const SolvedPayoffs payoffs = solve_payoffs(scenario.model, *scenario.trade, 1, 1);
  std::vector<double> welfare;
  for (std::uint64_t replicate = 1; replicate <= test::effort(30); ++replicate) {
    const Outcome outcome = run_replicate(scenario.model, payoffs.table, 1, replicate);
    if (outcome.kind == DealKind::trilateral) {
      welfare.clear();
      for (const PartyOutcome& party : outcome.parties) {
        welfare.push_back(party.welfare_change);
      }
    }
  }
  return welfare;
}

TEST(TextInForce, MovesNoTradeCostsWhereItStays) {
  for (const double text : {0.0, 0.4, 1.0}) {
    EXPECT_THAT(welfare_at(text, text), testing::Each(testing::DoubleNear(0.0, 1e-12)))
        << text;
  }
}

TEST(TextInForce, IsWhereTheChangeIsCountedFrom) {
  const std::vector<double> up = welfare_at(0.4, 0.9);
  const std::vector<double> half = welfare_at(0.0, 0.5);
  const std::vector<double> down = welfare_at(0.9, 0.4);
  ASSERT_EQ(up.size(), 3U);
  ASSERT_EQ(half.size(), 3U);
  ASSERT_EQ(down.size(), 3U);
  EXPECT_LT(half[1], -0.01);  // Canada pays for its cars and its food
  for (std::size_t party = 0; party < 3; ++party) {
    EXPECT_NEAR(up[party], half[party], 1e-12);
    EXPECT_NEAR(down[party], -half[party], 1e-12);
  }
}

}  // namespace
}  // namespace tripart
