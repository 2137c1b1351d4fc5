#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <utility>
#include <vector>

#include "tripart/economy/baseline.hpp"
#include "tripart/economy/tariff_schedule.hpp"

namespace tripart::test {

/// A second solver of E1-E5 that shares nothing with the first but the accounts it starts
/// from.
///
/// Own calibration, nested rather than simultaneous: for given wages prices are iterated
/// to rest, then all expenditures follow from one linear system (tariff revenue included)
/// by elimination; wages by Newton's method with numerical derivatives. Deficits are
/// fixed in units of world value added. Slow and plain.
class PlainEconomy {
 public:
  PlainEconomy(const Accounts& accounts, std::vector<double> theta,
               const TradePolicy& policy)
      : a_(accounts),
        theta_(std::move(theta)),
        policy_(policy),
        N_(accounts.regions.size()),
        J_(accounts.sectors.size()) {
    calibrate();
  }

  /// Percent change of real income by region.
  std::vector<double> real_income_pct() {
    solve_wages();
    std::vector<double> change;
    for (std::size_t n = 0; n < N_; ++n) {
      double price = 1.0;
      for (std::size_t j = 0; j < J_; ++j) {
        price *= std::pow(price_[n][j], alpha_[n][j]);
      }
      change.push_back(100.0 * (income_[n] / base_income_[n] / price - 1.0));
    }
    return change;
  }

  const std::vector<double>& wages() const { return wage_; }

 private:
  using Matrix = std::vector<std::vector<double>>;

  double flow(std::size_t n, std::size_t i, std::size_t j) const {
    return a_.flow[(n * N_ + i) * J_ + j];
  }
  double old_tariff(std::size_t n, std::size_t i, std::size_t j) const {
    return a_.tariff_rate[(n * N_ + i) * J_ + j];
  }
  double new_tariff(std::size_t n, std::size_t i, std::size_t j) const {
    return policy_.tariff_rate[(n * N_ + i) * J_ + j];
  }
  double iceberg(std::size_t n, std::size_t i, std::size_t j) const {
    return policy_.iceberg_hat[(n * N_ + i) * J_ + j];
  }

  void calibrate() {
    const Matrix zero(N_, std::vector<double>(J_, 0.0));
    Matrix paid = zero, received = zero, untaxed = zero;
    deficit_.assign(N_, 0.0);
    for (std::size_t n = 0; n < N_; ++n) {
      for (std::size_t i = 0; i < N_; ++i) {
        for (std::size_t j = 0; j < J_; ++j) {
          paid[n][j] += flow(n, i, j) * (1.0 + old_tariff(n, i, j));
          untaxed[n][j] += flow(n, i, j);
          received[i][j] += flow(n, i, j);
          deficit_[n] += flow(n, i, j);
          deficit_[i] -= flow(n, i, j);
        }
      }
    }
    paid_ = paid;
    alpha_ = gamma_ = zero;
    inputs_.assign(N_, Matrix(J_, std::vector<double>(J_, 0.0)));
    value_added_.assign(N_, 0.0);
    base_income_.assign(N_, 0.0);
    for (std::size_t n = 0; n < N_; ++n) {
      for (std::size_t j = 0; j < J_; ++j) {
        gamma_[n][j] = 1.0;
        alpha_[n][j] += paid[n][j];
        for (std::size_t k = 0; k < J_; ++k) {
          const double cost =
              a_.input[(n * J_ + k) * J_ + j] * paid[n][k] / untaxed[n][k];
          inputs_[n][k][j] = cost / received[n][j];
          gamma_[n][j] -= inputs_[n][k][j];
          alpha_[n][k] -= cost;
        }
        value_added_[n] += gamma_[n][j] * received[n][j];
      }
      for (std::size_t j = 0; j < J_; ++j) {
        base_income_[n] += alpha_[n][j];
      }
      for (double& alpha : alpha_[n]) {
        alpha /= base_income_[n];
      }
    }
  }

  void iterate_prices() {
    price_.assign(N_, std::vector<double>(J_, 1.0));
    cost_ = price_;
    for (int round = 0; round < 20000; ++round) {
      double change = 0.0;
      for (std::size_t n = 0; n < N_; ++n) {
        for (std::size_t j = 0; j < J_; ++j) {
          cost_[n][j] = std::pow(wage_[n], gamma_[n][j]);
          for (std::size_t k = 0; k < J_; ++k) {
            cost_[n][j] *= std::pow(price_[n][k], inputs_[n][k][j]);
          }
        }
      }
      for (std::size_t n = 0; n < N_; ++n) {
        for (std::size_t j = 0; j < J_; ++j) {
          double sum = 0.0;
          for (std::size_t i = 0; i < N_; ++i) {
            sum +=
                old_share(n, i, j) * std::pow(dearer(n, i, j) * cost_[i][j], -theta_[j]);
          }
          const double next = std::pow(sum, -1.0 / theta_[j]);
          change = std::max(change, std::abs(next - price_[n][j]));
          price_[n][j] = next;
        }
      }
      if (change < 1e-15) {
        return;
      }
    }
  }

