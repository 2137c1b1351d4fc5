// `tripart tournament` from outside, on a pie that two parties divide.
#include <fstream>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using testing_support::content;
namespace fs = testing_support::fs;
using testing_support::Result;

// One offer a week for half a year. A party that holds out to the end (.05) gets more of
// one that does not; the pie itself is not lost by holding out.
constexpr const char* pie = R"(# Who holds out longer?
format: 1
name: pie
start: 2018-03-05
horizon: 2018-09-05
loss_exponent: 1
protocol: {kind: rotating}
parties:
  A: {private_type: 0, strategy: {kind: time_dependent, initial_concession: 0}}
  B: {private_type: 0, strategy: {kind: time_dependent, initial_concession: 0}}
calendar:
  - {id: talks, kind: inter_session, from: 2018-03-12, to: 2018-09-03, every_days: 7, length_days: 1}
issues:
  - id: pie
    status_quo: none
    positions: {A: {ideal: 0, salience: 1}, B: {ideal: 1, salience: 1}}
)";

constexpr const char* contest = R"(# Is it better to hold out?
format: 1
name: contest
scenario: pie.yaml
replicates: 300
parties:
  A:
    - {id: yields, set: {strategy.concession_exponent: 2}}
    - {id: holds_out, set: {strategy.concession_exponent: 0.05}}
  B:
    - {id: yields, set: {strategy.concession_exponent: 2}}
    - {id: holds_out, set: {strategy.concession_exponent: {uniform: [0.04, 0.06]}}}
)";

class TournamentTest : public testing_support::ProgramTest {
 protected:
  TournamentTest() {
    std::ofstream(folder_ / "pie.yaml") << pie;
    write(contest);
  }
  void write(const std::string& text) const {
    std::ofstream(folder_ / "contest.yaml") << text;
  }
  [[nodiscard]] static std::string with(std::string text, const std::string& from,
                                        const std::string& to) {
    text.replace(text.find(from), from.size(), to);
    return text;
  }
};

