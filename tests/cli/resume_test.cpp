#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <optional>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>

#include "cli/program.hpp"
#include "tripart/monte_carlo/ensemble.hpp"

namespace tripart {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using testing_support::content;
using testing_support::Result;
namespace fs = testing_support::fs;
using Milliseconds = std::chrono::milliseconds;

/// The number behind `before` in `text`, without its commas; 0 if it is not there.
std::uint64_t number_after(const std::string& text, const std::string& before) {
  const std::size_t at = text.find(before);
  std::uint64_t number = 0;
  for (std::size_t i = at == std::string::npos ? text.size() : at + before.size();
       i < text.size() && (text[i] == ',' || (text[i] >= '0' && text[i] <= '9')); ++i) {
    number = text[i] == ',' ? number : 10 * number + static_cast<unsigned>(text[i] - '0');
  }
  return number;
}

class ResumeTest : public testing_support::ProgramTest {
 protected:
  [[nodiscard]] static std::vector<std::string> run_of(const std::string& replicates,
                                                       const std::string& jobs,
                                                       const std::string& output) {
    return {"run",     scenario("textbook/fearon.yaml"),
            "-n",      replicates,
            "-j",      jobs,
            "--keep",  "all",
            "--trace", "3",
            "--quiet", "-o",
            output};
  }
  /// The program as a child of this process; its messages go to .err.
  [[nodiscard]] pid_t start(std::vector<std::string> words) const {
    words.insert(words.begin(), TRIPART_PROGRAM);
    std::vector<char*> arguments;
    for (std::string& word : words) {
      arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    const std::string err = (folder_ / ".err").string();
    const pid_t child = ::fork();
    if (child == 0) {
      const int to = ::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
      if (::chdir(folder_.c_str()) == 0 && ::dup2(to, STDERR_FILENO) >= 0 &&
          ::dup2(::open("/dev/null", O_WRONLY), STDOUT_FILENO) >= 0) {
        ::execv(arguments[0], arguments.data());
      }
      ::_exit(127);
    }
    return child;
  }
  /// Waits until the child ends, or `until` says so. \return its status once it ended
  template <class Until>
  [[nodiscard]] static std::optional<int> watch(pid_t child, Until until) {
    int status = 0;
    while (!until()) {
      if (::waitpid(child, &status, WNOHANG) == child) {
        return status;
      }
      std::this_thread::sleep_for(Milliseconds(2));
    }
    return std::nullopt;
  }
  /// Tells a run's checkpoint from earlier ones; nothing if there is none.
  [[nodiscard]] std::string checkpoint(const std::string& output) const {
    std::ifstream stream(folder_ / output / ".partial" / "checkpoint", std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }
  [[nodiscard]] auto checkpoint_after(const std::string& output,
                                      const std::string& before) const {
    return [this, output, before] {
      const std::string now = checkpoint(output);
      return !now.empty() && now != before;
    };
  }
  static int end(pid_t child, int signal) {
    ::kill(child, signal);
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return status;
  }
  /// Where the attempts at a run began, the first replicate of each.
  [[nodiscard]] std::vector<std::uint64_t> beginnings(const std::string& output) const {
    std::vector<std::uint64_t> list;
    for (const auto& entry : fs::directory_iterator(folder_ / output / "attempts")) {
      list.push_back(number_after(content(entry.path()), "\"first\": "));
    }
    std::sort(list.begin(), list.end());
    return list;
  }
  void expect_same_results(const std::string& a, const std::string& b) const {
    const auto expected = results(a);
    const auto got = results(b);
    ASSERT_EQ(got.size(), expected.size());
    for (const auto& [file, bytes] : expected) {
      EXPECT_TRUE(got.at(file) == bytes) << file;
    }
  }
  /// Kills a run `kills` times, at moments that follow from `seed`: some soon after a
  /// checkpoint, some at any time.
  /// \return how often it was killed before it was through
  [[nodiscard]] int kill_and_resume(const std::string& replicates,
                                    const std::string& jobs, int kills,
                                    std::uint64_t seed) const;
};

int ResumeTest::kill_and_resume(const std::string& replicates, const std::string& jobs,
                                int kills, std::uint64_t seed) const {
  std::vector<std::string> words = run_of(replicates, jobs, "b");
  words.emplace_back("--resume");  // where nothing was begun, it begins
  int done = 0;
  while (true) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    const auto pause = Milliseconds((seed >> 33U) % 200);
    const auto before = checkpoint("b");
    const pid_t child = start(words);
    std::optional<int> ended;
    if (done < kills) {
      if (done % 2 == 0) {
        ended = watch(child, checkpoint_after("b", before));
      }
      const auto moment = std::chrono::steady_clock::now() + pause;
      if (!ended) {
        ended = watch(child, [&] { return std::chrono::steady_clock::now() > moment; });
      }
    } else {
      ended = watch(child, [] { return false; });
    }
    if (!ended && done % 5 == 4) {
      const int status = end(child, SIGTERM);
      EXPECT_TRUE((WIFEXITED(status) && WEXITSTATUS(status) == 143) ||
                  (WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM))
          << content(folder_ / ".err");
    } else if (!ended) {
      end(child, SIGKILL);
    } else {
      EXPECT_TRUE(WIFEXITED(*ended) && WEXITSTATUS(*ended) == 0)
          << content(folder_ / ".err");
      EXPECT_GE(done, 2) << "the run was too short to be killed";
      return done;
    }
    ++done;
  }
}

// Kill -9, and every fifth time SIGTERM, until it is through. TRIPART_KILLS asks for more
// than the everyday number; each round has moments of its own.
TEST_F(ResumeTest, KilledRunsEndWithTheBytesOfAnUndisturbedOne) {
  constexpr int kills_of_a_run = 6;
  const char* asked = std::getenv("TRIPART_KILLS");  // NOLINT(concurrency-mt-unsafe)
  const int kills = asked != nullptr ? std::atoi(asked) : 2 * kills_of_a_run;
  const std::string replicates = "250000";
  ASSERT_EQ(tripart(run_of(replicates, "2", "a")).code, 0);
  int done = 0;
  for (std::uint64_t round = 1; done < kills; ++round) {
    fs::remove_all(folder_ / "b");
    done +=
        kill_and_resume(replicates, round % 2 == 0 ? "2" : "1", kills_of_a_run, round);
    expect_same_results("a", "b");
    const auto first = beginnings("b");
    EXPECT_GT(first.back(), 1U) << "every attempt played the run from its start again";
    EXPECT_TRUE(first.back() % block_size == 1 || first.back() == 250001)
        << "within a block";
    ASSERT_FALSE(HasFailure()) << "in round " << round;
  }
}

// SPEC section 2: a signal leaves what was played, and says how much that is.
TEST_F(ResumeTest, TerminatedRunGoesOnWhereItStopped) {
  std::vector<std::string> words = run_of("1000000000", "2", "a");
  std::replace(words.begin(), words.end(), std::string("all"), std::string("summary"));
  std::uint64_t stopped = 0;
  for (const std::string& attempt : {std::string("001"), std::string("002")}) {
    const auto before = checkpoint("a");
    const pid_t child = start(words);
    ASSERT_FALSE(watch(child, checkpoint_after("a", before)))
        << content(folder_ / ".err");
    const int status = end(child, SIGTERM);
    const std::string messages = content(folder_ / ".err");
    ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 143) << messages;
    EXPECT_THAT(messages, HasSubstr("of 1,000,000,000 replicates; go on with the same "
                                    "command and --resume"));
    EXPECT_EQ(number_after(messages, "goes on after "), stopped);
    const std::string told = content(folder_ / "a" / "attempts" / (attempt + ".json"));
    EXPECT_EQ(number_after(told, "\"first\": "), stopped + 1);
    EXPECT_THAT(told, HasSubstr("\"ended\": \"terminated\""));
    const std::uint64_t now = number_after(messages, "stopped after ");
    EXPECT_GT(now, stopped);
    EXPECT_EQ(now % block_size, 0U);
    EXPECT_EQ(number_after(told, "\"replicates\": "), now - stopped);
    stopped = now;
    if (words.back() != "--resume") {
      words.emplace_back("--resume");
    }
  }
  EXPECT_EQ(tripart({"replay", "a", "--replicate", "7"}).code, 0);
}

// SPEC section 2: within 2 s, also where blocks take long and while tables are written.
TEST_F(ResumeTest, ASignalEndsARunWithinTwoSeconds) {
  const std::vector<std::string> words{"run",     scenario("nafta-2018.yaml"),
                                       "-n",      "3000000",
                                       "-j",      "2",
                                       "--quiet", "--resume",
                                       "-o",      "a"};
  for (const int pause : {50, 700, 1500}) {
    const pid_t child = start(words);
    std::this_thread::sleep_for(Milliseconds(pause));
    const auto asked = std::chrono::steady_clock::now();
    const int status = end(child, pause == 700 ? SIGINT : SIGTERM);
    EXPECT_LT(std::chrono::steady_clock::now() - asked, Milliseconds(2000)) << pause;
    // Before the first replicate there is nothing to keep, and the signal itself ends it.
    EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == (pause == 700 ? 130 : 143))
        << content(folder_ / ".err");
  }
}

