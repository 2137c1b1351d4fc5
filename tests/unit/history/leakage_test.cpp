#include "tripart/history/leakage.hpp"

#include <gtest/gtest.h>

#include "support/scratch_folder.hpp"
#include "support/shipped.hpp"
#include "tripart/history/backtest.hpp"

namespace tripart {
namespace {

using testing_support::ScratchFolder;

class LeakageTest : public ::testing::Test {
 protected:
  /// All that leaks into nafta-2018, with these rows of outcomes and facts.
  std::string leaks(const std::string& outcomes, const std::string& facts,
                    const std::vector<std::string>& overrides = {}) {
    folder_.write(
        "o.csv",
        "id,kind,subject,by,value,low,high,scored,source,confidence,note\n" + outcomes);
    folder_.write("facts.csv",
                  "id,case,date,fact,used_in,source,confidence,note\n" + facts);
    HistoryCase one;
    one.id = "nafta-2018";
    one.scenario = test::shipped_file("nafta-2018.yaml");
    one.outcomes = folder_.path() / "o.csv";
    one.facts = facts_beside(one.outcomes);
    ReadOptions options;
    options.overrides = overrides;
    try {
      static_cast<void>(read_history({one}, options));
    } catch (const InputError& error) {
      std::string all;
      for (const Complaint& complaint : error.complaints()) {
        all += std::to_string(complaint.where.line) + ": " + complaint.what + "\n";
      }
      return all;
    }
    return "";
  }
  ScratchFolder folder_;
};

TEST_F(LeakageTest, AFactDatedAfterTheAsOfDateIsRefusedByItsRow) {
  EXPECT_EQ(leaks("",
                  "F1,nafta-2018,2018-03-05,known that day,issues,,S2,\n"
                  "F2,nafta-2018,2018-03-06,a day late,issues,,S2,\n"),
            "3: date of row 'F2' is '2018-03-06', expected a day up to 2018-03-05, the "
            "as-of date of nafta-2018\n");
}

TEST_F(LeakageTest, WhatNoInputRestsOnAndWhatIsOfOtherCasesMayBeLater) {
  EXPECT_EQ(leaks("",
                  "F1,nafta-2018,2018-06-01,tariffs,,,S2,\n"
                  "F2,korus-2018,2018-03-08,tariffs,threats,,S2,\n"
                  "F3,us-china-2019,2019-05-05,tariffs,threats,,S2,\n"),
            "");
}

TEST_F(LeakageTest, ADateKnownToTheMonthOrYearCountsFromItsFirstDay) {
  EXPECT_EQ(earliest_day("2018-03"), parse_date("2018-03-01"));
  EXPECT_EQ(earliest_day("2018"), parse_date("2018-01-01"));
  EXPECT_EQ(earliest_day("2018-03-05"), parse_date("2018-03-05"));
  EXPECT_EQ(earliest_day("March 2018"), std::nullopt);
  EXPECT_EQ(earliest_day("2018-13"), std::nullopt);
  EXPECT_EQ(earliest_day("2018-03-5"), std::nullopt);
  EXPECT_EQ(leaks("", "F1,nafta-2018,2018-03,known that month,issues,,S2,\n"), "");
  EXPECT_NE(leaks("", "F1,nafta-2018,2018-04,known next month,issues,,S2,\n"), "");
  EXPECT_NE(leaks("", "F1,nafta-2018,spring,known some day,issues,,S2,\n"), "");
}

TEST_F(LeakageTest, AThreatAnnouncedLaterIsRefused) {
  EXPECT_EQ(leaks("", "", {"threats.us_metals.announced=2018-03-08"}),
            "0: threat 'us_metals' is announced on 2018-03-08, expected no later than "
            "2018-03-05, the as-of date of nafta-2018\n");
}

TEST_F(LeakageTest, ARowAboutThePastIsNoForecast) {
  EXPECT_EQ(leaks("K4,chapters_closed,,2018-03-05,6,,,yes,,,\n"
                  "D00,deal_date,USA+MEX,,2018-03-01,,,yes,,,\n"
                  "K5,chapters_closed,,2018-05-31,9,,,yes,,,\n",
                  ""),
            "2: row 'K4' is about a day up to 2018-03-05, the as-of date of nafta-2018, "
            "expected a later one\n"
            "3: row 'D00' is about a day up to 2018-03-05, the as-of date of nafta-2018, "
            "expected a later one\n");
}

TEST_F(LeakageTest, NothingLeaksIntoAnyShippedCase) {
  const CaseFile cases = read_case_file(test::shipped_file("history/cases.yaml"));
  EXPECT_EQ(cases.cases.size(), 9U);
  for (const HistoryCase& one : cases.cases) {
    ASSERT_TRUE(one.facts) << one.id;
  }
  EXPECT_NO_THROW(static_cast<void>(read_history(cases.cases, {})));
}

}  // namespace
}  // namespace tripart
