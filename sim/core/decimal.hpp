#pragma once

#include <cstdint>

namespace tripart {

/// digits x 10^exponent
struct Decimal {
  std::uint64_t digits = 0;  ///< without trailing zeros
  int exponent = 0;
};

/// Bounds of what shortest_decimal takes.
inline constexpr double least_decimal = 0x1p-70;
inline constexpr double largest_decimal = 0x1p53;

/// The decimal of fewest digits that reads back as `value`, and of these the closest
/// (Schubfach; Giulietti 2020). \pre least_decimal <= value < largest_decimal
[[nodiscard]] Decimal shortest_decimal(double value);

}  // namespace tripart
