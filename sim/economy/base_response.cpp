#include "economy/base_response.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "economy/linked_batch.hpp"
#include "economy/scaled_row.hpp"

namespace tripart {
namespace {

constexpr double least_pivot = 1e-9;
constexpr double wage_change = 1e-4;  // in logs: small, and far above rounding
constexpr int rounds_to_rest =
    4;  // to a few percent of the response: more saves no iteration

}  // namespace

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
      add_scaled_row(factor, &a[p * size] + p, &a[row * size] + p, size - p);
      add_scaled_row(factor, &b[p * columns], &b[row * columns], columns);
    }
  }
  return true;
}

BaseResponse::BaseResponse(const BaseYear& y, const Width& width)
    : regions(y.regions),
      sectors(y.sectors),
      traded(y.traded),
      columns(whole_groups(traded)),
      cost_at(whole_groups(regions)),
      spending_at(cost_at + regions * columns),
      size(spending_at + regions * columns) {
  size_arrays();
  copy_base_year(y);
  usable = link_sectors(y) && link_wages(y, width);
}

LinkedYear BaseResponse::pointers() const {
  return {regions,
          columns,
          cost_at,
          spending_at,
          size,
          minus_theta.data(),
          per_theta.data(),
          base_log_sum.data(),
          own_share.data(),
          base_spending.data(),
          wage_in_cost.data(),
          income_in_spending.data(),
          labour_in_output.data(),
          labour_in_sales.data(),
          weight.data(),
          net_weight.data(),
          price_in_cost.data(),
          sales_in_spending.data(),
          wage_move.data(),
          response.data(),
          labour_in_income.data(),
          value_added.data(),
          deficit.data(),
          deficit_in_wages.data(),
          world_value_added};
}

void BaseResponse::size_arrays() {
  const std::size_t cells = regions * columns;
  const std::size_t untraded = sectors - traded;
  minus_theta.assign(cells, -1.0);
  per_theta.assign(cells, 1.0);
  own_share.assign(cells, 1.0);
  for (auto* by_cell : {&base_log_sum, &base_spending, &per_base_spending, &wage_in_cost,
                        &income_in_spending, &labour_in_output, &labour_in_sales}) {
    by_cell->assign(cells, 0.0);
  }
  for (auto* by_pair : {&weight, &net_weight}) {
    by_pair->assign(regions * cells, 0.0);
  }
  for (auto* by_region : {&labour_in_income, &value_added, &deficit, &deficit_in_wages}) {
    by_region->assign(cost_at, 0.0);
  }
  for (auto* by_link : {&price_in_cost, &sales_in_spending}) {
    by_link->assign(cells * columns, 0.0);
  }
  for (auto* at_home : {&wage_in_home_cost, &income_in_home_spending}) {
    at_home->assign(regions * untraded, 0.0);
  }
  for (auto* to_home : {&price_in_home_cost, &sales_in_home_spending}) {
    to_home->assign(regions * traded * untraded, 0.0);
  }
  wage_move.assign(regions * cost_at, 0.0);
  response.assign(regions * size, 0.0);
}

void BaseResponse::copy_base_year(const BaseYear& y) {
  world_value_added = y.world_value_added;
  for (std::size_t n = 0; n < regions; ++n) {
    value_added[n] = y.value_added[n];
    deficit[n] = y.deficit[n];
    deficit_in_wages[n] = y.deficit_in_wages[n];
    for (std::size_t t = 0; t < columns; ++t) {
      const std::size_t cell = n * columns + t;
      if (t >= traded) {
        weight[(n * regions + n) * columns + t] = 1.0;
        net_weight[(n * regions + n) * columns + t] = 1.0;
        continue;
      }
      const double spent = y.expenditure[y.at(n, t)];
      minus_theta[cell] = y.minus_theta[y.at(n, t)];
      per_theta[cell] = y.per_theta[y.at(n, t)];
      base_log_sum[cell] = y.base_log_sum[y.at(n, t)];
      own_share[cell] = y.weight[y.at(n * regions + n, t)];
      base_spending[cell] = spent;
      per_base_spending[cell] = spent > 0.0 ? 1.0 / spent : 0.0;
      labour_in_output[cell] = y.value_added_share[y.at(n, t)];
      for (std::size_t pair = n * regions; pair < (n + 1) * regions; ++pair) {
        weight[pair * columns + t] = y.weight[y.at(pair, t)];
        net_weight[pair * columns + t] = y.net_weight[y.at(pair, t)];
      }
    }
  }
}

bool BaseResponse::link_sectors(const BaseYear& y) {
  std::vector<double> linked;
  for (std::size_t n = 0; n < regions; ++n) {
    if (!link_inputs(y, n, linked)) {
      return false;
    }
    link_region(y, n, linked);
  }
  return true;
}

