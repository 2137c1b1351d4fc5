#include "history/calibration_priors.hpp"

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

constexpr double next_to_an_end = 0.01;

Factor as_factor(const CalibrationParameter& parameter) {
  Factor factor;
  factor.distribution = parameter.prior;
  factor.within = parameter.within;
  return factor;
}

}  // namespace

std::optional<std::string> why_no_prior(const CalibrationParameter& parameter) {
  try {
    static_cast<void>(FactorQuantile(as_factor(parameter)));
    return std::nullopt;
  } catch (const Failure& failure) {
    return failure.what();
  }
}

CalibrationPriors::CalibrationPriors(const CalibrationFile& file) : file_(&file) {
  for (const CalibrationParameter& parameter : file.parameters) {
    quantiles_.emplace_back(as_factor(parameter));
  }
}

std::vector<double> CalibrationPriors::values(std::span<const double> position) const {
  std::vector<double> values;
  for (std::size_t i = 0; i < quantiles_.size(); ++i) {
    values.push_back(quantiles_[i](math::normal_cdf(position[i])));
  }
  return values;
}

std::vector<double> CalibrationPriors::quantiles(double u) const {
  std::vector<double> values;
  for (const FactorQuantile& quantile : quantiles_) {
    values.push_back(quantile(u));
  }
  return values;
}

std::vector<double> CalibrationPriors::values_at(double u) const {
  std::vector<double> values;
  for (const FactorQuantile& quantile : quantiles_) {
    const bool is_end =
        quantile.has_ends() && (u < next_to_an_end || u > 1.0 - next_to_an_end);
    values.push_back(quantile(!is_end ? u : u < 0.5 ? 0.0 : 1.0));
  }
  return values;
}

std::vector<std::string> CalibrationPriors::overrides(const std::vector<double>& values,
                                                      std::size_t at) const {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const CalibrationParameter& parameter = file_->parameters[i];
    Factor factor;
    factor.paths = parameter.paths[at];
    factor.form = parameter.form;
    const std::vector<std::string> level(factor.paths.size(), to_text(values[i]));
    for (std::string& one : overrides_of(factor, level)) {
      all.push_back(std::move(one));
    }
  }
  return all;
}

}  // namespace tripart
