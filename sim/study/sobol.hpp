#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tripart/core/random.hpp"

namespace tripart {

/// Sobol's sequence with the directions of Joe and Kuo (2008), each dimension scrambled
/// as Owen (1995) does it: whether a binary digit is turned is drawn anew for each
/// sequence of digits above it. The first 2^m points stay a net, as every elementary
/// interval is mapped onto one of its shape, and each point by itself is uniform.
///
/// Point 0, the origin before scrambling, belongs to the net and is not skipped.
class SobolSequence {
 public:
  static constexpr std::size_t most_dimensions = 3667;
  static constexpr int bits = 32;

  /// \pre dimensions <= most_dimensions
  SobolSequence(std::size_t dimensions, std::uint64_t seed);

  /// First 32 binary digits of the sequence as published, in the order of Gray's code.
  [[nodiscard]] std::uint32_t digits(std::size_t dimension, std::uint32_t point) const;

  /// Scrambled, in (0, 1): 32 digits and behind them 20 random ones.
  [[nodiscard]] double coordinate(std::size_t dimension, std::uint32_t point) const;

 private:
  std::uint64_t seed_;
  std::vector<std::array<std::uint32_t, bits>> directions_;
};

}  // namespace tripart
