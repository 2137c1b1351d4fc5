#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tripart/core/state.hpp"

namespace tripart {

/// Counts over equal bins whose width adapts to the data and yet does not depend on their
/// order.
///
/// Bins are [i 2^e, (i+1) 2^e). The exponent e starts small and grows, joining
/// neighbours, whenever the data would need more than 128 bins; so it ends as the least
/// exponent at which all data fit, in any order.
class Histogram {
 public:
  static constexpr int most_bins = 128;
  static constexpr double finest_width = 0x1p-12;

  void add(double value) { add(std::span<const double>(&value, 1)); }
  void add(std::span<const double> values);
  /// As if everything counted by `other` had been added here.
  void merge(const Histogram& other);

  struct Bin {
    double low = 0.0;
    double high = 0.0;
    std::uint64_t count = 0;
  };
  /// The bins that hold something, in ascending order.
  [[nodiscard]] std::vector<Bin> bins() const;
  [[nodiscard]] std::uint64_t total() const;

  void write_state(StateWriter& out) const;
  /// Replaces what was counted; `in` says whether all was well.
  void read_state(StateReader& in);

 private:
  void add_bin(std::int64_t index, std::uint64_t count);
  void coarsen();
  int exponent_ = finest;
  std::int64_t first_ = 0;             // index of counts_[0]
  std::vector<std::uint64_t> counts_;  // spans the data exactly
  static constexpr int finest = -12;   // 1/4096: finer detail shows in no picture
  static constexpr int coarsest = 40;  // no value is larger than one bin of these
};

}  // namespace tripart
