#include <algorithm>
#include <cmath>

#include "tripart/core/math.hpp"
#include "tripart/economy/equilibrium.hpp"

// The equations E1 to E5 of MODEL.md, section 2, evaluated once at the solver's state.

namespace tripart {
namespace {

/// y += a x over the sectors of one region.
void add_scaled(double a, const double* __restrict x, double* __restrict y,
                std::size_t size) {
#pragma omp simd
  for (std::size_t j = 0; j < size; ++j) {
    y[j] += a * x[j];
  }
}

/// y += a x, element by element.
void add_product(const double* __restrict a, const double* __restrict x,
                 double* __restrict y, std::size_t size) {
#pragma omp simd
  for (std::size_t j = 0; j < size; ++j) {
    y[j] += a[j] * x[j];
  }
}

/// Relative gap between a state and its image.
double relative_gap(double now, double next) {
  return now == next ? 0.0
                     : std::abs(next - now) / std::max(std::abs(next), std::abs(now));
}

}  // namespace

EquilibriumSolver::Gap EquilibriumSolver::evaluate() {
  evaluate_prices();
  evaluate_sales();
  evaluate_incomes();
  return largest_gap();
}

void EquilibriumSolver::evaluate_prices() {
  const Baseline& b = *baseline_;
  // E1: log c(j) = gamma(j) log w + sum_k gamma(k, j) log P(k)
  for (std::size_t n = 0; n < N_; ++n) {
    double* cost = &log_cost_[n * J_];
    std::fill(cost, cost + J_, 0.0);
    add_scaled(log_wage_[n], &b.value_added_share[n * J_], cost, J_);
    for (std::size_t k = 0; k < J_; ++k) {
      add_scaled(log_price_[n * J_ + k], &b.input_share[b.at_input(n, k, 0)], cost, J_);
    }
    for (std::size_t j = 0; j < J_; ++j) {
      cost_power_[n * J_ + j] = -theta_[j] * cost[j];
    }
  }
  math::exp_each(cost_power_.data(), cost_power_.data(), N_ * J_);

  // E2: P^-theta = sum_i pi (kappa_hat c_hat(i))^-theta, and the same sum before tariffs
  std::fill(share_sum_.begin(), share_sum_.end(), 0.0);
  std::fill(net_share_sum_.begin(), net_share_sum_.end(), 0.0);
  for (std::size_t n = 0; n < N_; ++n) {
    for (std::size_t i = 0; i < N_; ++i) {
      const std::size_t pair = b.at(n, i, 0);
      add_product(&weight_[pair], &cost_power_[i * J_], &share_sum_[n * J_], J_);
      add_product(&net_weight_[pair], &cost_power_[i * J_], &net_share_sum_[n * J_], J_);
    }
  }
  math::log_each(share_sum_.data(), new_log_price_.data(), N_ * J_);
  for (std::size_t n = 0; n < N_; ++n) {
    for (std::size_t j = 0; j < J_; ++j) {
      double& log_price = new_log_price_[n * J_ + j];
      log_price = (base_log_sum_[n * J_ + j] - log_price) / theta_[j];
    }
  }
}

/// E3: exporter i sells pi' X / (1 + tau') to n, with pi' = weight(n, i) c_hat(i)^-theta
/// / sum(n).
void EquilibriumSolver::evaluate_sales() {
  const Baseline& b = *baseline_;
  for (std::size_t cell = 0; cell < N_ * J_; ++cell) {
    demand_[cell] = expenditure_[cell] / share_sum_[cell];
  }
  std::fill(output_.begin(), output_.end(), 0.0);
  for (std::size_t n = 0; n < N_; ++n) {
    for (std::size_t i = 0; i < N_; ++i) {
      add_product(&net_weight_[b.at(n, i, 0)], &demand_[n * J_], &output_[i * J_], J_);
    }
  }
  for (std::size_t cell = 0; cell < N_ * J_; ++cell) {
    output_[cell] *= cost_power_[cell];
  }
}

void EquilibriumSolver::evaluate_incomes() {
  const Baseline& b = *baseline_;
  double world = 0.0;
  for (std::size_t n = 0; n < N_; ++n) {
    wage_bill_[n] = math::exp(log_wage_[n]) * b.value_added[n];
    world += wage_bill_[n];
  }
  evaluate_deficits(world);
  for (std::size_t n = 0; n < N_; ++n) {
    double revenue = 0.0;
    double labour_demand = 0.0;
    for (std::size_t j = 0; j < J_; ++j) {
      const std::size_t cell = n * J_ + j;
      revenue += demand_[cell] * (share_sum_[cell] - net_share_sum_[cell]);
      labour_demand += b.value_added_share[cell] * output_[cell];
    }
    revenue_[n] = revenue;
    income_[n] = wage_bill_[n] + revenue + deficit_[n];
    // E5: the wage bill that trade supports less the one being paid
    excess_[n] = labour_demand / wage_bill_[n] - 1.0;
    // E4: X'(j) = sum_k gamma(j, k) Y'(k) + alpha(j) I'
    double* expenditure = &new_expenditure_[n * J_];
    std::fill(expenditure, expenditure + J_, 0.0);
    add_scaled(income_[n], &b.final_share[n * J_], expenditure, J_);
    for (std::size_t k = 0; k < J_; ++k) {
      add_scaled(output_[n * J_ + k], &user_share_[b.at_input(n, k, 0)], expenditure, J_);
    }
  }
}

void EquilibriumSolver::evaluate_deficits(double world) {
  const Baseline& b = *baseline_;
  double unmatched = 0.0;
  for (std::size_t n = 0; n < N_; ++n) {
    switch (closure_.deficits) {
      case Deficits::fixed:
        deficit_[n] = b.deficit[n];
        break;
      case Deficits::scaled:
        deficit_[n] = b.deficit[n] / b.value_added[n] * wage_bill_[n];
        unmatched += deficit_[n];
        break;
      case Deficits::removed:
        deficit_[n] = 0.0;
        break;
    }
  }
  for (std::size_t n = 0; n < N_; ++n) {
    deficit_[n] -= unmatched * (wage_bill_[n] / world);
  }
}

EquilibriumSolver::Gap EquilibriumSolver::largest_gap() const {
  Gap worst;
  const auto note = [&](double size, const char* of, std::size_t n, std::size_t j) {
    if (!(size <= worst.size) &&
        worst.size == worst.size) {  // what is not a number is worst of all
      worst = {size, of, n, j};
    }
  };
  for (std::size_t n = 0; n < N_; ++n) {
    note(std::abs(excess_[n]), "market of labour", n, J_);
    for (std::size_t j = 0; j < J_; ++j) {
      const std::size_t cell = n * J_ + j;
      note(std::abs(new_log_price_[cell] - log_price_[cell]), "price", n, j);
      note(relative_gap(expenditure_[cell], new_expenditure_[cell]), "market", n, j);
    }
  }
  return worst;
}

}  // namespace tripart
