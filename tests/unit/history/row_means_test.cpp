#include "history/row_means.hpp"

#include <gtest/gtest.h>

#include "support/shipped.hpp"

namespace tripart {
namespace {

/// Replicates of korus-2018 made by hand: two parties, so that a deal is the observed
/// configuration or none.
class RowMeansTest : public ::testing::Test {
 protected:
  static const Model& model() {
    static const Scenario korus =
        read_scenario(test::shipped_file("history/korus-2018.yaml"));
    return korus.model;
  }
  static OutcomeRow made(OutcomeRowKind kind, double value) {
    OutcomeRow row;
    row.kind = kind;
    row.parties = model().everyone();
    row.number = 0;
    row.by = parse_date("2018-12-31");
    row.value = value;
    row.low = value - 0.1;
    row.high = value + 0.1;
    return row;
  }
  /// \param day  of the deal; no_day: none
  static Outcome replicate(int day, double text) {
    Outcome outcome;
    outcome.settled.assign(model().issues.size(), day == no_day ? 0 : 1);
    outcome.text.assign(model().issues.size(), text);
    outcome.closing_day.assign(model().chapters.size(), no_day);
    outcome.threats.resize(model().threats.size());
    const ConfigurationSet set(model());
    for (int i = 0; i < set.size(); ++i) {
      if (day != no_day && deal_kind(set[i].kind) != DealKind::none) {
        outcome.configuration = i;
        outcome.first_deal = i;
        outcome.kind = deal_kind(set[i].kind);
      }
    }
    outcome.first_deal_day = day;
    outcome.end_day = day == no_day ? static_cast<int>(model().horizon) : day;
    return outcome;
  }
};

TEST_F(RowMeansTest, AreSharesOfEventsAndMeansOfDaysAndTexts) {
  const Statements statements(
      model(), {made(OutcomeRowKind::deal, 1.0), made(OutcomeRowKind::deal_date, 17.0),
                made(OutcomeRowKind::text, 0.3)});
  RowMeans means(statements);
  means.add(replicate(10, 0.2));
  means.add(replicate(30, 0.6));
  means.add(replicate(no_day, 0.9));
  means.add(replicate(20, 0.4));
  const std::vector<double> found = means.summaries();
  EXPECT_DOUBLE_EQ(found[0], 0.75);
  EXPECT_DOUBLE_EQ(found[1], (60.0 + model().horizon) / 4.0) << "no deal: the horizon";
  EXPECT_DOUBLE_EQ(found[2], 0.4) << "of those that end as observed";
}

TEST_F(RowMeansTest, ATextThatIsNeverSettledIsTheFarthestOne) {
  const Statements statements(
      model(), {made(OutcomeRowKind::text, 0.3), made(OutcomeRowKind::text, 0.8)});
  RowMeans means(statements);
  means.add(replicate(no_day, 0.5));
  EXPECT_EQ(means.summaries(), (std::vector{1.0, 0.0}));
}

TEST_F(RowMeansTest, TextsArePooledWhereFewEndAsObserved) {
  // What was observed is a deal that dates another configuration than the replicates'.
  OutcomeRow date = made(OutcomeRowKind::deal_date, 17.0);
  date.parties = set_of(0);
  const Statements statements(model(), {made(OutcomeRowKind::text, 0.3), date});
  RowMeans means(statements);
  means.add(replicate(10, 0.2));
  means.add(replicate(10, 0.4));
  EXPECT_DOUBLE_EQ(means.summaries()[0], 0.3);
}

TEST_F(RowMeansTest, WhatWasObservedOfATextIsAnInterval) {
  const SummaryTarget text = target_of(made(OutcomeRowKind::text, 0.3), 2.0);
  EXPECT_EQ(text.form, SummaryForm::number);
  EXPECT_DOUBLE_EQ(text.low, 0.2);
  EXPECT_DOUBLE_EQ(text.high, 0.4);
  EXPECT_EQ(text.weight, 2.0);
  const SummaryTarget deal = target_of(made(OutcomeRowKind::deal, 1.0), 1.0);
  EXPECT_EQ(deal.form, SummaryForm::event);
  EXPECT_EQ(deal.low, 1.0);
  EXPECT_EQ(deal.high, 1.0);
}

}  // namespace
}  // namespace tripart
