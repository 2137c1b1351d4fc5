#pragma once

#include <vector>

#include "tripart/core/distribution.hpp"

namespace tripart {

/// Quantile of a distribution cut to a range: turns the uniform of a copula into a draw.
///
/// Beta and gamma, which core draws by rejection, are tabulated over logit x and log x:
/// the value is monotone in the uniform and its error in probability below 2e-5.
class CutQuantile {
 public:
  /// \throws Failure(bad_input) if the range holds next to nothing of the distribution.
  CutQuantile(const Distribution& distribution, Range range);
  /// \pre 0 <= uniform <= 1
  [[nodiscard]] double operator()(double uniform) const;

 private:
  void tabulate();
  [[nodiscard]] double log_density(double y) const;
  [[nodiscard]] double uncut(double uniform) const;
  [[nodiscard]] double tabulated(double uniform) const;

  Distribution distribution_;
  double lowest_ = 0.0;   ///< probability below the range
  double highest_ = 1.0;  ///< probability up to the end of the range
  double first_ = 0.0;    ///< logit x or log x at the start of the table
  double step_ = 0.0;
  std::vector<double> cumulative_;
};

}  // namespace tripart
