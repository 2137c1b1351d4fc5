#include "tripart/results/prior_rows.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tripart/core/state.hpp"
#include "unit/results/small_model.hpp"

namespace tripart {
namespace {

using testing_support::lapsed_outcome;
using testing_support::small_model;

/// Replicates of the small model that end as told.
class PriorRowsTest : public ::testing::Test {
 protected:
  PriorRowsTest()
      : model_(small_model()),
        configurations_(model_),
        summary_(model_, configurations_),
        tally_(static_cast<std::size_t>(configurations_.size()), 1) {}

  void add(const Outcome& outcome) {
    summary_.add(outcome);
    tally_.add(outcome);
  }
  [[nodiscard]] Outcome deal_on(int day) const {
    Outcome outcome = lapsed_outcome();
    outcome.ending = Ending::agreed;
    outcome.kind = DealKind::trilateral;
    outcome.configuration = configurations_.block(7U);
    outcome.first_deal = outcome.configuration;
    outcome.first_deal_day = day;
    outcome.end_day = day;
    return outcome;
  }
  [[nodiscard]] PriorRow row(const std::string& quantity,
                             const std::string& category) const {
    for (const PriorRow& one : prior_rows(summary_, tally_)) {
      if (one.quantity == quantity && one.category == category) {
        return one;
      }
    }
    ADD_FAILURE() << "no row " << quantity << " " << category;
    return {};
  }

  Model model_;
  ConfigurationSet configurations_;
  Summary summary_;
  PriorTally tally_;
};

TEST_F(PriorRowsTest, WhatWasNeverSeenSaysBelowWhat) {
  for (int i = 0; i < 100; ++i) {
    add(lapsed_outcome());
  }
  // Wilson: 3.841 / 103.841 = .03699, rounded up.
  EXPECT_EQ(row("ending", "agreed").verdict, "never in 100 (below 0.037)");
  EXPECT_EQ(row("ending", "lapsed").verdict, "nearly certain");
  EXPECT_FALSE(row("first_deal_day", "").range.front().has_value());
}

TEST_F(PriorRowsTest, NearlyCertainNeedsReplicatesEnough) {
  EXPECT_EQ(prior_verdict(73, 73), "nearly certain");  // Wilson begins at .9500
  EXPECT_EQ(prior_verdict(72, 72), "possible");        // at .9494
  EXPECT_EQ(prior_verdict(1, 1000), "possible");
}

TEST_F(PriorRowsTest, TariffsBeforeADealAreToldFromThoseThatOutliveIt) {
  Outcome before = deal_on(30);
  before.threats[0].announced_day = 0;
  before.threats[0].executed_day = 20;
  before.threats[0].lifted_day = 30;
  Outcome outlives = before;
  outlives.threats[0].lifted_day = 31;
  Outcome later = deal_on(30);
  later.threats[0].executed_day = 30;
  Outcome without = lapsed_outcome();
  without.threats[0].executed_day = 60;
  for (const Outcome& one : {before, outlives, later, without}) {
    add(one);
  }
  EXPECT_EQ(row("threat_executed_before_deal", "metals").probability->value, 0.75);
  EXPECT_EQ(row("threat_outlives_deal", "metals").probability->value, 0.5);
}

TEST_F(PriorRowsTest, DatesHaveTheirWholeRange) {
  for (int day = 1; day <= 60; ++day) {
    add(deal_on(day));
  }
  const PriorRow days = row("first_deal_day", "");
  EXPECT_EQ(days.range[0], 1.0);
  EXPECT_EQ(days.range[3], 30.0);
  EXPECT_EQ(days.range[6], 60.0);
  EXPECT_EQ(days.replicates, 60U);
  EXPECT_FALSE(days.probability.has_value());
  EXPECT_EQ(row("first_deal", "CAN-MEX-USA").probability->value, 1.0);
}

TEST_F(PriorRowsTest, ChaptersClosedBeforeTheStartAreNoForecast) {
  add(lapsed_outcome());
  for (const PriorRow& one : prior_rows(summary_, tally_)) {
    EXPECT_NE(one.category, "competition");
  }
  EXPECT_EQ(row("chapter_closed", "autos").probability->value, 0.0);
}

TEST_F(PriorRowsTest, TalliesMergeAndComeBackFromTheirState) {
  PriorTally other = tally_;
  add(deal_on(10));
  Outcome tariff = lapsed_outcome();
  tariff.threats[0].executed_day = 5;
  other.add(tariff);
  other.merge(tally_);
  StateWriter out;
  other.write_state(out);
  StateReader in(out.bytes());
  PriorTally back(static_cast<std::size_t>(configurations_.size()), 1);
  back.read_state(in);
  EXPECT_TRUE(in.finished());
  EXPECT_EQ(back.first_deal(static_cast<std::size_t>(configurations_.block(7U))), 1U);
  EXPECT_EQ(back.first_deal_days().total(), 1U);
  EXPECT_EQ(back.executed_before_deal(0), 1U);
  back.clear();
  EXPECT_EQ(back.executed_before_deal(0), 0U);
}

}  // namespace
}  // namespace tripart
