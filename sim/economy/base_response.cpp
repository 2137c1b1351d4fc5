#include "economy/base_response.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "economy/lanes.hpp"
#include "economy/linked_loop.hpp"

namespace tripart {
namespace {

constexpr double least_pivot = 1e-9;
constexpr double wage_change = 1e-4;  // in logs: small, and far above rounding
constexpr int rounds_to_rest =
    4;  // to a few percent of the response: more saves no iteration

std::size_t whole_blocks(std::size_t size) {
  return (size + lanes::block - 1) / lanes::block * lanes::block;
}

}  // namespace

std::size_t traded_sectors(const Baseline& b) {
  std::size_t traded = 1;
  for (std::size_t j = 0; j < b.sector_count(); ++j) {
    for (std::size_t n = 0; n < b.region_count(); ++n) {
      if (b.expenditure_share[b.at(n, n, j)] != 1.0 ||
          b.tariff_rate[b.at(n, n, j)] != 0.0) {
        traded = j + 1;
      }
    }
  }
  return traded;
}

bool solve_linear(std::vector<double>& a, std::vector<double>& b, std::size_t size) {
  const std::size_t columns = b.size() / size;
  for (std::size_t p = 0; p < size; ++p) {
    std::size_t best = p;
    for (std::size_t row = p + 1; row < size; ++row) {
      if (std::fabs(a[row * size + p]) > std::fabs(a[best * size + p])) {
        best = row;
      }
    }
    if (!(std::fabs(a[best * size + p]) > least_pivot)) {
      return false;
    }
    if (best != p) {
      std::swap_ranges(&a[p * size], &a[p * size] + size, &a[best * size]);
      std::swap_ranges(&b[p * columns], &b[p * columns] + columns, &b[best * columns]);
    }
    const double by = 1.0 / a[p * size + p];
    for (std::size_t c = p; c < size; ++c) {
      a[p * size + c] *= by;
    }
    for (std::size_t c = 0; c < columns; ++c) {
      b[p * columns + c] *= by;
    }
    for (std::size_t row = 0; row < size; ++row) {
      const double factor = -a[row * size + p];
      if (row == p || factor == 0.0) {
        continue;
      }
      lanes::add_rows(lanes::ScaledRows{&a[p * size] + p, 0, &factor}, 1,
                      &a[row * size] + p, size - p);
      lanes::add_rows(lanes::ScaledRows{&b[p * columns], 0, &factor}, 1,
                      &b[row * columns], columns);
    }
  }
  return true;
}

BaseResponse::BaseResponse(const Baseline& b, const std::vector<double>& theta,
                           const Closure& closure,
                           const std::vector<double>& base_log_sums)
    : regions(b.region_count()),
      sectors(b.sector_count()),
      traded(traded_sectors(b)),
      cost_at(whole_blocks(regions)),
      spending_at(whole_blocks(cost_at + regions * traded)),
      size(whole_blocks(spending_at + regions * traded)) {
  const std::size_t cells = regions * traded;
  for (auto* by_cell : {&minus_theta, &per_theta, &base_log_sum, &own_share,
                        &base_spending, &per_base_spending, &wage_in_cost,
                        &income_in_spending, &labour_in_output, &labour_in_sales}) {
    by_cell->resize(cells);
  }
  for (std::size_t n = 0; n < regions; ++n) {
    for (std::size_t t = 0; t < traded; ++t) {
      const std::size_t cell = n * traded + t;
      const double spent = b.expenditure[b.at(n, t)];
      minus_theta[cell] = -theta[t];
      per_theta[cell] = 1.0 / theta[t];
      base_log_sum[cell] = base_log_sums[b.at(n, t)];
      own_share[cell] = b.expenditure_share[b.at(n, n, t)];
      base_spending[cell] = spent;
      per_base_spending[cell] = spent > 0.0 ? 1.0 / spent : 0.0;
      labour_in_output[cell] = b.value_added_share[b.at(n, t)];
    }
  }
  usable = link_sectors(b) && link_wages(b, closure);
}

bool BaseResponse::link_sectors(const Baseline& b) {
  const std::size_t untraded = sectors - traded;
  price_in_cost.resize(regions * traded * traded);
  sales_in_spending.resize(regions * traded * traded);
  wage_in_home_cost.resize(regions * untraded);
  income_in_home_spending.resize(regions * untraded);
  price_in_home_cost.resize(regions * traded * untraded);
  sales_in_home_spending.resize(regions * traded * untraded);
  labour_in_income.assign(regions, 0.0);
  std::vector<double> linked;
  for (std::size_t n = 0; n < regions; ++n) {
    if (!link_inputs(b, n, linked)) {
      return false;
    }
    link_region(b, n, linked);
  }
  return true;
}

/// (I - Gamma^T D)^-1 [Gamma^T | gamma] as [using sector, input | wage].
bool BaseResponse::link_inputs(const Baseline& b, std::size_t n,
                               std::vector<double>& linked) const {
  const std::size_t J = sectors;
  std::vector<double> less(J * J);
  linked.resize(J * (J + 1));
  for (std::size_t j = 0; j < J; ++j) {
    for (std::size_t k = 0; k < J; ++k) {
      const double share = b.input_share[b.at_input(n, k, j)];
      less[j * J + k] = (j == k ? 1.0 : 0.0) - share * b.expenditure_share[b.at(n, n, k)];
      linked[j * (J + 1) + k] = share;
    }
    linked[j * (J + 1) + J] = b.value_added_share[b.at(n, j)];
  }
  return solve_linear(less, linked, J);
}

void BaseResponse::link_region(const Baseline& b, std::size_t n,
                               const std::vector<double>& linked) {
  const std::size_t T = traded;
  const std::size_t U = sectors - traded;
  const auto link = [&](std::size_t input, std::size_t user) {
    return linked[user * (sectors + 1) + input];
  };
  for (std::size_t j = 0; j < sectors; ++j) {
    const double in_cost = link(sectors, j);
    double of_income = b.final_share[b.at(n, j)];
    for (std::size_t user = 0; user < sectors; ++user) {
      of_income += link(j, user) * b.expenditure_share[b.at(n, n, user)] *
                   b.final_share[b.at(n, user)];
    }
    if (j < T) {
      wage_in_cost[n * T + j] = in_cost;
      income_in_spending[n * T + j] = of_income * per_base_spending[n * T + j];
    } else {
      wage_in_home_cost[n * U + j - T] = in_cost;
      income_in_home_spending[n * U + j - T] = of_income;
      labour_in_income[n] += b.value_added_share[b.at(n, j)] * of_income;
    }
  }
  for (std::size_t from = 0; from < T; ++from) {
    double in_labour = 0.0;
    for (std::size_t to = 0; to < T; ++to) {
      const std::size_t cell = (n * T + from) * T + to;
      price_in_cost[cell] = link(from, to);
      sales_in_spending[cell] = link(to, from) * per_base_spending[n * T + to];
    }
    for (std::size_t u = 0; u < U; ++u) {
      const std::size_t cell = (n * T + from) * U + u;
      price_in_home_cost[cell] = link(from, T + u);
      sales_in_home_spending[cell] = link(T + u, from);
      in_labour += b.value_added_share[b.at(n, T + u)] * link(T + u, from);
    }
    labour_in_sales[n * T + from] = in_labour;
  }
}

/// Moves one wage after the other a little and lets costs and expenditures come to rest.
bool BaseResponse::link_wages(const Baseline& b, const Closure& closure) {
  std::vector<double> net(b.expenditure_share);
  for (std::size_t cell = 0; cell < net.size(); ++cell) {
    net[cell] /= 1.0 + b.tariff_rate[cell];
  }
  std::vector<double> room;
  LinkedLoop loop(b, closure, *this, b.expenditure_share.data(), net.data(), room);
  const std::vector<double> no_logs(regions * sectors, 0.0);
  loop.fold(no_logs.data(), no_logs.data(), b.expenditure.data());
  const auto come_to_rest = [&] {
    for (int round = 0; round < rounds_to_rest; ++round) {
      loop.evaluate();
      loop.settle();
    }
    loop.evaluate();
  };
  come_to_rest();
  const std::vector<double> at_rest(loop.state(), loop.state() + size);
  const std::vector<double> excess(loop.excess(), loop.excess() + regions);
  response.assign(regions * size, 0.0);
  std::vector<double> supply(regions * regions);
  for (std::size_t m = 0; m < regions; ++m) {
    std::copy(at_rest.begin(), at_rest.end(), loop.state());
    loop.state()[m] += wage_change;
    come_to_rest();
    for (std::size_t k = 0; k < size; ++k) {
      response[m * size + k] = (loop.state()[k] - at_rest[k]) / wage_change;
    }
    for (std::size_t n = 0; n < regions; ++n) {
      // transposed: the moves are wanted by excess
      supply[m * regions + n] = (excess[n] - loop.excess()[n]) / wage_change;
    }
  }
  wage_move.assign(regions * regions, 0.0);
  for (std::size_t n = 0; n < regions; ++n) {
    wage_move[n * regions + n] = 1.0;
  }
  return std::all_of(response.begin(), response.end(),
                     [](double value) { return std::isfinite(value); }) &&
         solve_linear(supply, wage_move, regions);
}

}  // namespace tripart
