#include "bargaining/separable_program.hpp"

#include <algorithm>
#include <cmath>

#include "tripart/core/error.hpp"

namespace tripart {

SeparableProgram::SeparableProgram(const Frontier& frontier)
    : frontier_(frontier), parties_(static_cast<std::size_t>(frontier.parties)) {
  TRIPART_EXPECTS(parties_ >= 1 && parties_ <= max_parties);
  Texts start{};
  for (std::size_t k = 0; k < static_cast<std::size_t>(frontier_.issues); ++k) {
    const double low = frontier_.low[k];
    const double high = frontier_.high[k];
    bool matters = false;
    for (std::size_t i = 0; i < parties_; ++i) {
      matters = matters || frontier_.weight[k][i] > 0.0 || frontier_.slope[k][i] != 0.0;
    }
    start[k] = matters ? low : std::min(std::max(frontier_.otherwise[k], low), high);
    if (!matters || !(low < high)) {
      continue;
    }
    double from = low;
    while (from < high) {
      double to = high;
      for (std::size_t i = 0; frontier_.loss_exponent == 1 && i < parties_; ++i) {
        const double ideal = frontier_.ideal[k][i];
        to = frontier_.weight[k][i] > 0.0 && ideal > from ? std::min(to, ideal) : to;
      }
      add_stretch(k, from, to);
      from = to;
    }
  }
  constant_ = frontier_values(frontier_, start);
}

void SeparableProgram::add_stretch(std::size_t k, double from, double to) {
  const double length = to - from;
  issue_[count_] = k;
  length_[count_] = length;
  for (std::size_t i = 0; i < parties_; ++i) {
    const double weight = frontier_.weight[k][i];
    const double distance = from - frontier_.ideal[k][i];
    if (frontier_.loss_exponent == 2) {
      slope_[count_][i] = (frontier_.slope[k][i] - 2.0 * weight * distance) * length;
      curvature_[count_][i] = weight * length * length;
    } else {
      slope_[count_][i] =
          (frontier_.slope[k][i] + (distance < 0.0 ? weight : -weight)) * length;
      curvature_[count_][i] = 0.0;
    }
  }
  ++count_;
}

void SeparableProgram::set_scales(const ProgramQuestion& question) {
  claim_scale_ = 0.0;
  double most = 0.0;
  for (std::size_t i = 0; i < parties_; ++i) {
    scale_[i] = 0.0;
    for (std::size_t m = 0; m < count_; ++m) {
      scale_[i] += std::fabs(slope_[m][i]) + curvature_[m][i];
    }
    scale_[i] = scale_[i] > 0.0 ? scale_[i] : 1.0;
    bound_[i] = question.bound[i];
    objective_[i] = question.objective[i] * scale_[i];
    most = std::max(most, objective_[i]);
    floor_[i] = (question.floor[i] - constant_[i]) / scale_[i];
    claim_[i] = bound_[i] ? question.claim[i] / scale_[i] : 0.0;
    claim_scale_ = std::max(claim_scale_, claim_[i]);
  }
  has_gain_ = claim_scale_ > 0.0;
  for (std::size_t i = 0; i < parties_; ++i) {
    claim_[i] = has_gain_ ? claim_[i] / claim_scale_ : 0.0;
    // Beside t, whose weight is 1 in the question, values count as the question says.
    objective_[i] *= has_gain_ ? claim_scale_ : most > 0.0 ? 1.0 / most : 1.0;
  }
}

// Half-filled stretches, and a t that leaves every bound party some slack.
void SeparableProgram::begin() {
  PartyValues value{};
  for (std::size_t m = 0; m < count_; ++m) {
    y_[m] = 0.5;
    for (std::size_t i = 0; i < parties_; ++i) {
      value[i] += (0.5 * slope_[m][i] - 0.25 * curvature_[m][i]) / scale_[i];
    }
  }
  constexpr double least_slack = 0.1;
  gain_ = 0.0;
  if (has_gain_) {
    gain_ = 1e300;
    for (std::size_t i = 0; i < parties_; ++i) {
      if (claim_[i] > 0.0) {
        gain_ = std::min(gain_, (value[i] - floor_[i] - least_slack) / claim_[i]);
      }
    }
  }
  double charged = 0.0;
  for (std::size_t i = 0; i < parties_; ++i) {
    slack_[i] = std::max(value[i] - floor_[i] - claim_[i] * gain_, least_slack);
    multiplier_[i] = bound_[i] ? 1.0 / slack_[i] : 0.0;
    charged += claim_[i] * multiplier_[i];
  }
  for (std::size_t i = 0; has_gain_ && i < parties_; ++i) {
    multiplier_[i] /= charged;
  }
  double mean = 0.0;
  double bound = 0.0;
  for (std::size_t i = 0; i < parties_; ++i) {
    mean += slack_[i] * multiplier_[i];
    bound += bound_[i] ? 1.0 : 0.0;
  }
  mean /= std::max(bound, 1.0);
  for (std::size_t m = 0; m < count_; ++m) {
    low_[m] = high_[m] = 0.2 * std::max(mean, 1e-3);
    y_step_[m] = low_step_[m] = high_step_[m] = 0.0;
  }
}

// Marginal values, what is short of the floors, and the curvature of the Lagrangian;
// returns the mean product of slacks and multipliers.
double SeparableProgram::look() {
  PartyValues value{};
  double sum = 0.0;
  double products = 2.0 * static_cast<double>(count_);
  error_ = 0.0;
  for (std::size_t m = 0; m < count_; ++m) {
    const double y = y_[m];
    double bend = low_[m] / y + high_[m] / (1.0 - y);
    double pull = 0.0;
    for (std::size_t i = 0; i < parties_; ++i) {
      const double slope = slope_[m][i] / scale_[i];
      const double curvature = curvature_[m][i] / scale_[i];
      const double weight = objective_[i] + multiplier_[i];
      marginal_[m][i] = slope - 2.0 * curvature * y;
      value[i] += (slope - curvature * y) * y;
      bend += 2.0 * weight * curvature;
      pull += weight * marginal_[m][i];
    }
    bend_[m] = bend;
    pull_[m] = pull;
    error_ = std::max(error_, std::fabs(pull + low_[m] - high_[m]));
    sum += y * low_[m] + (1.0 - y) * high_[m];
  }
  double charged = 0.0;
  for (std::size_t i = 0; i < parties_; ++i) {
    short_[i] = bound_[i] ? value[i] - claim_[i] * gain_ - floor_[i] - slack_[i] : 0.0;
    error_ = std::max(error_, std::fabs(short_[i]));
    charged += claim_[i] * multiplier_[i];
    sum += slack_[i] * multiplier_[i];
    products += bound_[i] ? 1.0 : 0.0;
  }
  claim_error_ = has_gain_ ? 1.0 - charged : 0.0;
  error_ = std::max(error_, std::fabs(claim_error_));
  return sum / products;
}

ProgramAnswer SeparableProgram::answer() const {
  ProgramAnswer answer;
  answer.found = true;
  for (std::size_t k = 0; k < static_cast<std::size_t>(frontier_.issues); ++k) {
    answer.text[k] = frontier_.low[k];
    bool matters = false;
    for (std::size_t i = 0; i < parties_; ++i) {
      matters = matters || frontier_.weight[k][i] > 0.0 || frontier_.slope[k][i] != 0.0;
    }
    if (!matters) {
      answer.text[k] =
          std::min(std::max(frontier_.otherwise[k], frontier_.low[k]), frontier_.high[k]);
    }
  }
  for (std::size_t m = 0; m < count_; ++m) {
    answer.text[issue_[m]] += length_[m] * y_[m];
  }
  for (std::size_t k = 0; k < static_cast<std::size_t>(frontier_.issues); ++k) {
    answer.text[k] = std::min(answer.text[k], frontier_.high[k]);
  }
  answer.gain = has_gain_ ? gain_ / claim_scale_ : 0.0;
  for (std::size_t i = 0; i < parties_; ++i) {
    answer.multiplier[i] = multiplier_[i] / scale_[i];
    if (has_gain_) {
      answer.multiplier[i] /= claim_scale_;
    }
  }
  return answer;
}

ProgramAnswer SeparableProgram::solve(const ProgramQuestion& question) {
  constexpr int most_steps = 100;
  constexpr double settled = 1e-14;  // mean product of slacks and multipliers, error
  constexpr double near = 1e-9;
  constexpr double good_enough = 1e-10;
  set_scales(question);
  begin();
  double mean = look();
  ProgramAnswer best;
  double distance = good_enough;
  for (int step = 0; step < most_steps; ++step) {
    gather();
    step_towards(0.0, false);
    const double reachable = complementarity(longest_step()) / mean;
    // Near the end products wait for the texts' own errors, which fall faster.
    const bool waits = mean < near && error_ > 10.0 * mean;
    step_towards((waits ? 1.0 : reachable * reachable * reachable) * mean, true);
    const double length = longest_step();
    // The nearer the end, the nearer a step may come to the edge.
    move(length < 1.0 ? std::min(std::max(0.9, 1.0 - mean), 0.9999) * length : 1.0);
    mean = look();
    const double now = std::max(mean, error_);
    if (!(now < 1e6)) {
      break;  // rounding has taken over
    }
    const bool better = now < distance;
    if (better) {
      distance = now;
      best = answer();
    }
    if (now < settled || (best.found && !better)) {
      break;
    }
  }
  return best;
}

}  // namespace tripart
