// The interior-point method behind a proposer's best offer, and its exact end.
#include "bargaining/offer_program.hpp"

#include <algorithm>
#include <cmath>

namespace tripart {
namespace {

constexpr double first_gap = 0.1;  // complementarity at the start
constexpr double last_gap = 1e-13;
constexpr double last_error = 1e-11;
constexpr double curved = 1e-9;  // less of the stakes than this is straight

}  // namespace

// Every row in units of what texts can move in it, so that no party's scale matters.
bool OfferProgram::make_rows() {
  const std::size_t count = stretches.size();
  linear_.assign(count, Row{});
  square_.assign(count, Row{});
  rows_ = 0;
  const auto add_row = [&](std::size_t row, const PartyValues& weight) {
    double stakes = 0.0;
    for (std::size_t k = 0; k < count; ++k) {
      for (std::size_t i = 0; i < static_cast<std::size_t>(parties); ++i) {
        linear_[k][row] += weight[i] * stretches[k].linear[i];
        square_[k][row] += weight[i] * stretches[k].square[i];
      }
      stakes += std::fabs(linear_[k][row]) + square_[k][row];
    }
    for (std::size_t k = 0; k < count && stakes > 0.0; ++k) {
      linear_[k][row] /= stakes;
      square_[k][row] /= stakes;
    }
    return stakes;
  };
  static_cast<void>(add_row(0, wish));
  for (std::size_t i = 0; i < static_cast<std::size_t>(parties); ++i) {
    binds_[i] = false;
    if (!asked[i]) {
      continue;
    }
    PartyValues only{};
    only[i] = 1.0;
    for (std::size_t k = 0; k < count; ++k) {
      linear_[k][rows_ + 1] = square_[k][rows_ + 1] = 0.0;
    }
    const double stakes = add_row(rows_ + 1, only);
    if (stakes > 0.0) {
      constant_[rows_ + 1] = (start[i] - least[i]) / stakes;
      party_of_[rows_++] = i;
    } else if (start[i] < least[i]) {
      return false;
    }
  }
  return true;
}

void OfferProgram::begin() {
  const std::size_t count = stretches.size();
  t_.assign(count, 0.5);
  below_.assign(count, 0.0);
  above_.assign(count, 0.0);
  step_t_.assign(count, 0.0);
  step_below_.assign(count, 0.0);
  step_above_.assign(count, 0.0);
  for (std::size_t k = 0; k < count; ++k) {
    if (stretches[k].bounded) {
      below_[k] = above_[k] = first_gap / 0.5;
    }
  }
  value_ = values_at(t_);
  for (std::size_t j = 0; j < rows_; ++j) {
    slack_[j] = std::max(value_[j + 1], first_gap);
    multiplier_[j] = first_gap / slack_[j];
  }
}

OfferProgram::Row OfferProgram::values_at(const std::vector<double>& t) const {
  Row value = constant_;
  for (std::size_t k = 0; k < t.size(); ++k) {
    for (std::size_t row = 0; row <= rows_; ++row) {
      value[row] += (linear_[k][row] - square_[k][row] * t[k]) * t[k];
    }
  }
  return value;
}

// Mean complementarity, and how far the conditions of an optimum are from holding.
void OfferProgram::look() {
  value_ = values_at(t_);
  double sum = 0.0;
  std::size_t pairs = rows_;
  error_ = 0.0;
  for (std::size_t j = 0; j < rows_; ++j) {
    sum += slack_[j] * multiplier_[j];
    // Where a demand does not bind, texts that make no difference may still drift.
    error_ =
        std::max(error_, slack_[j] < multiplier_[j] ? std::fabs(value_[j + 1] - slack_[j])
                                                    : std::max(0.0, -value_[j + 1]));
  }
  for (std::size_t k = 0; k < t_.size(); ++k) {
    double pull = slope(k, 0, t_[k]) + below_[k] - above_[k];
    double size = 1.0;
    for (std::size_t j = 0; j < rows_; ++j) {
      pull += multiplier_[j] * slope(k, j + 1, t_[k]);
      size += multiplier_[j];
    }
    error_ = std::max(error_, std::fabs(pull) / size);
    if (stretches[k].bounded) {
      sum += t_[k] * below_[k] + (1.0 - t_[k]) * above_[k];
      pairs += 2;
    }
  }
  gap_ = pairs > 0 ? sum / static_cast<double>(pairs) : 0.0;
}

// One Newton step towards the point of the central path with complementarity `aim`.
void OfferProgram::move(double aim) {
  PartyMatrix matrix{};
  PartyValues right{};
  const std::size_t count = t_.size();
  for (std::size_t j = 0; j < rows_; ++j) {
    matrix[j][j] = slack_[j] / multiplier_[j];
    right[j] = aim / multiplier_[j] - value_[j + 1];
  }
  std::vector<double>& bend = step_below_;
  for (std::size_t k = 0; k < count; ++k) {
    double pull = slope(k, 0, t_[k]);
    bend[k] = 2.0 * square_[k][0];
    for (std::size_t j = 0; j < rows_; ++j) {
      pull += multiplier_[j] * slope(k, j + 1, t_[k]);
      bend[k] += 2.0 * multiplier_[j] * square_[k][j + 1];
    }
    if (stretches[k].bounded) {
      pull += aim / t_[k] - aim / (1.0 - t_[k]);
      bend[k] += below_[k] / t_[k] + above_[k] / (1.0 - t_[k]);
    } else {
      bend[k] += 1e-12;
    }
    step_t_[k] = pull;
    for (std::size_t j = 0; j < rows_; ++j) {
      const double along = slope(k, j + 1, t_[k]) / bend[k];
      right[j] -= along * pull;
      for (std::size_t l = 0; l <= j; ++l) {
        matrix[j][l] += along * slope(k, l + 1, t_[k]);
      }
    }
  }
  for (std::size_t j = 0; j < rows_; ++j) {
    matrix[j][j] *= 1.0 + 1e-14;
  }
  PartyValues push{};
  solve_positive(matrix, right, rows_, push);
  double length = 1.0;
  const auto keep_positive = [&length](double value, double step) {
    constexpr double margin = 0.99;
    if (step < 0.0 && length * step < -margin * value) {
      length = -margin * value / step;
    }
  };
  PartyValues slack_step{};
  for (std::size_t j = 0; j < rows_; ++j) {
    slack_step[j] =
        aim / multiplier_[j] - slack_[j] - slack_[j] / multiplier_[j] * push[j];
    keep_positive(slack_[j], slack_step[j]);
    keep_positive(multiplier_[j], push[j]);
  }
  for (std::size_t k = 0; k < count; ++k) {
    for (std::size_t j = 0; j < rows_; ++j) {
      step_t_[k] += push[j] * slope(k, j + 1, t_[k]);
    }
    step_t_[k] /= bend[k];
    bend[k] = 0.0;
    step_above_[k] = 0.0;
    if (stretches[k].bounded) {
      const double room = 1.0 - t_[k];
      step_below_[k] = (aim - below_[k] * step_t_[k]) / t_[k] - below_[k];
      step_above_[k] = (aim + above_[k] * step_t_[k]) / room - above_[k];
      keep_positive(t_[k], step_t_[k]);
      keep_positive(room, -step_t_[k]);
      keep_positive(below_[k], step_below_[k]);
      keep_positive(above_[k], step_above_[k]);
    }
  }
  for (std::size_t j = 0; j < rows_; ++j) {
    slack_[j] += length * slack_step[j];
    multiplier_[j] += length * push[j];
  }
  for (std::size_t k = 0; k < count; ++k) {
    t_[k] += length * step_t_[k];
    below_[k] += length * step_below_[k];
    above_[k] += length * step_above_[k];
  }
}

// Newton's method on what is known to hold at the optimum: the demands that bind, the
// stretches that are neither full nor empty. Straight stretches have no unique answer
// beyond that and move as little as possible.
bool OfferProgram::settle(std::vector<double>& t, PartyValues multiplier) const {
  constexpr int most_steps = 8;
  constexpr double rounding = 4e-16;
  constexpr double tolerance = 1e-13;
  const std::size_t count = t.size();
  std::array<std::size_t, max_parties> held{};
  std::size_t number = 0;
  for (std::size_t j = 0; j < rows_; ++j) {
    if (binds_[party_of_[j]]) {
      held[number++] = j;
    }
  }
  std::vector<std::uint8_t> moves(count, 1);
  for (std::size_t k = 0; k < count; ++k) {
    const bool empty = stretches[k].bounded && t[k] < below_[k];
    const bool full = stretches[k].bounded && 1.0 - t[k] < above_[k];
    moves[k] = !empty && !full ? 1 : 0;
    t[k] = empty ? 0.0 : full ? 1.0 : t[k];
  }
  for (int steps = 0; steps < most_steps; ++steps) {
    const Row value = values_at(t);
    PartyMatrix matrix{};
    PartyValues right{};
    std::vector<double> pull(count, 0.0);
    std::vector<double> bend(count, 1.0);
    for (std::size_t a = 0; a < number; ++a) {
      right[a] = -value[held[a] + 1];
    }
    for (std::size_t k = 0; k < count; ++k) {
      if (moves[k] == 0) {
        continue;
      }
      double curvature = 2.0 * square_[k][0];
      double slopes = slope(k, 0, t[k]);
      for (std::size_t a = 0; a < number; ++a) {
        curvature += 2.0 * multiplier[a] * square_[k][held[a] + 1];
        slopes += multiplier[a] * slope(k, held[a] + 1, t[k]);
      }
      if (curvature > curved) {
        bend[k] = curvature;
        pull[k] = slopes;
      }
      for (std::size_t a = 0; a < number; ++a) {
        const double along = slope(k, held[a] + 1, t[k]) / bend[k];
        right[a] -= along * pull[k];
        for (std::size_t b = 0; b <= a; ++b) {
          matrix[a][b] += along * slope(k, held[b] + 1, t[k]);
        }
      }
    }
    for (std::size_t a = 0; a < number; ++a) {
      matrix[a][a] *= 1.0 + 1e-14;
    }
    PartyValues push{};
    solve_positive(matrix, right, number, push);
    double moved = 0.0;
    for (std::size_t k = 0; k < count; ++k) {
      if (moves[k] == 0) {
        continue;
      }
      double step = pull[k];
      for (std::size_t a = 0; a < number; ++a) {
        step += push[a] * slope(k, held[a] + 1, t[k]);
      }
      t[k] += step / bend[k];
      moved = std::max(moved, std::fabs(step / bend[k]));
    }
    for (std::size_t a = 0; a < number; ++a) {
      multiplier[a] += push[a];
    }
    if (!(moved > rounding)) {
      break;
    }
  }
  for (std::size_t k = 0; k < count; ++k) {
    if (stretches[k].bounded) {
      if (!(t[k] >= -tolerance && t[k] <= 1.0 + tolerance)) {
        return false;
      }
      t[k] = std::min(std::max(t[k], 0.0), 1.0);
    }
  }
  const Row value = values_at(t);
  for (std::size_t j = 0; j < rows_; ++j) {
    if (!(value[j + 1] >= -tolerance)) {
      return false;
    }
  }
  return true;
}

// The exact end where the guess who binds proves right; else what has been found so far.
void OfferProgram::finish() {
  PartyValues multiplier{};
  std::size_t number = 0;
  for (std::size_t j = 0; j < rows_; ++j) {
    binds_[party_of_[j]] = slack_[j] < multiplier_[j];
    if (binds_[party_of_[j]]) {
      multiplier[number++] = multiplier_[j];
    }
  }
  std::vector<double> exact = t_;
  if (settle(exact, multiplier)) {
    t_ = exact;
  }
}

bool OfferProgram::solve() {
  if (!make_rows()) {
    return false;
  }
  begin();
  constexpr int most_steps = 150;
  double before = 1e300;
  for (int step = 0; step < most_steps; ++step) {
    look();
    if (gap_ < last_gap && error_ < last_error) {
      finish();
      return true;
    }
    // Little progress means that the path has been left: first back towards it.
    const double centring = gap_ < 0.3 * before ? 0.02 : 0.3;
    before = gap_;
    move(std::max(centring * gap_, 0.1 * last_gap));
  }
  return false;
}

}  // namespace tripart
