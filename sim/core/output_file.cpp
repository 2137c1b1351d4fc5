#include <fcntl.h>
#include <unistd.h>
#include <utility>

#include "core/descriptor.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

namespace tripart {
namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 18U;

}  // namespace

OutputFile::OutputFile(std::filesystem::path path) : path_(std::move(path)) {
  Descriptor file = open_path(path_, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
  if (!file.is_open()) {
    fail_with_errno(ExitCode::cannot_create, path_, "cannot create");
  }
  descriptor_ = file.release();
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      buffer_(std::move(other.buffer_)),
      bytes_(other.bytes_),
      digest_(std::move(other.digest_)) {}

void OutputFile::append(std::string_view bytes) {
  TRIPART_EXPECTS(descriptor_ >= 0);
  bytes_ += bytes.size();
  // What fills the buffer goes past it, a piece at a time, so that what was hashed is
  // still at hand when it is written.
  for (; buffer_.empty() && bytes.size() >= buffer_size;
       bytes.remove_prefix(buffer_size)) {
    const std::string_view piece = bytes.substr(0, buffer_size);
    digest_.add(piece);
    write_all(descriptor_, piece, path_);
  }
  digest_.add(bytes);
  buffer_ += bytes;
  if (buffer_.size() >= buffer_size) {
    flush();
  }
}

void OutputFile::flush() {
  TRIPART_EXPECTS(descriptor_ >= 0);
  write_all(descriptor_, buffer_, path_);
  buffer_.clear();
}

void OutputFile::close() {
  flush();
  sync_descriptor(descriptor_, path_);
  close_descriptor(std::exchange(descriptor_, -1), path_);
}

}  // namespace tripart
