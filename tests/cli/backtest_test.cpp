// `tripart backtest` from outside.
#include <fstream>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::content;
namespace fs = testing_support::fs;
using testing_support::Result;

// Two parties divide a pie that is worth nothing to either without a deal.
constexpr const char* pie = R"(# Is the pie divided by June?
format: 1
name: pie
start: 2018-03-05
horizon: 2018-09-05
judgement_jitter: 0.1
parties:
  A: {private_type: 0}
  B: {private_type: 0}
calendar:
  - {id: talks, kind: inter_session, from: 2018-03-12, to: 2018-09-03, every_days: 7, length_days: 1}
issues:
  - id: pie
    status_quo: none
    positions: {A: {ideal: 0, salience: 1}, B: {ideal: 0.8, salience: 1}}
)";

constexpr const char* happened =
    "id,kind,subject,by,value,low,high,scored,source,confidence,note\n"
    "E1,deal,A+B,2018-06-30,1,,,yes,,,\n"
    "E2,no_deal,,2018-06-30,0,,,no,,,\n"
    "D1,deal_date,A+B,,2018-04-05,,,yes,,,\n"
    "T1,text,pie,,0.5,0.4,0.6,yes,,,\n";

constexpr const char* forecasts =
    "id,made,who,kind_of_source,outcome,probability,prob_kind,source,note\n"
    "F1,2018-03-01,A bank,bank,E1,0.75,numeric,,\n"
    "F2,2018-04-01,A bank,bank,E1,0.95,numeric,,\n";

class BacktestTest : public testing_support::ProgramTest {
 protected:
  BacktestTest() {
    write("pie.yaml", pie);
    write("pie-outcomes.csv", happened);
    write("pie-forecasts.csv", forecasts);
  }
  void write(const std::string& file, const std::string& text) const {
    std::ofstream(folder_ / file) << text;
  }
  [[nodiscard]] Result backtest(std::vector<std::string> more) const {
    more.insert(more.begin(), {"backtest", "pie.yaml", "--outcomes", "pie-outcomes.csv",
                               "-n", "200", "--jitters", "3"});
    return tripart(more);
  }
};

