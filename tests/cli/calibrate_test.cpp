// `tripart calibrate` from outside: files, the same bytes everywhere, kills.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "cli/program.hpp"
#include "support/effort.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::Result;
namespace fs = testing_support::fs;

class CalibrateTest : public testing_support::ProgramTest {
 protected:
  CalibrateTest() {
    for (const char* name :
         {"korus-2018.yaml", "korus-2018-outcomes.csv", "korus-2018-payoffs.csv",
          "us-japan-2019.yaml", "us-japan-2019-outcomes.csv"}) {
      fs::copy_file(scenario("history/" + std::string(name)), folder_ / name);
    }
    write("small.yaml", text());
  }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  static std::string text(const std::string& parameter =
                              "  - {id: noise, path: parties.*.strategy.noise, prior: "
                              "{uniform: [0.02, 0.10]}}\n") {
    return "# What do two cases say?\n"
           "format: 1\n"
           "name: small\n"
           "particles: 20\n"
           "rounds: 2\n"
           "replicates: 20\n"
           "cases:\n"
           "  - {scenario: korus-2018.yaml, outcomes: korus-2018-outcomes.csv}\n"
           "  - {scenario: us-japan-2019.yaml, outcomes: us-japan-2019-outcomes.csv}\n"
           "parameters:\n"
           "  - {id: patience, path: parties.*.discount_rate, prior: {uniform: [0.05, "
           "0.2]}}\n" +
           parameter;
  }

  void expect_same(const std::string& one, const std::string& other) const {
    const auto first = results(one);
    const auto second = results(other);
    EXPECT_EQ(first.size(), 7U);  // five tables, datapackage and manifest
    ASSERT_EQ(first.size(), second.size());
    for (const auto& [name, content] : first) {
      EXPECT_EQ(content, second.at(name)) << name;
    }
  }
};

TEST_F(CalibrateTest, GivesTheSameBytesOnOneAndTwoThreads) {
  const Result one = tripart({"calibrate", "small.yaml", "-j", "1", "-o", "one"});
  ASSERT_EQ(one.code, 0) << one.err;
  ASSERT_EQ(tripart({"calibrate", "small.yaml", "-j", "2", "-o", "two"}).code, 0);
  expect_same("one", "two");
  EXPECT_THAT(one.out, HasSubstr("parameters are identified"));
}

TEST_F(CalibrateTest, KilledAtAnyMomentGoesOnToTheSameBytes) {
  kill_again_and_again({"calibrate", "small.yaml", "-j", "2"}, "out", kills_wanted(),
                       [&] { expect_same("timed", "out"); });
}

TEST_F(CalibrateTest, TerminatedItLeavesWhatGoesOnToTheSameBytes) {
  std::string larger = text();
  larger.replace(larger.find("replicates: 20"), 14, "replicates: 1000");
  write("small.yaml", larger);
  EXPECT_THAT(terminate_once("calibrate small.yaml -j 2 -o out",
                             "[ -e out/.partial/checkpoint ]"),
              HasSubstr("--resume"));
  const Result refused = tripart({"calibrate", "small.yaml", "-o", "out"});
  EXPECT_EQ(refused.code, 65);
  EXPECT_THAT(refused.err, HasSubstr("--resume"));
  ASSERT_EQ(tripart({"calibrate", "small.yaml", "-o", "out", "--resume"}).code, 0);
  ASSERT_EQ(tripart({"calibrate", "small.yaml", "-o", "whole"}).code, 0);
  expect_same("whole", "out");
}

// All 20 draws of the prior are played in the first 1,000 simulations of a history, and
// searches take some hundred more.
TEST_F(CalibrateTest, SearchesThatAreStoppedGoOnWhereTheyWere) {
  std::string moments = text();
  moments.insert(moments.find("particles"), "method: simulated_moments\n");
  write("small.yaml", moments);
  const std::vector<std::string> words{"calibrate", "small.yaml", "-j", "2"};
  kill_again_and_again(words, "out", kills_wanted(),
                       [&] { expect_same("timed", "out"); });
  std::uint64_t before = 0;
  int code = 143;
  const double longer = test::sanitized ? 1.4 : 1.1;
  for (double after = 0.15; code == 143; after *= longer) {  // s; until it gets through
    const Result part =
        tripart({"calibrate", "small.yaml", "-o", "slow", "--resume"},
                "timeout --preserve-status -s TERM " + std::to_string(after));
    code = part.code;
    const std::string stopped = "stopped after ";
    if (const std::size_t at = part.err.find(stopped); at != std::string::npos) {
      const std::uint64_t now = std::stoull(part.err.substr(at + stopped.size()));
      EXPECT_GE(now, before) << "something was lost";
      before = now;
    }
  }
  ASSERT_EQ(code, 0);
  EXPECT_GT(before, 20U) << "it was never stopped while it searched";
  expect_same("timed", "slow");
}

