#include "study/limit_test.hpp"

#include <algorithm>
#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

double log_factorial(double n) {
  double sum = 0.0;
  for (double i = 2.0; i <= n; i += 1.0) {
    sum += math::log(i);
  }
  return sum;
}

}  // namespace

double binomial_tail(std::uint64_t successes, std::uint64_t n, double p) {
  TRIPART_EXPECTS(successes <= n && p >= 0.0 && p <= 1.0);
  if (successes == 0 || p == 1.0) {
    return 1.0;
  }
  if (p == 0.0) {
    return 0.0;
  }
  // From the end of the tail that lies nearer to the mean, whose terms are the largest.
  const auto trials = static_cast<double>(n);
  const double odds = p / (1.0 - p);
  const bool upper = static_cast<double>(successes) > trials * p;
  double at = static_cast<double>(successes) - (upper ? 0.0 : 1.0);
  double term =
      math::exp(log_factorial(trials) - log_factorial(at) - log_factorial(trials - at) +
                at * math::log(p) + (trials - at) * math::log1p(-p));
  double tail = 0.0;
  if (upper) {
    for (; at <= trials; at += 1.0) {
      tail += term;
      term *= (trials - at) / (at + 1.0) * odds;
    }
    return std::min(1.0, tail);
  }
  for (; at >= 0.0; at -= 1.0) {
    tail += term;
    term *= at / (trials - at + 1.0) / odds;
  }
  return std::max(0.0, 1.0 - tail);
}

double drawn_tail(double sum, std::uint64_t n, std::vector<double> values,
                  const BootstrapOptions& resampling) {
  TRIPART_EXPECTS(n <= values.size());
  // What rounding may make of the same values in another order.
  const double slack = 1e-12 * static_cast<double>(n);
  double as_good = 1.0;
  for (std::uint64_t resample = 0; resample < resampling.resamples; ++resample) {
    const Stream stream(resampling.seed, resample, Purpose::bootstrap, "box_points");
    double drawn = 0.0;
    for (std::uint64_t i = 0; i < n; ++i) {
      const auto rest = static_cast<double>(values.size() - i);
      const auto other =
          static_cast<std::size_t>(stream.uniform(static_cast<std::uint32_t>(i)) * rest);
      std::swap(values[i], values[i + other]);
      drawn += values[i];
    }
    as_good += drawn >= sum - slack ? 1.0 : 0.0;
  }
  return as_good / (static_cast<double>(resampling.resamples) + 1.0);
}

}  // namespace tripart
