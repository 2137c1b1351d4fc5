#include "bargaining/cut_quantile.hpp"

#include <algorithm>

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

constexpr double least_uniform = 0x1p-53;
constexpr double greatest_uniform = 1.0 - 0x1p-53;
constexpr double fewest_cells = 4096.0;
constexpr double most_cells = 1048576.0;
constexpr double widest_cell = 0.01;
constexpr double tail = 40.0;  // e^-40 of the peak: nothing left beyond

/// log(1 + e^y)
double softplus(double y) {
  return y > 0.0 ? y + math::log1p(math::exp(-y)) : math::log1p(math::exp(y));
}

/// The least u, to the last bit, for which `holds`, which is false below it and true
/// above; 0 and 1 where it is true or false throughout.
template <class Predicate>
double first_where(const Predicate& holds) {
  if (holds(least_uniform)) {
    return 0.0;
  }
  if (!holds(greatest_uniform)) {
    return 1.0;
  }
  double below = least_uniform;
  double above = greatest_uniform;
  for (double middle = 0.5 * (below + above); below < middle && middle < above;
       middle = 0.5 * (below + above)) {
    (holds(middle) ? above : below) = middle;
  }
  return above;
}

}  // namespace

CutQuantile::CutQuantile(const Distribution& distribution, Range range)
    : distribution_(distribution) {
  if (distribution.is_constant()) {
    return;  // like draw_value: a number is taken as it stands
  }
  if (!distribution.has_quantile()) {
    tabulate();
  }
  lowest_ = first_where([&](double u) { return uncut(u) >= range.lo; });
  highest_ = first_where([&](double u) { return uncut(u) > range.hi; });
  if (!(highest_ - lowest_ > 1e-4)) {
    throw Failure(ExitCode::bad_input,
                  "less than one draw in 10000 lies in the range from " +
                      to_text(range.lo) + " to " + to_text(range.hi));
  }
}

double CutQuantile::operator()(double uniform) const {
  TRIPART_EXPECTS(uniform >= 0.0 && uniform <= 1.0);
  const double u = lowest_ + uniform * (highest_ - lowest_);
  // Strictly below: highest_ itself belongs to a value beyond the range.
  const double greatest = highest_ < 1.0 ? highest_ - 0x1p-53 : greatest_uniform;
  return uncut(std::clamp(u, least_uniform, greatest));
}

double CutQuantile::uncut(double uniform) const {
  return cumulative_.empty() ? distribution_.quantile(uniform) : tabulated(uniform);
}

/// Of y = logit x (beta) or y = log(x / scale) (gamma), up to a constant.
double CutQuantile::log_density(double y) const {
  const double shape = distribution_.parameter[0];
  return distribution_.kind == Distribution::Kind::beta
             ? shape * y - (shape + distribution_.parameter[1]) * softplus(y)
             : shape * y - math::exp(y);
}

/// Both densities have one peak and fall at least exponentially on either side, so the
/// trapezoidal rule needs no more than to know where they end.
void CutQuantile::tabulate() {
  const double shape = distribution_.parameter[0];
  const bool is_beta = distribution_.kind == Distribution::Kind::beta;
  const double peak = math::log(is_beta ? shape / distribution_.parameter[1] : shape);
  const double height = log_density(peak);
  const auto reach = [&](double direction) {
    double distance = 1e-3;
    while (log_density(peak + direction * distance) > height - tail) {
      distance *= 1.25;
    }
    return distance;
  };
  first_ = peak - reach(-1.0);
  const double width = peak + reach(1.0) - first_;
  const auto cells =
      static_cast<std::size_t>(std::clamp(width / widest_cell, fewest_cells, most_cells));
  step_ = width / static_cast<double>(cells);
  cumulative_.assign(cells + 1, 0.0);
  double last = math::exp(log_density(first_) - height);
  for (std::size_t cell = 1; cell <= cells; ++cell) {
    const double next =
        math::exp(log_density(first_ + step_ * static_cast<double>(cell)) - height);
    cumulative_[cell] = cumulative_[cell - 1] + 0.5 * (last + next);
    last = next;
  }
  const double total = cumulative_.back();
  for (double& sum : cumulative_) {
    sum /= total;
  }
}

double CutQuantile::tabulated(double uniform) const {
  const auto above = std::upper_bound(cumulative_.begin(), cumulative_.end(), uniform);
  const auto cell = std::clamp(static_cast<std::size_t>(above - cumulative_.begin()),
                               std::size_t{1}, cumulative_.size() - 1) -
                    1;
  const double width = cumulative_[cell + 1] - cumulative_[cell];
  const double part = width > 0.0 ? (uniform - cumulative_[cell]) / width : 0.0;
  const double y = first_ + step_ * (static_cast<double>(cell) + part);
  return distribution_.kind == Distribution::Kind::beta
             ? math::logistic(y)
             : distribution_.parameter[1] * math::exp(y);
}

}  // namespace tripart
