#include "tripart/scenario/priors.hpp"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "tripart/scenario/key_table.hpp"
#include "unit/scenario/reader_support.hpp"

namespace tripart {
namespace {

using reader_tests::pair_text;
using reader_tests::scenario_of;
using reader_tests::trade_text;
using reader_tests::with;

std::map<std::string, PriorInPlace> by_path(const Scenario& scenario) {
  std::map<std::string, PriorInPlace> found;
  for (const PriorInPlace& one : priors_in_place(scenario)) {
    found[one.path] = one;
  }
  return found;
}

TEST(Priors, FreeParametersWithANumberGiveWay) {
  const auto found = by_path(scenario_of(trade_text));
  ASSERT_TRUE(found.contains("parties.USA.lobbies.motor_vehicles"));
  EXPECT_EQ(found.at("parties.USA.lobbies.motor_vehicles").stated, "0.1");
  EXPECT_EQ(found.at("parties.USA.lobbies.motor_vehicles").prior, "{uniform: [0, 0.25]}");
  // Of three parties: Dirichlet of total 4.
  EXPECT_EQ(found.at("parties.CAN.recognition").prior,
            "{gamma: [1.3333333333333333, 1]}");
  EXPECT_EQ(found.at("judgement_jitter").prior, "0.15");
}

TEST(Priors, DistributionsAndNumbersThatArePriorsStay) {
  const auto found = by_path(scenario_of(trade_text));
  EXPECT_FALSE(found.contains("parties.USA.weights.content"));  // the default, lognormal
  EXPECT_FALSE(found.contains("parties.USA.private_type"));     // .25 is the prior
  EXPECT_FALSE(found.contains("loss_exponent"));
}

TEST(Priors, WhatTheScenarioIsAboutStays) {
  const auto found = by_path(scenario_of(trade_text));
  EXPECT_FALSE(found.contains("threats.exit.hazard"));  // a threat that may come
  EXPECT_FALSE(found.contains("issues.auto.positions.USA.ideal"));
  EXPECT_FALSE(found.contains("parties.USA.withdrawal.notice_days"));
  EXPECT_FALSE(found.contains("chapter_hazard.a0"));  // estimated, not free
}

TEST(Priors, WithoutATradeModelTheWeightOfContentIsTheUnitOfValueAndStays) {
  const auto found = by_path(scenario_of(pair_text));
  EXPECT_FALSE(found.contains("parties.USA.weights.content"));
  EXPECT_EQ(found.at("parties.USA.discount_rate").prior, "{uniform: [0.05, 0.2]}");
  EXPECT_EQ(found.at("parties.MEX.recognition").prior, "{gamma: [2, 1]}");
}

TEST(Priors, WhatIsSetByHandStays) {
  const auto found = by_path(
      scenario_of(pair_text, {"parties.USA.discount_rate=0.3",
                              "parties.MEX.strategy={noise: 0, reciprocity: 0}"}));
  EXPECT_FALSE(found.contains("parties.USA.discount_rate"));
  EXPECT_FALSE(found.contains("parties.MEX.strategy.noise"));
  EXPECT_TRUE(found.contains("parties.MEX.discount_rate"));
}

TEST(Priors, AThreatsWayOfLiftingIsDrawn) {
  const auto found = by_path(scenario_of(
      with(trade_text, "    announced: 2018-03-01",
           "    announced: 2018-03-01\n    noise: 0.01\n    lift: {at: signature}")));
  EXPECT_EQ(found.at("threats.metals.noise").prior, "{uniform: [0.02, 0.15]}");
  EXPECT_EQ(found.at("threats.metals.lift.at").stated, "signature");
}

TEST(Priors, InPlaceTheyLeaveNothingToReplace) {
  const std::string shipped_template =
      read_file(reader_tests::beside_baselines.parent_path() / "template.yaml");
  for (const std::string_view text :
       {pair_text, trade_text, std::string_view(shipped_template)}) {
    const Scenario before = scenario_of(text);
    const std::vector<PriorInPlace> priors = priors_in_place(before);
    ASSERT_FALSE(priors.empty());
    Scenario after = scenario_of(text, as_overrides(priors));
    EXPECT_NE(after.resolved, before.resolved);
    after.overrides.clear();
    EXPECT_TRUE(priors_in_place(after).empty());
  }
}

TEST(Priors, ANumberIsItsPriorHoweverItIsWritten) {
  const auto found = by_path(scenario_of(
      with(pair_text, "USA: {discount_rate: 0.1}", "USA: {private_type: 2.50e-1}")));
  EXPECT_FALSE(found.contains("parties.USA.private_type"));
}

TEST(Priors, EveryPriorSuitsTheTypeOfItsKey) {
  int free_keys = 0;
  for (const Key& key : key_table()) {
    if (key.prior.empty()) {
      continue;
    }
    ++free_keys;
    EXPECT_TRUE(key.type == KeyType::number || key.type == KeyType::count ||
                key.type == KeyType::parameter || key.type == KeyType::lifting)
        << key.path;
    const bool is_drawn = key.prior.front() == '{';
    EXPECT_TRUE(!is_drawn || key.type == KeyType::parameter ||
                key.type == KeyType::lifting)
        << key.path << " takes no distribution";
  }
  EXPECT_GE(free_keys, 40);
}

}  // namespace
}  // namespace tripart
