// The point where a line through the disagreement point leaves the utilities that texts
// can give: Kalai-Smorodinsky, egalitarian, Pareto distance and the core all ask for it.
#include "bargaining/proportional.hpp"

#include <algorithm>
#include <cmath>

#include "bargaining/newton_step.hpp"
#include "bargaining/separable_program.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

/// With smooth losses the point maximises sum_i w_i (V_i - d_i) / claim_i for the weights
/// w that sum to 1 and make that maximum smallest, and if nobody is indifferent to the
/// line all w are positive: Newton's method finds where all quotients are equal.
class LineNewton {
 public:
  LineNewton(const Frontier& frontier, const PartyValues& disagreement,
             const PartyValues& claim)
      : frontier_(frontier),
        disagreement_(disagreement),
        claim_(claim),
        parties_(static_cast<std::size_t>(frontier.parties)),
        issues_(static_cast<std::size_t>(frontier.issues)) {}

  [[nodiscard]] ProportionalPoint solve();

 private:
  [[nodiscard]] bool look();
  [[nodiscard]] double spread() const;

  const Frontier& frontier_;
  const PartyValues& disagreement_;
  const PartyValues& claim_;
  const std::size_t parties_;
  const std::size_t issues_;
  PartyValues weight_{}, quotient_{};
  PartyMatrix curvature_{};
  double gain_ = 0.0, size_ = 0.0;
  Texts text_{};
};

// The text of the weights, what everybody makes of it and how that would change; false
// where the text jumps.
bool LineNewton::look() {
  PartyValues weight{};
  for (std::size_t i = 0; i < parties_; ++i) {
    weight[i] = weight_[i] / claim_[i];
    quotient_[i] = (frontier_.constant[i] - disagreement_[i]) / claim_[i];
    curvature_[i].fill(0.0);
  }
  size_ = 0.0;
  for (std::size_t k = 0; k < issues_; ++k) {
    double bend = 0.0;
    double pull = 0.0;
    for (std::size_t i = 0; i < parties_; ++i) {
      const double stake = 2.0 * weight[i] * frontier_.weight[k][i];
      bend += stake;
      pull += stake * frontier_.ideal[k][i] + weight[i] * frontier_.slope[k][i];
    }
    if (!(bend > 0.0)) {
      if (pull != 0.0) {
        return false;
      }
      text_[k] =
          std::min(std::max(frontier_.otherwise[k], frontier_.low[k]), frontier_.high[k]);
      continue;
    }
    const double wanted = pull / bend;
    const bool free = wanted > frontier_.low[k] && wanted < frontier_.high[k];
    const double text = std::min(std::max(wanted, frontier_.low[k]), frontier_.high[k]);
    text_[k] = text;
    PartyValues marginal{};
    for (std::size_t i = 0; i < parties_; ++i) {
      const double distance = text - frontier_.ideal[k][i];
      const double stake = frontier_.weight[k][i];
      const double worth = frontier_.slope[k][i] * text - stake * (distance * distance);
      quotient_[i] += worth / claim_[i];
      size_ += std::fabs(worth) / claim_[i];
      marginal[i] = (frontier_.slope[k][i] - 2.0 * stake * distance) / claim_[i];
    }
    for (std::size_t i = 0; free && i < parties_; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        curvature_[i][j] += marginal[i] * marginal[j] / bend;
      }
    }
  }
  gain_ = 0.0;
  for (std::size_t i = 0; i < parties_; ++i) {
    gain_ += weight_[i] * quotient_[i];
    size_ += std::fabs(quotient_[i]);
  }
  return true;
}

double LineNewton::spread() const {
  double most = 0.0;
  for (std::size_t i = 0; i < parties_; ++i) {
    most = std::max(most, std::fabs(quotient_[i] - gain_));
  }
  return most;
}

ProportionalPoint LineNewton::solve() {
  constexpr int most_steps = 20;
  constexpr double settled = 1e-14;
  ProportionalPoint point;
  double claims = 0.0;
  for (std::size_t i = 0; i < parties_; ++i) {
    claims += claim_[i];
  }
  for (std::size_t i = 0; i < parties_; ++i) {
    weight_[i] = claim_[i] / claims;  // equal weights on utilities
  }
  for (int step = 0; step < most_steps; ++step) {
    if (!look()) {
      return point;
    }
    if (spread() <= settled * size_) {
      point.found = true;
      point.gain = gain_;
      point.text = text_;
      for (std::size_t i = 0; i < parties_; ++i) {
        point.hold[i] = weight_[i] / claim_[i];
      }
      return point;
    }
    // The curvature is 0 along the weights, which sum to 1 before and after the step.
    double trace = 0.0;
    for (std::size_t i = 0; i < parties_; ++i) {
      trace += curvature_[i][i];
    }
    PartyValues right{};
    PartyValues change{};
    for (std::size_t i = 0; i < parties_; ++i) {
      right[i] = gain_ - quotient_[i];
      for (std::size_t j = 0; j <= i; ++j) {
        curvature_[i][j] += trace;
      }
    }
    static_cast<void>(solve_positive(curvature_, right, parties_, change));
    const double length = damped_length<double>(weight_, change, parties_);
    double sum = 0.0;
    for (std::size_t i = 0; i < parties_; ++i) {
      weight_[i] += length * change[i];
      sum += weight_[i];
    }
    constexpr double least_weight = 1e-7;
    for (std::size_t i = 0; i < parties_; ++i) {
      weight_[i] /= sum;
      if (!(weight_[i] > least_weight)) {
        return point;  // somebody is not held down: not for this method
      }
    }
  }
  return point;
}