TEST_F(CalibrateTest, LeavesEveryCaseOutOnceAndSaysSo) {
  const Result result =
      tripart({"calibrate", "small.yaml", "--leave-one-out", "-o", "out"});
  ASSERT_EQ(result.code, 0) << result.err;
  const std::string table = testing_support::content(folder_ / "out/leave_one_out.csv");
  EXPECT_THAT(table, HasSubstr("\nkorus_2018,brier,"));
  EXPECT_THAT(table, HasSubstr("\nus_japan_2019,brier,"));
  EXPECT_THAT(table, HasSubstr("\n,brier,2,"));  // mean and range over two cases
  EXPECT_THAT(result.out, HasSubstr("mean (range)"));
}

TEST_F(CalibrateTest, FinishedResultsAreLeftAlone) {
  ASSERT_EQ(tripart({"calibrate", "small.yaml", "-o", "out"}).code, 0);
  const Result again = tripart({"calibrate", "small.yaml", "-o", "out"});
  EXPECT_EQ(again.code, 0);
  EXPECT_THAT(again.err, HasSubstr("already holds these results"));
  const Result other = tripart({"calibrate", "small.yaml", "-s", "2", "-o", "out"});
  EXPECT_EQ(other.code, 65);
  EXPECT_THAT(other.err, HasSubstr("seed 1 there, 2 here"));
}

TEST_F(CalibrateTest, ADryRunSaysWhatThereIsToDoAndWritesNothing) {
  const Result result = tripart({"calibrate", "small.yaml", "--dry-run", "-o", "out"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("noise: 4 keys in 2 cases"));
  EXPECT_FALSE(fs::exists(folder_ / "out"));
}

TEST_F(CalibrateTest, SaysAllThatIsWrongWhereItStands) {
  write("small.yaml",
        text("  - {id: noise, path: parties.*.strategy.nois, prior: {uniform: [0, 1]}}\n"
             "  - {id: pull, path: parties.*.deadline_weight, prior: 1}\n"
             "  - {id: cost, path: parties.*.private_type, prior: {uniform: [2, 1]}}\n"
             "summaries:\n"
             "  - {kind: texts}\n"));
  const Result result = tripart({"calibrate", "small.yaml"});
  EXPECT_EQ(result.code, 65);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, HasSubstr("small.yaml:12:23: error: parameters.noise has the "
                                    "path 'parties.*.strategy.nois', which no case has"));
  EXPECT_THAT(result.err, HasSubstr("small.yaml:13:"));
  EXPECT_THAT(result.err, HasSubstr("a number leaves nothing to fit"));
  EXPECT_THAT(result.err, HasSubstr("small.yaml:14:"));
  EXPECT_THAT(result.err, HasSubstr("small.yaml:16:"));
  EXPECT_THAT(result.err, Not(HasSubstr("bug")));
}

TEST_F(CalibrateTest, APriorIsCutToWhatItsKeyAllowsIfThereIsSomethingLeft) {
  write("small.yaml", text("  - {id: extension, path: threats.*.extension, "
                           "prior: {uniform: [0.5, 1.5]}}\n"));
  EXPECT_EQ(tripart({"calibrate", "small.yaml", "--dry-run"}).code, 0);
  write("small.yaml", text("  - {id: extension, path: threats.*.extension, "
                           "prior: {uniform: [1.5, 2.5]}}\n"));
  const Result result = tripart({"calibrate", "small.yaml", "--dry-run"});
  EXPECT_EQ(result.code, 65);
  EXPECT_THAT(result.err, HasSubstr("small.yaml:12:"));
}

TEST_F(CalibrateTest, EstimatesBySimulatedMomentsTheSameOnAnyNumberOfThreads) {
  std::string moments = text();
  moments.insert(moments.find("particles"), "method: simulated_moments\n");
  write("small.yaml", moments);
  const Result one = tripart({"calibrate", "small.yaml", "-j", "1", "-o", "one"});
  ASSERT_EQ(one.code, 0) << one.err;
  EXPECT_THAT(one.out, HasSubstr("std error"));
  ASSERT_EQ(tripart({"calibrate", "small.yaml", "-j", "2", "-o", "two"}).code, 0);
  expect_same("one", "two");
  EXPECT_TRUE(fs::exists(folder_ / "one/estimates.csv"));
  EXPECT_FALSE(fs::exists(folder_ / "one/parameters.csv"));
  const Result fold = tripart({"calibrate", "small.yaml", "--leave-one-out"});
  EXPECT_EQ(fold.code, 64);
}

TEST_F(CalibrateTest, CheckKnowsACalibrationAndRunSendsItOn) {
  const Result good = tripart({"check", "small.yaml"});
  EXPECT_EQ(good.code, 0) << good.err;
  EXPECT_THAT(good.out, HasSubstr("good: calibration small, 2 parameters, 2 cases"));
  const Result wrong = tripart({"run", "small.yaml"});
  EXPECT_EQ(wrong.code, 65);
  EXPECT_THAT(wrong.err, HasSubstr("tripart calibrate plays it"));
}

}  // namespace
}  // namespace tripart
