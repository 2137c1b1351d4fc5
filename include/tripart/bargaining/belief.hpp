#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "tripart/core/math.hpp"

namespace tripart {

/// Where the private part e of a reservation value is cut off, in standard deviations
/// (B9).
inline constexpr double private_type_cut = 2.5;

/// Quantile of the standard normal cut at +-2.5: turns a uniform draw into e / s.
[[nodiscard]] double cut_normal_quantile(double uniform);

/// What everybody else believes about one party's private type e (B10): probabilities on
/// equal cells, values at the cells' midpoints. All observations are public and the prior
/// is common, so one belief serves every observer.
class Belief {
 public:
  Belief() = default;
  /// The common prior: a normal with standard deviation `spread` >= 0 cut at 2.5 of it,
  /// on `cells` >= 1 cells.
  Belief(int cells, double spread);
  /// A flat prior on [low, high].
  Belief(int cells, double low, double high);

  /// Back to the prior with another spread; allocates nothing.
  void reset(double spread);
  /// Bayes: multiplies cell c by weight[c]^conservatism and rescales; leaves the belief
  /// alone where an observation was impossible under every cell.
  void observe(std::span<const double> weight, double conservatism);
  /// A vote that replaces the government with chance c (B10): pi <- (1 - c) pi + c pi0.
  void mix_prior(double chance);

  /// \name By cell. What stands behind the last one fills whole vectors (`padded`).
  /// @{
  [[nodiscard]] std::span<const double> value() const { return {value_.data(), cells_}; }
  [[nodiscard]] std::span<const double> probability() const {
    return {probability_.data(), cells_};
  }
  /// @}
  [[nodiscard]] double mean() const;

 private:
  std::size_t cells_ = 0;
  std::vector<double> value_;
  std::vector<double> probability_;
  std::vector<double> prior_;
};

}  // namespace tripart
