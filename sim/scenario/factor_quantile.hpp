#pragma once

#include <algorithm>

#include "bargaining/cut_quantile.hpp"
#include "tripart/scenario/sweep_file.hpp"

namespace tripart {

/// Quantile of a factor's distribution cut to what its key allows, ends of a range
/// included to the last bit.
/// \pre factor.distribution
class FactorQuantile {
 public:
  explicit FactorQuantile(const Factor& factor)
      : quantile_(*factor.distribution, factor.within),
        is_uniform_(factor.distribution->kind == Distribution::Kind::uniform),
        lowest_(std::max(factor.distribution->parameter[0], factor.within.lo)),
        highest_(std::min(factor.distribution->parameter[1], factor.within.hi)) {}

  /// Whether u may be 0 and 1: it is a range, which has ends.
  [[nodiscard]] bool has_ends() const { return is_uniform_; }

  [[nodiscard]] double operator()(double u) const {
    if (!is_uniform_) {
      return quantile_(u);
    }
    return u == 1.0 ? highest_ : std::min(lowest_ + (highest_ - lowest_) * u, highest_);
  }

 private:
  CutQuantile quantile_;
  bool is_uniform_;
  double lowest_;
  double highest_;
};

}  // namespace tripart
