#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tripart/economy/optimal_tariff.hpp"

namespace tripart::test {

/// Countries of these own sales that trade one good in balance, without inputs or
/// tariffs: every pair sells `trade` each way.
inline Baseline one_good_world(const std::vector<double>& own_sales, double trade) {
  Accounts a;
  const std::size_t N = own_sales.size();
  for (std::size_t n = 0; n < N; ++n) {
    a.regions.push_back("R" + std::to_string(n));
  }
  a.sectors = {"good"};
  a.tradable_goods = {true};
  a.theta_sets = {{"drawn", {5.0}}};
  a.has_mfn_rate.assign(N, true);
  a.mfn_rate.assign(N, 0.1);
  a.flow.assign(N * N, trade);
  for (std::size_t n = 0; n < N; ++n) {
    a.flow[a.at(n, n, 0)] = own_sales[n];
  }
  a.tariff_rate.assign(N * N, 0.0);
  a.input.assign(N, 0.0);
  return baseline_from_accounts(a);
}

/// Part of what a region makes that it sells at home.
inline double home_share(const Baseline& baseline, const Equilibrium& e, std::size_t n) {
  return e.expenditure_share[baseline.at(n, n, 0)] * e.expenditure[baseline.at(n, 0)] /
         e.output[baseline.at(n, 0)];
}

inline TariffWar war_of_all(const Baseline& baseline, RateBounds bounds = {},
                            TariffGrouping grouping = TariffGrouping::by_partner) {
  TariffWar war;
  for (std::size_t n = 0; n < baseline.region_count(); ++n) {
    war.members.push_back(n);
  }
  for (std::size_t j = 0; j < baseline.sector_count(); ++j) {
    if (baseline.tradable_goods[j]) {
      war.sectors.push_back(j);
    }
  }
  war.grouping = grouping;
  war.bounds = bounds;
  return war;
}

}  // namespace tripart::test
