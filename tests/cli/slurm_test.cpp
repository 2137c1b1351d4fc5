// `tripart slurm` from outside, among stand-ins for sbatch, squeue and scontrol that
// write down how they were called.
#include <fstream>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::content;
using testing_support::Result;

constexpr const char* pie = R"(# Who gets more?
format: 1
name: pie
start: 2018-03-05
horizon: 2019-03-05
mode: strategic
loss_exponent: 1
protocol: {kind: random_proposer}
parties:
  A: {discount_factor: 0.9}
  B: {discount_factor: 0.9}
issues:
  - {id: pie, status_quo: none, positions: {A: {ideal: 0, salience: 1}, B: {ideal: 1, salience: 1}}}
)";

constexpr const char* patience = R"(# How much is patience worth?
format: 1
name: patience
scenario: pie.yaml
design: grid
replicates: 100
factors:
  - {id: patience, path: parties.A.discount_factor, values: [0.8, 0.85, 0.9, 0.95]}
)";

class SlurmTest : public testing_support::ProgramTest {
 protected:
  SlurmTest() {
    fs::create_directory(folder_ / "bin");
    write("pie.yaml", pie);
    write("patience.yaml", patience);
    stand_in("scontrol", "echo 'MaxArraySize            = 1001'");
    stand_in("squeue", "cat \"$FAKE/queue\" 2>/dev/null || true");
    stand_in("sbatch",
             "printf '%s\\n' \"$@\" >>\"$FAKE/calls\"\n"
             "[ ! -e \"$FAKE/refuse\" ] || { cat \"$FAKE/refuse\" >&2; exit 1; }\n"
             "echo $((100 + $(grep -c -- --parsable \"$FAKE/calls\")))");
  }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  void stand_in(const std::string& name, const std::string& text) const {
    write("bin/" + name, "#!/bin/sh\n" + text + "\n");
    fs::permissions(folder_ / "bin" / name, fs::perms::owner_all);
  }
  [[nodiscard]] Result slurm(std::vector<std::string> words) const {
    words.insert(words.begin(), "slurm");
    return tripart(words, "env FAKE='" + folder_.string() + "' PATH='" +
                              (folder_ / "bin").string() + "':/usr/bin:/bin");
  }
  [[nodiscard]] std::string calls() const {
    const fs::path file = folder_ / "calls";
    return fs::exists(file) ? content(file) : "";
  }
  void finish(int shard, const std::string& shards = "4") const {
    write("out/shards/" + std::to_string(shard) + "-of-" + shards + "/manifest.json",
          "{}");
  }
  // The queue's name for the jobs of `out` with four shards.
  [[nodiscard]] std::string job_name(const std::string& last) const {
    const std::string script = content(folder_ / "out/slurm/sweep_array.sbatch");
    const std::size_t begin = script.find("--job-name=") + 11;
    return script.substr(begin, script.find("-of-4-") + 6 - begin) + last;
  }
};

