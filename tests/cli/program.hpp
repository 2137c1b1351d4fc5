#pragma once

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <sys/wait.h>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/core/random.hpp"

namespace tripart::testing_support {

namespace fs = std::filesystem;

/// What one call of the program did.
struct Result {
  int code = -1;
  std::string out;
  std::string err;
};

inline std::string content(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  EXPECT_TRUE(stream.good()) << file;
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// The real program, run in a folder of its own that is gone afterwards.
class ProgramTest : public ::testing::Test {
 public:
  ProgramTest(const ProgramTest&) = delete;
  ProgramTest& operator=(const ProgramTest&) = delete;
  ProgramTest(ProgramTest&&) = delete;
  ProgramTest& operator=(ProgramTest&&) = delete;

 protected:
  ProgramTest() {
    std::string pattern = (fs::temp_directory_path() / "tripart_cli_XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~ProgramTest() override { fs::remove_all(folder_); }

  /// Runs `tripart WORDS`; `before` is put in front of the command (environment,
  /// timeout).
  [[nodiscard]] Result tripart(const std::vector<std::string>& words,
                               const std::string& before = "") const {
    std::string command = "cd " + quoted(folder_.string()) + " && " + before + " " +
                          quoted(TRIPART_PROGRAM);
    for (const std::string& word : words) {
      command += " " + quoted(word);
    }
    command += " >.out 2>.err </dev/null";
    const int status =
        std::system(command.c_str());  // NOLINT(cert-env33-c): the shell is wanted here
    Result result;
    result.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    result.out = content(folder_ / ".out");
    result.err = content(folder_ / ".err");
    fs::remove(folder_ / ".out");
    fs::remove(folder_ / ".err");
    return result;
  }

  [[nodiscard]] static std::string scenario(const std::string& name) {
    return std::string(TRIPART_SOURCE_DIR) + "/scenarios/" + name;
  }

  /// Every file of a result directory that must not differ, by name.
  [[nodiscard]] std::map<std::string, std::string> results(
      const std::string& folder) const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator(folder_ / folder)) {
      if (entry.is_regular_file()) {
        files[entry.path().filename().string()] = content(entry.path());
      }
    }
    return files;
  }

  /// Plays `words` into `folder` and kills the process at some moment of its life,
  /// `kills` times, each going on by `resume` from where the one before was; the last
  /// comes to its end. `end` is called whenever one does, before all starts anew.
  void kill_again_and_again(const std::vector<std::string>& words,
                            const std::string& folder, int kills,
                            const std::function<void()>& end,
                            const std::vector<std::string>& resume = {"--resume"}) const {
    using Clock = std::chrono::steady_clock;
    const auto into = [&](const std::string& name, const std::vector<std::string>& more,
                          const std::string& before) {
      std::vector<std::string> all = words;
      all.insert(all.end(), {"-o", name});
      all.insert(all.end(), more.begin(), more.end());
      return tripart(all, before);
    };
    const auto start = Clock::now();
    ASSERT_EQ(into("timed", {}, "").code, 0);
    const double whole = std::chrono::duration<double>(Clock::now() - start).count();
    const Stream moments(20180305, 1, Purpose::session, folder);
    int killed = 0;
    for (std::uint32_t attempt = 0; killed < kills; ++attempt) {
      ASSERT_LT(attempt, 100U * static_cast<unsigned>(kills));
      const double after = 0.01 + 0.9 * whole * moments.uniform(attempt);
      const Result result =
          into(folder, resume, "timeout -s KILL " + std::to_string(after));
      if (result.code == 0) {
        end();
        fs::remove_all(folder_ / folder);
        continue;
      }
      ASSERT_EQ(result.code, 137) << result.err;
      ++killed;
    }
    const Result last = into(folder, resume, "");
    ASSERT_EQ(last.code, 0) << last.err;
    end();
  }

  /// Plays `words` and terminates the process once the shell finds `condition` to be
  /// true, such as `[ -e out ]`; what it says goes into the file `said`. -> that
  [[nodiscard]] std::string terminate_once(const std::string& words,
                                           const std::string& condition) const {
    const std::string command = "cd " + quoted(folder_.string()) + " && { : >said; " +
                                quoted(TRIPART_PROGRAM) + " " + words +
                                " 2>said >/dev/null & p=$!; until " + condition +
                                "; do kill -0 $p || break; sleep 0.02; done; kill -TERM "
                                "$p; wait $p; } 2>/dev/null";
    const int status = std::system(command.c_str());  // NOLINT(cert-env33-c)
    EXPECT_EQ(WEXITSTATUS(status), 143) << content(folder_ / "said");
    return content(folder_ / "said");
  }

  /// Kills by each test; the long tier wants many.
  [[nodiscard]] static int kills_wanted() {
    const char* text = std::getenv("TRIPART_KILLS");  // NOLINT(concurrency-mt-unsafe)
    return text == nullptr ? 3 : std::stoi(text);
  }

  /// Line `number` of a text, from 0.
  [[nodiscard]] static std::string line(const std::string& text, std::size_t number) {
    std::size_t begin = 0;
    while (number-- > 0) {
      begin = text.find('\n', begin) + 1;
    }
    return text.substr(begin, text.find('\n', begin) - begin);
  }

  fs::path folder_;

 private:
  [[nodiscard]] static std::string quoted(const std::string& word) {
    std::string text = "'";
    for (const char c : word) {
      text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return text + "'";
  }
};

}  // namespace tripart::testing_support
