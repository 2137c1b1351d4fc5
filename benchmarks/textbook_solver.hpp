#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "tripart/economy/baseline.hpp"
#include "tripart/economy/tariff_schedule.hpp"

namespace tripart::benchmarks {

/// What one would write after reading the paper: the solution algorithm that Caliendo and
/// Parro (2015) publish, as nested loops over plain arrays. For given wages, prices are
/// iterated to rest; then shares; then expenditures are iterated to rest; then every wage
/// moves by a fixed part of its excess. Deficits are fixed in units of world value added.
class TextbookSolver {
 public:
  TextbookSolver(const Baseline& baseline, const std::vector<double>& theta,
                 double tolerance, double wage_step)
      : b_(baseline),
        theta_(theta),
        tolerance_(tolerance),
        wage_step_(wage_step),
        N_(b_.region_count()),
        J_(b_.sector_count()) {}

  /// Number of moves of wages; the result is in wage() and price().
  int solve(const TradePolicy& policy) {
    wage_.assign(N_, 1.0);
    price_.assign(N_ * J_, 1.0);
    spending_ = b_.expenditure;
    for (int moves = 1; moves < 10000; ++moves) {
      settle_prices(policy);
      settle_spending(policy);
      double gap = 0.0;
      double world = 0.0;
      double base_world = 0.0;
      for (std::size_t n = 0; n < N_; ++n) {
        double labour = 0.0;
        for (std::size_t j = 0; j < J_; ++j) {
          labour += b_.value_added_share[b_.at(n, j)] * output_[b_.at(n, j)];
        }
        const double excess = labour / (wage_[n] * b_.value_added[n]) - 1.0;
        gap = std::max(gap, std::abs(excess));
        wage_[n] *= 1.0 + wage_step_ * excess;
        world += wage_[n] * b_.value_added[n];
        base_world += b_.value_added[n];
      }
      for (double& wage : wage_) {
        wage *= base_world / world;
      }
      if (!(gap > tolerance_)) {
        return moves;
      }
    }
    return -1;
  }

  [[nodiscard]] const std::vector<double>& wage() const { return wage_; }

 private:
  void settle_prices(const TradePolicy& policy) {
    cost_.assign(N_ * J_, 1.0);
    share_.resize(N_ * N_ * J_);
    double gap = 1.0;
    while (gap > 0.1 * tolerance_) {
      gap = 0.0;
      for (std::size_t n = 0; n < N_; ++n) {
        for (std::size_t j = 0; j < J_; ++j) {
          double log_cost = b_.value_added_share[b_.at(n, j)] * std::log(wage_[n]);
          for (std::size_t k = 0; k < J_; ++k) {
            log_cost +=
                b_.input_share[b_.at_input(n, k, j)] * std::log(price_[b_.at(n, k)]);
          }
          cost_[b_.at(n, j)] = std::exp(log_cost);
        }
      }
      for (std::size_t n = 0; n < N_; ++n) {
        for (std::size_t j = 0; j < J_; ++j) {
          double sum = 0.0;
          for (std::size_t i = 0; i < N_; ++i) {
            const std::size_t cell = b_.at(n, i, j);
            const double landed = policy.iceberg_hat[cell] *
                                  (1.0 + policy.tariff_rate[cell]) /
                                  (1.0 + b_.tariff_rate[cell]) * cost_[b_.at(i, j)];
            share_[cell] = b_.expenditure_share[cell] * std::pow(landed, -theta_[j]);
            sum += share_[cell];
          }
          const double price = std::pow(sum, -1.0 / theta_[j]);
          for (std::size_t i = 0; i < N_; ++i) {
            share_[b_.at(n, i, j)] /= sum;
          }
          gap = std::max(gap, std::abs(price / price_[b_.at(n, j)] - 1.0));
          price_[b_.at(n, j)] = price;
        }
      }
    }
  }

  void settle_spending(const TradePolicy& policy) {
    double gap = 1.0;
    while (gap > 0.1 * tolerance_) {
      gap = 0.0;
      output_.assign(N_ * J_, 0.0);
      std::vector<double> income(N_);
      for (std::size_t n = 0; n < N_; ++n) {
        income[n] = wage_[n] * b_.value_added[n] + b_.deficit[n];
        for (std::size_t i = 0; i < N_; ++i) {
          for (std::size_t j = 0; j < J_; ++j) {
            const double rate = policy.tariff_rate[b_.at(n, i, j)];
            const double sales =
                share_[b_.at(n, i, j)] * spending_[b_.at(n, j)] / (1.0 + rate);
            output_[b_.at(i, j)] += sales;
            income[n] += rate * sales;
          }
        }
      }
      for (std::size_t n = 0; n < N_; ++n) {
        for (std::size_t k = 0; k < J_; ++k) {
          double spent = b_.final_share[b_.at(n, k)] * income[n];
          for (std::size_t j = 0; j < J_; ++j) {
            spent += b_.input_share[b_.at_input(n, k, j)] * output_[b_.at(n, j)];
          }
          double& before = spending_[b_.at(n, k)];
          gap = std::max(gap, spent > 0.0 ? std::abs(before / spent - 1.0) : 0.0);
          before = spent;
        }
      }
    }
  }

  const Baseline& b_;
  std::vector<double> theta_;
  double tolerance_;
  double wage_step_;
  std::size_t N_, J_;
  std::vector<double> wage_, price_, cost_, share_, spending_, output_;
};

}  // namespace tripart::benchmarks
