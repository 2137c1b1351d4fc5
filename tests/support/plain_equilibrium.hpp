#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <utility>
#include <vector>

#include "tripart/economy/baseline.hpp"
#include "tripart/economy/equilibrium.hpp"
#include "tripart/economy/tariff_schedule.hpp"

namespace tripart::test {

/// One year of the world; all that is not a hat in the currency of the accounts.
struct PlainYear {
  std::vector<double> wage;         ///< relative to the accounts, by region
  std::vector<double> price;        ///< relative to the accounts [importer, sector]
  std::vector<double> share;        ///< [importer, exporter, sector]
  std::vector<double> expenditure;  ///< [importer, sector]
  std::vector<double> revenue, deficit, income;  ///< by region
};

/// A second solver of E1-E5 that shares nothing with the first but the accounts it starts
/// from.
///
/// Own calibration, nested rather than simultaneous: for given wages prices are iterated
/// to rest, then all expenditures follow from one linear system (tariff revenue and
/// deficits included) by elimination; wages by Newton's method with numerical
/// derivatives, the largest region's wage being 1 until all is scaled to the world value
/// added of the accounts. Slow and plain.
class PlainEconomy {
 public:
  PlainEconomy(Accounts accounts, std::vector<double> theta, TradePolicy policy,
               const Closure& closure = {})
      : a_(std::move(accounts)),
        theta_(std::move(theta)),
        policy_(std::move(policy)),
        closure_(closure),
        N_(a_.regions.size()),
        J_(a_.sectors.size()) {
    if (!closure.input_output) {
      std::fill(a_.input.begin(), a_.input.end(), 0.0);
    }
    calibrate();
  }

  /// What changes are measured against: the year of the accounts, or that year without
  /// deficits where the closure removes them.
  PlainYear before() {
    if (closure_.deficits != Deficits::removed) {
      return observed_;
    }
    TradePolicy same;
    same.tariff_rate = a_.tariff_rate;
    same.iceberg_hat.assign(a_.flow.size(), 1.0);
    return solve(same);
  }
  /// The year under the policy.
  PlainYear after() { return solve(policy_); }

  /// Percent change of real income by region.
  std::vector<double> real_income_pct() {
    const PlainYear old = before();
    const PlainYear now = after();
    wage_ = now.wage;
    std::vector<double> change;
    for (std::size_t n = 0; n < N_; ++n) {
      double price = 1.0;
      for (std::size_t j = 0; j < J_; ++j) {
        price *= std::pow(now.price[n * J_ + j] / old.price[n * J_ + j], alpha_[n][j]);
      }
      change.push_back(100.0 * (now.income[n] / old.income[n] / price - 1.0));
    }
    return change;
  }

  /// Of the last `real_income_pct`.
  const std::vector<double>& wages() const { return wage_; }

 private:
  using Row = std::vector<double>;
  using Matrix = std::vector<Row>;

  std::size_t at(std::size_t n, std::size_t i, std::size_t j) const {
    return (n * N_ + i) * J_ + j;
  }
  double old_tariff(std::size_t n, std::size_t i, std::size_t j) const {
    return n == i ? 0.0 : a_.tariff_rate[at(n, i, j)];
  }

