#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <sys/wait.h>
#include <vector>

#include <gtest/gtest.h>

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
