#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tripart/core/statistics.hpp"

/// What a process had gathered, as bytes for one that goes on with it. The same on every
/// platform, and read with suspicion: nothing damaged is taken for something else.
namespace tripart {

/// Whole numbers take 7 bits to a byte, least significant first; doubles their 8 bytes.
class StateWriter {
 public:
  void count(std::uint64_t value);
  void integer(std::int64_t value);
  void number(double value);
  /// Length and bytes.
  void text(std::string_view value);
  /// How many and which.
  void counts(std::span<const std::uint64_t> values);

  /// Makes room for what will be written, so that nothing is copied on the way.
  void reserve(std::size_t bytes) { bytes_.reserve(bytes); }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  /// The bytes; the writer is empty afterwards.
  [[nodiscard]] std::string take() { return std::exchange(bytes_, {}); }

 private:
  std::string bytes_;
};

/// Reads back what a StateWriter wrote, in the same order.
///
/// Whatever is missing or cannot be turns `fine()` false for good, and everything is read
/// as zero or empty from then on; so it is enough to ask at the end. No more memory is
/// taken than the bytes at hand can account for.
class StateReader {
 public:
  /// \param bytes  to outlive the reader
  explicit StateReader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] std::uint64_t count();
  [[nodiscard]] std::int64_t integer();
  [[nodiscard]] double number();
  [[nodiscard]] std::string text();
  [[nodiscard]] std::vector<std::uint64_t> counts();
  /// As many as there is room for; any other number of them is damage.
  void counts(std::span<std::uint64_t> into);

  /// Takes note of what only the caller can know to be wrong.
  void expect(bool right) { fine_ = fine_ && right; }
  [[nodiscard]] bool fine() const { return fine_; }
  /// Fine, and nothing left.
  [[nodiscard]] bool finished() const { return fine_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool fine_ = true;
};

void write_state(StateWriter& out, const Accumulator& sums);
void read_state(StateReader& in, Accumulator& sums);
void write_state(StateWriter& out, const Sketch& sketch);
void read_state(StateReader& in, Sketch& sketch);

/// `bytes` as the content of a file: behind a line that names its kind and version, and
/// before a SHA-256 of all that.
/// \param kind  one line, such as `tripart checkpoint 1`
[[nodiscard]] std::string sealed(std::string_view kind, std::string_view bytes);

/// What was sealed; nothing if `file` is of another kind or not a byte what it was.
[[nodiscard]] std::optional<std::string_view> unsealed(std::string_view kind,
                                                       std::string_view file);

}  // namespace tripart
