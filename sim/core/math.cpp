#include "tripart/core/math.hpp"

#include <cmath>

#include "core/normal_quantile.hpp"
#include "tripart/core/error.hpp"

namespace tripart::math {

namespace {

// Gamma(x + 1/2) / Gamma(x): raise x by the recurrence until the asymptotic series holds
// to 1e-16.
double gamma_half_step(double x) {
  double factor = 1.0;
  while (x < 64.0) {
    factor *= x / (x + 0.5);
    x += 1.0;
  }
  const double y = 1.0 / x;
  const double series =
      1.0 + y * (-1.0 / 8 +
                 y * (1.0 / 128 +
                      y * (5.0 / 1024 + y * (-21.0 / 32768 + y * (-399.0 / 262144)))));
  return factor * std::sqrt(x) * series;
}

// Continued fraction of the incomplete beta function (DLMF 8.17.22), by the modified
// Lentz method: I_x(a, b) = x^a (1 - x)^b / (a B(a, b)) / fraction.
double beta_fraction(double a, double b, double x) {
  const double tiny = 1e-300;
  double f = 1.0;
  double c = 1.0;
  double d = 0.0;
  for (int i = 1; i < 20000; ++i) {
    const double m = (i - i % 2) / 2;
    const double term =
        i % 2 == 0 ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                   : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1.0 + term * d;
    d = 1.0 / (d == 0.0 ? tiny : d);
    c = 1.0 + term / c;
    c = c == 0.0 ? tiny : c;
    f *= c * d;
    if (std::fabs(c * d - 1.0) < 2e-16) {
      break;
    }
  }
  return f;
}

// Student's t at t >= 0: probability beyond t, or between 0 and t, each by the form free
// of cancellation.
struct Student {
  double freedom;
  double scale;  // Gamma((freedom + 1) / 2) / (Gamma(freedom / 2) sqrt(pi))

  explicit Student(double n)
      : freedom(n), scale(gamma_half_step(0.5 * n) * 0.56418958354775628695) {}

  // (1 + t^2 / n)^(-n / 2)
  double decay(double t) const { return exp(-0.5 * freedom * log1p(t * t / freedom)); }
  double density(double t) const {
    return scale / std::sqrt(freedom) * decay(t) / std::sqrt(1.0 + t * t / freedom);
  }
  double beyond(double t) const {
    const double all = freedom + t * t;
    if (t * t * (freedom + 1.0) <
        freedom * 3.0) {  // the fraction below converges slowly here
      return 0.5 - within(t);
    }
    const double root = t / std::sqrt(all);  // sqrt(1 - x), x = n / (n + t^2)
    return decay(t) * root * scale / freedom /
           beta_fraction(0.5 * freedom, 0.5, freedom / all);
  }
  double within(double t) const {
    const double all = freedom + t * t;
    if (t * t * (freedom + 1.0) >= freedom * 3.0) {
      return 0.5 - beyond(t);
    }
    return decay(t) * t / std::sqrt(all) * scale /
           beta_fraction(0.5, 0.5 * freedom, t * t / all);
  }
};

}  // namespace

double normal_quantile(double p) {
  if (!(p > 0.0 && p < 1.0)) {
    const double end = p == 0.0 ? -detail::infinity : detail::infinity;
    return p == 0.0 || p == 1.0 ? end : detail::not_a_number;
  }
  return normal_quantile_inside(p);
}

double t_quantile(double p, double degrees_of_freedom) {
  TRIPART_EXPECTS(p > 0.0 && p < 1.0);
  TRIPART_EXPECTS(degrees_of_freedom >= 1.0 && degrees_of_freedom < detail::infinity);
  if (p == 0.5) {
    return 0.0;
  }
  const double n = degrees_of_freedom;
  const double side = p < 0.5 ? -1.0 : 1.0;
  const double outside = p < 0.5 ? p : 1.0 - p;
  const double inside = std::fabs(p - 0.5);
  // Cornish-Fisher expansion in 1 / n (Abramowitz and Stegun 26.7.5).
  const double z = std::fabs(normal_quantile(p));
  const double z2 = z * z;
  const double guess = z + z *
                               ((z2 + 1) / 4 + ((5 * z2 + 16) * z2 + 3) / (96 * n) +
                                (((3 * z2 + 19) * z2 + 17) * z2 - 15) / (384 * n * n)) /
                               n;
  if (n > 2e4) {
    return side * guess;
  }
  // Newton's method on the smaller of the two probabilities, kept inside a bracket.
  const Student student(n);
  double low = 0.0;
  double high = guess;
  while (student.beyond(high) > outside) {
    low = high;
    high *= 2.0;
  }
  double t = high;
  for (int step = 0; step < 200; ++step) {
    const double excess =
        outside < 0.25 ? student.beyond(t) - outside : inside - student.within(t);
    (excess > 0.0 ? low : high) = t;
    // On the logarithm of the tail where the tail is small: it is nearly straight there.
    const double newton =
        outside < 0.25
            ? t + (excess + outside) * log1p(excess / outside) / student.density(t)
            : t + excess / student.density(t);
    const double next = newton > low && newton < high ? newton : 0.5 * (low + high);
    if (std::fabs(next - t) <= 2e-16 * t || !(low < high)) {
      return side * next;
    }
    t = next;
  }
  return side * t;
}

}  // namespace tripart::math
