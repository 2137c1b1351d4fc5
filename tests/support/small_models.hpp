#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "bargaining/cut_quantile.hpp"
#include "tripart/core/math.hpp"
#include "tripart/core/random.hpp"

/// Models small enough that their posterior is known, as a calibrator sees them.
namespace tripart::test {

/// Parameters at normal_cdf(position) of their priors, and data that take finitely or
/// countably many values, so that simulated ones can equal the observed ones.
struct SmallModel {
  std::string name;
  std::size_t dimension;
  std::function<std::vector<double>(std::span<const double> position, const Stream&)>
      draw;
};

inline double successes(double chance, std::uint32_t trials, std::uint32_t first,
                        const Stream& stream) {
  double sum = 0.0;
  for (std::uint32_t i = 0; i < trials; ++i) {
    sum += stream.uniform(first + i) < chance ? 1.0 : 0.0;
  }
  return sum;
}

/// k successes of 10 at a chance uniform in (0, 1): given k it is Beta(k + 1, 11 - k).
inline SmallModel beta_binomial() {
  return {"beta-binomial", 1, [](std::span<const double> z, const Stream& stream) {
            return std::vector<double>{successes(math::normal_cdf(z[0]), 10, 0, stream)};
          }};
}

/// One trial at a chance uniform in (0, 1).
inline SmallModel one_trial() {
  return {"one trial", 1, [](std::span<const double> z, const Stream& stream) {
            return std::vector<double>{successes(math::normal_cdf(z[0]), 1, 0, stream)};
          }};
}

/// The sum of 5 exponential times at a rate with a gamma prior. Their sum is sufficient;
/// it is observed on a grid of a quarter in its logarithm, and what is calibrated to is
/// the cell: exact matches exist, and the posterior is that given the cell.
inline SmallModel exponential_times() {
  const CutQuantile rate(Distribution::gamma(3.0, 1.0 / 3.0), {0.0, 1e6});
  return {"exponential", 1, [rate](std::span<const double> z, const Stream& stream) {
            double sum = 0.0;
            for (std::uint32_t i = 0; i < 5; ++i) {
              sum += draw_exponential(i, stream);
            }
            const double total = sum / rate(math::normal_cdf(z[0]));
            return std::vector<double>{std::floor(4.0 * math::log(total))};
          }};
}

/// 8 trials at a chance a, and 8 at a chance a b: parameters that go together.
inline SmallModel two_chances() {
  return {"two chances", 2, [](std::span<const double> z, const Stream& stream) {
            const double a = math::normal_cdf(z[0]);
            const double b = math::normal_cdf(z[1]);
            return std::vector<double>{successes(a, 8, 0, stream),
                                       successes(a * b, 8, 8, stream)};
          }};
}

}  // namespace tripart::test
