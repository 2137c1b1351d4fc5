#include "tripart/study/slurm_status.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "support/scratch_folder.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* folder = "/scratch/patience";

std::string name_of(const std::string& last, std::uint64_t shards = 3000) {
  return job_name_stem(folder, shards) + last;
}

TEST(SlurmQueue, TasksAreKnownByTheNamesOfTheirJobs) {
  const SlurmQueue queue = parse_queue(
      name_of("0") + " RUNNING 7 41 None\n" + name_of("1000") +
          " PENDING 7 42 Resources\n" + name_of("merge") +
          " PENDING N/A 43 Dependency\n" + name_of("0", 64) + " RUNNING 8 44 None\n" +
          "tripart-000000000000-of-3000-0 RUNNING 9 45 None\n"
          "somebody else's job RUNNING 9 46 None\n",
      folder, 3000);
  ASSERT_EQ(queue.tasks.size(), 2U);
  EXPECT_EQ(queue.task(7)->state, "RUNNING");
  EXPECT_EQ(queue.task(1007)->reason, "Resources");
  EXPECT_EQ(queue.task(8), nullptr);
  EXPECT_THAT(queue.jobs, ElementsAre("41", "42"));
  EXPECT_EQ(queue.merge, "43");
}

TEST(SlurmQueue, WhatIsOverIsNotInIt) {
  for (const char* state : {"COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL",
                            "OUT_OF_MEMORY", "COMPLETING"}) {
    const SlurmQueue queue =
        parse_queue(name_of("0") + " " + state + " 7 41 NonZeroExitCode\n" +
                        name_of("merge") + " " + state + " N/A 43 None\n",
                    folder, 3000);
    EXPECT_THAT(queue.tasks, IsEmpty()) << state;
    EXPECT_EQ(queue.merge, "") << state;
  }
}

TEST(SlurmQueue, OfTwoCopiesTheRunningOneCounts) {
  const SlurmQueue queue =
      parse_queue(name_of("0") + " PENDING 7 41 BeginTime\n" + name_of("0") +
                      " RUNNING 7 52 None\n" + name_of("0") + " PENDING 7 53 Resources\n",
                  folder, 3000);
  EXPECT_EQ(queue.task(7)->job, "52");
}

TEST(SlurmQueue, LinesThatAreNoneAreLeftOut) {
  for (const char* line :
       {"", " ", "0", "0 RUNNING", "0 RUNNING x 1 None", "0 RUNNING 0 1 None",
        "0 RUNNING 3001 1 None", "2999 RUNNING 2 1 None", "x RUNNING 1 1 None",
        "18446744073709551615 RUNNING 5 1 None"}) {
    EXPECT_THAT(parse_queue(name_of(line), folder, 3000).tasks, IsEmpty()) << line;
  }
}

// An output directory as shards leave it.
class SlurmStatus : public ::testing::Test {
 protected:
  void attempt(int shard, int number, const std::string& ended, int seconds_ago = 0,
               const std::string& slurm = "{}") {
    const std::string file =
        of(shard) + "/attempts/00" + std::to_string(number) + ".json";
    scratch_.write(file, R"({"host": "n1", "slurm": )" + slurm + R"(, "ended": ")" +
                             ended + "\"}\n");
    std::filesystem::last_write_time(scratch_.path() / file,
                                     std::filesystem::file_time_type::clock::now() -
                                         std::chrono::seconds(seconds_ago));
  }
  void finish(int shard) { scratch_.write(of(shard) + "/manifest.json", "{}"); }
  [[nodiscard]] SweepStatus status(const std::optional<SlurmQueue>& queue = {}) const {
    return sweep_status(scratch_.path(), 8, queue);
  }
  [[nodiscard]] std::vector<std::string> next(const SweepStatus& now) const {
    return next_commands(now, "/out", "tripart", "tripart slurm again");
  }
  static std::string of(int shard) { return "shards/" + std::to_string(shard) + "-of-8"; }

  testing_support::ScratchFolder scratch_;
};

TEST_F(SlurmStatus, AFileSaysWhatBecameOfEachShard) {
  attempt(1, 1, "finished");
  finish(1);
  attempt(2, 1, "running", 5);
  attempt(3, 1, "terminated");
  attempt(4, 1, "interrupted");
  attempt(5, 1, "failed");
  attempt(6, 1, "terminated", 9000);
  attempt(6, 2, "running", 4000);
  scratch_.write(of(7) + "/attempts/001.json", "{\"ended\": \"runn");
  const SweepStatus now = status();
  EXPECT_EQ(now.shards[0].state, ShardState::done);
  EXPECT_EQ(now.shards[1].state, ShardState::running);
  EXPECT_EQ(now.shards[2].state, ShardState::stopped);
  EXPECT_EQ(now.shards[3].state, ShardState::stopped);
  EXPECT_EQ(now.shards[4].state, ShardState::failed);
  EXPECT_EQ(now.shards[5].state, ShardState::lost);
  EXPECT_EQ(now.shards[6].state, ShardState::failed);
  EXPECT_EQ(now.shards[7].state, ShardState::missing);
  EXPECT_EQ(now.shards[5].attempts, 2U);
  EXPECT_GE(*now.shards[5].silent, std::chrono::seconds(3990));
  EXPECT_THAT(next(now), ElementsAre("tripart slurm again --submit"));
}