  void calibrate() {
    const Matrix zero(N_, Row(J_, 0.0));
    Matrix paid = zero, received = zero, untaxed = zero;
    observed_.deficit.assign(N_, 0.0);
    observed_.revenue.assign(N_, 0.0);
    for (std::size_t n = 0; n < N_; ++n) {
      for (std::size_t i = 0; i < N_; ++i) {
        for (std::size_t j = 0; j < J_; ++j) {
          const double flow = a_.flow[at(n, i, j)];
          paid[n][j] += flow * (1.0 + old_tariff(n, i, j));
          untaxed[n][j] += flow;
          received[i][j] += flow;
          observed_.deficit[n] += flow;
          observed_.deficit[i] -= flow;
          observed_.revenue[n] += flow * old_tariff(n, i, j);
        }
      }
    }
    alpha_ = gamma_ = zero;
    inputs_.assign(N_, Matrix(J_, Row(J_, 0.0)));
    value_added_.assign(N_, 0.0);
    observed_.income.assign(N_, 0.0);
    for (std::size_t n = 0; n < N_; ++n) {
      for (std::size_t j = 0; j < J_; ++j) {
        gamma_[n][j] = 1.0;
        alpha_[n][j] += paid[n][j];
        for (std::size_t k = 0; k < J_ && received[n][j] > 0.0; ++k) {
          const double used = a_.input[(n * J_ + k) * J_ + j];
          const double cost = used > 0.0 ? used * paid[n][k] / untaxed[n][k] : 0.0;
          inputs_[n][k][j] = cost / received[n][j];
          gamma_[n][j] -= inputs_[n][k][j];
          alpha_[n][k] -= cost;
        }
        value_added_[n] += gamma_[n][j] * received[n][j];
      }
      for (const double alpha : alpha_[n]) {
        observed_.income[n] += alpha;
      }
      for (double& alpha : alpha_[n]) {
        alpha /= observed_.income[n];
      }
    }
    numeraire_ = static_cast<std::size_t>(
        std::max_element(value_added_.begin(), value_added_.end()) -
        value_added_.begin());
    observed_.wage.assign(N_, 1.0);
    observed_.price.assign(N_ * J_, 1.0);
    observed_.share.assign(N_ * N_ * J_, 0.0);
    for (std::size_t n = 0; n < N_; ++n) {
      for (std::size_t j = 0; j < J_; ++j) {
        observed_.expenditure.push_back(paid[n][j]);
        for (std::size_t i = 0; i < N_ && paid[n][j] > 0.0; ++i) {
          observed_.share[at(n, i, j)] =
              a_.flow[at(n, i, j)] * (1.0 + old_tariff(n, i, j)) / paid[n][j];
        }
      }
    }
  }

  /// Prices for these log wages; where nothing is bought they stay at 1 and do not
  /// matter.
  void iterate_prices(const Row& wage) {
    for (int round = 0; round < 20000; ++round) {
      for (std::size_t n = 0; n < N_; ++n) {
        for (std::size_t j = 0; j < J_; ++j) {
          double cost = gamma_[n][j] * wage[n];
          for (std::size_t k = 0; k < J_; ++k) {
            cost += inputs_[n][k][j] * log_price_[n * J_ + k];
          }
          power_[n * J_ + j] = std::exp(-theta_[j] * cost);
        }
      }
      double change = 0.0;
      for (std::size_t n = 0; n < N_; ++n) {
        for (std::size_t j = 0; j < J_; ++j) {
          double sum = 0.0;
          for (std::size_t i = 0; i < N_; ++i) {
            sum += weight_[at(n, i, j)] * power_[i * J_ + j];
          }
          const double next = sum > 0.0 ? -std::log(sum) / theta_[j] : 0.0;
          change = std::max(
              change, std::abs(next - log_price_[n * J_ + j]) / (1.0 + std::abs(next)));
          log_price_[n * J_ + j] = next;
          sum_[n * J_ + j] = sum;
        }
      }
      if (change < 1e-15) {
        return;
      }
    }
  }

  void set_policy(const TradePolicy& policy) {
    new_tariff_ = policy.tariff_rate;
    weight_ = observed_.share;
    for (std::size_t cell = 0; cell < weight_.size(); ++cell) {
      const std::size_t n = cell / (N_ * J_), i = cell / J_ % N_, j = cell % J_;
      const double dearer = policy.iceberg_hat[cell] * (1.0 + policy.tariff_rate[cell]) /
                            (1.0 + old_tariff(n, i, j));
      weight_[cell] *= std::pow(dearer, -theta_[j]);
    }
    log_price_.assign(N_ * J_, 0.0);
    power_ = sum_ = log_price_;
  }