// A kill costs what came after the last checkpoint, so the age of that is the bound.
TEST_F(ResumeTest, AKillLosesSecondsOfWork) {
  std::vector<std::string> words = run_of("1000000000", "2", "a");
  std::replace(words.begin(), words.end(), std::string("all"), std::string("summary"));
  const bool takes_long =
      std::getenv("TRIPART_KILLS") != nullptr;  // NOLINT(concurrency-mt-unsafe)
  const auto start_time = std::chrono::steady_clock::now();
  const auto until = start_time + Milliseconds(takes_long ? 60000 : 3000);
  const pid_t child = start(words);
  std::string last;
  auto last_change = start_time;
  std::chrono::steady_clock::duration longest{};
  const auto ended = watch(child, [&] {
    const auto now = std::chrono::steady_clock::now();
    if (std::string there = checkpoint("a"); there != last) {
      last = std::move(there);
      last_change = now;
    }
    longest = std::max(longest, now - last_change);
    return now > until;
  });
  ASSERT_FALSE(ended) << content(folder_ / ".err");
  end(child, SIGKILL);
  EXPECT_FALSE(last.empty());
  const auto seconds = std::chrono::duration<double>(longest).count();
  RecordProperty("seconds_at_stake", std::to_string(seconds));
  EXPECT_LT(seconds, takes_long ? 30.0 : 3.0);
}

