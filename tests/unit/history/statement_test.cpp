#include "tripart/history/statement.hpp"

#include <gtest/gtest.h>

#include "support/shipped.hpp"

namespace tripart {
namespace {

/// Statements about one replicate of nafta-2018, made by hand.
class StatementTest : public ::testing::Test {
 protected:
  StatementTest() {
    outcome_.settled.assign(model().issues.size(), 1);
    outcome_.text.assign(model().issues.size(), 0.25);
    outcome_.closing_day.assign(model().chapters.size(), no_day);
    outcome_.threats.resize(model().threats.size());
  }
  static const Model& model() {
    static const Scenario nafta = read_scenario(test::shipped_file("nafta-2018.yaml"));
    return nafta.model;
  }
  static PartySet parties(const std::vector<std::string>& ids) {
    PartySet set = 0;
    for (int i = 0; i < model().party_count(); ++i) {
      for (const std::string& id : ids) {
        set |= model().parties[static_cast<std::size_t>(i)].id == id ? set_of(i) : 0U;
      }
    }
    return set;
  }
  static OutcomeRow row(OutcomeRowKind kind, PartySet set, const std::string& by = "") {
    OutcomeRow made;
    made.kind = kind;
    made.parties = set;
    made.by = parse_date(by);
    return made;
  }
  static OutcomeRow about(OutcomeRowKind kind, int number, const std::string& by = "") {
    OutcomeRow made = row(kind, 0, by);
    made.number = number;
    return made;
  }
  /// The first deal on day 10; where it is another one, the last on day 40.
  void agree(const std::string& first, const std::string& last) {
    const ConfigurationSet set(model());
    for (int i = 0; i < set.size(); ++i) {
      outcome_.first_deal = set[i].name == first ? i : outcome_.first_deal;
      if (set[i].name == last) {
        outcome_.configuration = i;
        outcome_.kind = deal_kind(set[i].kind);
      }
    }
    outcome_.ending = Ending::agreed;
    outcome_.first_deal_day = 10;
    outcome_.end_day = 40;
  }
  std::optional<double> said(const OutcomeRow& row, std::vector<OutcomeRow> others = {}) {
    others.insert(others.begin(), row);
    return Statements(model(), others).value(0, outcome_);
  }
  Outcome outcome_;
  const PartySet two_ = parties({"USA", "MEX"});
  const PartySet all_ = parties({"USA", "CAN", "MEX"});
};

TEST_F(StatementTest, ADealCountsFromTheDayOfAgreementOn) {
  agree("MEX-USA", "CAN-MEX-USA");
  EXPECT_EQ(said(row(OutcomeRowKind::deal, two_, "2018-03-14")), 0.0);
  EXPECT_EQ(said(row(OutcomeRowKind::deal, two_, "2018-03-15")), 1.0);
  EXPECT_EQ(said(row(OutcomeRowKind::deal, all_, "2018-04-13")), 0.0);
  EXPECT_EQ(said(row(OutcomeRowKind::deal, all_, "2018-04-14")), 1.0);
  EXPECT_EQ(said(row(OutcomeRowKind::no_deal, 0, "2018-03-14")), 1.0);
  EXPECT_EQ(said(row(OutcomeRowKind::no_deal, 0, "2018-03-15")), 0.0);
}

TEST_F(StatementTest, ADealIsThatOfItsMembersAndOfNobodyElse) {
  agree("CAN-MEX-USA", "CAN-MEX-USA");
  EXPECT_EQ(said(row(OutcomeRowKind::deal, two_, "2018-12-31")), 0.0);
  EXPECT_EQ(said(row(OutcomeRowKind::first_deal, two_)), 0.0);
  EXPECT_EQ(said(row(OutcomeRowKind::first_deal, all_)), 1.0);
  EXPECT_EQ(said(row(OutcomeRowKind::deal_date, all_)), 10.0)
      << "not the day on which the time to join ran out";
}

TEST_F(StatementTest, OrderAndExclusionAreToldByTheFirstAndTheLastDeal) {
  agree("MEX-USA", "MEX-USA");
  EXPECT_EQ(said(row(OutcomeRowKind::first_deal, two_)), 1.0);
  EXPECT_EQ(said(row(OutcomeRowKind::excluded, parties({"CAN"}))), 1.0);
  EXPECT_EQ(said(row(OutcomeRowKind::excluded, parties({"MEX"}))), 0.0);
  agree("MEX-USA", "CAN-USA|MEX-USA");
  EXPECT_EQ(said(row(OutcomeRowKind::excluded, parties({"CAN"}))), 0.0);
  EXPECT_EQ(said(row(OutcomeRowKind::deal_date, parties({"CAN", "USA"}))), 40.0);
  EXPECT_EQ(said(row(OutcomeRowKind::deal_date, two_)), 10.0);
}

TEST_F(StatementTest, WithoutADealNothingCameFirstAndDaysStandAtTheHorizon) {
  EXPECT_EQ(said(row(OutcomeRowKind::first_deal, two_)), 0.0);
  EXPECT_EQ(said(row(OutcomeRowKind::excluded, parties({"CAN"}))), 0.0);
  EXPECT_EQ(said(row(OutcomeRowKind::deal_date, all_)), model().horizon);
  EXPECT_EQ(said(row(OutcomeRowKind::no_deal, 0, "2019-06-30")), 1.0);
  EXPECT_EQ(said(about(OutcomeRowKind::text, 0)), std::nullopt);
}

TEST_F(StatementTest, ThreatsCountByTheirDateAndOutliveADealUntilTheyAreLifted) {
  agree("CAN-MEX-USA", "CAN-MEX-USA");
  const OutcomeRow outlives = about(OutcomeRowKind::threat_outlives_deal, 0);
  EXPECT_EQ(said(outlives), 0.0);
  outcome_.threats[0].executed_day = 5;
  EXPECT_EQ(said(about(OutcomeRowKind::threat_executed, 0, "2018-03-09")), 0.0);
  EXPECT_EQ(said(about(OutcomeRowKind::threat_executed, 0, "2018-03-10")), 1.0);
  EXPECT_EQ(said(outlives), 1.0);
  outcome_.threats[0].lifted_day = 10;
  EXPECT_EQ(said(outlives), 0.0) << "lifted on the day of the deal";
  outcome_.threats[0].lifted_day = 11;
  EXPECT_EQ(said(outlives), 1.0);
  outcome_.threats[0].executed_day = 12;
  EXPECT_EQ(said(outlives), 0.0) << "carried out only after the deal";
}

TEST_F(StatementTest, ChaptersClosedBeforeTheStartAreCounted) {
  double before = 0.0;
  std::size_t open = 0;
  for (std::size_t k = 0; k < model().chapters.size(); ++k) {
    before += model().chapters[k].closed ? 1.0 : 0.0;
    open = model().chapters[k].closed ? open : k;
  }
  EXPECT_EQ(before, 6.0);
  outcome_.closing_day[open] = 3;
  EXPECT_EQ(said(row(OutcomeRowKind::chapters_closed, 0, "2018-03-07")), 6.0);
  EXPECT_EQ(said(row(OutcomeRowKind::chapters_closed, 0, "2018-03-08")), 7.0);
}

TEST_F(StatementTest, TextsCountInTheObservedConfigurationOnly) {
  const std::vector<OutcomeRow> dates = {row(OutcomeRowKind::deal_date, two_),
                                         row(OutcomeRowKind::deal_date, all_)};
  const OutcomeRow text = about(OutcomeRowKind::text, 2);
  EXPECT_EQ(Statements(model(), dates).observed(), std::vector<PartySet>{all_})
      << "a deal that another party joined is no deal beside the wider one";
  agree("MEX-USA", "CAN-MEX-USA");
  EXPECT_EQ(said(text, dates), 0.25);
  outcome_.settled[2] = 0;
  EXPECT_EQ(said(text, dates), std::nullopt);
  outcome_.settled[2] = 1;
  agree("MEX-USA", "MEX-USA");
  EXPECT_EQ(said(text, dates), std::nullopt);
  EXPECT_EQ(said(text), 0.25) << "without a dated deal any configuration will do";
}

}  // namespace
}  // namespace tripart
