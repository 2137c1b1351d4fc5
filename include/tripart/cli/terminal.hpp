#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace tripart {

/// Columns of the terminal that standard output is; 100 where it is none.
[[nodiscard]] std::size_t terminal_columns();

enum class Verbosity { normal, quiet };

/// Writes to stdout. \throws Failure(io_failed) where the system takes less than all of
/// it.
void print(std::string_view text);

/// Lines of a message on stderr, made printable: no name of a file moves the cursor.
void say(std::string_view message);

/// How far a long job is: a bar with rate and time left on a terminal, else a line every
/// ten seconds.
class Progress {
 public:
  /// \param before  of `total`, done by others: they do not count for the rate
  Progress(std::uint64_t total, Verbosity verbosity, std::uint64_t before = 0);
  /// Clears the bar.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  Progress(Progress&&) = delete;
  Progress& operator=(Progress&&) = delete;

  /// \param also  what to say beside it, such as `3 of 64 design points`
  void reach(std::uint64_t done, std::string_view also = {});
  [[nodiscard]] double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;
  void draw(std::uint64_t done, std::string_view also) const;
  std::uint64_t total_;
  std::uint64_t before_;
  bool silent_;
  bool bar_;
  bool colour_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point shown_ = start_;
};

/// 1234567 as `1,234,567`.
[[nodiscard]] std::string with_commas(std::uint64_t count);

}  // namespace tripart
