// The Nash point for smooth issues, and the rounds of the proximal method for the others.
#include <algorithm>
#include <cmath>

#include "bargaining/nash_solver.hpp"
#include "bargaining/newton_step.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"

namespace tripart {

double solve_positive(const PartyMatrix& matrix, const PartyValues& right,
                      std::size_t size, PartyValues& x) {
  return solve_by_cholesky<double>(matrix, right, size, x);
}

NashSolver::NashSolver(const NashProblem& problem)
    : problem_(problem),
      frontier_(problem.frontier),
      parties_(static_cast<std::size_t>(problem.frontier.parties)),
      issues_(static_cast<std::size_t>(problem.frontier.issues)) {
  TRIPART_EXPECTS(parties_ >= 1 && parties_ <= max_parties && issues_ <= max_issues);
}

// What a party makes of an issue that is settled wholly to its taste.
double NashSolver::most_worth(std::size_t k, std::size_t i) const {
  const double weight = frontier_.weight[k][i];
  const double slope = frontier_.slope[k][i];
  const auto worth = [&](double text) {
    const double inside = std::min(std::max(text, frontier_.low[k]), frontier_.high[k]);
    const double distance = std::fabs(inside - frontier_.ideal[k][i]);
    return slope * inside -
           weight * (frontier_.loss_exponent == 2 ? distance * distance : distance);
  };
  if (frontier_.loss_exponent == 2 && weight > 0.0) {
    return worth(frontier_.ideal[k][i] + 0.5 * slope / weight);
  }
  return std::max(worth(frontier_.ideal[k][i]),
                  std::max(worth(frontier_.low[k]), worth(frontier_.high[k])));
}

// Begins with the weights of parties that each get half of their best surplus; false
// where somebody has none.
bool NashSolver::start() {
  for (std::size_t i = 0; i < parties_; ++i) {
    double surplus = frontier_.constant[i] - problem_.disagreement[i];
    for (std::size_t k = 0; k < issues_; ++k) {
      surplus += most_worth(k, i);
    }
    if (!(surplus > 0.0)) {
      return false;
    }
    now_.weight[i] = 2.0 * problem_.power[i] / surplus;
  }
  proximal_ = frontier_.loss_exponent == 1;
  for (std::size_t k = 0; k < issues_; ++k) {
    double stakes = 0.0;
    double pulls = 0.0;
    for (std::size_t i = 0; i < parties_; ++i) {
      stakes += now_.weight[i] * frontier_.weight[k][i];
      pulls += now_.weight[i] * std::fabs(frontier_.slope[k][i]);
    }
    issue_weight_[k] = stakes + pulls;
    proximal_ = proximal_ || (stakes <= 0.0 && pulls > 0.0);
  }
  if (proximal_) {
    charge_ = 0.1;
    centre_ = frontier_text(frontier_, now_.weight);
    sort_ideals();
  }
  return true;
}

// The text that the weighted parties choose, less what moving costs; notes whether it
// would follow a small change of the weights.
double NashSolver::choose_text(std::size_t k, Look& at) const {
  double bend = 0.0;
  if (frontier_.loss_exponent == 1) {
    bend = charge_ * issue_weight_[k];
    at.text[k] = bend > 0.0 ? choose_bent_text(k, at) : frontier_.otherwise[k];
  } else {
    bend = charge_ * issue_weight_[k];
    double pull = bend * centre_[k];
    for (std::size_t i = 0; i < parties_; ++i) {
      const double stake = 2.0 * at.weight[i] * frontier_.weight[k][i];
      bend += stake;
      pull += stake * frontier_.ideal[k][i] + at.weight[i] * frontier_.slope[k][i];
    }
    at.text[k] = bend > 0.0 ? pull / bend : frontier_.otherwise[k];
    at.free[k] = bend > 0.0;
  }
  if (at.text[k] <= frontier_.low[k] || at.text[k] >= frontier_.high[k]) {
    at.text[k] = at.text[k] <= frontier_.low[k] ? frontier_.low[k] : frontier_.high[k];
    at.free[k] = false;
  }
  return bend;
}

void NashSolver::add_issue(std::size_t k, double bend, Look& at) const {
  const double text = at.text[k];
  PartyValues marginal{};
  for (std::size_t i = 0; i < parties_; ++i) {
    const double distance = text - frontier_.ideal[k][i];
    const double weight = frontier_.weight[k][i];
    const double slope = frontier_.slope[k][i];
    if (frontier_.loss_exponent == 2) {
      at.surplus[i] += slope * text - weight * (distance * distance);
      marginal[i] = slope - 2.0 * weight * distance;
    } else {
      at.surplus[i] += slope * text - weight * std::fabs(distance);
      marginal[i] = slope - (distance > 0.0 ? weight : -weight);
    }
  }
  if (at.free[k]) {
    const double give = 1.0 / bend;
    for (std::size_t i = 0; i < parties_; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        at.curvature[i][j] += marginal[i] * marginal[j] * give;
      }
    }
  }
}