TEST_F(TournamentTest, FindsThatBothHoldOut) {
  const Result result = tripart({"tournament", "contest.yaml", "-o", "a"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("contest: 4 profiles, 300 replicates each, seed 1"));
  const std::string equilibria = content(folder_ / "a" / "equilibria.csv");
  EXPECT_THAT(equilibria, HasSubstr("\n1,pure,A,yields,0,"));
  EXPECT_THAT(equilibria, HasSubstr("\n1,pure,A,holds_out,1,"));
  EXPECT_THAT(equilibria, HasSubstr("\n1,pure,B,holds_out,1,"));
  const std::string profiles = content(folder_ / "a" / "profiles.csv");
  EXPECT_THAT(profiles, HasSubstr("\n1,yields|yields,A,yields,"));
  EXPECT_THAT(profiles, HasSubstr(",holds_out,"));
  const std::string strategies = content(folder_ / "a" / "strategies.csv");
  EXPECT_THAT(strategies, HasSubstr("{uniform: [0.04, 0.06]}\",pie.yaml,"));
}

TEST_F(TournamentTest, IsTheSameBytesOnAnyNumberOfThreads) {
  ASSERT_EQ(tripart({"tournament", "contest.yaml", "-o", "a", "-j", "1"}).code, 0);
  ASSERT_EQ(tripart({"tournament", "contest.yaml", "-o", "b", "-j", "2"}).code, 0);
  const auto a = results("a");
  EXPECT_EQ(a.size(), 6U);  // with datapackage.json
  EXPECT_EQ(a, results("b"));
}

TEST_F(TournamentTest, FinishedResultsOfOtherInputsStay) {
  ASSERT_EQ(tripart({"tournament", "contest.yaml", "-o", "a"}).code, 0);
  const auto a = results("a");
  const Result other = tripart({"tournament", "contest.yaml", "-o", "a", "-s", "2"});
  EXPECT_EQ(other.code, 65);
  EXPECT_THAT(other.err, HasSubstr("a: holds results of other inputs ("));
  EXPECT_THAT(other.err, HasSubstr("seed: 1' there, 'seed: 2' here"));
  EXPECT_EQ(results("a"), a);
  EXPECT_EQ(tripart({"tournament", "contest.yaml", "-o", "a"}).code, 0);
  EXPECT_EQ(results("a"), a);
  ASSERT_EQ(tripart({"tournament", "contest.yaml", "-o", "a", "-s", "2", "--force"}).code,
            0);
  EXPECT_NE(a.at("profiles.csv"), results("a").at("profiles.csv"));
}

TEST_F(TournamentTest, ComplainsInItsOwnLines) {
  write(with(contest, "exponent: 0.05}", "exponent: -1}"));
  Result result = tripart({"check", "contest.yaml"});
  EXPECT_EQ(result.code, 65);
  EXPECT_EQ(result.err,
            "contest.yaml:9:59: error: parties.A.strategy.concession_exponent is -1, "
            "expected a number in [0.01, 100] or a distribution\n");
  write(with(contest, "strategy.concession_exponent: 0.05",
             "strategy.concession_exponnt: 0.05"));
  result = tripart({"tournament", "contest.yaml"});
  EXPECT_EQ(result.code, 65);
  EXPECT_THAT(result.err, HasSubstr("contest.yaml:9:58: error: unknown key "
                                    "'concession_exponnt' in parties.A.strategy\n"
                                    "hint: did you mean 'concession_exponent'?"));
  write(with(with(contest, "  B:", "  C:"), "pie.yaml", "pies.yaml"));
  result = tripart({"check", "contest.yaml"});
  EXPECT_EQ(result.code, 65);
  EXPECT_THAT(result.err, HasSubstr("contest.yaml:4:11: error: scenario is 'pies.yaml', "
                                    "and there is no file pies.yaml"));
  write(with(contest, "  B:", "  C:"));
  result = tripart({"check", "contest.yaml"});
  EXPECT_THAT(result.err,
              HasSubstr("contest.yaml:10:3: error: parties.C is no party of pie.yaml"));
}

TEST_F(TournamentTest, HandsQuotedValuesOnAsTheyAre) {
  write(with(contest, "strategy.concession_exponent: 0.05", "strategy.kind: \"it's\""));
  const Result result = tripart({"check", "contest.yaml"});
  EXPECT_EQ(result.code, 65);
  EXPECT_THAT(result.err,
              HasSubstr("error: parties.A.strategy.kind is 'it's', expected"));
}

TEST_F(TournamentTest, LeavesAForeignFolderAlone) {
  ASSERT_EQ(tripart({"run", "pie.yaml", "-n", "2", "-o", "a"}).code, 0);
  const auto before = results("a");
  EXPECT_EQ(tripart({"tournament", "contest.yaml", "-o", "a"}).code, 73);
  EXPECT_EQ(results("a"), before);
}

TEST_F(TournamentTest, KilledAtAnyMomentGoesOnToTheSameBytes) {
  const std::vector<std::string> words{"tournament", "contest.yaml", "-n",
                                       "20000",      "-j",           "2"};
  kill_again_and_again(words, "out", kills_wanted(), [&] {
    EXPECT_EQ(results("timed") == results("out"), true);
    EXPECT_FALSE(fs::exists(folder_ / "out/.unfinished"));
  });
}

TEST_F(TournamentTest, UnfinishedItGoesOnOrBeginsAnewAsItIsTold) {
  const std::string kept = "out/.unfinished/checkpoint";
  const std::string call = "tournament contest.yaml -j 1 -o out -n ";
  EXPECT_THAT(terminate_once(call + "9000000", "[ -e " + kept + " ]"),
              HasSubstr("replicates; go on with the same command and --resume"));
  EXPECT_FALSE(fs::exists(folder_ / "out/profiles.csv"));
  const Result refused =
      tripart({"tournament", "contest.yaml", "-o", "out", "-n", "9000000"});
  EXPECT_EQ(refused.code, 65);
  EXPECT_THAT(refused.err,
              HasSubstr("holds unfinished results; use --resume or --force"));
  EXPECT_THAT(tripart({"report", "out"}).err, HasSubstr("is unfinished"));
  const Result other = tripart({"tournament", "contest.yaml", "-o", "out", "--resume"});
  EXPECT_EQ(other.code, 65);
  EXPECT_THAT(
      other.err,
      HasSubstr("unfinished results of other inputs ('replicates: 9000000' there, "
                "'replicates: 300' here); use --force"));
  EXPECT_THAT(terminate_once(call + "9000000 --resume", "grep -q goes said"),
              HasSubstr("goes on with what an earlier attempt had come to"));
  // What is damaged is said, and played again.
  std::string bytes = content(folder_ / kept);
  bytes[bytes.size() / 2] ^= 1;
  std::ofstream(folder_ / kept, std::ios::binary) << bytes;
  EXPECT_THAT(terminate_once(call + "9000000 --resume", "grep -q damaged said"),
              HasSubstr("damaged"));
  const Result anew =
      tripart({"tournament", "contest.yaml", "-o", "out", "-n", "300", "--force"});
  EXPECT_EQ(anew.code, 0) << anew.err;
  EXPECT_FALSE(fs::exists(folder_ / "out/.unfinished"));
  ASSERT_EQ(tripart({"tournament", "contest.yaml", "-o", "a"}).code, 0);
  EXPECT_EQ(results("a") == results("out"), true);
}

TEST_F(TournamentTest, AFolderThatOnlyLooksUnfinishedIsLeftAlone) {
  const fs::path kept = folder_ / "out/.unfinished";
  for (const std::string name : {"thesis.csv", "work", "work/chapter"}) {
    fs::remove_all(kept);
    fs::create_directories((kept / name).parent_path());
    std::ofstream(kept / name) << "years of work";
    for (const std::string how : {"--force", "--resume"}) {
      const Result result = tripart({"tournament", "contest.yaml", "-o", "out", how});
      EXPECT_EQ(result.code, 73) << name;
      EXPECT_THAT(result.err,
                  HasSubstr("holds .unfinished, which tripart did not write"));
    }
    EXPECT_EQ(content(kept / name), "years of work");
  }
}

TEST_F(TournamentTest, OtherCommandsLeaveUnfinishedWorkAlone) {
  const std::string call = "tournament contest.yaml -j 1 -o out -n 9000000";
  EXPECT_THAT(terminate_once(call, "[ -e out/.unfinished/checkpoint ]"),
              HasSubstr("go on"));
  for (const std::string command : {"run", "payoffs"}) {
    const Result result = tripart({command, "pie.yaml", "-o", "out"});
    EXPECT_EQ(result.code, 73) << command;
    EXPECT_THAT(result.err, HasSubstr("holds unfinished results")) << command;
  }
  EXPECT_THAT(terminate_once(call + " --resume", "grep -q goes said"), HasSubstr("goes"));
}

// Two strategies that are fine alone: no --resume gets past their profile.
TEST_F(TournamentTest, WhatCannotGoOnLeavesNothing) {
  const std::string nafta =
      fs::relative(scenario("nafta-2018.yaml"), fs::canonical(folder_)).string();
  write("format: 1\nname: elsewhere\nscenario: " + nafta +
        "\nreplicates: 3000\nparties:\n"
        "  CAN:\n    - {id: here}\n    - {id: elsewhere, set: {region: ROW}}\n"
        "  MEX:\n    - {id: here}\n    - {id: elsewhere, set: {region: ROW}}\n");
  const Result result = tripart({"tournament", "contest.yaml", "-o", "out", "-j", "1",
                                 "--set", "economy.no_agreement.tariffs=unchanged"});
  EXPECT_EQ(result.code, 65);
  EXPECT_THAT(result.err, HasSubstr("ROW"));
  EXPECT_FALSE(fs::exists(folder_ / "out/.unfinished"));
}

}  // namespace
}  // namespace tripart
