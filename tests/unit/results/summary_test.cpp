#include "tripart/results/summary.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <limits>

#include <gtest/gtest.h>

#include "tripart/results/summary_rows.hpp"
#include "unit/results/small_model.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using testing_support::agreed_outcome;
using testing_support::lapsed_outcome;
using testing_support::small_model;

class SummaryTest : public ::testing::Test {
 protected:
  Model model_ = small_model();
  ConfigurationSet configurations_{model_};
  int three_ = configurations_.block(model_.everyone());

  [[nodiscard]] std::vector<Outcome> mixed() const {
    std::vector<Outcome> list;
    for (int i = 0; i < 40; ++i) {
      list.push_back(i % 4 == 0 ? lapsed_outcome() : agreed_outcome(three_, 10 + i));
      list.back().threats[0].announced_day = 0;
      list.back().threats[0].executed_day = i % 5 == 0 ? 20 + i : no_day;
      list.back().parties[1].utility = 0.01 * i - 0.2;
    }
    return list;
  }
  [[nodiscard]] std::string all_tables_of(const Summary& summary) const {
    CsvRows issues(issues_table());
    write_issue_rows(issues, summary);
    CsvRows chapters(chapters_table());
    write_chapter_rows(chapters, summary);
    CsvRows timeline(timeline_table());
    write_timeline_rows(timeline, summary);
    CsvRows progress(progress_table());
    write_progress_rows(progress, summary);
    CsvRows threats(threats_table());
    write_threat_rows(threats, summary);
    CsvRows histograms(histograms_table());
    write_histogram_rows(histograms, summary);
    CsvRows rows(summary_table());
    write_summary_rows(rows, summary_rows(summary));
    return issues.take() + chapters.take() + timeline.take() + progress.take() +
           threats.take() + histograms.take() + rows.take();
  }
  [[nodiscard]] static Estimate find(const Summary& summary, const std::string& metric,
                                     const std::string& party,
                                     const std::string& category,
                                     const std::string& statistic) {
    for (const SummaryRow& row : summary_rows(summary)) {
      if (row.metric == metric && row.party == party && row.category == category &&
          row.statistic == statistic) {
        return row.estimate;
      }
    }
    ADD_FAILURE() << metric << " " << party << " " << category << " " << statistic
                  << " is missing";
    return {};
  }
};

TEST_F(SummaryTest, DoesNotDependOnTheOrderOfReplicates) {
  std::vector<Outcome> list = mixed();
  Summary forward(model_, configurations_);
  for (const Outcome& outcome : list) {
    forward.add(outcome);
  }
  std::reverse(list.begin(), list.end());
  Summary backward(model_, configurations_);
  for (const Outcome& outcome : list) {
    backward.add(outcome);
  }
  EXPECT_EQ(all_tables_of(forward), all_tables_of(backward));
  EXPECT_GT(all_tables_of(forward).size(), 1000U);
}

// As a run does: outcomes of a block at once, blocks merged.
TEST_F(SummaryTest, BlocksThatAreMergedEqualOutcomesOneByOne) {
  std::vector<Outcome> list = mixed();
  for (std::size_t i = 0; i < list.size(); ++i) {
    list[i].economy = i % 3 == 0 ? 2 : 1;
  }
  EconomyGroups groups;
  groups.sets = {"cp2015", "gtap"};
  groups.set_of = {0, 1};
  Summary one_by_one(model_, configurations_, groups);
  Summary merged(model_, configurations_, groups);
  for (std::size_t first = 0; first < list.size(); first += 16) {
    Summary block(model_, configurations_, groups);
    std::vector<const Outcome*> outcomes;
    for (std::size_t i = first; i < std::min(first + 16, list.size()); ++i) {
      one_by_one.add(list[i]);
      outcomes.push_back(&list[i]);
    }
    block.add(outcomes);
    merged.merge(block);
  }
  EXPECT_EQ(merged.replicates(), list.size());
  EXPECT_EQ(all_tables_of(merged), all_tables_of(one_by_one));
  EXPECT_NE(all_tables_of(merged).find("gtap"), std::string::npos);
}

TEST_F(SummaryTest, CountsEndingsKindsConfigurationsAndPaths) {
  Summary summary(model_, configurations_);
  for (const Outcome& outcome : mixed()) {
    summary.add(outcome);
  }
  EXPECT_EQ(find(summary, "ending", "", "agreed", "probability").value, 0.75);
  EXPECT_EQ(find(summary, "ending", "", "lapsed", "probability").value, 0.25);
  EXPECT_EQ(find(summary, "kind", "", "trilateral", "probability").value, 0.75);
  EXPECT_EQ(find(summary, "kind", "", "none", "probability").value, 0.25);
  EXPECT_EQ(find(summary, "kind", "", "bilateral", "probability").value, 0.0);
  EXPECT_EQ(
      find(summary, "configuration", "", configurations_[three_].name, "probability")
          .value,
      0.75);
  EXPECT_EQ(find(summary, "path", "", "direct", "probability").value, 0.75);
  EXPECT_EQ(find(summary, "ratified", "", "pending", "probability").value, 0.75);
  EXPECT_EQ(find(summary, "threat_executed", "", "metals", "probability").value, 0.2);
  EXPECT_EQ(find(summary, "threat_made", "", "metals", "probability").value, 1.0);
}

