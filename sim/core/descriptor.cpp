#include "core/descriptor.hpp"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace tripart {

Descriptor::~Descriptor() {
  if (number_ >= 0) {
    ::close(number_);
  }
}

int Descriptor::release() {
  return std::exchange(number_, -1);
}

Descriptor open_path(const std::filesystem::path& path, int flags, unsigned mode) {
  int number = -1;
  do {
    number = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  } while (number < 0 && errno == EINTR);
  return Descriptor(number);
}

void write_all(int descriptor, std::string_view bytes,
               const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) {
        continue;
      }
      fail_with_errno(ExitCode::io_failed, path, "cannot write");
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void sync_descriptor(int descriptor, const std::filesystem::path& path) {
  if (::fsync(descriptor) != 0) {
    fail_with_errno(ExitCode::io_failed, path, "cannot flush to disk");
  }
}

void close_descriptor(int descriptor, const std::filesystem::path& path) {
  // Linux frees the number even where close fails, so it is never tried again.
  if (::close(descriptor) != 0 && errno != EINTR) {
    fail_with_errno(ExitCode::io_failed, path, "cannot close");
  }
}

void fail_with_errno(ExitCode code, const std::filesystem::path& path,
                     std::string_view what) {
  const std::string reason = std::generic_category().message(errno);
  throw Failure(code, path.string() + ": " + std::string(what) + ": " + reason);
}

}  // namespace tripart
