// `tripart report` from outside; what its pages look like in a browser: tests/report/.
#include <fstream>
#include <gmock/gmock.h>
#include <regex>

#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace tripart {
namespace {

namespace fs = testing_support::fs;

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::content;
using testing_support::Result;

class ReportTest : public testing_support::ProgramTest {
 protected:
  void run() const {
    const Result result = tripart({"run", scenario("textbook/outside-option.yaml"), "-n",
                                   "50", "-o", "pie", "--quiet"});
    ASSERT_EQ(result.code, 0) << result.err;
  }
  void expect_refusal(const std::vector<std::string>& words, int code,
                      const std::string& reason) const {
    const Result result = tripart(words);
    EXPECT_EQ(result.code, code) << result.err;
    EXPECT_THAT(result.err, HasSubstr(reason));
    EXPECT_FALSE(fs::exists(folder_ / "pie" / "report.html"));
  }
};

TEST_F(ReportTest, APageAboutARunLiesBesideItsTablesAndChangesNoneOfThem) {
  run();
  const auto before = results("pie");
  const Result result = tripart({"report", "pie"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("report in pie/report.html"));
  auto after = results("pie");
  EXPECT_THAT(after["report.html"], AllOf(HasSubstr("<title>outside_option</title>"),
                                          HasSubstr("default-src &#39;none&#39;"),
                                          HasSubstr("data-source=\"summary.csv:")));
  after.erase("report.html");
  EXPECT_EQ(after, before);
  EXPECT_EQ(tripart({"run", scenario("textbook/outside-option.yaml"), "-n", "50", "-o",
                     "pie", "--quiet"})
                .code,
            0)
      << "a page beside the results makes them no other results";
}

TEST_F(ReportTest, APageSaysWhatLegislaturesMadeOfTheDealsAsTheTerminalDoes) {
  const Result run = tripart({"run", scenario("textbook/setter-ratifier.yaml"), "-n",
                              "50", "-o", "vote", "--quiet"});
  ASSERT_EQ(run.code, 0) << run.err;
  std::smatch said;
  ASSERT_TRUE(std::regex_search(
      run.out, said,
      std::regex("legislatures: (of 50 deals [1-9][0-9.]* % approved, [1-9][0-9.]* % "
                 "refused), ")))
      << run.out;
  ASSERT_EQ(tripart({"report", "vote"}).code, 0);
  const std::string page =
      std::regex_replace(content(folder_ / "vote/report.html"),
                         std::regex("<span class=\"number\"[^>]*>|</span>"), "");
  EXPECT_THAT(page, HasSubstr("Legislatures: " + said.str(1) +
                              ", 0 % undecided at the end of the follow-up."));
  EXPECT_THAT(page, HasSubstr("<p>A deal was reached directly in 100"));
  EXPECT_THAT(page, HasSubstr(" of replicates, and by accession in 0 % (never seen"));
}

TEST_F(ReportTest, APageWithoutLegislaturesDoesNotMentionThem) {
  run();
  ASSERT_EQ(tripart({"report", "pie"}).code, 0);
  EXPECT_THAT(content(folder_ / "pie/report.html"), Not(HasSubstr("Legislatures: ")));
}

TEST_F(ReportTest, APageAboutABacktestTracesItsScoresToTheirCells) {
  const Result result =
      tripart({"backtest", scenario("history/korus-2018.yaml"), "--outcomes",
               scenario("history/korus-2018-outcomes.csv"), "-n", "50", "--jitters", "2",
               "-o", "pie", "--quiet"});
  ASSERT_EQ(result.code, 0) << result.err;
  ASSERT_EQ(tripart({"report", "pie"}).code, 0);
  const std::string page = content(folder_ / "pie/report.html");
  // The first row of the scores is the model's Brier score over all events.
  EXPECT_THAT(content(folder_ / "pie/scores.csv"),
              HasSubstr("\nkorus-2018,,brier,model,"));
  EXPECT_THAT(page,
              HasSubstr("<th scope=\"row\">korus-2018</th><td><span class=\"number\" "
                        "data-source=\"scores.csv:1:rows\""));
  EXPECT_THAT(page, HasSubstr("data-source=\"scores.csv:1:value\""));
  for (const char* chart :
       {"backtest_events", "backtest_scores", "backtest_texts", "backtest_calibration"}) {
    EXPECT_THAT(page, HasSubstr(std::string("data-chart=\"") + chart + "\""));
  }
}

TEST_F(ReportTest, APageAboutDurationsSaysHowFarApartTheyAre) {
  const Result result =
      tripart({"backtest", scenario("history/us-agreement-launch.yaml"), "--durations",
               scenario("history/us-agreement-durations.csv"), "-n", "50", "-o", "pie",
               "--quiet"});
  ASSERT_EQ(result.code, 0) << result.err;
  ASSERT_EQ(tripart({"report", "pie"}).code, 0);
  EXPECT_THAT(content(folder_ / "pie/report.html"),
              HasSubstr("data-source=\"duration_test.csv:1:critical_distance\""));
}

TEST_F(ReportTest, TheSameResultsGiveTheSamePageAnywhere) {
  run();
  EXPECT_EQ(tripart({"report", "pie", "-o", "one.html"}).code, 0);
  fs::copy(folder_ / "pie", folder_ / "elsewhere", fs::copy_options::recursive);
  EXPECT_EQ(tripart({"report", "elsewhere", "-o", "two.html"},
                    "LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo")
                .code,
            0);
  EXPECT_EQ(content(folder_ / "one.html"), content(folder_ / "two.html"));
}

// JSON is copied and told by recursion, which must not have the depth that a file says.
TEST_F(ReportTest, ADeepManifestIsRefusedByAllThatReadIt) {
  run();
  const fs::path manifest = folder_ / "pie" / "manifest.json";
  std::string text = content(manifest);
  text.insert(text.rfind("\"checksum\""),
              "\"x\": " + std::string(200000, '[') + std::string(200000, ']') + ",\n  ");
  std::ofstream(manifest, std::ios::binary) << text;
  const std::string complaint =
      "manifest.json: error: is not a manifest of tripart: "
      "values stand in each other more than 32 deep";
  expect_refusal({"report", "pie"}, 65, complaint);
  expect_refusal({"run", "pie", "-o", "again"}, 65, complaint);
  expect_refusal({"replay", "pie", "--replicate", "1"}, 65, complaint);
  expect_refusal({"sensitivity", "pie"}, 65, complaint);
  fs::create_directories(folder_ / "begun" / ".partial");
  std::ofstream(folder_ / "begun/datapackage.json")
      << std::string(200000, '[') << std::string(200000, ']');
  fs::remove(folder_ / "begun" / ".partial");
  expect_refusal({"report", "begun"}, 65, "more than 32 deep");
}

TEST_F(ReportTest, NothingIsReportedOfResultsThatAreNotWhole) {
  expect_refusal({"report"}, 64, "DIR");
  expect_refusal({"report", "nowhere"}, 66, "nowhere: is no folder that can be read");
  fs::create_directories(folder_ / "empty");
  expect_refusal({"report", "empty"}, 66, "empty: holds no results");
  fs::create_directories(folder_ / "begun" / ".partial");
  expect_refusal({"report", "begun"}, 65, "begun: is unfinished");
  run();
  std::string bytes = content(folder_ / "pie" / "timeline.csv");
  bytes[bytes.size() - 2] = bytes[bytes.size() - 2] == '1' ? '2' : '1';
  std::ofstream(folder_ / "pie" / "timeline.csv", std::ios::binary) << bytes;
  expect_refusal({"report", "pie"}, 65,
                 "timeline.csv: error: is not what the manifest says");
  fs::remove(folder_ / "pie" / "timeline.csv");
  expect_refusal({"report", "pie"}, 65, "is damaged (timeline.csv is missing)");
}

TEST_F(ReportTest, APlaceThatCannotBeWrittenIsNamed) {
  run();
  expect_refusal({"report", "pie", "-o", "/proc/nowhere/report.html"}, 73,
                 "/proc/nowhere");
}

TEST_F(ReportTest, NothingButAnOlderPageIsReplaced) {
  run();
  EXPECT_EQ(tripart({"report", "pie", "-o", "page.html"}).code, 0);
  EXPECT_EQ(tripart({"report", "pie", "-o", "page.html"}).code, 0);
  const std::string manifest = content(folder_ / "pie/manifest.json");
  for (const std::string other : {"pie/manifest.json", "pie/summary.csv", "pie"}) {
    expect_refusal({"report", "pie", "-o", other}, 73,
                   other + " is already there and is no page of tripart report");
  }
  EXPECT_EQ(content(folder_ / "pie/manifest.json"), manifest);
  fs::create_symlink(folder_ / "page.html", folder_ / "link.html");
  expect_refusal({"report", "pie", "-o", "link.html"}, 73, "link.html is already there");
  expect_refusal({"report", "pie", "-o", "/dev/null"}, 73, "/dev/null is already there");
}

TEST_F(ReportTest, WhatDescribesTheTablesIsRefusedWithAPlaceWhereItIsDamaged) {
  run();
  std::ofstream(folder_ / "pie/datapackage.json") << "{\n  oops\n}\n";
  expect_refusal({"report", "pie"}, 65,
                 "pie/datapackage.json:2:3: error: is not what tripart writes");
}

}  // namespace
}  // namespace tripart
