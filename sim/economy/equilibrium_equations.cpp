#include <algorithm>
#include <cmath>

#include "economy/deficits.hpp"
#include "economy/lanes.hpp"
#include "tripart/core/math.hpp"
#include "tripart/economy/equilibrium.hpp"

// The equations E1 to E5 of MODEL.md, section 2, evaluated once at the solver's state.

namespace tripart {
namespace {

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
  for (std::size_t n = 0; n < N_; ++n) {
    for (std::size_t j = 0; j < J_; ++j) {
      cost_power_[n * J_ + j] = -theta_[j] * log_cost_[n * J_ + j];
    }
  }
  math::exp_each(cost_power_.data(), cost_power_.data(), N_ * J_);

  // E2: P^-theta = sum_i pi (kappa_hat c_hat(i))^-theta, and the same sum before tariffs
  std::fill(share_sum_.begin(), share_sum_.end(), 0.0);
  std::fill(net_share_sum_.begin(), net_share_sum_.end(), 0.0);
  for (std::size_t n = 0; n < N_; ++n) {
    const std::size_t from = b.at(n, 0, 0);
    lanes::add_rows(lanes::ProductRows{&weight_[from], J_, cost_power_.data(), J_}, N_,
                    &share_sum_[n * J_], traded_);
    lanes::add_rows(lanes::ProductRows{&net_weight_[from], J_, cost_power_.data(), J_},
                    N_, &net_share_sum_[n * J_], traded_);
    for (std::size_t j = traded_; j < J_; ++j) {
      share_sum_[n * J_ + j] = weight_[b.at(n, n, j)] * cost_power_[n * J_ + j];
      net_share_sum_[n * J_ + j] = net_weight_[b.at(n, n, j)] * cost_power_[n * J_ + j];
    }
  }
  math::log_each(share_sum_.data(), log_price_.data(), N_ * J_);
  for (std::size_t n = 0; n < N_; ++n) {
    for (std::size_t j = 0; j < J_; ++j) {
      double& log_price = log_price_[n * J_ + j];
      log_price = (base_log_sum_[n * J_ + j] - log_price) / theta_[j];
    }
  }
  // E1: log c(j) = gamma(j) log w + sum_k gamma(k, j) log P(k)
  for (std::size_t n = 0; n < N_; ++n) {
    double* cost = &new_log_cost_[n * J_];
    for (std::size_t j = 0; j < J_; ++j) {
      cost[j] = log_wage_[n] * b.value_added_share[n * J_ + j];
    }
    lanes::add_rows(
        lanes::ScaledRows{&b.input_share[b.at_input(n, 0, 0)], J_, &log_price_[n * J_]},
        J_, cost, J_);
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
  for (std::size_t i = 0; i < N_; ++i) {
    lanes::add_rows(
        lanes::ProductRows{&net_weight_[b.at(0, i, 0)], N_ * J_, demand_.data(), J_}, N_,
        &output_[i * J_], traded_);
    for (std::size_t j = traded_; j < J_; ++j) {
      output_[i * J_ + j] = net_weight_[b.at(i, i, j)] * demand_[i * J_ + j];
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
  deficits_at(b, closure_.deficits, wage_bill_.data(), world, deficit_.data());
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
    for (std::size_t j = 0; j < J_; ++j) {
      expenditure[j] = income_[n] * b.final_share[n * J_ + j];
    }
    lanes::add_rows(
        lanes::ScaledRows{&user_share_[b.at_input(n, 0, 0)], J_, &output_[n * J_]}, J_,
        expenditure, J_);
  }
}

void deficits_at(const Baseline& b, Deficits rule, const double* wage_bill, double world,
                 double* deficit) {
  double unmatched = 0.0;
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    switch (rule) {
      case Deficits::fixed:
        deficit[n] = b.deficit[n];
        break;
      case Deficits::scaled:
        deficit[n] = b.deficit[n] / b.value_added[n] * wage_bill[n];
        unmatched += deficit[n];
        break;
      case Deficits::removed:
        deficit[n] = 0.0;
        break;
    }
  }
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    deficit[n] -= unmatched * (wage_bill[n] / world);
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
      note(std::abs(new_log_cost_[cell] - log_cost_[cell]), "cost", n, j);
      note(relative_gap(expenditure_[cell], new_expenditure_[cell]), "market", n, j);
    }
  }
  return worst;
}

}  // namespace tripart
