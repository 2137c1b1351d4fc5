#include <fstream>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "study/external_program.hpp"
#include "support/scratch_folder.hpp"
#include "tripart/core/error.hpp"
#include "tripart/study/slurm.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::ScratchFolder;

SlurmJob plain_job() {
  SlurmJob job;
  job.program = "/opt/tripart/bin/tripart";
  job.sweep = "/home/ana/sweeps/patience.yaml";
  job.folder = "/scratch/ana/patience";
  job.shards = 64;
  return job;
}

SlurmJob demanding_job() {
  SlurmJob job = plain_job();
  job.sweep_options = {"--replicates", "5000", "--set=issues.pie={a: 'b'}"};
  job.time = "00:30:00";
  job.memory = "2G";
  job.partition = "short,long";
  job.account = "trade-lab";
  job.cpus_per_task = 4;
  job.pass_through = {"--qos=low", "--exclude=n7"};
  return job;
}

// What a shell makes of the command behind `exec`, one word a line.
std::vector<std::string> words_of(const std::string& script) {
  ScratchFolder scratch;
  const std::filesystem::path file = scratch.path() / "script";
  std::string text = script;
  text.replace(text.find("\nexec "), 6, "\nprintf '%s\\0' ");
  std::ofstream(file, std::ios::binary) << text;
  const ExternalAnswer answer =
      run_external({"env", "SLURM_ARRAY_TASK_ID=7", "bash", file.string(), "1000"},
                   std::chrono::seconds(60));
  EXPECT_TRUE(answer.is_well()) << answer.err << script;
  EXPECT_EQ(answer.err, "");
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < answer.out.size();) {
    const std::size_t end = answer.out.find('\0', begin);
    words.push_back(answer.out.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

// The lines in which Slurm looks for options: up to the first that is no comment.
std::string head_of(const std::string& script) {
  std::string head;
  for (std::size_t begin = 0; begin < script.size() && script[begin] == '#';) {
    const std::size_t end = script.find('\n', begin) + 1;
    head += script.substr(begin, end - begin);
    begin = end;
  }
  return head;
}

TEST(SlurmScript, ArrayOfAPlainSweep) {
  EXPECT_EQ(array_script(plain_job()), R"(#!/bin/bash
# A sweep: one shard per task. Written by tripart 0.1.0; the README beside this file says how to send it.
#SBATCH --job-name=tripart-11a2b2288918-of-64-0
#SBATCH --output=log/%a.log
#SBATCH --open-mode=append
#SBATCH --requeue
#SBATCH --nodes=1 --ntasks=1
#SBATCH --signal=B:TERM@60
#SBATCH --cpus-per-task=1
set -eu
# Where one array cannot hold all shards, the next one's are counted from the first argument on.
shard=$((${1:-0} + SLURM_ARRAY_TASK_ID))
# The program takes this shell's place, so that it gets the signals. It goes on where an earlier attempt stopped, and
# ends at once where the shard is complete.
exec /opt/tripart/bin/tripart sweep /home/ana/sweeps/patience.yaml \
  --shard "$shard/64" -o /scratch/ana/patience --quiet
)");
}

TEST(SlurmScript, MergeOfASweepThatAsksForMuch) {
  EXPECT_EQ(merge_script(demanding_job()), R"(#!/bin/bash
# Joins the shards of a sweep. Written by tripart 0.1.0; the README beside this file says how to send it.
#SBATCH --job-name=tripart-11a2b2288918-of-64-merge
#SBATCH --output=log/merge.log
#SBATCH --open-mode=append
#SBATCH --requeue
#SBATCH --nodes=1 --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --time=00:30:00
#SBATCH --mem=2G
#SBATCH --partition=short,long
#SBATCH --account=trade-lab
#SBATCH --qos=low
#SBATCH --exclude=n7
set -eu
# Ends with 75 and names them where shards are missing.
exec /opt/tripart/bin/tripart merge /scratch/ana/patience
)");
}

TEST(SlurmScript, ArrayAsksForWhatTheUserAsksFor) {
  const std::string head = head_of(array_script(demanding_job()));
  for (const char* line :
       {"--time=00:30:00", "--mem=2G", "--partition=short,long", "--account=trade-lab",
        "--cpus-per-task=4", "--qos=low", "--exclude=n7"}) {
    EXPECT_THAT(head, HasSubstr(std::string("\n#SBATCH ") + line + "\n"));
  }
}

TEST(SlurmScript, TaskKnowsItsShardAndItsOptions) {
  EXPECT_THAT(words_of(array_script(demanding_job())),
              ::testing::ElementsAre(
                  "/opt/tripart/bin/tripart", "sweep", "/home/ana/sweeps/patience.yaml",
                  "--shard", "1007/64", "-o", "/scratch/ana/patience", "--replicates",
                  "5000", "--set=issues.pie={a: 'b'}", "--quiet"));
}

TEST(SlurmScript, NamesMayHoldAnything) {
  for (const char* name : {"two words",
                           "it's",
                           "\"quoted\"",
                           "$HOME",
                           "$(touch /tmp/pwned)",
                           "`id`",
                           "a;b",
                           "a\\b",
                           "a%b",
                           "line\nbreak",
                           "a\n#SBATCH --wrap=id",
                           "*?[x]",
                           "-rf",
                           "!!",
                           "&",
                           "a\tb",
                           "#x",
                           "~",
                           "{a,b}",
                           "Stra\xc3\x9f"
                           "e",
                           "\xff"}) {
    SlurmJob job = plain_job();
    job.program = std::filesystem::path("/opt") / name / "tripart";
    job.sweep = std::filesystem::path("/home") / name / "sweep.yaml";
    job.folder = std::filesystem::path("/scratch") / name;
    job.sweep_options = {"--set=" + std::string(name)};
    const std::string script = array_script(job);
    EXPECT_EQ(words_of(script),
              (std::vector<std::string>{job.program.string(), "sweep", job.sweep.string(),
                                        "--shard", "1007/64", "-o", job.folder.string(),
                                        job.sweep_options.front(), "--quiet"}))
        << script;
    EXPECT_EQ(
        words_of(merge_script(job)),
        (std::vector<std::string>{job.program.string(), "merge", job.folder.string()}));
    // Nothing of it where Slurm looks, except through the name of the job.
    EXPECT_EQ(head_of(script).size(), head_of(array_script(plain_job())).size())
        << script;
  }
}

TEST(SlurmScript, FullNameOfALogKeepsWhatSlurmWouldReplace) {
  SlurmJob job = plain_job();
  EXPECT_EQ(full_log(job, array_log(1000)),
            "/scratch/ana/patience/slurm/log/1000+%a.log");
  job.folder = "/scratch/50%a";
  EXPECT_EQ(full_log(job, array_log(0)), "/scratch/50%%a/slurm/log/%a.log");
  job.folder = "/scratch/back\\slash%a";
  EXPECT_EQ(full_log(job, array_log(0)), "/scratch/back\\\\slash%a/slurm/log/tasks.log");
  EXPECT_EQ(full_log(job, "log/merge.log"),
            "/scratch/back\\\\slash%a/slurm/log/merge.log");
}

TEST(SlurmScript, JobsOfTwoFoldersOrCountsHaveTwoNames) {
  EXPECT_NE(job_name_stem("/a", 2), job_name_stem("/b", 2));
  EXPECT_NE(job_name_stem("/a", 2), job_name_stem("/a", 3));
}

TEST(SlurmScript, SignalComesWellBeforeAShortLimit) {
  SlurmJob job = plain_job();
  for (const auto& [limit, ahead] :
       {std::pair{"1", "6"}, {"2", "12"}, {"10", "60"}, {"2-00", "60"}, {"0:20", "5"}}) {
    job.time = limit;
    EXPECT_THAT(array_script(job),
                HasSubstr(std::string("--signal=B:TERM@") + ahead + "\n"))
        << limit;
  }
}

TEST(SlurmScript, ReadmeSaysHowToSendEveryPartByHand) {
  SlurmJob job = plain_job();
  job.shards = 2500;
  const std::string text = slurm_readme(job, 1000, "tripart slurm again");
  EXPECT_THAT(text, HasSubstr("    tripart slurm again --submit\n"));
  EXPECT_THAT(text, HasSubstr("    sbatch --array=1-1000 sweep_array.sbatch\n"));
  EXPECT_THAT(
      text, HasSubstr("    sbatch --array=1-500 --job-name=" + array_job_name(job, 2000) +
                      " --output=log/2000+%a.log sweep_array.sbatch 2000\n"));
  EXPECT_THAT(text, HasSubstr("--dependency=afterany:"));
  EXPECT_THAT(text, Not(HasSubstr("=afterok")));
}

TEST(SlurmOptions, TimeLimitsAreThoseOfSlurm) {
  EXPECT_EQ(parse_time_limit("90"), 5400U);
  EXPECT_EQ(parse_time_limit("1:30"), 90U);
  EXPECT_EQ(parse_time_limit("02:05:09"), 7509U);
  EXPECT_EQ(parse_time_limit("1-12"), 129600U);
  EXPECT_EQ(parse_time_limit("1-00:30"), 88200U);
  EXPECT_EQ(parse_time_limit("0-00:00:01"), 1U);
  for (const char* wrong : {"", "0", "00:00", "-1", "1-", "1-2-3", "1:2:3:4", "an hour",
                            "1h", "010", "1:", ":1", "1 ", "99999999999", "UNLIMITED"}) {
    EXPECT_EQ(parse_time_limit(wrong), std::nullopt) << wrong;
  }
}

TEST(SlurmOptions, WhatSlurmTakesIsTaken) {
  EXPECT_NO_THROW(check_slurm_job(plain_job()));
  EXPECT_NO_THROW(check_slurm_job(demanding_job()));
  SlurmJob job = plain_job();
  job.pass_through = {
      "--mem-per-cpu=1G", "--nodelist=n[1-3]",
      "--time-min=5",     "--mail-type=END,FAIL --mail-user=ana@example.org",
      "--export=NONE",    "--comment='a b'"};
  EXPECT_NO_THROW(check_slurm_job(job));
}

TEST(SlurmOptions, WhatSlurmWouldNotTakeIsRefused) {
  const auto refused = [](auto change) {
    SlurmJob job = plain_job();
    change(job);
    try {
      check_slurm_job(job);
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::usage);
      return std::string(failure.what());
    }
    return std::string("taken");
  };
  EXPECT_THAT(refused([](SlurmJob& job) { job.time = "soon"; }),
              HasSubstr("--time is 'soon', expected"));
  for (const char* memory : {"", "much", "-1G", "0", "0G", "1P", "1 G", "1.5G"}) {
    EXPECT_THAT(refused([&](SlurmJob& job) { job.memory = memory; }),
                HasSubstr("expected a size"))
        << memory;
  }
  for (const char* name : {"", "a b", "x\n#SBATCH --wrap=id", "-x", "$x"}) {
    EXPECT_THAT(refused([&](SlurmJob& job) { job.partition = name; }),
                HasSubstr("--partition is"));
    EXPECT_THAT(refused([&](SlurmJob& job) { job.account = name; }),
                HasSubstr("--account is"));
  }
}

TEST(SlurmOptions, PassThroughMayNotUndoWhatTheScriptsRelyOn) {
  const auto refused = [](const std::string& text) {
    SlurmJob job = plain_job();
    job.pass_through = {text};
    try {
      check_slurm_job(job);
    } catch (const Failure& failure) {
      return std::string(failure.what());
    }
    return "taken: " + text;
  };
  EXPECT_THAT(refused("--qos=low\n#SBATCH --no-requeue"), HasSubstr("line break"));
  EXPECT_THAT(refused("--qos=low\r"), HasSubstr("control character"));
  EXPECT_THAT(refused("qos=low"), HasSubstr("expected a long option"));
  EXPECT_THAT(refused("-q low"), HasSubstr("expected a long option"));
  EXPECT_THAT(refused(""), HasSubstr("expected a long option"));
  for (const char* taken :
       {"--array=1-3", "--arr=1-3", "--no-requeue", "--output=/dev/null", "--wrap=id",
        "--qos=low --array=1", "--dependency=singleton", "--chdir=/", "--signal=USR1"}) {
    EXPECT_THAT(refused(taken), HasSubstr("is set by tripart")) << taken;
  }
  EXPECT_THAT(refused("--qos=low -a1-3"), HasSubstr("write options in full"));
  EXPECT_THAT(refused("--time=5"), HasSubstr("use --time"));
  EXPECT_THAT(refused("--mem=5G"), HasSubstr("use --memory"));
}

}  // namespace
}  // namespace tripart