  double old_share(std::size_t n, std::size_t i, std::size_t j) const {
    return flow(n, i, j) * (1.0 + old_tariff(n, i, j)) / paid_[n][j];
  }
  double dearer(std::size_t n, std::size_t i, std::size_t j) const {
    return iceberg(n, i, j) * (1.0 + new_tariff(n, i, j)) / (1.0 + old_tariff(n, i, j));
  }
  double new_share(std::size_t n, std::size_t i, std::size_t j) const {
    return old_share(n, i, j) *
           std::pow(dearer(n, i, j) * cost_[i][j] / price_[n][j], -theta_[j]);
  }

  /// Excess demand for labour at these wages, all other markets clearing.
  std::vector<double> excess(const std::vector<double>& wage) {
    wage_ = wage;
    iterate_prices();
    const std::size_t size = N_ * J_;
    Matrix system(size, std::vector<double>(size + 1, 0.0));
    for (std::size_t n = 0; n < N_; ++n) {
      for (std::size_t j = 0; j < J_; ++j) {
        std::vector<double>& row = system[n * J_ + j];
        row[n * J_ + j] += 1.0;
        row[size] = alpha_[n][j] * (wage_[n] * value_added_[n] + deficit_[n]);
        for (std::size_t m = 0; m < N_; ++m) {
          for (std::size_t k = 0; k < J_; ++k) {
            // n's sector k sells to m and uses j; n's tariffs on m's sales of k feed n's
            // income
            row[m * J_ + k] -=
                inputs_[n][j][k] * new_share(m, n, k) / (1.0 + new_tariff(m, n, k));
            row[n * J_ + k] -= alpha_[n][j] * new_share(n, m, k) * new_tariff(n, m, k) /
                               (1.0 + new_tariff(n, m, k));
          }
        }
      }
    }
    const std::vector<double> spent = eliminate(system);
    std::vector<double> result(N_);
    income_.assign(N_, 0.0);
    for (std::size_t n = 0; n < N_; ++n) {
      double labour = 0.0;
      income_[n] = wage_[n] * value_added_[n] + deficit_[n];
      for (std::size_t m = 0; m < N_; ++m) {
        for (std::size_t j = 0; j < J_; ++j) {
          labour += gamma_[n][j] * new_share(m, n, j) / (1.0 + new_tariff(m, n, j)) *
                    spent[m * J_ + j];
          income_[n] += new_share(n, m, j) * new_tariff(n, m, j) /
                        (1.0 + new_tariff(n, m, j)) * spent[n * J_ + j];
        }
      }
      result[n] = labour / value_added_[n] - wage_[n];
    }
    return result;
  }

  static std::vector<double> eliminate(Matrix m) {
    const std::size_t size = m.size();
    for (std::size_t c = 0; c < size; ++c) {
      std::size_t best = c;
      for (std::size_t r = c; r < size; ++r) {
        best = std::abs(m[r][c]) > std::abs(m[best][c]) ? r : best;
      }
      std::swap(m[c], m[best]);
      for (std::size_t r = 0; r < size; ++r) {
        const double factor = r == c ? 0.0 : m[r][c] / m[c][c];
        for (std::size_t k = c; k <= size; ++k) {
          m[r][k] -= factor * m[c][k];
        }
      }
    }
    std::vector<double> x(size);
    for (std::size_t r = 0; r < size; ++r) {
      x[r] = m[r][size] / m[r][r];
    }
    return x;
  }

  /// Newton on all wages but the last, whose market clears by Walras' law; world value
  /// added is fixed.
  void solve_wages() {
    double world = 0.0;
    for (const double value : value_added_) {
      world += value;
    }
    const auto full = [&](const std::vector<double>& free) {
      std::vector<double> wage = free;
      double rest = world;
      for (std::size_t n = 0; n + 1 < N_; ++n) {
        rest -= free[n] * value_added_[n];
      }
      wage.push_back(rest / value_added_[N_ - 1]);
      return wage;
    };
    std::vector<double> free(N_ - 1, 1.0);
    for (int round = 0; round < 100; ++round) {
      const std::vector<double> now = excess(full(free));
      double largest = 0.0;
      for (const double one : now) {
        largest = std::max(largest, std::abs(one));
      }
      if (largest < 1e-13) {
        return;
      }
      Matrix system(N_ - 1, std::vector<double>(N_, 0.0));
      for (std::size_t c = 0; c + 1 < N_; ++c) {
        std::vector<double> moved = free;
        moved[c] += 1e-6;
        const std::vector<double> then = excess(full(moved));
        for (std::size_t r = 0; r + 1 < N_; ++r) {
          system[r][c] = (then[r] - now[r]) / 1e-6;
          system[r][N_ - 1] = -now[r];
        }
      }
      const std::vector<double> step = eliminate(system);
      for (std::size_t n = 0; n + 1 < N_; ++n) {
        free[n] += std::clamp(step[n], -0.2, 0.2);
      }
    }
    throw std::runtime_error("the plain solver did not converge");
  }

  const Accounts& a_;
  std::vector<double> theta_;
  const TradePolicy& policy_;
  std::size_t N_, J_;
  Matrix paid_, alpha_, gamma_, price_, cost_;
  std::vector<Matrix> inputs_;
  std::vector<double> value_added_, base_income_, deficit_, wage_, income_;
};

}  // namespace tripart::test
