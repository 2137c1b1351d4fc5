#include "tripart/core/state.hpp"

#include <array>
#include <cstring>
#include <utility>

#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

constexpr std::size_t digest_length = 64;
constexpr std::size_t piece_size = std::size_t{1} << 14U;

}  // namespace

std::uint64_t StateWriter::size_of(const std::function<void(StateWriter&)>& write) {
  std::uint64_t size = 0;
  StateWriter counter([&](std::string_view piece) { size += piece.size(); });
  write(counter);
  counter.flush();
  return size;
}

void StateWriter::append(std::string_view bytes) {
  bytes_ += bytes;
  if (put_ && bytes_.size() >= piece_size) {
    flush();
  }
}

void StateWriter::flush() {
  TRIPART_EXPECTS(put_ != nullptr);
  put_(bytes_);
  bytes_.clear();
}

void StateWriter::count(std::uint64_t value) {
  std::array<char, 10> bytes{};
  std::size_t used = 0;
  for (; value >= 0x80U; value >>= 7U) {
    bytes[used++] = static_cast<char>((value & 0x7fU) | 0x80U);
  }
  bytes[used++] = static_cast<char>(value);
  append({bytes.data(), used});
}

// Zigzag: small sizes of either sign stay short.
void StateWriter::integer(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  count(value < 0 ? ~(bits << 1U) : bits << 1U);
}

void StateWriter::number(double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  std::array<char, sizeof bits> bytes{};
  for (unsigned byte = 0; byte < sizeof bits; ++byte) {
    bytes[byte] = static_cast<char>((bits >> (8 * byte)) & 0xffU);
  }
  append({bytes.data(), bytes.size()});
}

void StateWriter::text(std::string_view value) {
  count(value.size());
  append(value);
}

void StateWriter::counts(std::span<const std::uint64_t> values) {
  count(values.size());
  for (const std::uint64_t value : values) {
    count(value);
  }
}

void StateWriter::numbers(std::span<const double> values) {
  count(values.size());
  for (const double value : values) {
    number(value);
  }
}

std::uint64_t StateReader::count() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; fine_ && shift < 64 && !rest_.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    const std::uint64_t part = byte & 0x7fU;
    value |= part << shift;
    if (byte < 0x80U) {
      // The last of ten bytes has one bit left; a zero behind others adds nothing, so the
      // writer would have ended before it.
      const bool right = (shift < 63 || part <= 1) && (shift == 0 || byte > 0);
      expect(right);
      return right ? value : 0;
    }
  }
  fine_ = false;
  return 0;
}

std::int64_t StateReader::integer() {
  const std::uint64_t bits = count();
  const std::uint64_t half = bits >> 1U;
  return static_cast<std::int64_t>((bits & 1U) != 0 ? ~half : half);
}

double StateReader::number() {
  std::uint64_t bits = 0;
  expect(rest_.size() >= sizeof bits);
  if (!fine_) {
    return 0.0;
  }
  for (unsigned byte = 0; byte < sizeof bits; ++byte) {
    bits |= std::uint64_t{static_cast<unsigned char>(rest_[byte])} << (8 * byte);
  }
  rest_.remove_prefix(sizeof bits);
  double value = 0.0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

std::string StateReader::text() {
  const std::uint64_t size = count();
  expect(size <= rest_.size());
  if (!fine_) {
    return "";
  }
  const std::string value(rest_.substr(0, static_cast<std::size_t>(size)));
  rest_.remove_prefix(static_cast<std::size_t>(size));
  return value;
}

std::vector<std::uint64_t> StateReader::counts() {
  const std::uint64_t size = count();
  expect(size <= rest_.size());  // each takes a byte at least
  std::vector<std::uint64_t> values;
  if (fine_) {
    values.resize(static_cast<std::size_t>(size));
    for (std::uint64_t& value : values) {
      value = count();
    }
  }
  return fine_ ? values : std::vector<std::uint64_t>{};
}

std::vector<double> StateReader::numbers() {
  const std::uint64_t size = count();
  expect(size <= rest_.size() / sizeof(double));
  std::vector<double> values;
  for (std::uint64_t i = 0; i < size && fine_; ++i) {
    values.push_back(number());
  }
  return fine_ ? values : std::vector<double>{};
}

void StateReader::counts(std::span<std::uint64_t> into) {
  expect(count() == into.size());
  for (std::uint64_t& value : into) {
    value = count();
  }
}

void write_state(StateWriter& out, const Accumulator& sums) {
  const Accumulator::State state = sums.state();
  // The high word of a sum below zero is all ones: short as a signed number.
  out.count(state[0]);
  out.count(state[1]);
  out.integer(static_cast<std::int64_t>(state[2]));
  out.count(state[3]);
  out.count(state[4]);
}

void read_state(StateReader& in, Accumulator& sums) {
  Accumulator::State state{};
  state[0] = in.count();
  state[1] = in.count();
  state[2] = static_cast<std::uint64_t>(in.integer());
  state[3] = in.count();
  state[4] = in.count();
  const auto read = Accumulator::from_state(state);
  in.expect(read.has_value());
  sums = read && in.fine() ? *read : Accumulator{};
}

void write_state(StateWriter& out, const Sketch& sketch) {
  const std::vector<std::uint64_t> state = sketch.state();
  out.count(state.size() / 2);
  for (std::size_t i = 0; i + 1 < state.size(); i += 2) {
    out.integer(static_cast<std::int64_t>(state[i]));
    out.count(state[i + 1]);
  }
}

void read_state(StateReader& in, Sketch& sketch) {
  const std::uint64_t buckets = in.count();
  std::vector<std::uint64_t> state;
  for (std::uint64_t i = 0; i < buckets && in.fine(); ++i) {
    state.push_back(static_cast<std::uint64_t>(in.integer()));
    state.push_back(in.count());
  }
  auto read = Sketch::from_state(state);
  in.expect(read.has_value());
  sketch = read && in.fine() ? std::move(*read) : Sketch{};
}

void write_sealed(std::string_view kind, const PutPiece& put,
                  const std::function<void(const PutPiece& put)>& body) {
  TRIPART_EXPECTS(kind.find('\n') == std::string_view::npos);
  Sha256 digest;
  const auto put_and_digest = [&](std::string_view piece) {
    digest.add(piece);
    put(piece);
  };
  put_and_digest(std::string(kind) + '\n');
  body(put_and_digest);
  put(digest.hex());
}

std::string sealed(std::string_view kind, std::string_view bytes) {
  std::string file;
  write_sealed(
      kind, [&](std::string_view piece) { file += piece; },
      [&](const PutPiece& put) { put(bytes); });
  return file;
}

std::optional<std::string_view> unsealed(std::string_view kind, std::string_view file) {
  if (file.size() < kind.size() + 1 + digest_length || !file.starts_with(kind) ||
      file[kind.size()] != '\n') {
    return std::nullopt;
  }
  const std::string_view body = file.substr(0, file.size() - digest_length);
  if (sha256_hex(body) != file.substr(body.size())) {
    return std::nullopt;
  }
  return body.substr(kind.size() + 1);
}

}  // namespace tripart
