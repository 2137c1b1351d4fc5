#pragma once

#include <cstddef>

#include "tripart/economy/baseline.hpp"
#include "tripart/economy/equilibrium.hpp"
#include "tripart/economy/tariff_schedule.hpp"

namespace tripart {

/// Sales of exporter i to importer n before tariffs in the counterfactual year.
inline double flow_after(const Baseline& b, const TradePolicy& policy,
                         const Equilibrium& e, std::size_t n, std::size_t i,
                         std::size_t j) {
  const std::size_t cell = b.at(n, i, j);
  return e.expenditure_share[cell] * e.expenditure[b.at(n, j)] /
         (1.0 + policy.tariff_rate[cell]);
}

/// What one flow contributes to the first-order terms of both sides (MODEL.md, E6a), each
/// in percent of that side's base-year income.
struct FirstOrderTerms {
  double cost_of_imports_pct = 0.0;   ///< taken off the importer's terms of trade
  double gain_of_exporter_pct = 0.0;  ///< added to the exporter's terms of trade
  double volume_pct = 0.0;            ///< the importer's volume of trade
  double iceberg_pct = 0.0;           ///< the importer's direct iceberg cost, < 0 a loss
};

/// Of importer n's purchases of good j from exporter i. \pre n and i differ
inline FirstOrderTerms first_order_terms(const Baseline& b, const TradePolicy& policy,
                                         const Equilibrium& e, std::size_t n,
                                         std::size_t i, std::size_t j) {
  const std::size_t cell = b.at(n, i, j);
  const double imports = b.flow(n, i, j);
  const double cost_change = e.cost_hat[b.at(i, j)] - 1.0;
  const double new_imports = flow_after(b, policy, e, n, i, j);
  FirstOrderTerms terms;
  terms.cost_of_imports_pct = 100.0 * imports * cost_change / b.income[n];
  terms.gain_of_exporter_pct = 100.0 * imports * cost_change / b.income[i];
  // imports (M'/M - 1) is written as a difference: flows of zero need no special case
  terms.volume_pct = 100.0 * b.tariff_rate[cell] *
                     (new_imports - imports - imports * cost_change) / b.income[n];
  terms.iceberg_pct = -100.0 * (1.0 + b.tariff_rate[cell]) * imports *
                      (policy.iceberg_hat[cell] - 1.0) / b.income[n];
  return terms;
}

}  // namespace tripart
