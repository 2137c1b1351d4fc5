#include <fcntl.h>
#include <unistd.h>
#include <utility>

#include "core/descriptor.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

namespace tripart {
namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 18U;
/// What is sent to the disk at a time, so that little is left to wait for at a sync.
constexpr std::uint64_t sent_at_a_time = std::uint64_t{1} << 23U;

[[noreturn]] void refuse(const std::filesystem::path& path, std::uint64_t bytes) {
  throw Failure(ExitCode::bad_input, path.string() + ": its first " +
                                         std::to_string(bytes) +
                                         " bytes are not those that were recorded");
}

}  // namespace

OutputFile::OutputFile(std::filesystem::path path) : path_(std::move(path)) {
  Descriptor file = open_path(path_, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
  if (!file.is_open()) {
    fail_with_errno(ExitCode::cannot_create, path_, "cannot create");
  }
  descriptor_ = file.release();
}

OutputFile::OutputFile(std::filesystem::path path, const FileContent& known)
    : path_(std::move(path)), bytes_(known.bytes), sent_(known.bytes) {
  const std::uint64_t there = read_pieces(
      path_, known.bytes, [this](std::string_view piece) { digest_.add(piece); });
  if (there != known.bytes || digest_.hex() != known.sha256) {
    refuse(path_, known.bytes);
  }
  Descriptor file = open_path(path_, O_WRONLY | O_NOFOLLOW);
  if (!file.is_open()) {
    fail_with_errno(ExitCode::cannot_create, path_, "cannot open");
  }
  const auto length = static_cast<off_t>(known.bytes);
  if (::ftruncate(file.number(), length) != 0 ||
      ::lseek(file.number(), length, SEEK_SET) != length) {
    fail_with_errno(ExitCode::io_failed, path_, "cannot cut to its recorded length");
  }
  descriptor_ = file.release();
}

OutputFile::OutputFile(std::filesystem::path path, const std::filesystem::path& from,
                       const FileContent& known)
    : OutputFile(std::move(path)) {
  try {
    read_pieces(from, known.bytes, [this](std::string_view piece) { append(piece); });
    if (content() != known) {
      refuse(from, known.bytes);
    }
  } catch (...) {
    ::unlink(path_.c_str());
    throw;
  }
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
      sent_(other.sent_),
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

void OutputFile::flush_last() {
  flush();
  buffer_.shrink_to_fit();
}

void OutputFile::flush() {
  TRIPART_EXPECTS(descriptor_ >= 0);
  write_all(descriptor_, buffer_, path_);
  buffer_.clear();
  // Only a request: what it fails to do, or to say, sync does.
  if (bytes_ - sent_ >= sent_at_a_time) {
    static_cast<void>(::sync_file_range(descriptor_, static_cast<off_t>(sent_),
                                        static_cast<off_t>(bytes_ - sent_),
                                        SYNC_FILE_RANGE_WRITE));
    sent_ = bytes_;
  }
}

void OutputFile::sync() {
  flush();
  if (::fdatasync(descriptor_) != 0) {
    fail_with_errno(ExitCode::io_failed, path_, "cannot flush to disk");
  }
}

void OutputFile::close() {
  flush();
  sync_descriptor(descriptor_, path_);
  close_descriptor(std::exchange(descriptor_, -1), path_);
}

}  // namespace tripart
