#include "tripart/core/file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <system_error>
#include <unistd.h>

#include "core/descriptor.hpp"
#include "tripart/core/error.hpp"

namespace tripart {

namespace fs = std::filesystem;

std::uint64_t read_pieces(const fs::path& path, std::uint64_t most,
                          const std::function<void(std::string_view)>& take) {
  const Descriptor file = open_path(path, O_RDONLY | O_NONBLOCK);
  struct stat status {};
  if (!file.is_open() || ::fstat(file.number(), &status) != 0) {
    fail_with_errno(ExitCode::cannot_read, path, "cannot read");
  }
  if (!S_ISREG(status.st_mode)) {
    throw Failure(ExitCode::cannot_read,
                  path.string() + ": cannot read: not a regular file");
  }
  std::uint64_t bytes = 0;
  std::array<char, 1U << 16U> part{};
  while (bytes < most) {
    const auto wanted =
        static_cast<std::size_t>(std::min<std::uint64_t>(part.size(), most - bytes));
    const ssize_t got = ::read(file.number(), part.data(), wanted);
    if (got < 0) {
      if (errno == EINTR) {
        continue;
      }
      fail_with_errno(ExitCode::cannot_read, path, "cannot read");
    }
    if (got == 0) {
      break;
    }
    bytes += static_cast<std::uint64_t>(got);
    take({part.data(), static_cast<std::size_t>(got)});
  }
  return bytes;
}

std::string read_file(const fs::path& path) {
  std::string bytes;
  read_pieces(path, UINT64_MAX, [&](std::string_view piece) { bytes += piece; });
  return bytes;
}

namespace {

/// A new file, locked until it has its final name or this process is dead: so others know
/// what is abandoned.
Descriptor open_locked(const fs::path& path) {
  while (true) {
    Descriptor file = open_path(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
    struct stat status {};
    if (!file.is_open() || ::flock(file.number(), LOCK_EX) != 0 ||
        ::fstat(file.number(), &status) != 0 || status.st_nlink > 0) {
      return file;
    }
    // Somebody took it for abandoned before it was locked.
  }
}

}  // namespace

void write_file_atomically(const fs::path& target,
                           const std::function<void(const PutPiece& put)>& write,
                           NameSync sync) {
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  // The name is this process's own, so what is found under it was left by a dead one with
  // the same number.
  const fs::path beside = folder / ("." + target.filename().string() + "." +
                                    std::to_string(::getpid()) + ".tmp");
  ::unlink(beside.c_str());
  Descriptor file = open_locked(beside);
  if (!file.is_open()) {
    fail_with_errno(ExitCode::cannot_create, target, "cannot create");
  }
  const Descriptor locked(::fcntl(file.number(), F_DUPFD_CLOEXEC, 0));
  try {
    write([&](std::string_view piece) { write_all(file.number(), piece, target); });
    sync_descriptor(file.number(), target);
    close_descriptor(file.release(), target);
    rename_path(beside, target);
  } catch (...) {
    ::unlink(beside.c_str());
    throw;
  }
  if (sync == NameSync::now) {
    sync_folder(folder);
  }
}

void write_file_atomically(const fs::path& target, std::string_view bytes,
                           NameSync sync) {
  write_file_atomically(
      target, [&](const PutPiece& put) { put(bytes); }, sync);
}

namespace {

void expect_created(const fs::path& folder, std::error_code error) {
  if (error || !fs::is_directory(folder, error)) {
    const std::string reason = error ? error.message() : "something else has this name";
    throw Failure(ExitCode::cannot_create,
                  folder.string() + ": cannot create the folder: " + reason);
  }
}

}  // namespace

void create_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  expect_created(folder, error);
}

void create_folder_within(const fs::path& root, const fs::path& folder) {
  fs::path level = root;
  for (const fs::path& name : folder.lexically_relative(root)) {
    level /= name;
    std::error_code error;
    fs::create_directory(level, error);
    expect_created(level, error);
  }
}

void rename_path(const fs::path& from, const fs::path& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) {
    fail_with_errno(ExitCode::io_failed, to,
                    "cannot rename " + from.filename().string() + " to this name");
  }
}

void sync_folder(const fs::path& folder) {
  const fs::path path = folder.empty() ? fs::path(".") : folder;
  Descriptor file = open_path(path, O_RDONLY | O_DIRECTORY);
  if (!file.is_open()) {
    fail_with_errno(ExitCode::io_failed, path, "cannot open the folder");
  }
  sync_descriptor(file.number(), path);
  close_descriptor(file.release(), path);
}

void remove_path(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (error) {
    throw Failure(ExitCode::io_failed,
                  path.string() + ": cannot remove: " + error.message());
  }
}

std::uint64_t free_bytes(const fs::path& folder) {
  struct statvfs status {};
  if (::statvfs(folder.c_str(), &status) != 0) {
    fail_with_errno(ExitCode::io_failed, folder, "cannot ask for the free space");
  }
  return static_cast<std::uint64_t>(status.f_bavail) *
         static_cast<std::uint64_t>(status.f_frsize);
}

std::uint64_t bytes_in(const fs::path& folder) {
  std::uint64_t sum = 0;
  std::error_code ended;
  for (fs::recursive_directory_iterator entry(folder, ended);
       !ended && entry != fs::recursive_directory_iterator(); entry.increment(ended)) {
    std::error_code gone;
    const bool counts = fs::is_regular_file(entry->symlink_status(gone));
    const std::uint64_t size = counts ? fs::file_size(*entry, gone) : 0;
    sum += gone ? 0 : size;
  }
  return sum;
}

}  // namespace tripart
