#include "tripart/core/quantile_ranks.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"

namespace tripart {
namespace {

/// Ranks beyond which a normal distribution has .025 on either side.
RankInterval normal_ranks(std::uint64_t n, double p) {
  const double mean = static_cast<double>(n) * p;
  const double spread = math::normal_quantile(0.975) * std::sqrt(mean * (1.0 - p));
  return {static_cast<std::uint64_t>(std::floor(mean - spread + 0.5)),
          static_cast<std::uint64_t>(std::ceil(mean + spread + 0.5))};
}

}  // namespace

RankInterval quantile_ranks(std::uint64_t n, double p) {
  TRIPART_EXPECTS(p > 0.0 && p < 1.0);
  constexpr double tail = 0.025;
  constexpr double largest_variance = 1e6;
  constexpr double negligible = 1e-18;  // beside the weight of the mode, 1
  const double size = static_cast<double>(n);
  if (size * p * (1.0 - p) > largest_variance) {
    return normal_ranks(n, p);
  }
  // Weights of how many values lie below the quantile, outwards from the likeliest
  // number.
  const auto mode =
      static_cast<std::uint64_t>(std::min(std::floor((size + 1.0) * p), size));
  std::vector<double> below{1.0};  // of mode, mode - 1, ...
  for (std::uint64_t k = mode; k > 0 && below.back() > negligible; --k) {
    const double at = static_cast<double>(k);
    below.push_back(below.back() * at * (1.0 - p) / ((size - at + 1.0) * p));
  }
  std::vector<double> above;  // of mode + 1, mode + 2, ...
  double weight = 1.0;
  for (std::uint64_t k = mode; k < n && weight > negligible; ++k) {
    const double at = static_cast<double>(k);
    weight *= (size - at) * p / ((at + 1.0) * (1.0 - p));
    above.push_back(weight);
  }
  double all = 0.0;
  for (const std::vector<double>* side : {&below, &above}) {
    for (auto one = side->rbegin(); one != side->rend(); ++one) {
      all += *one;
    }
  }
  // From the far ends inwards: the rank whose tail would exceed .025 with the next
  // number.
  double sum = 0.0;
  std::uint64_t low = mode + 1 - below.size();
  for (std::size_t i = below.size(); i > 0 && sum + below[i - 1] <= tail * all; --i) {
    sum += below[i - 1];
    ++low;
  }
  sum = 0.0;
  std::uint64_t high = mode + above.size() + 1;
  for (std::size_t i = above.size(); i > 0 && sum + above[i - 1] <= tail * all; --i) {
    sum += above[i - 1];
    --high;
  }
  return {low, high};
}

}  // namespace tripart
