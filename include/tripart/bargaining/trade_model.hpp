#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/payoff.hpp"
#include "tripart/economy/baseline.hpp"
#include "tripart/economy/counterfactual.hpp"
#include "tripart/economy/equilibrium.hpp"
#include "tripart/economy/optimal_tariff.hpp"

namespace tripart {

/// How W_i(g, m) is computed (equations E1 to E7), as the scenario's `economy:` says it.
struct TradeModel {
  Baseline baseline;           ///< after rebalancing to export_shares
  std::vector<int> region_of;  ///< party -> region of the baseline
  std::vector<std::pair<std::string, double>>
      elasticities;  ///< theta set and probability, adding up to 1
  Closure closure;
  int economies = 1;               ///< K of the outer ensemble
  Parameter no_agreement_iceberg;  ///< fraction added to the iceberg cost of goods, pairs
                                   ///< without agreement
  Parameter
      new_deal_iceberg;  ///< the same for pairs in a new deal; negative lowers costs
  double correlation =
      0.0;  ///< of the iceberg draws between pairs (one-factor Gaussian copula)
  bool mfn_without_agreement = true;
  TariffWar war;  ///< what parties would do with their tariffs if nothing bound them (E9)
  WarStart war_start = WarStart::current;
  bool war_without_agreement = false;  ///< its rates between members without agreement
  /// What pairs of parties in a new deal charge each other, and on top of MFN rates, if
  /// any, pairs without agreement. Only lines between such a pair count.
  std::vector<RateChange> new_deal_tariffs;
  std::vector<RateChange> no_agreement_tariffs;
  std::vector<Counterfactual> policies;  ///< solved beside the deals; nobody bargains
                                         ///< over them
};

/// What one economy of the outer ensemble is: its elasticity set and the iceberg terms
/// per pair of parties.
struct EconomyDraw {
  std::string elasticities;
  std::vector<double> no_agreement_iceberg;  ///< [party][party], symmetric
  std::vector<double> new_deal_iceberg;
};

/// Economy `index` (from 1) of the ensemble; a pure function of its arguments.
[[nodiscard]] EconomyDraw draw_economy(const Model& model, const TradeModel& trade,
                                       std::uint64_t seed, int index);

/// First-order split and other accounts of one solved state, beside its exact welfare
/// (payoffs.csv).
struct PayoffDetail {
  double terms_of_trade_pct = 0.0;
  double volume_of_trade_pct = 0.0;
  double iceberg_cost_pct = 0.0;
  double real_wage_pct = 0.0;
  double price_index_pct = 0.0;  ///< consumer prices, world value added = 1
  double tariff_revenue_musd = 0.0;
};

/// What a named policy is worth to a party, against the year it is relative to.
struct PolicyPayoff {
  double welfare_pct = 0.0;
  PayoffDetail detail;
};

struct SolvedPayoffs {
  PayoffTable table;
  std::vector<EconomyDraw> economies;
  std::vector<PayoffDetail> details;   ///< [economy][configuration][state][party]
  std::vector<PolicyPayoff> policies;  ///< [economy][policy][party]
};

/// Solves every reachable configuration x tariff state of every economy (E1 to E7), each
/// warm-started from a neighbour that does not depend on the number of jobs. \throws
/// Failure (bad_input) with configuration, residual and worst market where a solve does
/// not converge.
[[nodiscard]] SolvedPayoffs solve_payoffs(const Model& model, const TradeModel& trade,
                                          std::uint64_t seed, int jobs);

/// The payoffs of pure bargaining: nothing but content, disagreement and breakdown
/// values.
[[nodiscard]] PayoffTable pure_payoffs(const Model& model);

}  // namespace tripart