TEST_F(SlurmStatus, AnOlderCopyThatLivesOnCounts) {
  attempt(1, 1, "running", 3);
  attempt(1, 2, "terminated");
  EXPECT_EQ(status().shards[0].state, ShardState::running);
}

TEST_F(SlurmStatus, AJobThatIsNotInTheQueueIsLostAtOnce) {
  attempt(1, 1, "running", 3, R"({"SLURM_JOB_ID": "41"})");
  attempt(2, 1, "running", 3);
  EXPECT_EQ(status().shards[0].state, ShardState::running);
  EXPECT_EQ(status(SlurmQueue{}).shards[0].state, ShardState::lost);
  EXPECT_EQ(status(SlurmQueue{}).shards[1].state, ShardState::running);
}

TEST_F(SlurmStatus, TheQueueKnowsBetterThanWhatWasLeftBehind) {
  attempt(1, 1, "running", 4000);
  attempt(2, 1, "terminated");
  finish(3);
  SlurmQueue queue;
  queue.tasks = {{1, "RUNNING", "None", "41"},
                 {2, "PENDING", "BeginTime", "41"},
                 {3, "PENDING", "BeginTime", "41"}};
  const SweepStatus now = status(queue);
  EXPECT_EQ(now.shards[0].state, ShardState::running);
  EXPECT_EQ(now.shards[1].state, ShardState::pending);
  EXPECT_EQ(now.shards[1].reason, "BeginTime");
  EXPECT_EQ(now.shards[2].state, ShardState::done);
}

TEST_F(SlurmStatus, NothingIsNextWhileSlurmHasAllThatIsLeft) {
  SlurmQueue queue;
  for (std::uint64_t shard = 1; shard <= 8; ++shard) {
    queue.tasks.push_back({shard, "PENDING", "Resources", "41"});
  }
  EXPECT_THAT(next(status(queue)), IsEmpty());
  queue.tasks[3].reason = "JobHeldUser";
  queue.tasks[4].reason = "launch failed requeued held";
  EXPECT_THAT(next(status(queue)), ElementsAre("scontrol release 41"));
}

TEST_F(SlurmStatus, WhatIsDoneIsMerged) {
  for (int shard = 1; shard <= 8; ++shard) {
    finish(shard);
  }
  EXPECT_THAT(next(status()), ElementsAre("tripart merge /out"));
  SlurmQueue queue;
  queue.merge = "43";
  EXPECT_THAT(next(status(queue)), IsEmpty());
  scratch_.write("manifest.json", "{}");
  std::filesystem::remove_all(scratch_.path() / "shards");
  EXPECT_TRUE(status().is_merged);
  EXPECT_EQ(status().count(ShardState::done), 8U);
  EXPECT_THAT(next(status()), IsEmpty());
}

TEST_F(SlurmStatus, OtherProgramsCanReadIt) {
  attempt(2, 1, "terminated");
  SweepStatus now = status();
  now.shards[1].silent = std::chrono::seconds(12);
  EXPECT_THAT(status_csv(now),
              HasSubstr("shard,state,attempts,host,ended,silent_seconds,job,reason\n"
                        "1,missing,0,,,,,\n2,stopped,1,n1,terminated,12,,\n3,missing,"));
  const std::string json = status_json(now, {"tripart slurm again --submit"});
  EXPECT_THAT(json, HasSubstr("\"stopped\": 1"));
  EXPECT_THAT(json, HasSubstr("\"missing\": 7"));
  EXPECT_THAT(json, HasSubstr("\"tripart slurm again --submit\""));
}

TEST_F(SlurmStatus, CountsOfShardsAreReadFromTheirFolders) {
  finish(3);
  scratch_.write("shards/2-of-3/manifest.json", "{}");
  scratch_.write("shards/x-of-5/manifest.json", "{}");
  scratch_.write("shards/notes.txt", "");
  EXPECT_THAT(shard_counts(scratch_.path()), ElementsAre(3U, 8U));
  EXPECT_THAT(shard_counts("/nowhere"), IsEmpty());
}

TEST_F(SlurmStatus, RecordIsReadBack) {
  SlurmRecord record{8, "/a b/s.yaml", "abc", {"--seed", "2"}, "tripart slurm 'x'"};
  EXPECT_FALSE(read_slurm_record(scratch_.path()));
  scratch_.write("slurm/shards.json", to_json(record));
  const auto read = read_slurm_record(scratch_.path());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->again, record.again);
  EXPECT_EQ(difference(*read, record), std::nullopt);
  record.sweep_sha256 = "abd";
  EXPECT_THAT(*difference(*read, record), HasSubstr("says something else"));
  record.options = {};
  EXPECT_EQ(*difference(*read, record), "--seed 2 then, no options now");
  record.shards = 9;
  EXPECT_EQ(*difference(*read, record), "8 shards then, 9 now");
}

TEST_F(SlurmStatus, DamagedRecordIsRefused) {
  for (
      const char* text :
      {"", "{", "[]", "{\"shards\": 8}", "null",
       R"({"shards": 0, "sweep": "s", "sweep_sha256": "", "options": [], "again": ""})",
       R"({"shards": -8, "sweep": "s", "sweep_sha256": "", "options": [], "again": ""})"}) {
    scratch_.write("slurm/shards.json", text);
    EXPECT_THROW(static_cast<void>(read_slurm_record(scratch_.path())), InputError)
        << text;
  }
}

}  // namespace
}  // namespace tripart