  double share(std::size_t n, std::size_t i, std::size_t j) const {
    const double weight = weight_[at(n, i, j)];
    return weight > 0.0 ? weight * power_[i * J_ + j] / sum_[n * J_ + j] : 0.0;
  }

  Row deficits_at(const Row& bill) const {
    double world = 0.0, old_world = 0.0, unmatched = 0.0;
    Row deficit(N_, 0.0);
    for (std::size_t n = 0; n < N_; ++n) {
      world += bill[n];
      old_world += value_added_[n];
    }
    for (std::size_t n = 0; n < N_ && closure_.deficits != Deficits::removed; ++n) {
      const double unit = closure_.deficits == Deficits::fixed
                              ? world / old_world
                              : bill[n] / value_added_[n];
      deficit[n] = observed_.deficit[n] * unit;
      unmatched += deficit[n];
    }
    for (std::size_t n = 0; n < N_; ++n) {
      deficit[n] -= unmatched * bill[n] / world;
    }
    return deficit;
  }

  /// Excess demand for labour, relative to what there is, at these log wages, all other
  /// markets clearing.
  Row excess(const Row& wage) {
    iterate_prices(wage);
    Row bill(N_);
    for (std::size_t n = 0; n < N_; ++n) {
      bill[n] = std::exp(wage[n]) * value_added_[n];
    }
    year_.deficit = deficits_at(bill);
    const std::size_t size = N_ * J_;
    Matrix system(size, Row(size + 1, 0.0));
    for (std::size_t n = 0; n < N_; ++n) {
      for (std::size_t j = 0; j < J_; ++j) {
        Row& row = system[n * J_ + j];
        row[n * J_ + j] += 1.0;
        row[size] = alpha_[n][j] * (bill[n] + year_.deficit[n]);
      }
      for (std::size_t m = 0; m < N_; ++m) {
        for (std::size_t k = 0; k < J_; ++k) {
          // n's sector k sells to m and uses j; n's tariffs on m's sales of k feed n's
          // income
          const double sold = share(m, n, k) / (1.0 + new_tariff_[at(m, n, k)]);
          const double levied = duty(n, m, k);
          for (std::size_t j = 0; j < J_; ++j) {
            system[n * J_ + j][m * J_ + k] -= inputs_[n][j][k] * sold;
            system[n * J_ + j][n * J_ + k] -= alpha_[n][j] * levied;
          }
        }
      }
    }
    year_.expenditure = eliminate(std::move(system));
    year_.revenue.assign(N_, 0.0);
    year_.income.assign(N_, 0.0);
    Row result(N_);
    for (std::size_t n = 0; n < N_; ++n) {
      double labour = 0.0;
      for (std::size_t m = 0; m < N_; ++m) {
        for (std::size_t j = 0; j < J_; ++j) {
          labour += gamma_[n][j] * share(m, n, j) / (1.0 + new_tariff_[at(m, n, j)]) *
                    year_.expenditure[m * J_ + j];
          year_.revenue[n] += duty(n, m, j) * year_.expenditure[n * J_ + j];
        }
      }
      year_.income[n] = bill[n] + year_.revenue[n] + year_.deficit[n];
      result[n] = labour / bill[n] - 1.0;
    }
    return result;
  }

  /// Tariff revenue of importer n per unit of its spending on sector j.
  double duty(std::size_t n, std::size_t i, std::size_t j) const {
    const double rate = new_tariff_[at(n, i, j)];
    return share(n, i, j) * rate / (1.0 + rate);
  }

  static Row eliminate(Matrix m) {
    const std::size_t size = m.size();
    for (std::size_t c = 0; c < size; ++c) {
      std::size_t best = c;
      for (std::size_t r = c; r < size; ++r) {
        best = std::abs(m[r][c]) > std::abs(m[best][c]) ? r : best;
      }
      std::swap(m[c], m[best]);
      for (std::size_t r = c + 1; r < size; ++r) {
        const double factor = m[r][c] / m[c][c];
        for (std::size_t k = c; k <= size && factor != 0.0; ++k) {
          m[r][k] -= factor * m[c][k];
        }
      }
    }
    Row x(size);
    for (std::size_t r = size; r-- > 0;) {
      x[r] = m[r][size];
      for (std::size_t k = r + 1; k < size; ++k) {
        x[r] -= m[r][k] * x[k];
      }
      x[r] /= m[r][r];
    }
    return x;
  }

