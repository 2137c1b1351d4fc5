#include "tripart/core/text.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "core/decimal.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

constexpr int most_digits = 17;

constexpr std::array<std::uint64_t, most_digits + 1> whole_powers = [] {
  std::array<std::uint64_t, most_digits + 1> powers{1};
  for (std::size_t n = 1; n < powers.size(); ++n) {
    powers[n] = 10 * powers[n - 1];
  }
  return powers;
}();

int count_digits(std::uint64_t value) {
  // log10(2) is about 1233 / 4096; rounded down this is the count or one too few.
  const unsigned at_least = static_cast<unsigned>(std::bit_width(value)) * 1233U >> 12U;
  return static_cast<int>(at_least + (value >= whole_powers[at_least] ? 1U : 0U));
}

constexpr std::array<std::array<char, 2>, 100> digit_pairs = [] {
  std::array<std::array<char, 2>, 100> pairs{};
  for (std::size_t n = 0; n < pairs.size(); ++n) {
    pairs[n] = {static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
  }
  return pairs;
}();

void write_four_digits(char* at, std::uint32_t value) {
  std::memcpy(at, &digit_pairs[value / 100], 2);
  std::memcpy(at + 2, &digit_pairs[value % 100], 2);
}

void write_eight_digits(char* at, std::uint32_t value) {
  write_four_digits(at, value / 10000);
  write_four_digits(at + 4, value % 10000);
}

// The `count` digits of `value`, and zeros up to the seventeenth place.
void write_digits(char* at, std::uint64_t value, int count) {
  constexpr std::uint64_t eight = 100'000'000;
  value *= whole_powers[static_cast<std::size_t>(most_digits - count)];
  const std::uint64_t upper = value / eight;
  *at = static_cast<char>('0' + upper / eight);
  write_eight_digits(at + 1, static_cast<std::uint32_t>(upper % eight));
  write_eight_digits(at + 9, static_cast<std::uint32_t>(value % eight));
}

// Moves the first `count` digits at `at` one place forward and puts a point behind them.
void set_point(char* at, int count) {
  for (int digit = 0; digit < count; ++digit) {
    at[digit - 1] = at[digit];
  }
  at[count - 1] = '.';
}

// The decimal in plain or scientific notation, whichever is shorter; plain if both are as
// long: what std::to_chars writes.
char* write_decimal(char* at, const Decimal& decimal) {
  const int count = count_digits(decimal.digits);
  const int point = count + decimal.exponent;  // digits before the decimal point
  const int plain = decimal.exponent >= 0 ? point
                    : point > 0           ? count + 1
                                          : count + 2 - point;
  const int scientific = count + (count > 1 ? 1 : 0) + 4;
  if (plain > scientific) {
    write_digits(at + 1, decimal.digits, count);
    set_point(at + 1, 1);
    at += count > 1 ? count + 1 : 1;
    const int exponent = point - 1;
    *at++ = 'e';
    *at++ = exponent < 0 ? '-' : '+';
    *at++ = static_cast<char>('0' + std::abs(exponent) / 10);
    *at++ = static_cast<char>('0' + std::abs(exponent) % 10);
    return at;
  }
  if (point <= 0) {
    constexpr char zeros[] = "0.00000";  // more than three would be written otherwise
    std::memcpy(at, zeros, sizeof zeros);
    write_digits(at + 2 - point, decimal.digits, count);
    return at + plain;
  }
  if (decimal.exponent >= 0) {
    write_digits(at, decimal.digits, count);
    return at + plain;
  }
  write_digits(at + 1, decimal.digits, count);
  set_point(at + 1, point);
  return at + plain;
}

}  // namespace

char* write_number(char* at, double value) {
  TRIPART_EXPECTS(std::isfinite(value));
  if (value == 0.0) {
    *at = '0';
    return at + 1;
  }
  const double size = std::fabs(value);
  if (!(size >= least_decimal && size < largest_decimal)) {
    return std::to_chars(at, at + longest_number, value).ptr;
  }
  *at = '-';
  return write_decimal(at + (value < 0.0 ? 1 : 0), shortest_decimal(size));
}

}  // namespace tripart
