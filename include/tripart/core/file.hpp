#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "tripart/core/digest.hpp"

/// Files that are either complete or absent, and errors instead of silence. Every
/// function throws Failure(cannot_read | cannot_create | io_failed) that names the path
/// and the system's reason.
namespace tripart {

/// The whole content of a regular file; never waits for a pipe or device.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// Hands the first `most` bytes of a regular file over in pieces, so that none has to fit
/// into memory. \return how many there were
std::uint64_t read_pieces(const std::filesystem::path& path, std::uint64_t most,
                          const std::function<void(std::string_view)>& take);

/// Length and SHA-256 of a file, or of what is known of one.
struct FileContent {
  std::uint64_t bytes = 0;
  std::string sha256;
  friend bool operator==(const FileContent&, const FileContent&) = default;
};

/// Of a regular file of any size.
[[nodiscard]] FileContent content_of(const std::filesystem::path& path);

/// When the name of a written file is made to survive power loss: at once, or by the
/// caller's sync_folder after the last of a series.
enum class NameSync { now, later };

/// Takes the next piece of something long.
using PutPiece = std::function<void(std::string_view piece)>;

/// Writes what `write` puts beside `target`, flushes it to disk and renames: `target` is
/// the old file or the new one, never a part of it, even after power loss. A symbolic
/// link at `target` is replaced, not followed.
void write_file_atomically(const std::filesystem::path& target,
                           const std::function<void(const PutPiece& put)>& write,
                           NameSync sync = NameSync::now);
void write_file_atomically(const std::filesystem::path& target, std::string_view bytes,
                           NameSync sync = NameSync::now);

/// Creates `folder` and its parents where they are missing.
void create_folder(const std::filesystem::path& folder);

/// Creates `folder` and those between it and `root`, which is there: one that is taken
/// away meanwhile is missed rather than made again with nothing else in it.
/// \pre folder begins with root
void create_folder_within(const std::filesystem::path& root,
                          const std::filesystem::path& folder);

/// Renames within one file system; call sync_folder after the last of a series.
void rename_path(const std::filesystem::path& from, const std::filesystem::path& to);

/// Makes names created, renamed or removed in `folder` survive power loss.
void sync_folder(const std::filesystem::path& folder);

/// Removes a file or a folder with all it holds; nothing happens if it is absent. Links
/// are removed, not followed.
void remove_path(const std::filesystem::path& path);

/// Bytes that an unprivileged user can still write in the file system of `folder`.
[[nodiscard]] std::uint64_t free_bytes(const std::filesystem::path& folder);

/// Bytes in the regular files of `folder` and the folders in it, 0 where there is none;
/// links count for nothing, nor does what others remove meanwhile.
[[nodiscard]] std::uint64_t bytes_in(const std::filesystem::path& folder);

/// A file that grows: buffered, counted and hashed as it goes. Complete only after
/// close().
class OutputFile {
 public:
  /// Creates `path`, which must not exist.
  explicit OutputFile(std::filesystem::path path);
  /// Goes on with the file at `path` behind its first bytes, which are `known`; what
  /// follows them is cut off. \throws Failure(bad_input), and leaves the file as it is,
  /// if it does not begin so; cannot_read if it is not there.
  OutputFile(std::filesystem::path path, const FileContent& known);
  /// A new file at `path` that begins with the `known` first bytes of `from`, which stays
  /// as it is. \throws Failure(bad_input), without a file at `path`, if it does not begin
  /// so; cannot_read if it is not there.
  OutputFile(std::filesystem::path path, const std::filesystem::path& from,
             const FileContent& known);
  /// Leaves the file as it is on disk, without the buffered rest; a file is finished by
  /// close() alone.
  ~OutputFile();
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void append(std::string_view bytes);
  /// Hands the buffer to the system.
  void flush();
  /// Likewise, and keeps no memory for more, which may come all the same.
  void flush_last();
  /// Hands the buffer to the system and waits until all is on disk.
  void sync();
  /// flush, fsync and close; nothing may be appended afterwards.
  void close();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Bytes appended so far, buffered ones included.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] std::string sha256() const { return digest_.hex(); }
  [[nodiscard]] FileContent content() const { return {bytes_, digest_.hex()}; }

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
  std::string buffer_;
  std::uint64_t bytes_ = 0;
  std::uint64_t sent_ = 0;  ///< bytes at most handed to the disk, without waiting
  Sha256 digest_;
};

/// The right to write in a folder: held by one process, gone when that process ends in
/// whatever way.
class FolderLock {
 public:
  /// Locks `folder`/.lock. \throws Failure(not_now) that names the holder if another
  /// process has it.
  explicit FolderLock(const std::filesystem::path& folder);
  /// Removes the lock file and lets go.
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
};

}  // namespace tripart
