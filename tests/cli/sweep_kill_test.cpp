// Sweeps and shards that die at any moment and go on.
#include <array>
#include <chrono>
#include <cstdlib>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "cli/sweep_program.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using testing_support::Result;
namespace fs = testing_support::fs;

/// Kills by each test; the long tier wants many.
int kills_wanted() {
  const char* text = std::getenv("TRIPART_KILLS");  // NOLINT(concurrency-mt-unsafe)
  return text == nullptr ? 3 : std::stoi(text);
}

class SweepKillTest : public testing_support::SweepProgramTest {
 protected:
  /// Plays into `folder` and kills the process at some moment of its life, again and
  /// again; `end` is called whenever one came to its end, before it starts anew.
  template <class End>
  void play_and_kill(const std::string& folder, const std::vector<std::string>& words,
                     const End& end) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    ASSERT_EQ(sweep("timed", words).code, 0);
    const double whole = std::chrono::duration<double>(Clock::now() - start).count();
    const Stream moments(20180305, 1, Purpose::session, folder);
    int kills = 0;
    for (std::uint32_t attempt = 0; kills < kills_wanted(); ++attempt) {
      ASSERT_LT(attempt, 100U * static_cast<unsigned>(kills_wanted()));
      const double after = 0.01 + 0.9 * whole * moments.uniform(attempt);
      std::vector<std::string> more = words;
      if (std::find(words.begin(), words.end(), "--shard") == words.end()) {
        more.emplace_back("--resume");
      }
      const Result result =
          sweep(folder, more, "timeout -s KILL " + std::to_string(after));
      if (result.code == 0) {
        end();
        fs::remove_all(folder_ / folder);
        continue;
      }
      ASSERT_EQ(result.code, 137) << result.err;
      ++kills;
    }
    std::vector<std::string> more = words;
    if (std::find(words.begin(), words.end(), "--shard") == words.end()) {
      more.emplace_back("--resume");
    }
    const Result last = sweep(folder, more);
    ASSERT_EQ(last.code, 0) << last.err;
    end();
  }
};

TEST_F(SweepKillTest, ASweepKilledAgainAndAgainEndsWithTheSameBytes) {
  const std::vector<std::string> words{"-n", "5000", "--keep", "all", "-j", "2"};
  ASSERT_EQ(sweep("whole", words).code, 0);
  play_and_kill("out", words, [&] { expect_same_results("whole", "out"); });
}

TEST_F(SweepKillTest, AShardKilledAgainAndAgainEndsWithTheSameBytes) {
  const std::vector<std::string> words{"-n", "5000", "--keep",  "all",
                                       "-j", "2",    "--shard", "2/3"};
  ASSERT_EQ(sweep("whole", words).code, 0);
  play_and_kill("out", words, [&] {
    expect_same_files("whole/shards/2-of-3", "out/shards/2-of-3");
    for (const auto& entry : fs::directory_iterator(folder_ / "out/shards/2-of-3")) {
      EXPECT_FALSE(entry.path().filename().string().starts_with("attempt-")) << entry;
    }
  });
}

TEST_F(SweepKillTest, TerminatedItSaysHowToGoOnAndThenDoesSo) {
  for (const std::string part : {"", " --shard 1/2"}) {
    const std::string folder = part.empty() ? "whole" : "parts";
    const std::string checkpoint = part.empty()
                                       ? "whole/.partial/checkpoint"
                                       : "parts/shards/1-of-2/attempt-001/checkpoint";
    const std::string command = "cd '" + folder_.string() + "' && { " + TRIPART_PROGRAM +
                                " sweep sweep.yaml -n 2000000 -j 1 -o " + folder + part +
                                " 2>said & p=$!; until [ -e " + checkpoint +
                                " ]; do sleep 0.02; done; kill -TERM $p; wait $p; }";
    const int status = std::system(command.c_str());  // NOLINT(cert-env33-c)
    EXPECT_EQ(WEXITSTATUS(status), 143) << file("said");
    EXPECT_THAT(file("said"), HasSubstr("go on with the same command"));
    const std::string attempt = part.empty() ? "whole/attempts/001.json"
                                             : "parts/shards/1-of-2/attempts/001.json";
    EXPECT_THAT(file(attempt), HasSubstr("\"ended\": \"terminated\""));
  }
}

}  // namespace
}  // namespace tripart
