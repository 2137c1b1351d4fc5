#include "tripart/history/weighted_sample.hpp"

#include <algorithm>
#include <cmath>

#include "tripart/core/error.hpp"

namespace tripart {

WeightedSample::WeightedSample(std::span<const double> values,
                               std::span<const std::uint8_t> applies)
    : values_(values) {
  TRIPART_EXPECTS(values.size() == applies.size());
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    if (applies[i] != 0) {
      order_.push_back(i);
    }
  }
  std::sort(order_.begin(), order_.end(), [this](std::uint32_t a, std::uint32_t b) {
    return values_[a] != values_[b] ? values_[a] < values_[b] : a < b;
  });
}

double WeightedSample::weight(std::span<const double> weights) const {
  double sum = 0.0;
  for (const std::uint32_t at : order_) {
    sum += weights[at];
  }
  return sum;
}

double WeightedSample::mean(std::span<const double> weights) const {
  double sum = 0.0;
  for (const std::uint32_t at : order_) {
    sum += weights[at] * values_[at];
  }
  return sum / weight(weights);
}

double WeightedSample::sd(std::span<const double> weights) const {
  const double centre = mean(weights);
  double squares = 0.0;
  for (const std::uint32_t at : order_) {
    squares += weights[at] * (values_[at] - centre) * (values_[at] - centre);
  }
  const double n = weight(weights);
  return n > 1.0 ? std::sqrt(squares / (n - 1.0)) : 0.0;
}

double WeightedSample::quantile(double p, std::span<const double> weights) const {
  TRIPART_EXPECTS(!order_.empty());
  const double wanted = p * weight(weights);
  double sum = 0.0;
  for (const std::uint32_t at : order_) {
    sum += weights[at];
    if (sum > 0.0 && sum >= wanted) {
      return values_[at];
    }
  }
  return values_[order_.back()];
}

double WeightedSample::crps(double actual, std::span<const double> weights) const {
  TRIPART_EXPECTS(!order_.empty());
  const double total = weight(weights);
  double below = 0.0;     // weight of the values up to the present one
  double integral = 0.0;  // of (F - H)^2, times total^2
  const auto step = [&](double from, double to) {
    const double before = std::clamp(actual, from, to) - from;
    const double above = total - below;
    integral += below * below * before + above * above * (to - from - before);
  };
  double last = std::min(actual, values_[order_.front()]);
  for (const std::uint32_t at : order_) {
    step(last, values_[at]);
    last = values_[at];
    below += weights[at];
  }
  step(last, std::max(last, actual));
  return integral / (total * total);
}

}  // namespace tripart
