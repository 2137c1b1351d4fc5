#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "tripart/core/error.hpp"

namespace tripart {

/// An open file of the system, closed at the end of its scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&&) = delete;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  /// Gives the number away; the caller closes it.
  int release();

 private:
  int number_;
};

/// open(2), tried again when a signal interrupts; close-on-exec always.
[[nodiscard]] Descriptor open_path(const std::filesystem::path& path, int flags,
                                   unsigned mode = 0666);

/// Writes every byte, however the system splits them.
void write_all(int descriptor, std::string_view bytes, const std::filesystem::path& path);

/// fsync; its failure is final, for the system may have dropped the data already.
void sync_descriptor(int descriptor, const std::filesystem::path& path);

/// close(2) with its result checked.
void close_descriptor(int descriptor, const std::filesystem::path& path);

/// Throws Failure: `path: what: reason of errno`.
[[noreturn]] void fail_with_errno(ExitCode code, const std::filesystem::path& path,
                                  std::string_view what);

}  // namespace tripart