ProportionalPoint solve_line_by_program(const Frontier& frontier,
                                        const PartyValues& disagreement,
                                        const PartyValues& claim) {
  ProgramQuestion question;
  question.claim = claim;
  question.floor = disagreement;
  const auto parties = static_cast<std::size_t>(frontier.parties);
  std::fill_n(question.bound.begin(), parties, true);
  SeparableProgram program(frontier);
  ProgramAnswer best = program.solve(question);
  if (frontier.loss_exponent == 1) {
    // Of several such texts one from which nobody gains at nobody's cost: the program is
    // linear, and for a small enough weight on utilities the least gain stays what it is.
    constexpr double little = 1e-4;
    for (std::size_t i = 0; i < parties; ++i) {
      question.objective[i] = little / claim[i];
    }
    const ProgramAnswer efficient = program.solve(question);
    const double size = std::max(1.0, std::fabs(best.gain));
    if (efficient.found && best.found && efficient.gain >= best.gain - 1e-11 * size) {
      best.text = efficient.text;
    }
  }
  return {best.found, best.gain, best.text, best.multiplier};
}

// The issues in which nobody who is held down has a stake stay open, for the others.
bool leave_open(const Frontier& frontier, const std::array<bool, max_parties>& held,
                const Texts& text, NashProblem& rest) {
  bool matters = false;
  for (std::size_t k = 0; k < static_cast<std::size_t>(frontier.issues); ++k) {
    bool open = true;
    bool wanted = false;
    for (std::size_t i = 0; i < static_cast<std::size_t>(frontier.parties); ++i) {
      const bool stake = frontier.weight[k][i] > 0.0 || frontier.slope[k][i] != 0.0;
      open = open && !(held[i] && stake);
      wanted = wanted || (!held[i] && stake);
    }
    if (!open) {
      rest.frontier.low[k] = rest.frontier.high[k] = rest.frontier.otherwise[k] = text[k];
    }
    matters = matters || (open && wanted);
  }
  return matters;
}

Texts lexicographic_text(const NashProblem& problem, const PartyValues& claim,
                         const ProportionalPoint& point) {
  const Frontier& frontier = problem.frontier;
  const auto parties = static_cast<std::size_t>(frontier.parties);
  constexpr double tolerance = 1e-6;
  std::array<bool, max_parties> held{};
  NashProblem rest = problem;
  PartyValues claim_of_rest{};
  std::size_t left = 0;
  for (std::size_t i = 0; i < parties; ++i) {
    held[i] = point.hold[i] * claim[i] > tolerance;
    if (held[i]) {
      continue;
    }
    rest.frontier.constant[left] = frontier.constant[i];
    for (std::size_t k = 0; k < static_cast<std::size_t>(frontier.issues); ++k) {
      rest.frontier.ideal[k][left] = frontier.ideal[k][i];
      rest.frontier.weight[k][left] = frontier.weight[k][i];
      rest.frontier.slope[k][left] = frontier.slope[k][i];
    }
    rest.disagreement[left] = problem.disagreement[i];
    claim_of_rest[left++] = claim[i];
  }
  rest.frontier.parties = static_cast<int>(left);
  if (left == 0 || left == parties || !leave_open(frontier, held, point.text, rest)) {
    return point.text;
  }
  if (left == 1) {
    return frontier_text(rest.frontier, {1.0});
  }
  const ProportionalPoint next =
      solve_line(rest.frontier, rest.disagreement, claim_of_rest);
  return next.found ? lexicographic_text(rest, claim_of_rest, next) : point.text;
}

constexpr PartyValues equal_claims = {1, 1, 1, 1, 1, 1, 1, 1};

// A gain that rounding alone may have made is none.
double distance_of_gain(const Frontier& frontier, const PartyValues& value, double gain) {
  constexpr double rounding = 1e-11;
  double size = 0.0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(frontier.parties); ++i) {
    size += std::fabs(value[i]);
    for (std::size_t k = 0; k < static_cast<std::size_t>(frontier.issues); ++k) {
      size += frontier.weight[k][i];
    }
  }
  return gain > rounding * size ? gain : 0.0;
}

}  // namespace

ProportionalPoint solve_line(const Frontier& frontier, const PartyValues& disagreement,
                             const PartyValues& claim) {
  TRIPART_EXPECTS(frontier.parties >= 1);
  if (frontier.loss_exponent == 2) {
    const ProportionalPoint point = LineNewton(frontier, disagreement, claim).solve();
    if (point.found) {
      return point;
    }
  }
  return solve_line_by_program(frontier, disagreement, claim);
}

FrontierPoint solve_proportional(const NashProblem& problem, const PartyValues& claim) {
  FrontierPoint point;
  const ProportionalPoint line =
      solve_line(problem.frontier, problem.disagreement, claim);
  if (!line.found || !(line.gain > 0.0)) {
    return point;
  }
  point.found = true;
  point.text = lexicographic_text(problem, claim, line);
  point.value = frontier_values(problem.frontier, point.text);
  return point;
}

double largest_gain(const Frontier& frontier, const PartyValues& value,
                    const PartyValues& claim) {
  return solve_line(frontier, value, claim).gain;
}

double pareto_distance(const Frontier& frontier, const PartyValues& value) {
  return distance_of_gain(frontier, value, largest_gain(frontier, value, equal_claims));
}

double pareto_distance_by_program(const Frontier& frontier, const PartyValues& value) {
  return distance_of_gain(frontier, value,
                          solve_line_by_program(frontier, value, equal_claims).gain);
}

}  // namespace tripart
