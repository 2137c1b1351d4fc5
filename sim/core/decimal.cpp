#include "core/decimal.hpp"

#include <array>
#include <bit>

#include "tripart/core/error.hpp"
#include "tripart/core/statistics.hpp"

namespace tripart {
namespace {

// Between the bounds 10^-k is a whole number of at most 127 bits, so that all products
// below are exact.
constexpr int largest_power = 38;

struct PowerOfTen {
  UnsignedWide scaled;  ///< 10^n 2^(127 - log2), its highest bit set
  int log2;             ///< floor(log2(10^n))
};

constexpr std::array<PowerOfTen, largest_power + 1> powers_of_ten = [] {
  std::array<PowerOfTen, largest_power + 1> powers{};
  UnsignedWide power = 1;
  for (PowerOfTen& entry : powers) {
    entry.scaled = power;
    entry.log2 = 127;
    while (entry.scaled >> 127U == 0) {
      entry.scaled <<= 1U;
      --entry.log2;
    }
    power *= 10;
  }
  return powers;
}();

// floor(x g / 2^128), with the last bit set where something was cut off: compares with
// any even number as the exact quotient does.
std::uint64_t round_to_odd(UnsignedWide g, std::uint64_t x) {
  const UnsignedWide low = static_cast<UnsignedWide>(static_cast<std::uint64_t>(g)) * x;
  const UnsignedWide high =
      static_cast<UnsignedWide>(static_cast<std::uint64_t>(g >> 64U)) * x + (low >> 64U);
  const std::uint64_t rest =
      static_cast<std::uint64_t>(high) | static_cast<std::uint64_t>(low);
  return static_cast<std::uint64_t>(high >> 64U) | (rest != 0 ? 1U : 0U);
}

Decimal without_trailing_zeros(Decimal decimal) {
  while (decimal.digits % 10 == 0) {
    decimal.digits /= 10;
    ++decimal.exponent;
  }
  return decimal;
}

}  // namespace

Decimal shortest_decimal(double value) {
  TRIPART_EXPECTS(value >= least_decimal && value < largest_decimal);
  if (const auto whole = static_cast<std::uint64_t>(value);
      static_cast<double>(whole) == value) {
    return without_trailing_zeros({whole, 0});
  }
  // value = c 2^q. What lies between the midpoints to its neighbours reads back as it,
  // the midpoints themselves where c is even.
  constexpr std::uint64_t leading = std::uint64_t{1} << 52U;
  const auto bits = std::bit_cast<std::uint64_t>(value);
  const std::uint64_t c = (bits & (leading - 1)) | leading;
  const int q = static_cast<int>(bits >> 52U) - 1075;
  const std::uint64_t open = c & 1U;
  // Below a power of two the neighbour is only half as far.
  const bool near_below = c == leading;
  // 10^k <= width of the interval < 10^(k+1), from log10(2) and log10(3/4) times 2^22: at
  // least one multiple of 10^k lies inside, and at most one of 10^(k+1).
  const int k = (q * 1262611 - (near_below ? 524031 : 0)) >> 22;
  const PowerOfTen& power = powers_of_ten[static_cast<std::size_t>(-k)];
  const int shift = q + power.log2 + 1;
  // Four times the value and the ends of the interval, in units of 10^k.
  const std::uint64_t middle = round_to_odd(power.scaled, (4 * c) << shift);
  const std::uint64_t lower =
      round_to_odd(power.scaled, (4 * c - (near_below ? 1 : 2)) << shift) + open;
  const std::uint64_t upper = round_to_odd(power.scaled, (4 * c + 2) << shift) - open;

  // Selections rather than branches: nothing predicts which of them is taken.
  const std::uint64_t below = middle / 4;
  const std::uint64_t halfway = 4 * below + 2;
  const bool closer_above = (middle > halfway) | ((middle == halfway) & (below % 2 == 1));
  const bool below_fits = lower <= 4 * below;
  const bool above_fits = 4 * below + 4 <= upper;
  const std::uint64_t ones = below + (above_fits & (!below_fits | closer_above));
  const std::uint64_t tens = below / 10;
  const bool tens_above_fit = 40 * tens + 40 <= upper;
  const bool shorter = (lower <= 40 * tens) | tens_above_fit;
  const std::uint64_t chosen = shorter ? ~std::uint64_t{0} : 0;
  return without_trailing_zeros({ones ^ ((ones ^ (tens + tens_above_fit)) & chosen),
                                 k + static_cast<int>(shorter)});
}

}  // namespace tripart