void NashSolver::look(Look& at) const {
  for (std::size_t i = 0; i < parties_; ++i) {
    at.surplus[i] = frontier_.constant[i] - problem_.disagreement[i];
    at.curvature[i].fill(0.0);
    at.curvature[i][i] = problem_.power[i] / (at.weight[i] * at.weight[i]);
  }
  at.dual = 0.0;
  for (std::size_t k = 0; k < issues_; ++k) {
    at.free[k] = false;
    const double bend = choose_text(k, at);
    add_issue(k, bend, at);
    if (proximal_) {
      const double moved = at.text[k] - centre_[k];
      at.dual -= 0.5 * charge_ * issue_weight_[k] * moved * moved;
    }
  }
  for (std::size_t i = 0; i < parties_; ++i) {
    at.dual += at.weight[i] * at.surplus[i] - problem_.power[i] * math::log(at.weight[i]);
  }
}

// No text makes everybody better off if some weights make no text worth more than the
// disagreement point.
bool NashSolver::proves_no_surplus(const PartyValues& weight) const {
  const PartyValues value = frontier_values(frontier_, frontier_text(frontier_, weight));
  double sum = 0.0;
  for (std::size_t i = 0; i < parties_; ++i) {
    sum += weight[i] * (value[i] - problem_.disagreement[i]);
  }
  return sum <= 0.0;
}

// Damped Newton on the weights; false where there is no surplus.
bool NashSolver::minimise() {
  constexpr int most_steps = 200;
  constexpr int most_halvings = 60;
  constexpr double settled = 1e-20;  // squared error of the surpluses, relative, before
                                     // the last step
  constexpr double safe = 1e-8;      // full steps need no check from here on
  look(now_);
  for (int steps = 1; steps <= most_steps; ++steps) {
    PartyValues fall{};  // minus the slope of G
    for (std::size_t i = 0; i < parties_; ++i) {
      fall[i] = problem_.power[i] / now_.weight[i] - now_.surplus[i];
    }
    PartyValues step{};
    const double decrement = solve_positive(now_.curvature, fall, parties_, step);
    double length = damped_length<double>(now_.weight, step, parties_);
    for (int halving = 0; halving < most_halvings; ++halving, length *= 0.5) {
      for (std::size_t i = 0; i < parties_; ++i) {
        trial_.weight[i] = now_.weight[i] + length * step[i];
      }
      look(trial_);
      if (decrement < safe || trial_.dual <= now_.dual - 1e-4 * length * decrement) {
        break;
      }
    }
    std::swap(now_, trial_);
    if (decrement < settled) {
      break;
    }
    if (steps % 8 == 0 && proves_no_surplus(now_.weight)) {
      return false;
    }
  }
  return true;
}

FrontierPoint NashSolver::solve() {
  FrontierPoint point;
  if (!start()) {
    return point;
  }
  constexpr int most_rounds = 60;
  constexpr double settled = 1e-14;
  constexpr double least_charge = 1e-3;  // less would magnify rounding
  for (int round = 0; round < most_rounds; ++round) {
    if (!minimise()) {
      return point;
    }
    if (!proximal_ || finish()) {
      break;
    }
    double moved = 0.0;
    for (std::size_t k = 0; k < issues_; ++k) {
      moved = std::max(moved, std::fabs(now_.text[k] - centre_[k]));
    }
    if (charge_ * moved < settled) {
      break;
    }
    centre_ = now_.text;
    charge_ = std::max(0.1 * charge_, least_charge);
  }
  point.text = now_.text;
  point.value = frontier_values(frontier_, point.text);
  point.found = true;
  for (std::size_t i = 0; i < parties_; ++i) {
    point.found = point.found && point.value[i] > problem_.disagreement[i];
  }
  return point;
}

FrontierPoint solve_nash(const NashProblem& problem) {
  return NashSolver(problem).solve();
}

}  // namespace tripart
