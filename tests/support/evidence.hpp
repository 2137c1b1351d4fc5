#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <gtest/gtest.h>

#include "support/chance.hpp"

/// What speaks against a null: the chance of what was seen, or of anything as strange, if
/// it holds. Quantiles and tails are Boost's.
namespace tripart::test {

inline double chance_of_z(double z) {
  return std::erfc(std::fabs(z) / std::sqrt(2.0));
}

/// Of the largest distance between the distribution function of a sample and that of its
/// law: at most 2 exp(-2 n d^2) (Massart 1990). Looks at every 50th value in order, which
/// finds a distance to within 50 / n.
inline double chance_of_sample(std::vector<double> sample,
                               const std::function<double(double)>& cdf) {
  std::sort(sample.begin(), sample.end());
  const auto n = static_cast<double>(sample.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < sample.size(); i += 50) {
    const double p = cdf(sample[i]);
    distance = std::max(
        {distance, p - static_cast<double>(i + 1) / n, static_cast<double>(i) / n - p});
  }
  return std::min(1.0, 2.0 * std::exp(-2.0 * n * distance * distance));
}

/// Pearson's chi-square, on both sides: cells that are filled too evenly are no draws
/// either. \pre expected counts above about 5
inline double chance_of_counts(std::span<const std::uint64_t> seen,
                               std::span<const double> expected, double constraints) {
  double statistic = 0.0;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const double error = static_cast<double>(seen[i]) - expected[i];
    statistic += error * error / expected[i];
  }
  const boost::math::chi_squared law(static_cast<double>(seen.size()) - constraints);
  return 2.0 *
         std::min(boost::math::cdf(law, statistic), cdf(complement(law, statistic)));
}

/// Of `seen` successes or any number as far out, on both sides.
inline double chance_of_successes(std::uint64_t seen, std::uint64_t n, double p) {
  const boost::math::binomial law(static_cast<double>(n), p);
  const auto x = static_cast<double>(seen);
  const double above = seen == 0 ? 1.0 : cdf(complement(law, x - 1.0));
  return std::min(1.0, 2.0 * std::min(boost::math::cdf(law, x), above));
}

/// Fails where a null would have such a chance; one of `nulls` that a test looks at.
inline void expect_by_chance(double chance, double nulls, const std::string& what) {
  EXPECT_GT(chance, false_alarm() / nulls) << what;
}

}  // namespace tripart::test
