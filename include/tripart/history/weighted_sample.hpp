#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tripart {

/// Numbers that replicates said about one row, sorted once and weighed anew by every
/// resample (Efron & Tibshirani 1993): weights are how often each replicate was drawn.
class WeightedSample {
 public:
  /// \param values  one per replicate; \param applies  whether it says anything
  WeightedSample(std::span<const double> values, std::span<const std::uint8_t> applies);

  /// Replicates that say something.
  [[nodiscard]] std::size_t size() const { return order_.size(); }

  /// \param weights  by replicate; the sum over those that say something must be > 0
  [[nodiscard]] double mean(std::span<const double> weights) const;
  /// Standard deviation of a sample, divisor n - 1; 0 for a single one.
  [[nodiscard]] double sd(std::span<const double> weights) const;
  /// Smallest value that at least the share p does not exceed.
  [[nodiscard]] double quantile(double p, std::span<const double> weights) const;
  /// Share of those that say something whose value passes.
  template <class Passes>
  [[nodiscard]] double share(const Passes& passes,
                             std::span<const double> weights) const {
    double sum = 0.0;
    for (const std::uint32_t at : order_) {
      sum += passes(values_[at]) ? weights[at] : 0.0;
    }
    return sum / weight(weights);
  }
  /// Continuous ranked probability score of the sample as a forecast of `actual`: the
  /// integral of (F(x) - 1{x >= actual})^2 (Matheson & Winkler 1976); in the unit of the
  /// values, 0 is perfect, |m - actual| where all values are m.
  [[nodiscard]] double crps(double actual, std::span<const double> weights) const;
  /// Sum of the weights of those that say something.
  [[nodiscard]] double weight(std::span<const double> weights) const;

 private:
  std::span<const double> values_;
  std::vector<std::uint32_t> order_;  ///< replicates in ascending order of values
};

}  // namespace tripart
