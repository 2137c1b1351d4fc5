// The Nash point where losses have a kink at the ideal (eta 1): most issues end at an
// ideal or a red line, a few between two of them.
#include <algorithm>
#include <cmath>
#include <limits>

#include "bargaining/nash_solver.hpp"
#include "tripart/core/error.hpp"

namespace tripart {

void NashSolver::sort_ideals() {
  for (std::size_t k = 0; k < issues_; ++k) {
    for (std::size_t i = 0; i < parties_; ++i) {
      std::size_t place = i;
      while (place > 0 &&
             frontier_.ideal[k][order_[k][place - 1]] > frontier_.ideal[k][i]) {
        order_[k][place] = order_[k][place - 1];
        --place;
      }
      order_[k][place] = static_cast<std::uint8_t>(i);
    }
  }
}

// The slope of the weighted sum falls by jumps at the ideals and, by the charge for
// moving, steadily in between.
double NashSolver::choose_bent_text(std::size_t k, Look& at) const {
  const double charge = charge_ * issue_weight_[k];
  double slope = 0.0;
  for (std::size_t i = 0; i < parties_; ++i) {
    slope += at.weight[i] * (frontier_.slope[k][i] + frontier_.weight[k][i]);
  }
  double from = -std::numeric_limits<double>::infinity();
  for (std::size_t place = 0; place < parties_; ++place) {
    const std::size_t i = order_[k][place];
    const double text = centre_[k] + slope / charge;
    if (text < frontier_.ideal[k][i]) {
      at.free[k] = text > from;
      return std::max(text, from);
    }
    from = frontier_.ideal[k][i];
    slope -= 2.0 * at.weight[i] * frontier_.weight[k][i];
  }
  const double text = centre_[k] + slope / charge;
  at.free[k] = text > from;
  return std::max(text, from);
}

// Does the weighted sum fall on both sides of an issue's text?
bool NashSolver::stays_put(std::size_t k, const PartyValues& weight) const {
  double below = 0.0;
  double above = 0.0;
  for (std::size_t i = 0; i < parties_; ++i) {
    const double stake = weight[i] * frontier_.weight[k][i];
    const double slope = weight[i] * frontier_.slope[k][i];
    const double ideal = frontier_.ideal[k][i];
    below += slope + (now_.text[k] <= ideal ? stake : -stake);
    above += slope + (now_.text[k] < ideal ? stake : -stake);
  }
  const double rounding = 1e-13 * issue_weight_[k];
  return (below >= -rounding || now_.text[k] <= frontier_.low[k]) &&
         (above <= rounding || now_.text[k] >= frontier_.high[k]);
}

// Once it is clear which issues lie between ideals, the surpluses are linear in their
// texts and Newton's method finds the point at once. False where that guess proves wrong:
// a text would pass an ideal, or one at an ideal would leave it.
bool NashSolver::finish() {
  if (frontier_.loss_exponent != 1) {
    return false;
  }
  std::array<std::size_t, max_parties> issue{};
  PartyMatrix marginal{};  // [free issue][party]
  std::size_t count = 0;
  for (std::size_t k = 0; k < issues_; ++k) {
    if (!now_.free[k]) {
      continue;
    }
    if (count == parties_ - 1) {
      return false;  // as a rule fewer are free than there are parties
    }
    for (std::size_t i = 0; i < parties_; ++i) {
      const double weight = frontier_.weight[k][i];
      marginal[count][i] = frontier_.slope[k][i] -
                           (now_.text[k] > frontier_.ideal[k][i] ? weight : -weight);
    }
    issue[count++] = k;
  }
  constexpr int most_steps = 12;
  constexpr double settled = 1e-20;
  Texts text = now_.text;
  PartyValues surplus = now_.surplus;
  double decrement = 1.0;
  for (int steps = 0; steps < most_steps && decrement >= settled; ++steps) {
    PartyMatrix curvature{};
    PartyValues rise{};
    for (std::size_t a = 0; a < count; ++a) {
      for (std::size_t i = 0; i < parties_; ++i) {
        const double relative = marginal[a][i] / surplus[i];
        rise[a] += problem_.power[i] * relative;
        for (std::size_t b = 0; b <= a; ++b) {
          curvature[a][b] += problem_.power[i] * relative * (marginal[b][i] / surplus[i]);
        }
      }
    }
    PartyValues step{};
    decrement = solve_positive(curvature, rise, count, step);
    for (std::size_t a = 0; a < count; ++a) {
      const std::size_t k = issue[a];
      const double moved = text[k] + step[a];
      for (std::size_t i = 0; i < parties_; ++i) {
        const double ideal = frontier_.ideal[k][i];
        if ((now_.text[k] > ideal) != (moved > ideal)) {
          return false;
        }
        surplus[i] += marginal[a][i] * step[a];
      }
      if (moved < frontier_.low[k] || moved > frontier_.high[k]) {
        return false;
      }
      text[k] = moved;
    }
    for (std::size_t i = 0; i < parties_; ++i) {
      if (!(surplus[i] > 0.0)) {
        return false;
      }
    }
  }
  if (decrement >= settled) {
    return false;
  }
  const PartyValues value = frontier_values(frontier_, text);
  PartyValues weight{};
  for (std::size_t i = 0; i < parties_; ++i) {
    weight[i] = problem_.power[i] / (value[i] - problem_.disagreement[i]);
  }
  now_.text = text;
  for (std::size_t k = 0; k < issues_; ++k) {
    if (!stays_put(k, weight)) {
      return false;
    }
  }
  return true;
}

}  // namespace tripart