TEST_F(ResumeTest, ARunWithDrawnEconomiesGoesOnToTheSameBytes) {
  const auto words = [](const std::string& output) {
    return std::vector<std::string>{"run",     scenario("nafta-2018.yaml"),
                                    "-n",      "40000",
                                    "-j",      "2",
                                    "--keep",  "outcomes",
                                    "--quiet", "-o",
                                    output,    "--resume"};
  };
  const pid_t child = start(words("a"));
  ASSERT_FALSE(watch(child, checkpoint_after("a", "")));
  end(child, SIGKILL);
  ASSERT_EQ(tripart(words("a")).code, 0);
  ASSERT_EQ(tripart(words("b")).code, 0);
  expect_same_results("b", "a");
  ASSERT_EQ(beginnings("a").size(), 2U);
  EXPECT_GT(beginnings("a")[1], 1U);
}

// Eight parties at a table with many texts, a meeting every day: some 20 ms a replicate,
// so that 1,024 of them would take 20 s and more.
std::string slow_scenario() {
  std::string text =
      "format: 1\nname: slow\nstart: 2018-03-05\nhorizon: 2027-09-05\nparties:\n";
  for (int party = 0; party < 8; ++party) {
    text += "  P" + std::to_string(party) + ": {weights: {content: 1}}\n";
  }
  text +=
      "calendar:\n  - {id: rounds, kind: inter_session, from: 2018-03-12, "
      "to: 2027-09-01, every_days: 1, length_days: 1}\n"
      "chapters:\n  - {id: goods, kind: contested}\nissues:\n";
  for (int issue = 0; issue < 24; ++issue) {
    text +=
        "  - id: q" + std::to_string(issue) + "\n    chapter: goods\n    positions: {";
    for (int party = 0; party < 8; ++party) {
      text += (party > 0 ? ", P" : "P") + std::to_string(party) + ": {ideal: 0." +
              std::to_string((7 * party + 3 * issue) % 10) +
              ", salience: " + std::to_string(1 + (party + issue) % 3) + "}";
    }
    text += "}\n";
  }
  return text;
}

TEST_F(ResumeTest, ASlowRunLosesSecondsOfWorkToo) {
  std::ofstream(folder_ / "slow.yaml") << slow_scenario();
  const std::vector<std::string> words{"run",     "slow.yaml", "-n",     "100000",
                                       "-j",      "1",         "--keep", "summary",
                                       "--quiet", "-o",        "a",      "--resume"};
  pid_t child = start(words);
  ASSERT_FALSE(watch(child, checkpoint_after("a", ""))) << content(folder_ / ".err");
  end(child, SIGKILL);
  child = start(words);
  ASSERT_FALSE(watch(child, checkpoint_after("a", checkpoint("a"))));
  end(child, SIGTERM);
  const std::vector<std::uint64_t> begun = beginnings("a");
  ASSERT_EQ(begun.size(), 2U);
  EXPECT_GT(begun[1], 1U);
  EXPECT_LE(begun[1], block_size) << "behind a block smaller than others";
}