/// (I - Gamma^T D)^-1 [Gamma^T | gamma] as [using sector, input | wage].
bool BaseResponse::link_inputs(const BaseYear& y, std::size_t n,
                               std::vector<double>& linked) const {
  const std::size_t J = sectors;
  std::vector<double> less(J * J);
  linked.resize(J * (J + 1));
  for (std::size_t j = 0; j < J; ++j) {
    for (std::size_t k = 0; k < J; ++k) {
      const double share = y.input_share[y.at(n * y.columns + k, j)];
      less[j * J + k] = (j == k ? 1.0 : 0.0) - share * y.weight[y.at(n * regions + n, k)];
      linked[j * (J + 1) + k] = share;
    }
    linked[j * (J + 1) + J] = y.value_added_share[y.at(n, j)];
  }
  return solve_linear(less, linked, J);
}

void BaseResponse::link_region(const BaseYear& y, std::size_t n,
                               const std::vector<double>& linked) {
  const std::size_t T = traded;
  const std::size_t U = sectors - traded;
  const auto link = [&](std::size_t input, std::size_t user) {
    return linked[user * (sectors + 1) + input];
  };
  for (std::size_t j = 0; j < sectors; ++j) {
    const double in_cost = link(sectors, j);
    double of_income = y.final_share[y.at(n, j)];
    for (std::size_t user = 0; user < sectors; ++user) {
      of_income += link(j, user) * y.weight[y.at(n * regions + n, user)] *
                   y.final_share[y.at(n, user)];
    }
    if (j < T) {
      wage_in_cost[n * columns + j] = in_cost;
      income_in_spending[n * columns + j] =
          of_income * per_base_spending[n * columns + j];
    } else {
      wage_in_home_cost[n * U + j - T] = in_cost;
      income_in_home_spending[n * U + j - T] = of_income;
      labour_in_income[n] += y.value_added_share[y.at(n, j)] * of_income;
    }
  }
  for (std::size_t from = 0; from < T; ++from) {
    double in_labour = 0.0;
    for (std::size_t to = 0; to < T; ++to) {
      const std::size_t cell = (n * columns + from) * columns + to;
      price_in_cost[cell] = link(from, to);
      sales_in_spending[cell] = link(to, from) * per_base_spending[n * columns + to];
    }
    for (std::size_t u = 0; u < U; ++u) {
      const std::size_t cell = (n * T + from) * U + u;
      price_in_home_cost[cell] = link(from, T + u);
      sales_in_home_spending[cell] = link(T + u, from);
      in_labour += y.value_added_share[y.at(n, T + u)] * link(T + u, from);
    }
    labour_in_sales[n * columns + from] = in_labour;
  }
}

/// Moves one wage after the other a little and lets costs and expenditures come to rest.
bool BaseResponse::link_wages(const BaseYear& y, const Width& width) {
  LinkedBatch loop(*this, linked_loop(width).alone);
  const std::vector<double> no_logs(y.expenditure.size(), 0.0);
  loop.begin(*this, 0, PolicyChange{}, no_logs.data(), no_logs.data(),
             y.expenditure.data());
  const auto come_to_rest = [&] {
    for (int round = 0; round < rounds_to_rest; ++round) {
      loop.settle(*this);
    }
    loop.evaluate(*this);
  };
  come_to_rest();
  const std::vector<double> at_rest(&loop.state(0), &loop.state(0) + size);
  const std::vector<double> excess(loop.excess(), loop.excess() + regions);
  std::vector<double> supply(regions * regions);
  for (std::size_t m = 0; m < regions; ++m) {
    std::copy(at_rest.begin(), at_rest.end(), &loop.state(0));
    loop.state(m) += wage_change;
    come_to_rest();
    for (std::size_t k = 0; k < size; ++k) {
      response[m * size + k] = (loop.state(k) - at_rest[k]) / wage_change;
    }
    for (std::size_t n = 0; n < regions; ++n) {
      // transposed: the moves are wanted by excess
      supply[m * regions + n] = (excess[n] - loop.excess()[n]) / wage_change;
    }
  }
  std::vector<double> undo(regions * regions, 0.0);
  for (std::size_t n = 0; n < regions; ++n) {
    undo[n * regions + n] = 1.0;
  }
  if (!std::all_of(response.begin(), response.end(),
                   [](double value) { return std::isfinite(value); }) ||
      !solve_linear(supply, undo, regions)) {
    return false;
  }
  for (std::size_t m = 0; m < regions; ++m) {
    std::copy_n(&undo[m * regions], regions, &wage_move[m * cost_at]);
  }
  return true;
}

}  // namespace tripart
