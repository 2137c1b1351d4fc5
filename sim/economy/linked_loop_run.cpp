#include <algorithm>
#include <cmath>

#include "economy/anderson.hpp"
#include "economy/lanes.hpp"
#include "economy/linked_loop.hpp"
#include "tripart/core/math.hpp"

// How a LinkedLoop starts, repeats and hands over what it found.

namespace tripart {
namespace {

constexpr double largest_log_move = 1.0;     // of a wage or cost, per round
constexpr double least_spending_left = 0.1;  // of an expenditure, per round
constexpr int patience = 25;                 // rounds without real progress
constexpr double real_progress = 0.7;

}  // namespace

void LinkedLoop::fold(const double* log_wage, const double* log_cost,
                      const double* expenditure) {
  const std::size_t N = r_->regions;
  const std::size_t T = r_->traded;
  std::fill(x_, x_ + r_->size, 0.0);
  std::copy(log_wage, log_wage + N, x_);
  for (std::size_t n = 0; n < N; ++n) {
    for (std::size_t t = 0; t < T; ++t) {
      const std::size_t cell = n * T + t;
      const std::size_t from = n * r_->sectors + t;
      x_[r_->cost_at + cell] = log_cost[from];
      x_[r_->spending_at + cell] = r_->base_spending[cell] > 0.0
                                       ? expenditure[from] / r_->base_spending[cell]
                                       : 0.0;
    }
  }
}

void LinkedLoop::unfold(double* log_wage, double* log_cost, double* expenditure) const {
  const Baseline& b = *baseline_;
  const std::size_t N = r_->regions;
  const std::size_t T = r_->traded;
  const std::size_t J = r_->sectors;
  const std::size_t U = J - T;
  double world = 0.0;
  double base_world = 0.0;
  for (std::size_t n = 0; n < N; ++n) {
    world += math::exp(x_[n]) * b.value_added[n];
    base_world += b.value_added[n];
  }
  const double too_high = math::log(world / base_world);
  for (std::size_t n = 0; n < N; ++n) {
    log_wage[n] = x_[n] - too_high;
    double* home_cost = log_cost + n * J + T;
    double* home_spending = expenditure + n * J + T;
    for (std::size_t t = 0; t < T; ++t) {
      const std::size_t cell = n * T + t;
      log_cost[n * J + t] = x_[r_->cost_at + cell];
      expenditure[n * J + t] = x_[r_->spending_at + cell] * r_->base_spending[cell];
    }
    for (std::size_t u = 0; u < U; ++u) {
      home_cost[u] = r_->wage_in_home_cost[n * U + u] * log_wage[n];
      home_spending[u] = r_->income_in_home_spending[n * U + u] * income_[n];
    }
    lanes::add_rows(lanes::ScaledRows{r_->price_in_home_cost.data() + n * T * U, U,
                                      price_term_ + n * T},
                    T, home_cost, U);
    lanes::add_rows(lanes::ScaledRows{r_->sales_in_home_spending.data() + n * T * U, U,
                                      sales_term_ + n * T},
                    T, home_spending, U);
  }
}

bool LinkedLoop::accelerate(double tolerance, int max_iterations, int& iterations) {
  Anderson mixing(r_->size, memory_);
  double best = 0.0;
  int best_at = 0;
  for (iterations = 1; iterations <= max_iterations; ++iterations) {
    evaluate();
    const double gap = reply();
    if (!std::isfinite(gap)) {
      return false;
    }
    if (iterations == 1 || gap < real_progress * best) {
      best = gap;
      best_at = iterations;
    }
    if (gap <= tolerance && iterations == 1) {
      return true;  // an equilibrium stays as it is, to the last bit
    }
    if (iterations - best_at > patience) {
      return false;
    }
    step(mixing);
    if (gap <= tolerance) {
      return true;
    }
  }
  --iterations;
  return false;
}

/// One step of the acceleration, held back where it goes too far.
void LinkedLoop::step(Anderson& mixing) {
  double* before = previous_;
  std::copy(x_, x_ + r_->size, before);
  mixing.step(f_, x_);
  for (std::size_t k = 0; k < r_->spending_at; ++k) {
    const double most = before[k] + largest_log_move;
    const double least = before[k] - largest_log_move;
    x_[k] = x_[k] > most ? most : x_[k];
    x_[k] = x_[k] < least ? least : x_[k];
  }
  for (std::size_t k = r_->spending_at; k < r_->size; ++k) {
    const double least = before[k] * least_spending_left;
    x_[k] = x_[k] < least ? least : x_[k];
  }
}

}  // namespace tripart
