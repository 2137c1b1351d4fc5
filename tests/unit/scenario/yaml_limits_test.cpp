#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>

#include "unit/scenario/yaml_support.hpp"

namespace tripart::test {
namespace {

using Strings = std::vector<std::string>;

std::string repeated(const std::string& piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) {
    text += piece;
  }
  return text;
}

TEST(YamlLimits, OneMebibyteIsReadAndOneByteMoreIsNot) {
  const std::string ends = "a: 1\n#";
  const std::string largest = ends + std::string(1048576 - ends.size(), 'x');
  EXPECT_EQ(complaints_of(largest), Strings{});
  EXPECT_EQ(complaints_of(largest + "x"),
            Strings{"0:0: the text is larger than 1 MiB (1048576 bytes)"});
}

TEST(YamlLimits, ThirtyTwoLevelsAreReadAndOneMoreIsNot) {
  // The mapping of the file is the first level.
  const auto flow = [](std::size_t levels) {
    return "a: " + std::string(levels - 1, '[') + std::string(levels - 1, ']');
  };
  EXPECT_EQ(complaints_of(flow(32)), Strings{});
  EXPECT_EQ(complaints_of(flow(33)), Strings{"1:35: nested deeper than 32 levels"});
  const auto block = [](std::size_t levels) {
    std::string text;
    for (std::size_t i = 0; i < levels; ++i) {
      text += std::string(i, ' ') + (i + 1 < levels ? "a:\n" : "a: 1\n");
    }
    return text;
  };
  EXPECT_EQ(complaints_of(block(32)), Strings{});
  EXPECT_EQ(complaints_of(block(33)), Strings{"33:33: nested deeper than 32 levels"});
  const auto dashes = [](std::size_t levels) {
    return "a:\n  " + repeated("- ", levels - 1) + "1";
  };
  EXPECT_EQ(complaints_of(dashes(32)), Strings{});
  EXPECT_EQ(complaints_of(dashes(33)), Strings{"2:65: nested deeper than 32 levels"});
}

TEST(YamlLimits, AHundredThousandValuesAreReadAndOneMoreIsNot) {
  // The two collections are values as well; keys are not.
  const std::string most = "a: [" + repeated("0, ", 99997) + "0]";
  EXPECT_EQ(complaints_of(most), Strings{});
  EXPECT_EQ(complaints_of("a: [" + repeated("0, ", 99998) + "0]"),
            Strings{"1:299999: more than 100,000 values"});
}

TEST(YamlLimits, KeysOf128CharactersAreReadAndOneMoreIsNot) {
  // Characters, not bytes.
  EXPECT_EQ(complaints_of(repeated("ä", 128) + ": 1"), Strings{});
  EXPECT_EQ(complaints_of("{" + repeated("\u20ac", 128) + ": 1}"), Strings{});
  EXPECT_EQ(
      complaints_of(repeated("k", 129) + ": 1"),
      Strings{"1:1: key '" + repeated("k", 40) + "...' is longer than 128 characters"});
  EXPECT_EQ(complaints_of("a: {" + repeated("k", 5000) + ": 1}"),
            Strings{"1:5: key '" + repeated("k", 40) + "...' is too long"});
}

TEST(YamlLimits, HostileTextIsAnsweredAtOnce) {
  constexpr std::size_t size = 262144;
  const auto start = std::chrono::steady_clock::now();
  for (const std::string& unit :
       Strings{"[",   "{a: ", "- ", "? ",     "&a ", "*a ", "! ",  "---\n", "\"",
               "'",   ": ",   ":",  "a: 1\n", "'',", "\t",  "%\n", "|\n",   "> ",
               "\n ", "#",    "x ", "[a, ",   "{",   "-\n", ",",   "\\"}) {
    static_cast<void>(complaints_of("a: " + repeated(unit, size / unit.size())));
    static_cast<void>(complaints_of(repeated(unit, size / unit.size())));
  }
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
  // 13 MB in about 1 s; a reader whose time grows with the square takes hours.
  EXPECT_LT(passed.count(), 120.0);
}

class YamlFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "yaml-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  static std::string failure_of(const std::filesystem::path& path) {
    try {
      static_cast<void>(read_yaml_file(path));
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::cannot_read);
      return failure.what();
    }
    return "";
  }

  std::filesystem::path folder_;
};

TEST_F(YamlFiles, RegularFilesAreReadAndNamedInComplaints) {
  const std::filesystem::path path = folder_ / "a b.yaml";
  std::ofstream(path) << "a: 1\nb: ~\n";
  try {
    static_cast<void>(read_yaml_file(path));
    FAIL();
  } catch (const InputError& error) {
    ASSERT_EQ(error.complaints().size(), 1U);
    EXPECT_EQ(error.complaints().front().where.file.text(), path.string());
    EXPECT_EQ(error.complaints().front().where.line, 2U);
  }
  std::ofstream(path) << "a: 1\n";
  EXPECT_EQ(read_yaml_file(path).find("a")->value.text, "1");
}

TEST_F(YamlFiles, WhatIsNoRegularFileIsNeverOpened) {
  const std::filesystem::path pipe = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  // A read of the pipe would wait for ever.
  EXPECT_EQ(failure_of(pipe), pipe.string() + ": cannot read: it is not a regular file");
  EXPECT_EQ(failure_of("/dev/zero"), "/dev/zero: cannot read: it is not a regular file");
  EXPECT_EQ(failure_of(folder_), folder_.string() + ": cannot read: it is a directory");
  EXPECT_EQ(failure_of(folder_ / "missing"),
            (folder_ / "missing").string() + ": cannot read: No such file or directory");
  std::filesystem::create_symlink("loop", folder_ / "loop");
  EXPECT_NE(failure_of(folder_ / "loop"), "");
}

TEST_F(YamlFiles, AFileLargerThanAllowedIsNotReadToItsEnd) {
  const std::filesystem::path path = folder_ / "large.yaml";
  std::ofstream(path) << "a: 1\n";
  // A hole of 1 TB that no memory could hold.
  ASSERT_EQ(::truncate(path.c_str(), off_t{1} << 40), 0);
  EXPECT_THROW(static_cast<void>(read_yaml_file(path)), InputError);
}

}  // namespace
}  // namespace tripart::test