TEST_F(BacktestTest, SetsTheModelBesideRulesAndPeople) {
  const Result result = backtest({"--forecasts", "pie-forecasts.csv", "-o", "a"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("pie: as of 2018-03-05; 200 replicates of every "
                                    "ensemble, 3 ensembles of either kind, seed 1"));
  EXPECT_THAT(result.out, HasSubstr("deal A+B by 2018-06-30"));
  const std::string scores = content(folder_ / "a" / "scores.csv");
  EXPECT_THAT(scores, HasSubstr("\npie,,brier,status_quo,,1,1,"));
  EXPECT_THAT(scores, HasSubstr("\npie,,brier,one_half,,1,0.25,"));
  EXPECT_THAT(scores, HasSubstr("\npie,,brier,forecasters,,1,0.0625,"));
  EXPECT_THAT(scores, HasSubstr("\npie,E1,brier,forecasters_later,F2,1,0.0025"));
  EXPECT_THAT(scores, HasSubstr("\npie,,text_error,mean_equal,,1,0.09"));
  EXPECT_THAT(scores, Not(HasSubstr("base_rate"))) << "there is no other case";
  const std::string events = content(folder_ / "a" / "events.csv");
  EXPECT_THAT(events, HasSubstr("\npie,E1,deal,A+B,2018-06-30,yes,1,0.9"));
  EXPECT_THAT(events, HasSubstr("\npie,E2,no_deal,,2018-06-30,no,0,0.0"));
  EXPECT_EQ(results("a").size(), 11U);  // with datapackage.json
}

TEST_F(BacktestTest, IsTheSameBytesOnAnyNumberOfThreads) {
  ASSERT_EQ(backtest({"-o", "a", "-j", "1"}).code, 0);
  ASSERT_EQ(backtest({"-o", "b", "-j", "2"}).code, 0);
  EXPECT_EQ(results("a"), results("b"));
  EXPECT_EQ(backtest({"-o", "a", "-s", "2"}).code, 65);
  EXPECT_EQ(results("a"), results("b"));
  ASSERT_EQ(backtest({"-o", "a", "-s", "2", "--force"}).code, 0);
  EXPECT_NE(results("a").at("texts.csv"), results("b").at("texts.csv"));
}

TEST_F(BacktestTest, PrintsScoresForOtherPrograms) {
  const Result csv = backtest({"-o", "a", "--format", "csv"});
  EXPECT_EQ(csv.out, content(folder_ / "a" / "scores.csv"));
  const Result json = backtest({"-o", "a", "--format", "json"});
  EXPECT_THAT(json.out, HasSubstr("\"source\": \"status_quo\""));
}

TEST_F(BacktestTest, ScoresAListOfCasesTogether) {
  write("twin-outcomes.csv", happened);
  write("cases.yaml",
        "format: 1\nname: two\ncases:\n"
        "  - {id: pie, scenario: pie.yaml, outcomes: pie-outcomes.csv, forecasts: "
        "pie-forecasts.csv}\n"
        "  - {id: twin, scenario: pie.yaml, outcomes: twin-outcomes.csv}\n");
  const Result result =
      tripart({"backtest", "cases.yaml", "-n", "100", "--jitters", "0", "-o", "a"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("2 cases;"));
  EXPECT_THAT(result.out, HasSubstr("range over cases"));
  EXPECT_THAT(content(folder_ / "a" / "scores.csv"),
              HasSubstr("\ntwin,,brier,base_rate,,1,0,"));
  EXPECT_THAT(content(folder_ / "a" / "pooled.csv"), HasSubstr("\nbrier,model,2,2,"));
  EXPECT_EQ(tripart({"check", "cases.yaml"}).out,
            "cases.yaml: good: list two, 2 cases to be scored\n");
  const Result both = tripart({"backtest", "cases.yaml", "--outcomes", "x.csv"});
  EXPECT_EQ(both.code, 64);
  EXPECT_THAT(both.err, HasSubstr("cases.yaml is a list of cases, which names its own"));
}

TEST_F(BacktestTest, RefusesWhatWasNotKnownOnTheAsOfDate) {
  write("facts.csv",
        "id,case,date,fact,used_in,source,confidence,note\n"
        "P1,pie,2018-03-06,a day late,issues.pie,,S2,\n");
  const Result result = backtest({"-o", "a"});
  EXPECT_EQ(result.code, 65);
  EXPECT_THAT(result.err, HasSubstr("facts.csv:2:8: error: date of row 'P1' is "
                                    "'2018-03-06', expected a day up to 2018-03-05"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "a"));
}

TEST_F(BacktestTest, ComplainsInTheLinesOfItsTables) {
  write("pie-outcomes.csv",
        std::string(happened) + "E3,deal,A+C,2018-06-30,1,,,yes,,,\n");
  Result result = backtest({"-o", "a"});
  EXPECT_EQ(result.code, 65);
  EXPECT_THAT(result.err, HasSubstr("pie-outcomes.csv:6:9: error: subject of row 'E3'"));
  result = tripart({"backtest", "pie.yaml"});
  EXPECT_EQ(result.code, 64);
  EXPECT_THAT(result.err, HasSubstr("--outcomes is missing"));
  result = tripart({"backtest", "nowhere.yaml"});
  EXPECT_EQ(result.code, 66) << result.err;
  EXPECT_THAT(result.err, HasSubstr("nowhere.yaml: cannot"));
  result = tripart({"backtest", "pie.yaml", "--outcomes", "none.csv"});
  EXPECT_EQ(result.code, 66);
}

TEST_F(BacktestTest, LeavesAForeignFolderAlone) {
  ASSERT_EQ(tripart({"run", "pie.yaml", "-n", "2", "-o", "a"}).code, 0);
  const auto before = results("a");
  EXPECT_EQ(backtest({"-o", "a"}).code, 73);
  EXPECT_EQ(results("a"), before);
}

TEST_F(BacktestTest, KilledAtAnyMomentGoesOnToTheSameBytes) {
  const std::vector<std::string> words{
      "backtest",  "pie.yaml", "--outcomes",  "pie-outcomes.csv",  "-n", "6000",
      "--jitters", "4",        "--forecasts", "pie-forecasts.csv", "-j", "2"};
  kill_again_and_again(words, "out", kills_wanted(), [&] {
    EXPECT_EQ(results("timed") == results("out"), true);
    EXPECT_FALSE(fs::exists(folder_ / "out/.unfinished"));
  });
}

TEST_F(BacktestTest, UnfinishedItGoesOnIfNothingChanged) {
  const std::string call =
      "backtest pie.yaml --outcomes pie-outcomes.csv -n 20000 --jitters 900 -o out -j 1";
  const std::string kept = "out/.unfinished/checkpoint";
  EXPECT_THAT(terminate_once(call, "[ -e " + kept + " ]"),
              HasSubstr("replicates; go on with the same command and --resume"));
  EXPECT_THAT(terminate_once(call + " --resume", "grep -q goes said"),
              HasSubstr("goes on with what an earlier attempt had come to"));
  std::string changed = happened;
  changed.replace(changed.find("0.5,0.4"), 3, "0.6");
  write("pie-outcomes.csv", changed);
  const Result other =
      tripart({"backtest", "pie.yaml", "--outcomes", "pie-outcomes.csv", "-n", "20000",
               "--jitters", "900", "-o", "out", "--resume"});
  EXPECT_EQ(other.code, 65);
  EXPECT_THAT(other.err, HasSubstr("unfinished results of other inputs"));
}

}  // namespace
}  // namespace tripart