TEST_F(SlurmTest, WritesWhatItThenSends) {
  const Result result = slurm({"patience.yaml", "--shards", "4", "-o", "out"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(calls(), "");
  const std::string array = content(folder_ / "out/slurm/sweep_array.sbatch");
  EXPECT_THAT(array, HasSubstr(" sweep " + (folder_ / "patience.yaml").string()));
  EXPECT_THAT(array, HasSubstr(" -o " + (folder_ / "out").string() + " "));
  EXPECT_THAT(array, Not(HasSubstr("How much")));
  EXPECT_THAT(content(folder_ / "out/slurm/merge.sbatch"), HasSubstr(" merge "));
  EXPECT_THAT(content(folder_ / "out/slurm/README"), HasSubstr("--submit"));
  ASSERT_EQ(slurm({"patience.yaml", "--shards", "4", "-o", "out", "--submit"}).code, 0);
  EXPECT_THAT(calls(), HasSubstr("\n--array=1-4\n"));
  EXPECT_THAT(calls(), HasSubstr("\n--dependency=afterany:101\n"));
}

TEST_F(SlurmTest, SendsOnlyWhatIsLeft) {
  ASSERT_EQ(slurm({"patience.yaml", "--shards", "4", "-o", "out"}).code, 0);
  finish(2);
  write("queue", job_name("0") + " RUNNING 4 41 None\n");
  const Result result =
      slurm({"patience.yaml", "--shards", "4", "-o", "out", "--submit"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(calls(), HasSubstr("\n--array=1,3\n"));
  EXPECT_THAT(calls(), HasSubstr("\n--dependency=afterany:41:101\n"));
  EXPECT_THAT(result.err, HasSubstr("job 101: shards 1,3"));
}

TEST_F(SlurmTest, SendsNothingTwice) {
  ASSERT_EQ(slurm({"patience.yaml", "--shards", "4", "-o", "out"}).code, 0);
  finish(1);
  finish(2);
  finish(3);
  write("queue", job_name("0") + " PENDING 4 41 Resources\n" + job_name("merge") +
                     " PENDING N/A 42 Dependency\n");
  const Result result =
      slurm({"patience.yaml", "--shards", "4", "-o", "out", "--submit"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(calls(), "");
  EXPECT_THAT(result.err,
              HasSubstr("Slurm has all that is left, and the merge as job 42"));
}

TEST_F(SlurmTest, SendsTheMergeAloneWhenAllShardsAreThere) {
  ASSERT_EQ(slurm({"patience.yaml", "--shards", "4", "-o", "out"}).code, 0);
  for (int shard = 1; shard <= 4; ++shard) {
    finish(shard);
  }
  ASSERT_EQ(slurm({"patience.yaml", "--shards", "4", "-o", "out", "--submit"}).code, 0);
  EXPECT_THAT(calls(), HasSubstr("merge.sbatch"));
  EXPECT_THAT(calls(), Not(HasSubstr("--array")));
  EXPECT_THAT(calls(), Not(HasSubstr("--dependency")));
}

TEST_F(SlurmTest, AMergedSweepIsKnownWhereSlurmDoesNotAnswer) {
  const std::vector<std::string> sent{"patience.yaml", "--shards", "4", "-o",
                                      "out",           "--submit"};
  for (const char* shard : {"1/4", "2/4", "3/4", "4/4"}) {
    ASSERT_EQ(tripart({"sweep", "patience.yaml", "-o", "out", "--shard", shard}).code, 0);
  }
  ASSERT_EQ(tripart({"merge", "out", "--quiet"}).code, 0);
  stand_in("squeue", "echo 'no controller' >&2; exit 1");
  const Result again = slurm(sent);
  EXPECT_EQ(again.code, 0);
  EXPECT_THAT(again.err, HasSubstr("merged already; nothing to send"));
  EXPECT_EQ(calls(), "");
}

TEST_F(SlurmTest, MoreShardsThanAnArrayHoldsAreSeveralArrays) {
  stand_in("scontrol", "echo 'MaxArraySize = 4'");
  ASSERT_EQ(slurm({"patience.yaml", "--shards", "8", "-o", "out", "--submit"}).code, 0);
  EXPECT_THAT(calls(), HasSubstr("--array=1-3"));
  EXPECT_THAT(calls(), HasSubstr("sweep_array.sbatch\n3\n"));
  EXPECT_THAT(calls(), HasSubstr("sweep_array.sbatch\n6\n"));
  EXPECT_THAT(calls(), HasSubstr("--dependency=afterany:101:102:103"));
}

TEST_F(SlurmTest, WithoutSlurmItWritesAndSaysWhy) {
  for (const char* name : {"scontrol", "squeue", "sbatch"}) {
    fs::remove(folder_ / "bin" / name);
  }
  const std::vector<std::string> words{"slurm", "patience.yaml", "--shards", "4", "-o",
                                       "out"};
  const std::string nowhere = "env PATH='" + (folder_ / "bin").string() + "'";
  Result result = tripart(words, nowhere);
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("scontrol cannot be started here"));
  std::vector<std::string> sent = words;
  sent.emplace_back("--submit");
  result = tripart(sent, nowhere);
  EXPECT_EQ(result.code, 75);
  EXPECT_THAT(result.err, HasSubstr("error: nothing was sent: squeue cannot be started"));
  result = tripart({"slurm", "--status", "out"}, nowhere);
  EXPECT_EQ(result.code, 75);
  EXPECT_THAT(result.err, HasSubstr("note: judged by files alone"));
  EXPECT_THAT(result.out, HasSubstr("missing  4  1-4"));
}

TEST_F(SlurmTest, WhatSbatchSaysIsPassedOn) {
  write("refuse", "sbatch: error: invalid partition specified: moon\n");
  const Result result = slurm(
      {"patience.yaml", "--shards", "4", "-o", "out", "--partition=moon", "--submit"});
  EXPECT_EQ(result.code, 75);
  EXPECT_THAT(result.err, HasSubstr("invalid partition specified: moon"));
}

TEST_F(SlurmTest, WrongOptionsLeaveNothingBehind) {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {},
           {"--shards=0"},
           {"--shards=-1"},
           {"--shards=1000001"},
           {"--shards=4", "--time=soon"},
           {"--shards=4", "--memory=lots"},
           {"--shards=4", "--cpus-per-task=0"},
           {"--shards=4", "--max-array=0"},
           {"--shards=4", "--keep=everything"},
           {"--shards=4", "--sbatch=--qos=x\n#SBATCH --array=9"},
           {"--shards=4", "--sbatch=--no-requeue"}}) {
    std::vector<std::string> all{"patience.yaml", "-o", "out"};
    all.insert(all.end(), words.begin(), words.end());
    const Result result = slurm(all);
    EXPECT_EQ(result.code, 64) << result.err;
    EXPECT_FALSE(fs::exists(folder_ / "out"));
  }
  EXPECT_EQ(
      slurm({"patience.yaml", "--shards=4", "-o", "out", "--set", "no.such=1"}).code, 65);
  EXPECT_FALSE(fs::exists(folder_ / "out"));
}

TEST_F(SlurmTest, ShardsOfAnotherSweepAreNotMixedIn) {
  ASSERT_EQ(slurm({"patience.yaml", "--shards", "4", "-o", "out"}).code, 0);
  // Nothing has begun: other numbers are fine.
  ASSERT_EQ(slurm({"patience.yaml", "--shards", "4", "-o", "out", "-s", "2"}).code, 0);
  finish(1);
  ASSERT_EQ(
      slurm({"patience.yaml", "--shards", "4", "-o", "out", "-s", "2", "--time=9"}).code,
      0);
  const auto refused = [&](const std::vector<std::string>& words) {
    std::vector<std::string> all{"patience.yaml", "-o", "out"};
    all.insert(all.end(), words.begin(), words.end());
    const Result result = slurm(all);
    EXPECT_EQ(result.code, 65) << result.err;
    return result.err;
  };
  EXPECT_THAT(refused({"--shards", "5", "-s", "2"}), HasSubstr("4 shards then, 5 now"));
  EXPECT_THAT(refused({"--shards", "4"}), HasSubstr("--seed 2 then, no options now"));
  write("patience.yaml", std::string(patience).replace(0, 1, "#").append("# x\n"));
  EXPECT_EQ(slurm({"patience.yaml", "--shards", "4", "-o", "out", "-s", "2"}).code, 0);
  std::string changed = pie;
  changed.replace(changed.find("0.9}"), 3, "0.7");
  write("pie.yaml", changed);
  EXPECT_THAT(refused({"--shards", "4", "-s", "2"}), HasSubstr("says something else"));
}

TEST_F(SlurmTest, FoldersOfOthersAreLeftAlone) {
  write("out/thesis.txt", "years of work");
  const Result result = slurm({"patience.yaml", "--shards", "4", "-o", "out"});
  EXPECT_EQ(result.code, 73);
  EXPECT_THAT(result.err, HasSubstr("holds what tripart did not write"));
  EXPECT_FALSE(fs::exists(folder_ / "out/slurm"));
}

TEST_F(SlurmTest, StatusSaysWhatMendsIt) {
  ASSERT_EQ(slurm({"patience.yaml", "--shards", "4", "-o", "out", "--time=9"}).code, 0);
  finish(1);
  write("out/shards/2-of-4/attempts/001.json", R"({"host": "n7", "ended": "failed"})");
  write("queue", job_name("0") + " PENDING 3 41 launch failed requeued held\n");
  const Result result = slurm({"--status", "out"});
  EXPECT_EQ(result.code, 75);
  EXPECT_THAT(result.out, HasSubstr("4 shards, not merged\n"));
  EXPECT_THAT(result.out,
              HasSubstr("  done     1  1\n  pending  1  3\n  failed   1  2\n"));
  EXPECT_THAT(result.out, HasSubstr("shard 2 is failed; attempt 1 on n7 failed"));
  EXPECT_THAT(result.out, HasSubstr("\n  scontrol release 41\n"));
  EXPECT_THAT(result.out, HasSubstr("--shards 4 -o " + (folder_ / "out").string() +
                                    " --time=9 --submit\n"));
  EXPECT_THAT(slurm({"--status", "out", "--format", "csv"}).out,
              HasSubstr("\n2,failed,1,n7,failed,"));
  EXPECT_THAT(slurm({"--status", "out", "--format", "json"}).out,
              HasSubstr("\"scontrol release 41\""));
  write("out/manifest.json", "{}");
  EXPECT_EQ(slurm({"--status", "out"}).code, 0);
}

TEST_F(SlurmTest, StatusShowsNoControlCharacters) {
  ASSERT_EQ(slurm({"patience.yaml", "--shards", "4", "-o", "out"}).code, 0);
  std::string record = content(folder_ / "out/slurm/shards.json");
  record.replace(record.find("\"again\": \""), 10, R"("again": "\u001b[2J)");
  write("out/slurm/shards.json", record);
  write("out/shards/2-of-4/attempts/001.json",
        R"({"host": "n\u001b[31m7", "ended": "fail\u0007ed"})");
  for (const char* format : {"table", "csv", "json"}) {
    const std::string out = slurm({"--status", "out", "--format", format}).out;
    EXPECT_EQ(out.find_first_of("\x1b\x07"), std::string::npos) << out;
  }
  EXPECT_THAT(slurm({"--status", "out"}).out, HasSubstr("attempt 1 on n\\x1B[31m7 fail"));
}

TEST_F(SlurmTest, StatusNeedsADirectoryOfShards) {
  EXPECT_EQ(slurm({"--status", "nowhere"}).code, 66);
  finish(1, "2");
  finish(1, "3");
  EXPECT_THAT(slurm({"--status", "out"}).err, HasSubstr("of several sweeps"));
  EXPECT_EQ(slurm({"--status", "out", "patience.yaml"}).code, 64);
}

TEST_F(SlurmTest, ScriptsPassShellcheck) {
  fs::create_directory(folder_ / "Ana's $HOME");
  ASSERT_EQ(slurm({"patience.yaml", "--shards", "4", "-o", "Ana's $HOME/x", "--time=9",
                   "--set", "horizon=2019-03-05"})
                .code,
            0);
  // SC2016: that nothing is replaced between single quotes is what they are for.
  const std::string command = "shellcheck --exclude=SC2016 '" + folder_.string() +
                              "'/Ana*/x/slurm/*.sbatch >'" + folder_.string() +
                              "/complaints'";
  EXPECT_EQ(std::system(command.c_str()), 0)  // NOLINT(cert-env33-c)
      << content(folder_ / "complaints");
}

}  // namespace
}  // namespace tripart