  /// Largest excess in the markets that Newton's method looks at.
  double largest(const Row& excess) const {
    double found = 0.0;
    for (std::size_t n = 0; n < N_; ++n) {
      found = n == numeraire_ ? found : std::max(found, std::abs(excess[n]));
    }
    return found;
  }

  /// Newton on all log wages but that of the largest region, whose market clears by
  /// Walras' law; steps that do not help are halved. Before it wages follow excess demand
  /// for a while: far from the equilibrium Newton can be caught where the excess is
  /// smallest without being zero.
  PlainYear solve(const TradePolicy& policy) {
    set_policy(policy);
    Row wage(N_, 0.0);
    Row now = excess(wage);
    for (int round = 0; round < 40 && largest(now) > 0.02; ++round) {
      for (std::size_t n = 0; n < N_; ++n) {
        wage[n] += n == numeraire_ ? 0.0 : 0.3 * std::clamp(now[n], -0.5, 0.5);
      }
      now = excess(wage);
    }
    for (int round = 0; largest(now) > 1e-12; ++round) {
      if (round == 100) {
        throw std::runtime_error("the plain solver did not converge");
      }
      // the numeraire's row says that its wage stays
      Matrix system(N_, Row(N_ + 1, 0.0));
      system[numeraire_][numeraire_] = 1.0;
      for (std::size_t c = 0; c < N_; ++c) {
        Row moved = wage;
        moved[c] += 1e-6;
        const Row then = c == numeraire_ ? now : excess(moved);
        for (std::size_t r = 0; r < N_; ++r) {
          if (r != numeraire_) {
            system[r][c] = (then[r] - now[r]) / 1e-6;
            system[r][N_] = -now[r];
          }
        }
      }
      const Row step = eliminate(std::move(system));
      const double before = largest(now);
      Row tried;
      double part = 1.0;
      do {
        tried = wage;
        for (std::size_t n = 0; n < N_; ++n) {
          tried[n] += part * std::clamp(step[n], -1.0, 1.0);
        }
        now = excess(tried);
        part *= 0.5;
      } while (!(largest(now) < before) && part > 1e-4);
      wage = tried;
    }
    return in_accounts_currency(wage);
  }

  PlainYear in_accounts_currency(const Row& wage) {
    double world = 0.0, old_world = 0.0;
    for (std::size_t n = 0; n < N_; ++n) {
      world += std::exp(wage[n]) * value_added_[n];
      old_world += value_added_[n];
    }
    const double unit = old_world / world;
    PlainYear year = year_;
    year.share.resize(weight_.size());
    for (std::size_t cell = 0; cell < weight_.size(); ++cell) {
      year.share[cell] = share(cell / (N_ * J_), cell / J_ % N_, cell % J_);
    }
    year.wage.clear();
    year.price.clear();
    for (const double one : wage) {
      year.wage.push_back(std::exp(one) * unit);
    }
    for (const double one : log_price_) {
      year.price.push_back(std::exp(one) * unit);
    }
    for (Row* values : {&year.expenditure, &year.revenue, &year.deficit, &year.income}) {
      for (double& value : *values) {
        value *= unit;
      }
    }
    return year;
  }

  Accounts a_;
  Row theta_;
  TradePolicy policy_;
  Closure closure_;
  std::size_t N_, J_, numeraire_ = 0;
  Matrix alpha_, gamma_;
  std::vector<Matrix> inputs_;
  Row value_added_, wage_;
  PlainYear observed_, year_;
  Row new_tariff_, weight_, log_price_, power_, sum_;
};

}  // namespace tripart::test
