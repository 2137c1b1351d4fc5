#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tripart/results/measure.hpp"

namespace tripart {

/// What the replicates of one economy say about one result.
struct GroupMoments {
  std::uint64_t count = 0;
  double mean = 0.0;
  double squares = 0.0;  ///< sum of squared deviations from the mean
};

/// How often each economy comes into each of the bootstrap samples, which draw as many
/// economies as there are, with replacement: a function of the seed and their number.
class Resamples {
 public:
  static constexpr std::size_t size = 999;

  Resamples(std::uint64_t seed, std::size_t economies);
  [[nodiscard]] std::size_t economies() const { return economies_; }
  /// One number per economy.
  [[nodiscard]] const std::uint16_t* sample(std::size_t index) const {
    return &times_[index * economies_];
  }

 private:
  std::size_t economies_;
  std::vector<std::uint16_t> times_;  // [sample][economy]
};

/// The variance of one result as the sum of two parts, in squared units of the result.
struct VarianceSplit {
  Estimate between;  ///< of what the economies make of it: the trade model
  Estimate within;   ///< of what happens in one economy: the bargaining
  Estimate share;    ///< between over their sum; absent where nothing varies
};

/// Fewer economies say too little about how economies differ.
inline constexpr std::size_t fewest_economies = 30;

/// One-way random-effects analysis of variance with groups of unequal size (Searle,
/// Casella & McCulloch 1992, section 3.6; MODEL.md, E7c), N values in K groups that are
/// not empty:
///
///     between = max(0, (MSB - MSW) / n0),  within = MSW,
///     n0 = (N - sum of n_g^2 / N) / (K - 1)
///
/// Standard errors are those over bootstrap samples of the economies. 95 percent
/// intervals are studentised ones (bootstrap-t; Efron & Tibshirani 1993, chapter 12) of
/// log MSB, log MSW and log MSB/MSW, turned into variances and share: percentiles of
/// these themselves would end too low. Absent where more than one sample in ten has
/// nothing to vary. Everything is absent for fewer than `fewest_economies` groups or
/// without two values in any of them. \pre one group per economy of `resamples`
[[nodiscard]] VarianceSplit split_variance(const std::vector<GroupMoments>& groups,
                                           const Resamples& resamples);

}  // namespace tripart
