#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scenario/factor_quantile.hpp"
#include "tripart/history/calibration_file.hpp"

namespace tripart {

/// Why the prior of a parameter cannot be drawn from; nothing if it can.
[[nodiscard]] std::optional<std::string> why_no_prior(
    const CalibrationParameter& parameter);

/// From a position, whose prior is standard normal, to values of the parameters.
class CalibrationPriors {
 public:
  /// `file` is only referred to. \pre all priors can be drawn from
  explicit CalibrationPriors(const CalibrationFile& file);

  [[nodiscard]] std::size_t size() const { return quantiles_.size(); }
  /// Quantiles of the priors at normal_cdf(position).
  [[nodiscard]] std::vector<double> values(std::span<const double> position) const;
  /// Of all at the same u, in (0, 1).
  [[nodiscard]] std::vector<double> quantiles(double u) const;
  /// Likewise, but the ends of ranges for u next to 0 and 1.
  [[nodiscard]] std::vector<double> values_at(double u) const;
  /// What --set takes to give case `at` these values.
  [[nodiscard]] std::vector<std::string> overrides(const std::vector<double>& values,
                                                   std::size_t at) const;

 private:
  const CalibrationFile* file_;
  std::vector<FactorQuantile> quantiles_;
};

}  // namespace tripart
