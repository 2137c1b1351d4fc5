// One step of the interior-point method: Newton's, as long as everything stays positive.
#include <algorithm>
#include <cmath>

#include "bargaining/separable_program.hpp"

namespace tripart {

void SeparableProgram::gather() {
  for (std::size_t i = 0; i < parties_; ++i) {
    system_[i].fill(0.0);
    system_[i][i] = bound_[i] ? slack_[i] / multiplier_[i] : 1.0;
  }
  for (std::size_t m = 0; m < count_; ++m) {
    const double give = 1.0 / bend_[m];
    for (std::size_t i = 0; i < parties_; ++i) {
      if (bound_[i]) {
        const double part = marginal_[m][i] * give;
        for (std::size_t j = 0; j <= i; ++j) {
          system_[i][j] += bound_[j] ? part * marginal_[m][j] : 0.0;
        }
      }
    }
  }
  firmness_ = 0.0;
  for (std::size_t i = 0; has_gain_ && i < parties_; ++i) {
    firmness_ = std::max(firmness_, system_[i][i]);
  }
  for (std::size_t i = 0; has_gain_ && i < parties_; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      system_[i][j] += firmness_ * claim_[i] * claim_[j];
    }
  }
}

// The floors' rows and t's column together; what t's column fixes along the claims is
// added to the rows, which alone are next to singular towards the end.
void SeparableProgram::solve_system() {
  if (!has_gain_) {
    gain_step_ = 0.0;
    static_cast<void>(solve_positive(system_, right_, parties_, multiplier_step_));
    return;
  }
  for (std::size_t i = 0; i < parties_; ++i) {
    right_[i] += firmness_ * claim_[i] * claim_error_;
  }
  PartyValues first{};
  PartyValues second{};
  static_cast<void>(solve_positive(system_, right_, parties_, first));
  const double claimed = solve_positive(system_, claim_, parties_, second);
  double charged = 0.0;
  for (std::size_t i = 0; i < parties_; ++i) {
    charged += claim_[i] * first[i];
  }
  gain_step_ = (claim_error_ - charged) / claimed;
  for (std::size_t i = 0; i < parties_; ++i) {
    multiplier_step_[i] = first[i] + gain_step_ * second[i];
  }
}

// Newton's step to products of `target`; corrected by what the last step's own products
// would add.
void SeparableProgram::step_towards(double target, bool corrected) {
  const auto product = [&](double slack_step, double multiplier_step) {
    return target - (corrected ? slack_step * multiplier_step : 0.0);
  };
  for (std::size_t i = 0; i < parties_; ++i) {
    right_[i] = bound_[i]
                    ? product(slack_step_[i], multiplier_step_[i]) / multiplier_[i] -
                          slack_[i] - short_[i]
                    : 0.0;
  }
  for (std::size_t m = 0; m < count_; ++m) {
    const double give = 1.0 / bend_[m];
    // Here low_step_ and high_step_ still are the last step's.
    const double lower = product(y_step_[m], low_step_[m]) / y_[m];
    const double upper = product(-y_step_[m], high_step_[m]) / (1.0 - y_[m]);
    low_step_[m] = lower - low_[m];
    high_step_[m] = upper - high_[m];
    y_step_[m] = (pull_[m] + lower - upper) * give;
    for (std::size_t i = 0; i < parties_; ++i) {
      right_[i] -= bound_[i] ? marginal_[m][i] * y_step_[m] : 0.0;
    }
  }
  PartyValues products{};
  for (std::size_t i = 0; i < parties_; ++i) {
    products[i] = product(slack_step_[i], multiplier_step_[i]);
  }
  solve_system();
  for (std::size_t i = 0; i < parties_; ++i) {
    slack_step_[i] =
        bound_[i]
            ? (products[i] - slack_[i] * multiplier_step_[i]) / multiplier_[i] - slack_[i]
            : 0.0;
    multiplier_step_[i] = bound_[i] ? multiplier_step_[i] : 0.0;
  }
  for (std::size_t m = 0; m < count_; ++m) {
    double pull = 0.0;
    for (std::size_t i = 0; i < parties_; ++i) {
      pull += marginal_[m][i] * multiplier_step_[i];
    }
    y_step_[m] += pull / bend_[m];
    low_step_[m] -= low_[m] / y_[m] * y_step_[m];
    high_step_[m] += high_[m] / (1.0 - y_[m]) * y_step_[m];
  }
}

// The longest step, at most 1, that keeps everything positive.
double SeparableProgram::longest_step() const {
  double length = 1.0;
  const auto keep = [&length](double value, double step) {
    if (value + length * step < 0.0) {
      length = -value / step;
    }
  };
  for (std::size_t i = 0; i < parties_; ++i) {
    if (bound_[i]) {
      keep(slack_[i], slack_step_[i]);
      keep(multiplier_[i], multiplier_step_[i]);
    }
  }
  for (std::size_t m = 0; m < count_; ++m) {
    keep(y_[m], y_step_[m]);
    keep(1.0 - y_[m], -y_step_[m]);
    keep(low_[m], low_step_[m]);
    keep(high_[m], high_step_[m]);
  }
  return length;
}

double SeparableProgram::complementarity(double length) const {
  double sum = 0.0;
  double products = 2.0 * static_cast<double>(count_);
  for (std::size_t i = 0; i < parties_; ++i) {
    if (bound_[i]) {
      sum += (slack_[i] + length * slack_step_[i]) *
             (multiplier_[i] + length * multiplier_step_[i]);
      products += 1.0;
    }
  }
  for (std::size_t m = 0; m < count_; ++m) {
    const double y = y_[m] + length * y_step_[m];
    sum += y * (low_[m] + length * low_step_[m]) +
           (1.0 - y) * (high_[m] + length * high_step_[m]);
  }
  return sum / products;
}

void SeparableProgram::move(double length) {
  gain_ += length * gain_step_;
  for (std::size_t i = 0; i < parties_; ++i) {
    if (bound_[i]) {
      slack_[i] += length * slack_step_[i];
      multiplier_[i] += length * multiplier_step_[i];
    }
  }
  for (std::size_t m = 0; m < count_; ++m) {
    y_[m] += length * y_step_[m];
    low_[m] += length * low_step_[m];
    high_[m] += length * high_step_[m];
  }
}

}  // namespace tripart
