#include "tripart/core/median.hpp"

#include <algorithm>
#include <cmath>

namespace tripart {
namespace {

constexpr int most_terms = 100000;
constexpr double rounding = 1e-16;
constexpr double smallest = 1e-300;
constexpr int halvings = 200;

// The continued fraction of the incomplete beta function (Abramowitz & Stegun 26.5.8)
// without the powers in front, by Lentz's method.
double beta_fraction(double a, double b, double x) {
  double c = 1.0;
  double d = 1.0 - (a + b) * x / (a + 1.0);
  d = 1.0 / (std::fabs(d) > smallest ? d : smallest);
  double fraction = d;
  for (int m = 1; m < most_terms; ++m) {
    const double k = m;
    for (const double term :
         {k * (b - k) * x / ((a + 2.0 * k - 1.0) * (a + 2.0 * k)),
          -(a + k) * (a + b + k) * x / ((a + 2.0 * k) * (a + 2.0 * k + 1.0))}) {
      d = 1.0 + term * d;
      c = 1.0 + term / c;
      d = 1.0 / (std::fabs(d) > smallest ? d : smallest);
      c = std::fabs(c) > smallest ? c : smallest;
      fraction *= d * c;
    }
    if (std::fabs(d * c - 1.0) < rounding) {
      break;
    }
  }
  return fraction;
}

// Both tails have x^a (1 - x)^b in front: the median is where the rest is the same.
double beta_median(double a, double b) {
  double low = 0.0;
  double high = 1.0;
  for (int step = 0; step < halvings && high - low > rounding; ++step) {
    const double x = 0.5 * (low + high);
    const bool below = beta_fraction(a, b, x) / a < beta_fraction(b, a, 1.0 - x) / b;
    (below ? low : high) = x;
  }
  return 0.5 * (low + high);
}

// Lower and upper incomplete gamma functions without x^a exp(-x): a series and a
// continued fraction (Abramowitz & Stegun 6.5.29, 6.5.31).
double gamma_series(double a, double x) {
  double term = 1.0 / a;
  double sum = term;
  for (int n = 1; n < most_terms && term > rounding * sum; ++n) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

double gamma_fraction(double a, double x) {
  double b = x + 1.0 - a;
  double c = 1.0 / smallest;
  double d = 1.0 / (std::fabs(b) > smallest ? b : smallest);
  double fraction = d;
  for (int n = 1; n < most_terms; ++n) {
    const double term = -n * (n - a);
    b += 2.0;
    d = term * d + b;
    c = b + term / c;
    d = 1.0 / (std::fabs(d) > smallest ? d : smallest);
    c = std::fabs(c) > smallest ? c : smallest;
    fraction *= d * c;
    if (std::fabs(d * c - 1.0) < rounding) {
      break;
    }
  }
  return fraction;
}

double gamma_median(double shape) {
  double low = 0.0;
  double high = shape + 1.0;  // the mean is above the median
  for (int step = 0; step < halvings && high - low > rounding * high; ++step) {
    const double x = 0.5 * (low + high);
    (gamma_series(shape, x) < gamma_fraction(shape, x) ? low : high) = x;
  }
  return 0.5 * (low + high);
}

// P(X < value), or P(X <= value) with `reached`, by halving.
double share_below(const Distribution& distribution, double value, bool reached) {
  double low = 0.0;
  double high = 1.0;
  for (int step = 0; step < 60; ++step) {
    const double u = 0.5 * (low + high);
    if (!(u > 0.0 && u < 1.0)) {
      break;
    }
    const double x = distribution.quantile(u);
    (x < value || (reached && x == value) ? low : high) = u;
  }
  return 0.5 * (low + high);
}

}  // namespace

double median_within(const Distribution& distribution, Range range) {
  const auto& p = distribution.parameter;
  switch (distribution.kind) {
    case Distribution::Kind::constant:
      return p[0];
    case Distribution::Kind::beta:
      return std::clamp(beta_median(p[0], p[1]), range.lo, range.hi);
    case Distribution::Kind::gamma:
      return std::clamp(p[1] * gamma_median(p[0]), range.lo, range.hi);
    default:
      break;
  }
  const double plain = distribution.quantile(0.5);
  constexpr double tail = 1e-15;
  const bool low_is_in = distribution.quantile(tail) >= range.lo;
  const bool high_is_in = distribution.quantile(1.0 - tail) <= range.hi;
  if (low_is_in && high_is_in) {
    return plain;
  }
  const double below = low_is_in ? 0.0 : share_below(distribution, range.lo, false);
  const double up_to = high_is_in ? 1.0 : share_below(distribution, range.hi, true);
  const double middle = std::clamp(0.5 * (below + up_to), tail, 1.0 - tail);
  return std::clamp(distribution.quantile(middle), range.lo, range.hi);
}

}  // namespace tripart
