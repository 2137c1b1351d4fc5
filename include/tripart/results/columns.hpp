#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace tripart {

/// Numbers of a few replicates at a time, each kind in a column of its own: what is added
/// column by column finds its counters in the nearest cache.
class Columns {
 public:
  explicit Columns(std::size_t count) : sizes_(count, 0), values_(count * most_rows) {}

  static constexpr std::size_t most_rows = 128;

  /// \pre the column has fewer than most_rows numbers
  void push(std::size_t column, double value) {
    values_[column * most_rows + sizes_[column]++] = value;
  }
  [[nodiscard]] std::span<const double> operator[](std::size_t column) const {
    return {&values_[column * most_rows], sizes_[column]};
  }
  void clear() { std::fill(sizes_.begin(), sizes_.end(), 0); }

 private:
  std::vector<std::size_t> sizes_;
  std::vector<double> values_;
};

}  // namespace tripart
