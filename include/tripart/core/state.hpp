#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tripart/core/file.hpp"
#include "tripart/core/statistics.hpp"

/// What a process had gathered, as bytes for one that goes on with it. The same on every
/// platform, and read with suspicion: nothing damaged is taken for something else.
namespace tripart {

/// Whole numbers take 7 bits to a byte, least significant first; doubles their 8 bytes.
class StateWriter {
 public:
  StateWriter() = default;
  /// Hands the bytes over in pieces of some kilobytes instead of keeping them; the last
  /// one is handed over by flush().
  explicit StateWriter(PutPiece put) : put_(std::move(put)) {}

  /// How many bytes `write` writes.
  [[nodiscard]] static std::uint64_t size_of(
      const std::function<void(StateWriter&)>& write);

  void count(std::uint64_t value);
  void integer(std::int64_t value);
  void number(double value);
  /// Length and bytes.
  void text(std::string_view value);
  /// How many and which.
  void counts(std::span<const std::uint64_t> values);
  void numbers(std::span<const double> values);

  /// What another one wrote.
  void append(std::string_view bytes);

  /// All that was written and is not yet handed over.
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  void flush();

 private:
  PutPiece put_;
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
  [[nodiscard]] std::vector<double> numbers();
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

/// The content of a file piece by piece: a line that names its kind and version, what
/// `body` puts, and a SHA-256 of all that.
/// \param kind  one line, such as `tripart checkpoint 1`
void write_sealed(std::string_view kind, const PutPiece& put,
                  const std::function<void(const PutPiece& put)>& body);
/// The same of bytes that are there already.
[[nodiscard]] std::string sealed(std::string_view kind, std::string_view bytes);

/// What was sealed; nothing if `file` is of another kind or not a byte what it was.
[[nodiscard]] std::optional<std::string_view> unsealed(std::string_view kind,
                                                       std::string_view file);

}  // namespace tripart