// An eighth of it is no whole point, for units are small where replicates are slow.
TEST_F(ResumeTest, ASlowSweepIsDividedFinely) {
  std::ofstream(folder_ / "slow.yaml") << slow_scenario();
  std::ofstream(folder_ / "sweep.yaml")
      << "format: 1\nname: slow_sweep\nscenario: slow.yaml\ndesign: grid\n"
         "replicates: 3000\nfactors:\n"
         "  - {id: rate, path: parties.P0.discount_rate, values: [0.1, 0.2]}\n";
  const Result result = tripart(
      {"sweep", "sweep.yaml", "--dry-run", "--shard", "1/8", "-j", "1", "-o", "a"});
  ASSERT_EQ(result.code, 0) << result.err;
  const std::uint64_t replicates = number_after(result.out, "\n  number 1              ");
  EXPECT_GE(replicates, 750U);
  EXPECT_LT(replicates, 1500U) << result.out;
}

// timeout(1) signals a program and then its group.
TEST_F(ResumeTest, TwoSignalsAtOnceAreOneWish) {
  const pid_t child = start(run_of("1000000", "1", "a"));
  ASSERT_FALSE(watch(child, checkpoint_after("a", "")));
  // Both wait when it goes on, as they do on a busy machine.
  for (const int signal : {SIGSTOP, SIGINT, SIGTERM}) {
    ::kill(child, signal);
  }
  const int status = end(child, SIGCONT);
  ASSERT_TRUE(WIFEXITED(status)) << status;
  EXPECT_THAT(WEXITSTATUS(status), AnyOf(130, 143));
  EXPECT_THAT(content(folder_ / ".err"), HasSubstr("go on with the same command"));
}

TEST_F(ResumeTest, DamagedCheckpointIsNamedAndTheRunBeginsAgain) {
  std::vector<std::string> words = run_of("1000000", "1", "b");
  const pid_t child = start(words);
  ASSERT_FALSE(watch(child, checkpoint_after("b", "")));
  end(child, SIGKILL);
  words.emplace_back("--resume");
  const fs::path file = folder_ / "b" / ".partial" / "checkpoint";
  fs::resize_file(file, fs::file_size(file) - 1);
  const std::string damaged = checkpoint("b");
  const pid_t again = start(words);
  ASSERT_FALSE(watch(again, checkpoint_after("b", damaged)));
  end(again, SIGTERM);
  EXPECT_THAT(content(folder_ / ".err"), HasSubstr("b/.partial/checkpoint: is damaged"));
  EXPECT_THAT(content(folder_ / ".err"), HasSubstr("from its first replicate again"));
  EXPECT_EQ(beginnings("b"), (std::vector<std::uint64_t>{1, 1}));
}

// A limit on the size of files stands for the end of the disk.
TEST_F(ResumeTest, FullDiskIsAnErrorAndTheRunGoesOnWhenThereIsRoom) {
  ASSERT_EQ(tripart(run_of("100000", "2", "a")).code, 0);
  const Result full =
      tripart(run_of("100000", "2", "b"), "trap '' XFSZ; ulimit -f 10000;");
  EXPECT_EQ(full.code, 74);
  EXPECT_THAT(full.err, HasSubstr(".csv: cannot write"));
  EXPECT_FALSE(fs::exists(folder_ / "b" / "manifest.json"));
  std::vector<std::string> words = run_of("100000", "2", "b");
  words.emplace_back("--resume");
  EXPECT_EQ(tripart(words).code, 0);
  expect_same_results("a", "b");
}

TEST_F(ResumeTest, TheDirectoryOfUnfinishedWorkMayStandForItsScenario) {
  ASSERT_EQ(tripart(run_of("250000", "2", "a")).code, 0);
  const pid_t child = start(run_of("250000", "1", "b"));
  ASSERT_FALSE(watch(child, checkpoint_after("b", "")));
  end(child, SIGKILL);
  const Result rest = tripart({"run", "b", "--resume", "-j", "2"});
  EXPECT_EQ(rest.code, 0) << rest.err;
  expect_same_results("a", "b");
  EXPECT_GT(beginnings("b").back(), 1U);
  EXPECT_FALSE(fs::exists(folder_ / "results"));
  EXPECT_THAT(tripart({"run", "b/manifest.json", "--resume"}).err,
              HasSubstr("b: already holds these results"));
}

TEST_F(ResumeTest, FinishedRunIsRecognised) {
  std::vector<std::string> words = run_of("5000", "1", "a");
  words.emplace_back("--resume");
  ASSERT_EQ(tripart(words).code, 0);
  const auto before = results("a");
  const Result again = tripart(words);
  EXPECT_EQ(again.code, 0);
  EXPECT_THAT(again.err, HasSubstr("nothing to do"));
  EXPECT_TRUE(results("a") == before);
  EXPECT_EQ(beginnings("a").size(), 1U);
}

}  // namespace
}  // namespace tripart