TEST_F(SummaryTest, MechanismsAreCountedAmongReplicatesWithoutThatDeal) {
  Summary summary(model_, configurations_);
  for (const Outcome& outcome : mixed()) {
    summary.add(outcome);
  }
  Outcome slow = agreed_outcome(three_, 69);
  slow.mechanisms = static_cast<std::uint8_t>(Mechanism::time);
  summary.add(slow);
  EXPECT_EQ(find(summary, "shut_by_red_line", "", "trilateral", "probability").value,
            1.0);
  EXPECT_EQ(find(summary, "shut_by_red_line", "", "trilateral", "probability").replicates,
            10U);
  EXPECT_EQ(find(summary, "shut_by_red_line", "", "bilateral", "probability").value,
            10.0 / 41.0);
  EXPECT_EQ(find(summary, "shut_by_time", "", "trilateral", "probability").value, 0.0);
}

TEST_F(SummaryTest, GroupsOnlyTheReplicatesThatQualify) {
  Summary summary(model_, configurations_);
  for (const Outcome& outcome : mixed()) {
    summary.add(outcome);
  }
  EXPECT_EQ(find(summary, "welfare_pct", "CAN", "all", "mean").value, 0.375);
  EXPECT_EQ(find(summary, "welfare_pct", "CAN", "trilateral", "mean").value, 0.5);
  EXPECT_EQ(find(summary, "welfare_pct", "CAN", "lapsed", "mean").value, 0.0);
  EXPECT_EQ(find(summary, "surplus_share", "CAN", "all", "mean").replicates, 30U);
  EXPECT_FALSE(
      find(summary, "welfare_pct", "CAN", "collapsed", "mean").value.has_value());
  EXPECT_EQ(find(summary, "days", "", "lapsed", "p50").value, 70.0);
}

TEST_F(SummaryTest, TimelineOfAnEndingIsCumulative) {
  Summary summary(model_, configurations_);
  summary.add(agreed_outcome(three_, 10));
  summary.add(agreed_outcome(three_, 14));
  summary.add(agreed_outcome(three_, 15));
  summary.add(lapsed_outcome());
  CsvRows rows(timeline_table());
  write_timeline_rows(rows, summary);
  const std::string text = rows.take();
  EXPECT_THAT(text, HasSubstr("2018-03-12,trilateral,0,"));
  EXPECT_THAT(text, HasSubstr("2018-03-19,trilateral,0.5,"));
  EXPECT_THAT(text, HasSubstr("2018-03-26,trilateral,0.75,"));
  EXPECT_THAT(text, HasSubstr("2018-05-14,none,0.25,"));
  EXPECT_THAT(text, HasSubstr("2018-05-07,none,0,"));
}

TEST_F(SummaryTest, ChaptersClosedBeforeTheStartCountFromTheFirstDay) {
  Summary summary(model_, configurations_);
  summary.add(agreed_outcome(three_, 14));  // a day of the grid: 2018-03-19
  summary.add(lapsed_outcome());
  CsvRows chapters(chapters_table());
  write_chapter_rows(chapters, summary);
  const std::string text = chapters.take();
  EXPECT_THAT(text, HasSubstr("competition,technical,2018-03-05,1,"));
  EXPECT_THAT(text, HasSubstr("autos,contested,2018-03-12,0,"));
  EXPECT_THAT(text, HasSubstr("autos,contested,2018-03-19,0.5,"));
  CsvRows progress(progress_table());
  write_progress_rows(progress, summary);
  const std::string path = progress.take();
  EXPECT_THAT(path, HasSubstr("2018-03-12,1,1,1,1,1,1\n"));
  EXPECT_THAT(path, HasSubstr("2018-03-19,1,1,1,2,2,1.5\n"));
}

TEST_F(SummaryTest, AbsurdNumbersMakeAReplicateUnusable) {
  EXPECT_FALSE(unusable(lapsed_outcome()).has_value());
  Outcome outcome = lapsed_outcome();
  outcome.parties[2].utility = 32768.0;
  EXPECT_THAT(unusable(outcome).value_or(""), HasSubstr("utility of party 3"));
  outcome.parties[2].utility = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(unusable(outcome).has_value());
  outcome = lapsed_outcome();
  outcome.text[0] = 1e300;
  EXPECT_FALSE(unusable(outcome).has_value())
      << "an unsettled text is no number of the outcome";
  outcome.settled[0] = 1;
  EXPECT_TRUE(unusable(outcome).has_value());
}

TEST_F(SummaryTest, MeansThatRestOnLittleAreNamed) {
  Summary summary(model_, configurations_);
  EXPECT_EQ(mean_warning(summary_rows(summary)), "") << "no mean, no doubt";
  for (int i = 0; i < 1000; ++i) {
    Outcome outcome = lapsed_outcome();
    outcome.parties[1].utility = 0.001 * i;
    summary.add(outcome);
  }
  EXPECT_EQ(mean_warning(summary_rows(summary)), "") << "even and many";
  for (int i = 0; i < 2; ++i) {
    Outcome outcome = agreed_outcome(three_, 10);
    outcome.parties[1].utility = 200.0 + i;
    summary.add(outcome);
  }
  EXPECT_THAT(mean_warning(summary_rows(summary)),
              ::testing::AllOf(HasSubstr("the intervals of "),
                               HasSubstr("most skewed is days (all): 1002 replicates, "
                                         "skewness -22.3")))
      << "two of 1,002 ended early: (1 - 2 p) / sqrt(p (1 - p)) at p = 2 / 1002";
}

TEST(ReportGrid, IsWeeklyAndEndsWithTheHorizon) {
  EXPECT_EQ(report_grid(3.0), (std::vector<int>{0, 1, 2, 3}));
  const std::vector<int> grid = report_grid(100.0);
  EXPECT_EQ(grid.front(), 0);
  EXPECT_EQ(grid[1], 7);
  EXPECT_EQ(grid.back(), 100);
  EXPECT_EQ(report_grid(0.0), (std::vector<int>{0}));
  EXPECT_LT(report_grid(1e300).size(), 5000U);
}

}  // namespace
}  // namespace tripart
