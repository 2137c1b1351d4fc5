#include "tripart/history/distance.hpp"

#include <cmath>
#include <limits>

#include "tripart/core/error.hpp"
#include "tripart/history/particle_weights.hpp"

namespace tripart {

double deviation(const SummaryTarget& target, double simulated) {
  return simulated < target.low    ? simulated - target.low
         : simulated > target.high ? simulated - target.high
                                   : 0.0;
}

Distance::Distance(std::vector<SummaryTarget> targets)
    : targets_(std::move(targets)), scales_(targets_.size(), 1.0) {
  for (const SummaryTarget& target : targets_) {
    total_weight_ += target.weight;
  }
  TRIPART_EXPECTS(total_weight_ > 0.0);
}

void Distance::scale_by(const std::vector<std::vector<double>>& simulated) {
  for (std::size_t k = 0; k < targets_.size(); ++k) {
    if (targets_[k].form == SummaryForm::event || simulated.empty()) {
      continue;
    }
    std::vector<double> values;
    std::vector<double> missed;
    for (const std::vector<double>& row : simulated) {
      values.push_back(row[k]);
      missed.push_back(std::fabs(deviation(targets_[k], row[k])));
    }
    const double middle = plain_median(values);
    for (double& value : values) {
      value = std::fabs(value - middle);
    }
    const double scale = plain_median(std::move(values)) + plain_median(missed);
    scales_[k] = scale > 0.0 ? scale : 1.0;
  }
}

double Distance::root_weight(std::size_t summary) const {
  return std::sqrt(targets_[summary].weight / total_weight_);
}

double Distance::residual(std::size_t summary, double simulated) const {
  return deviation(targets_[summary], simulated) / scales_[summary];
}

double Distance::operator()(std::span<const double> simulated) const {
  if (simulated.empty()) {
    return std::numeric_limits<double>::infinity();
  }
  TRIPART_EXPECTS(simulated.size() == targets_.size());
  double sum = 0.0;
  for (std::size_t k = 0; k < targets_.size(); ++k) {
    const double one = residual(k, simulated[k]);
    sum += targets_[k].weight * one * one;
  }
  return std::sqrt(sum / total_weight_);
}

}  // namespace tripart
