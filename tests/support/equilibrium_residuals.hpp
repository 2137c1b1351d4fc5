#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "support/random_economy.hpp"
#include "tripart/economy/equilibrium.hpp"

namespace tripart::test {

/// How far a returned equilibrium is from E1-E5, from its own numbers alone.
struct EquilibriumResiduals {
  LargestGap markets;  ///< supply and demand of every product, spending on every product
  LargestGap income;   ///< income against wages, revenue and deficit
  LargestGap value_added;  ///< what sectors pay labour against the wage bill
  LargestGap prices;       ///< E1 and E2; shares (E3) in units of a price
  LargestGap world;        ///< shares that sum to 1, deficits to 0, the numeraire
};

inline void note_region(const Baseline& b, const TradePolicy& policy,
                        const Equilibrium& e, std::size_t n, EquilibriumResiduals& r) {
  const std::string& name = b.regions[n];
  double revenue = 0.0, paid_to_labour = 0.0;
  for (std::size_t j = 0; j < b.sector_count(); ++j) {
    const std::size_t cell = b.at(n, j);
    const std::string product = b.sectors[j] + " of " + name;
    double sales = 0.0, use = b.final_share[cell] * e.income[n];
    for (std::size_t m = 0; m < b.region_count(); ++m) {
      sales += e.expenditure_share[b.at(m, n, j)] * e.expenditure[b.at(m, j)] /
               (1.0 + policy.tariff_rate[b.at(m, n, j)]);
      const double rate = policy.tariff_rate[b.at(n, m, j)];
      revenue +=
          e.expenditure_share[b.at(n, m, j)] * e.expenditure[cell] * rate / (1.0 + rate);
    }
    for (std::size_t k = 0; k < b.sector_count(); ++k) {
      use += b.input_share[b.at_input(n, j, k)] * e.output[b.at(n, k)];
    }
    r.markets.note(e.output[cell], sales, "supply of " + product);
    r.markets.note(e.expenditure[cell], use, "spending on " + product);
    paid_to_labour += b.value_added_share[cell] * e.output[cell];
  }
  const double wages = e.wage_hat[n] * b.value_added[n];
  r.value_added.note(paid_to_labour, wages, "value added of " + name);
  r.income.note(e.tariff_revenue[n], revenue, "revenue of " + name, e.income[n]);
  r.income.note(e.income[n], wages + revenue + e.deficit[n], "income of " + name);
  r.income.note(e.income_hat[n], e.income[n] / b.income[n], "income hat of " + name);
}

inline void note_prices(const Baseline& b, const std::vector<double>& theta,
                        const TradePolicy& policy, const Equilibrium& e, std::size_t n,
                        std::size_t j, EquilibriumResiduals& r) {
  const std::size_t cell = b.at(n, j);
  const std::string product = b.sectors[j] + " in " + b.regions[n];
  double cost = std::pow(e.wage_hat[n], b.value_added_share[cell]);
  for (std::size_t k = 0; k < b.sector_count(); ++k) {
    cost *= std::pow(e.price_hat[b.at(n, k)], b.input_share[b.at_input(n, k, j)]);
  }
  r.prices.note(e.cost_hat[cell], cost, "cost of " + product);
  double sum = 0.0, shares = 0.0;
  for (std::size_t i = 0; i < b.region_count(); ++i) {
    const std::size_t flow = b.at(n, i, j);
    const double dearer = policy.iceberg_hat[flow] * (1.0 + policy.tariff_rate[flow]) /
                          (1.0 + b.tariff_rate[flow]);
    const double landed = dearer * e.cost_hat[b.at(i, j)];
    sum += b.expenditure_share[flow] * std::pow(landed, -theta[j]);
    shares += e.expenditure_share[flow];
    if (b.expenditure_share[flow] > 0.0) {
      const double share =
          b.expenditure_share[flow] * std::pow(landed / e.price_hat[cell], -theta[j]);
      r.prices.note(e.expenditure_share[flow], share,
                    "share of " + b.regions[i] + " in " + product, theta[j] * share);
    }
  }
  r.prices.note(e.price_hat[cell], std::pow(sum, -1.0 / theta[j]), "price of " + product);
  r.world.note(shares, 1.0, "shares of " + product);
}

inline EquilibriumResiduals residuals_of(const Baseline& b,
                                         const std::vector<double>& theta,
                                         const TradePolicy& policy,
                                         const Equilibrium& e) {
  EquilibriumResiduals r;
  double world = 0.0, world_before = 0.0, deficits = 0.0;
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    note_region(b, policy, e, n, r);
    for (std::size_t j = 0; j < b.sector_count(); ++j) {
      note_prices(b, theta, policy, e, n, j, r);
    }
    world += e.wage_hat[n] * b.value_added[n];
    world_before += b.value_added[n];
    deficits += e.deficit[n];
  }
  r.world.note(world, world_before, "world value added");
  r.world.note(deficits, 0.0, "deficits of the world", world);
  return r;
}

}  // namespace tripart::test
