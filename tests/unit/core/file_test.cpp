#include "tripart/core/file.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <gmock/gmock.h>
#include <memory>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"
#include "tripart/core/own_folder.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class FileTest : public ::testing::Test {
 protected:
  FileTest() {
    std::string pattern = (fs::temp_directory_path() / "tripart_file_XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~FileTest() override { fs::remove_all(folder_); }
  FileTest(const FileTest&) = delete;
  FileTest& operator=(const FileTest&) = delete;
  FileTest(FileTest&&) = delete;
  FileTest& operator=(FileTest&&) = delete;

  fs::path folder_;
};

template <typename Call>
Failure failure_of(const Call& call) {
  try {
    call();
  } catch (const Failure& failure) {
    return failure;
  }
  return {ExitCode::done, "nothing failed"};
}

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST_F(FileTest, AtomicWriteReplacesTheWholeFileAndLeavesNothingBeside) {
  write_file_atomically(folder_ / "a.txt", "a long first text");
  write_file_atomically(folder_ / "a.txt", "short");
  EXPECT_EQ(read_file(folder_ / "a.txt"), "short");
  EXPECT_EQ(entries(folder_), 1U);
}

TEST_F(FileTest, AtomicWriteReplacesALinkAndLeavesItsTargetAlone) {
  write_file_atomically(folder_ / "victim", "old");
  fs::create_symlink(folder_ / "victim", folder_ / "link");
  write_file_atomically(folder_ / "link", "new");
  EXPECT_EQ(read_file(folder_ / "victim"), "old");
  EXPECT_FALSE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(read_file(folder_ / "link"), "new");
}

TEST_F(FileTest, AtomicWriteNamesPathAndReasonWhereItCannotCreate) {
  const Failure failure =
      failure_of([&] { write_file_atomically(folder_ / "no" / "a.txt", "x"); });
  EXPECT_EQ(failure.code(), ExitCode::cannot_create);
  EXPECT_THAT(failure.what(), HasSubstr("no/a.txt"));
  EXPECT_THAT(failure.what(), HasSubstr("No such file or directory"));
}

TEST_F(FileTest, AtomicWriteThatCannotRenameLeavesNothingBeside) {
  fs::create_directory(folder_ / "taken");
  const Failure failure =
      failure_of([&] { write_file_atomically(folder_ / "taken", "x"); });
  EXPECT_EQ(failure.code(), ExitCode::io_failed);
  EXPECT_EQ(entries(folder_), 1U);
}

TEST_F(FileTest, AmongOthersRemovesWhatTheDeadLeftBesideItsTarget) {
  const fs::path abandoned = folder_ / ".a.txt.1.tmp";
  const fs::path others = folder_ / ".b.txt.1.tmp";
  for (const fs::path& one : {abandoned, others}) {
    std::ofstream(one) << "half";
  }
  const int living = ::open(abandoned.c_str(), O_WRONLY);
  ASSERT_EQ(::flock(living, LOCK_EX), 0);
  write_among_others(folder_ / "a.txt", "new");
  EXPECT_TRUE(fs::exists(abandoned)) << "somebody is writing it";
  ::close(living);
  write_among_others(folder_ / "a.txt", "newer");
  EXPECT_FALSE(fs::exists(abandoned));
  EXPECT_TRUE(fs::exists(others)) << "it has another target";
  EXPECT_EQ(read_file(folder_ / "a.txt"), "newer");
}

TEST_F(FileTest, AtomicWriteIsLockedUntilItHasItsName) {
  const auto locks = [&](const fs::path& one) {
    const int file = ::open(one.c_str(), O_WRONLY);
    const bool locked = ::flock(file, LOCK_EX | LOCK_NB) == 0;
    ::close(file);
    return locked;
  };
  write_file_atomically(folder_ / "a.txt", [&](const PutPiece& put) {
    put("new");
    EXPECT_FALSE(locks(folder_ / (".a.txt." + std::to_string(::getpid()) + ".tmp")));
  });
  EXPECT_TRUE(locks(folder_ / "a.txt"));
}

TEST_F(FileTest, ReadingADeviceIsRefused) {
  if (!fs::exists("/dev/full")) {
    GTEST_SKIP() << "no /dev/full here";
  }
  const Failure failure = failure_of([] { static_cast<void>(read_file("/dev/full")); });
  EXPECT_EQ(failure.code(), ExitCode::cannot_read);
  EXPECT_THAT(failure.what(), HasSubstr("not a regular file"));
}

TEST_F(FileTest, ReadingNeverWaitsForAPipe) {
  ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(failure_of([&] { static_cast<void>(read_file(folder_ / "pipe")); }).code(),
            ExitCode::cannot_read);
}

TEST_F(FileTest, OutputFileCountsAndHashesWhatItWrites) {
  OutputFile file(folder_ / "rows.csv");
  std::string all;
  for (int i = 0; i < 200'000; ++i) {
    const std::string row = std::to_string(i) + ",some text\n";
    file.append(row);
    all += row;
  }
  EXPECT_EQ(file.bytes(), all.size());
  file.close();
  EXPECT_EQ(read_file(folder_ / "rows.csv"), all);
  EXPECT_EQ(file.sha256(), sha256_hex(all));
}

TEST_F(FileTest, OutputFileKeepsTheOrderOfSmallAndLargePieces) {
  OutputFile file(folder_ / "rows.csv");
  const std::string large(std::size_t{3} << 20U, 'x');
  std::string all;
  for (const std::string& piece : {std::string("a"), large, std::string("b"), large}) {
    file.append(piece);
    all += piece;
  }
  EXPECT_EQ(file.bytes(), all.size());
  file.close();
  EXPECT_EQ(read_file(folder_ / "rows.csv"), all);
  EXPECT_EQ(file.sha256(), sha256_hex(all));
}

TEST_F(FileTest, OutputFileTakesMoreBehindWhatItThoughtTheLast) {
  OutputFile file(folder_ / "rows.csv");
  file.append("one\n");
  file.flush_last();
  EXPECT_EQ(read_file(folder_ / "rows.csv"), "one\n") << "before it is closed";
  file.append("two\n");
  file.close();
  EXPECT_EQ(read_file(folder_ / "rows.csv"), "one\ntwo\n");
  EXPECT_EQ(file.sha256(), sha256_hex("one\ntwo\n"));
}

TEST_F(FileTest, OutputFileGoesOnBehindWhatIsKnown) {
  const fs::path path = folder_ / "rows.csv";
  std::string text;
  for (int i = 0; i < 100000; ++i) {
    text += std::to_string(i) + "\n";
  }
  for (const std::size_t known : {std::size_t{0}, std::size_t{9}, text.size()}) {
    write_file_atomically(path, text);
    const FileContent start{known, sha256_hex(text.substr(0, known))};
    OutputFile file(path, start);
    EXPECT_EQ(fs::file_size(path), known);
    EXPECT_EQ(file.content(), start);
    file.append("more\n");
    file.sync();
    EXPECT_EQ(read_file(path), text.substr(0, known) + "more\n");
    file.append("and more\n");
    file.close();
    EXPECT_EQ(content_of(path), file.content());
    EXPECT_EQ(read_file(path), text.substr(0, known) + "more\nand more\n");
  }
}

TEST_F(FileTest, OutputFileCopiesWhatIsKnownOfAnother) {
  write_file_atomically(folder_ / "from", "known, and more");
  OutputFile file(folder_ / "to", folder_ / "from", {5, sha256_hex("known")});
  file.append("!");
  file.close();
  EXPECT_EQ(read_file(folder_ / "to"), "known!");
  EXPECT_EQ(read_file(folder_ / "from"), "known, and more");
}

TEST_F(FileTest, OutputFileRefusesWhatDoesNotBeginAsKnown) {
  write_file_atomically(folder_ / "from", "known, and more");
  for (const FileContent& other :
       {FileContent{5, sha256_hex("other")}, FileContent{5, sha256_hex("know")},
        FileContent{16, sha256_hex("known, and more")}}) {
    EXPECT_EQ(failure_of([&] { OutputFile file(folder_ / "from", other); }).code(),
              ExitCode::bad_input);
    EXPECT_EQ(failure_of([&] {
                OutputFile file(folder_ / "to", folder_ / "from", other);
              }).code(),
              ExitCode::bad_input);
    EXPECT_FALSE(fs::exists(folder_ / "to"));
    EXPECT_EQ(read_file(folder_ / "from"), "known, and more");
  }
  EXPECT_EQ(failure_of([&] { OutputFile file(folder_ / "none", FileContent{}); }).code(),
            ExitCode::cannot_read);
}

TEST_F(FileTest, OutputFileRefusesANameThatExists) {
  std::ofstream(folder_ / "taken") << "mine";
  EXPECT_EQ(failure_of([&] { OutputFile file(folder_ / "taken"); }).code(),
            ExitCode::cannot_create);
  EXPECT_EQ(read_file(folder_ / "taken"), "mine");
}

TEST_F(FileTest, OutputFileDoesNotFollowADanglingLink) {
  fs::create_symlink(folder_ / "elsewhere", folder_ / "link");
  EXPECT_EQ(failure_of([&] { OutputFile file(folder_ / "link"); }).code(),
            ExitCode::cannot_create);
  EXPECT_FALSE(fs::exists(folder_ / "elsewhere"));
}

TEST_F(FileTest, LockNamesItsHolderAndEndsWithIt) {
  auto lock = std::make_unique<FolderLock>(folder_);
  const Failure failure = failure_of([&] { FolderLock second(folder_); });
  EXPECT_EQ(failure.code(), ExitCode::not_now);
  EXPECT_THAT(failure.what(),
              HasSubstr("process " + std::to_string(::getpid()) + " on "));
  lock.reset();
  EXPECT_EQ(entries(folder_), 0U);
  EXPECT_NO_THROW(FolderLock third(folder_));
}

TEST_F(FileTest, LockFileOfADeadProcessHoldsNobodyUp) {
  std::ofstream(folder_ / ".lock")
      << "process 999999999 on a host long gone, with a name that is long";
  const FolderLock lock(folder_);
  EXPECT_EQ(read_file(folder_ / ".lock").substr(0, 8), "process ");
  EXPECT_EQ(read_file(folder_ / ".lock").find("long gone"), std::string::npos);
}

TEST_F(FileTest, FolderIsCreatedWithItsParentsUnlessAFileIsInTheWay) {
  create_folder(folder_ / "a" / "b");
  create_folder(folder_ / "a" / "b");
  EXPECT_TRUE(fs::is_directory(folder_ / "a" / "b"));
  std::ofstream(folder_ / "file") << "x";
  EXPECT_EQ(failure_of([&] { create_folder(folder_ / "file"); }).code(),
            ExitCode::cannot_create);
}

TEST_F(FileTest, RemovingALinkLeavesWhatItPointsTo) {
  create_folder(folder_ / "kept");
  fs::create_directory_symlink(folder_ / "kept", folder_ / "link");
  remove_path(folder_ / "link");
  EXPECT_TRUE(fs::exists(folder_ / "kept"));
  EXPECT_FALSE(fs::exists(folder_ / "link"));
  EXPECT_NO_THROW(remove_path(folder_ / "absent"));
}

}  // namespace
}  // namespace tripart
