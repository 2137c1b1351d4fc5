#include "tripart/core/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"
#include "tripart/core/number.hpp"

namespace tripart {

namespace {

constexpr std::uint32_t most_tries = 10000;

std::optional<std::string> needs(bool met, const char* condition, double found) {
  if (met) {
    return std::nullopt;
  }
  return std::string(condition) + ", found " + to_text(found);
}

std::optional<std::string> why_points_invalid(
    const std::vector<std::pair<double, double>>& points) {
  if (points.empty()) {
    return "discrete needs at least one [value, p]";
  }
  double sum = 0.0;
  for (const auto& point : points) {
    if (!std::isfinite(point.first) || !std::isfinite(point.second)) {
      return "discrete needs finite numbers";
    }
    if (auto why = needs(point.second >= 0.0 && point.second <= 1.0,
                         "discrete needs every p in [0, 1]", point.second)) {
      return why;
    }
    sum += point.second;
  }
  return needs(std::fabs(sum - 1.0) <= 1e-9, "discrete needs probabilities that sum to 1",
               sum);
}

double triangular_quantile(double lo, double mode, double hi, double u) {
  const double width = hi - lo;
  if (u * width < mode - lo) {
    return lo + std::sqrt(u * width * (mode - lo));
  }
  return hi - std::sqrt((1.0 - u) * width * (hi - mode));
}

std::string end_text(double end) {
  return std::isfinite(end) ? to_text(end) : end > 0.0 ? "infinity" : "-infinity";
}

double draw_once(const Distribution& distribution, std::uint32_t attempt,
                 const Stream& stream) {
  const auto& p = distribution.parameter;
  switch (distribution.kind) {
    case Distribution::Kind::beta:
      return draw_beta(p[0], p[1], attempt * beta_indices, stream);
    case Distribution::Kind::gamma:
      return p[1] * draw_gamma(p[0], attempt * gamma_indices, stream);
    default:
      return distribution.quantile(stream.uniform(attempt));
  }
}

}  // namespace

Distribution Distribution::constant(double value) {
  return {Kind::constant, {value}, {}};
}
Distribution Distribution::normal(double mean, double sd) {
  return {Kind::normal, {mean, sd}, {}};
}
Distribution Distribution::uniform(double lo, double hi) {
  return {Kind::uniform, {lo, hi}, {}};
}
Distribution Distribution::beta(double a, double b) {
  return {Kind::beta, {a, b}, {}};
}
Distribution Distribution::lognormal(double mu, double sigma) {
  return {Kind::lognormal, {mu, sigma}, {}};
}
Distribution Distribution::triangular(double lo, double mode, double hi) {
  return {Kind::triangular, {lo, mode, hi}, {}};
}
Distribution Distribution::gamma(double shape, double scale) {
  return {Kind::gamma, {shape, scale}, {}};
}
Distribution Distribution::discrete(std::vector<std::pair<double, double>> points) {
  std::sort(points.begin(), points.end());
  return {Kind::discrete, {}, std::move(points)};
}

std::optional<std::string> Distribution::why_invalid() const {
  const auto& p = parameter;
  if (!std::all_of(p.begin(), p.end(), [](double x) { return std::isfinite(x); })) {
    return "a distribution needs finite parameters";
  }
  switch (kind) {
    case Kind::constant:
      return std::nullopt;
    case Kind::normal:
      return needs(p[1] >= 0.0, "normal needs sd >= 0", p[1]);
    case Kind::lognormal:
      return needs(p[1] >= 0.0, "lognormal needs sigma >= 0", p[1]);
    case Kind::uniform:
      return needs(p[0] <= p[1], "uniform needs lo <= hi", p[1]);
    case Kind::triangular:
      return needs(p[0] <= p[1] && p[1] <= p[2], "triangular needs lo <= mode <= hi",
                   p[1]);
    case Kind::beta:
      return needs(p[0] > 0.0 && p[1] > 0.0, "beta needs a > 0 and b > 0",
                   std::min(p[0], p[1]));
    case Kind::gamma:
      return needs(p[0] > 0.0 && p[1] > 0.0, "gamma needs shape > 0 and scale > 0",
                   std::min(p[0], p[1]));
    case Kind::discrete:
      return why_points_invalid(points);
  }
  return "unknown kind of distribution";
}

double Distribution::mean() const {
  const auto& p = parameter;
  switch (kind) {
    case Kind::constant:
    case Kind::normal:
      return p[0];
    case Kind::uniform:
      return 0.5 * p[0] + 0.5 * p[1];
    case Kind::beta:
      return p[0] / (p[0] + p[1]);
    case Kind::lognormal:
      return math::exp(p[0] + 0.5 * p[1] * p[1]);
    case Kind::triangular:
      return (p[0] + p[1] + p[2]) / 3.0;
    case Kind::gamma:
      return p[0] * p[1];
    case Kind::discrete:
      break;
  }
  double sum = 0.0;
  for (const auto& [value, probability] : points) {
    sum += value * probability;
  }
  return sum;
}

double Distribution::quantile(double u) const {
  TRIPART_EXPECTS(u > 0.0 && u < 1.0);
  TRIPART_EXPECTS(has_quantile());
  const auto& p = parameter;
  switch (kind) {
    case Kind::constant:
      return p[0];
    case Kind::normal:
      return p[0] + p[1] * math::normal_quantile(u);
    case Kind::uniform:
      return p[0] + (p[1] - p[0]) * u;
    case Kind::lognormal:
      return math::exp(p[0] + p[1] * math::normal_quantile(u));
    case Kind::triangular:
      return triangular_quantile(p[0], p[1], p[2], u);
    case Kind::discrete:
      break;
    case Kind::beta:
    case Kind::gamma:
      return std::numeric_limits<double>::quiet_NaN();
  }
  double below = 0.0;
  const std::pair<double, double>* last =
      nullptr;  // rounding may leave the sum just under u
  for (const auto& point : points) {
    if (point.second > 0.0) {
      last = &point;
      below += point.second;
      if (u <= below) {
        break;
      }
    }
  }
  return last->first;
}

double draw_value(const Distribution& distribution, Range range, const Stream& stream) {
  if (distribution.is_constant()) {
    return distribution.parameter[0];
  }
  for (std::uint32_t attempt = 0; attempt < most_tries; ++attempt) {
    const double value = draw_once(distribution, attempt, stream);
    if (range.lo <= value && value <= range.hi) {
      return value;
    }
  }
  throw Failure(ExitCode::bad_input, "10000 draws lie outside the range [" +
                                         end_text(range.lo) + ", " + end_text(range.hi) +
                                         "]: the distribution hardly touches it");
}

}  // namespace tripart
