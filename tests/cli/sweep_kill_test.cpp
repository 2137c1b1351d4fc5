// Sweeps and shards that die at any moment and go on.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "cli/sweep_program.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using testing_support::pie_sweep;
namespace fs = testing_support::fs;

using SweepKillTest = testing_support::SweepProgramTest;

TEST_F(SweepKillTest, ASweepKilledAgainAndAgainEndsWithTheSameBytes) {
  const std::vector<std::string> words{"sweep",  "sweep.yaml", "--quiet", "-n", "5000",
                                       "--keep", "all",        "-j",      "2"};
  kill_again_and_again(words, "out", kills_wanted(),
                       [&] { expect_same_results("timed", "out"); });
}

TEST_F(SweepKillTest, AShardKilledAgainAndAgainEndsWithTheSameBytes) {
  const std::vector<std::string> words{"sweep", "sweep.yaml", "--quiet", "-n",
                                       "5000",  "--keep",     "all",     "-j",
                                       "2",     "--shard",    "2/3"};
  kill_again_and_again(
      words, "out", kills_wanted(),
      [&] {
        expect_same_files("timed/shards/2-of-3", "out/shards/2-of-3");
        for (const auto& entry : fs::directory_iterator(folder_ / "out/shards/2-of-3")) {
          EXPECT_FALSE(entry.path().filename().string().starts_with("attempt-")) << entry;
        }
      },
      {});
}

TEST_F(SweepKillTest, WithAPrecisionAPointUnderWayIsNotLost) {
  const std::string precision =
      "precision: {metric: days, category: all, statistic: mean, half_width: ";
  write_sweep(
      with(pie_sweep, "replicates: 9000", "replicates: 13000\n" + precision + "0.4}"));
  const std::vector<std::string> words{"sweep",    "sweep.yaml", "--quiet", "--keep",
                                       "outcomes", "-j",         "2"};
  kill_again_and_again(words, "out", kills_wanted(),
                       [&] { expect_same_results("timed", "out"); });
  // Two points that never come to their ends: both threads have played some of theirs.
  write_sweep(
      with(pie_sweep, "replicates: 9000", "replicates: 1000000\n" + precision + "1e-9}"));
  for (const std::string keep : {"summary", "outcomes"}) {
    const std::string call = "sweep sweep.yaml -j 2 --keep " + keep + " -o " + keep;
    EXPECT_THAT(
        terminate_once(call, "[ -e " + keep + "/.partial/checkpoint ]"),
        HasSubstr("6 units of work left, of which 2 are under way and kept; go on "
                  "with the same command"));
    EXPECT_EQ(file(keep + "/attempts/001.json").find("\"replicates\": 0,"),
              std::string::npos);
    EXPECT_THAT(terminate_once(call + " --resume", "grep -q behind said"),
                HasSubstr("goes on behind 0 of 6 units, 2 more under way"));
  }
}

TEST_F(SweepKillTest, TerminatedItSaysHowToGoOnAndThenDoesSo) {
  for (const std::string part : {"", " --shard 1/2"}) {
    const std::string folder = part.empty() ? "whole" : "parts";
    const std::string checkpoint = part.empty()
                                       ? "whole/.partial/checkpoint"
                                       : "parts/shards/1-of-2/attempt-001/checkpoint";
    EXPECT_THAT(terminate_once("sweep sweep.yaml -n 2000000 -j 1 -o " + folder + part,
                               "[ -e " + checkpoint + " ]"),
                HasSubstr("go on with the same command"));
    const std::string attempt = part.empty() ? "whole/attempts/001.json"
                                             : "parts/shards/1-of-2/attempts/001.json";
    EXPECT_THAT(file(attempt), HasSubstr("\"ended\": \"terminated\""));
  }
}

}  // namespace
}  // namespace tripart
