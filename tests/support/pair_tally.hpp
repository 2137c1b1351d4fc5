#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "support/evidence.hpp"

namespace tripart::test {

/// Pairs of what should be two independent uniforms: their correlation, and how they fill
/// the cells of the unit square, which also shows what no correlation does.
class PairTally {
 public:
  static constexpr std::size_t side = 16;

  void add(std::span<const double> x, std::span<const double> y) {
    for (std::size_t i = 0; i < x.size(); ++i) {
      products_ += (x[i] - 0.5) * (y[i] - 0.5);
      ++cells_[static_cast<std::size_t>(x[i] * side) * side +
               static_cast<std::size_t>(y[i] * side)];
    }
    n_ += static_cast<double>(x.size());
  }
  /// (X - 1/2)(Y - 1/2) has mean 0 and variance 1/144.
  [[nodiscard]] double chance_of_correlation() const {
    return chance_of_z(12.0 * products_ / std::sqrt(n_));
  }
  [[nodiscard]] double chance_of_cells() const {
    const std::vector<double> expected(cells_.size(), n_ / (side * side));
    return chance_of_counts(cells_, expected, 1.0);
  }
  /// One of so many pairs.
  void expect_independence(double pairs, const std::string& what) const {
    expect_by_chance(chance_of_correlation(), 2.0 * pairs, what + ", correlation");
    expect_by_chance(chance_of_cells(), 2.0 * pairs, what + ", cells");
  }

 private:
  double n_ = 0.0;
  double products_ = 0.0;
  std::array<std::uint64_t, side * side> cells_{};
};

}  // namespace tripart::test
