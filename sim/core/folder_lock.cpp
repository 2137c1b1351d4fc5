#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "core/descriptor.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

namespace tripart {
namespace {

std::string own_name() {
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) != 0) {
    host[0] = '?';
  }
  return "process " + std::to_string(::getpid()) + " on " + host.data();
}

std::string holder(int descriptor) {
  std::array<char, 300> text{};
  const ssize_t got = ::pread(descriptor, text.data(), text.size() - 1, 0);
  return got > 0 ? std::string(text.data(), static_cast<std::size_t>(got))
                 : std::string("another process");
}

// A holder that ends removes the file, so the one locked here may no longer be the one
// under the name.
bool still_under_its_name(int descriptor, const std::filesystem::path& path) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(descriptor, &opened) == 0 && ::lstat(path.c_str(), &named) == 0 &&
         opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& folder) : path_(folder / ".lock") {
  while (true) {
    Descriptor file = open_path(path_, O_RDWR | O_CREAT | O_NOFOLLOW);
    if (!file.is_open()) {
      fail_with_errno(ExitCode::cannot_create, path_, "cannot create the lock");
    }
    if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
      if (errno == EINTR) {
        continue;
      }
      if (errno != EWOULDBLOCK) {
        fail_with_errno(ExitCode::io_failed, path_, "cannot lock");
      }
      throw Failure(ExitCode::not_now,
                    folder.string() + ": in use by " + holder(file.number()));
    }
    if (!still_under_its_name(file.number(), path_)) {
      continue;
    }
    if (::ftruncate(file.number(), 0) != 0) {
      fail_with_errno(ExitCode::io_failed, path_, "cannot write");
    }
    write_all(file.number(), own_name(), path_);
    descriptor_ = file.release();
    return;
  }
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) {
    ::unlink(path_.c_str());
    ::close(descriptor_);
  }
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

}  // namespace tripart
