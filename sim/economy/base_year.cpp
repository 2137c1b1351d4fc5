#include "economy/base_year.hpp"

namespace tripart {

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

BaseYear::BaseYear(const Baseline& b, const std::vector<double>& theta,
                   const Closure& closure)
    : regions(b.region_count()),
      sectors(b.sector_count()),
      columns(whole_groups(sectors)),
      traded(traded_sectors(b)),
      tariff_rate(b.tariff_rate),
      no_change(sectors, 1.0),
      value_added(b.value_added),
      income(b.income) {
  const std::size_t cells = regions * columns;
  minus_theta.assign(cells, -1.0);
  per_theta.assign(cells, 1.0);
  for (auto* by_cell : {&base_log_sum, &value_added_share, &final_share, &expenditure}) {
    by_cell->assign(cells, 0.0);
  }
  for (auto* by_pair : {&weight, &net_weight}) {
    by_pair->assign(regions * cells, 0.0);
  }
  for (auto* by_link : {&input_share, &user_share}) {
    by_link->assign(cells * columns, 0.0);
  }
  for (std::size_t n = 0; n < regions; ++n) {
    world_value_added += b.value_added[n];
    deficit.push_back(closure.deficits == Deficits::fixed ? b.deficit[n] : 0.0);
    deficit_in_wages.push_back(
        closure.deficits == Deficits::scaled ? b.deficit[n] / b.value_added[n] : 0.0);
    for (std::size_t j = 0; j < sectors; ++j) {
      minus_theta[at(n, j)] = -theta[j];
      per_theta[at(n, j)] = 1.0 / theta[j];
      value_added_share[at(n, j)] = b.value_added_share[b.at(n, j)];
      final_share[at(n, j)] = b.final_share[b.at(n, j)];
      expenditure[at(n, j)] = b.expenditure[b.at(n, j)];
      for (std::size_t k = 0; k < sectors; ++k) {
        const double share = b.input_share[b.at_input(n, k, j)];
        input_share[(n * columns + k) * columns + j] = share;
        user_share[(n * columns + j) * columns + k] = share;
      }
      for (std::size_t i = 0; i < regions; ++i) {
        const std::size_t from = b.at(n, i, j);
        const std::size_t to = (n * regions + i) * columns + j;
        weight[to] = b.expenditure_share[from];
        net_weight[to] = b.expenditure_share[from] / (1.0 + b.tariff_rate[from]);
      }
    }
    // what fills a row up is bought at home, by nobody
    for (std::size_t j = sectors; j < columns; ++j) {
      const std::size_t own = (n * regions + n) * columns + j;
      weight[own] = net_weight[own] = 1.0;
    }
  }
}

}  // namespace tripart
