#pragma once

#include <cstdint>
#include <memory>
#include <optional>
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

/// Elasticities outside are never used: draws are drawn again (E7b).
inline constexpr Range theta_range{0.05, 200.0};

/// The iceberg term of one pair of parties where it is not that of all.
struct PairIceberg {
  int one = 0;
  int other = 0;
  Parameter iceberg;
};

/// How W_i(g, m) is computed (equations E1 to E7), as the scenario's `economy:` says it.
struct TradeModel {
  Baseline baseline;           ///< after rebalancing to export_shares
  std::vector<int> region_of;  ///< party -> region of the baseline
  std::vector<std::pair<std::string, double>>
      elasticities;  ///< theta set and probability, adding up to 1
  Parameter theta_factor{Distribution::constant(1.0), {0.02, 50.0}, 0};  ///< on the set's
                                                                         ///< theta
  std::vector<std::pair<std::size_t, Parameter>>
      sector_theta;  ///< sector -> theta drawn directly instead, factor or not
  Closure closure;
  int economies = 1;               ///< K of the outer ensemble
  Parameter no_agreement_iceberg;  ///< fraction added to the iceberg cost of goods, pairs
                                   ///< without agreement
  Parameter
      new_deal_iceberg;  ///< the same for pairs in a new deal; negative lowers costs
  std::vector<PairIceberg> no_agreement_pairs;  ///< each pair at most once
  std::vector<PairIceberg> new_deal_pairs;
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

/// What one economy of the outer ensemble is: its elasticities and the iceberg terms per
/// pair of parties.
struct EconomyDraw {
  std::string elasticities;                  ///< the set it was drawn around
  std::vector<double> theta;                 ///< by sector, in theta_range if drawn
  std::vector<double> no_agreement_iceberg;  ///< [party][party], symmetric
  std::vector<double> new_deal_iceberg;
  friend bool operator==(const EconomyDraw&, const EconomyDraw&) = default;
};

/// Economy `index` (from 1) of the ensemble: a function of the seed, the index, `trade`
/// and the names of the parties, and of nothing else in the model. \throws
/// Failure(bad_input) naming a distribution that holds next to nothing of its range.
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
  std::vector<TradePolicy>
      wars;  ///< by economy: Nash tariffs, where lost deals end in war
};

/// Bytes that `solve_payoffs` and the summaries of a run take for this many economies, a
/// little generously.
[[nodiscard]] std::uint64_t memory_needed(const Model& model, int economies);

/// Solves every reachable configuration x tariff state of every economy (E1 to E7), each
/// warm-started from a neighbour that does not depend on the number of jobs. \throws
/// Failure (bad_input) with configuration, residual and worst market where a solve does
/// not converge; and, before anything is solved, where the tables of so many economies do
/// not fit into memory.
[[nodiscard]] SolvedPayoffs solve_payoffs(const Model& model, const TradeModel& trade,
                                          std::uint64_t seed, int jobs);

/// W_i with every issue at its text in every new deal of one configuration, solved
/// exactly (beside the sum of E7), no tariffs in force: [economy][party], percent. \param
/// moved  by issue: x - x0; absent where it was never settled, which then changes no cost
/// \throws Failure(bad_input) where a solve does not converge.
[[nodiscard]] std::vector<std::vector<double>> solve_at_texts(
    const Model& model, const TradeModel& trade, const SolvedPayoffs& payoffs,
    const Configuration& configuration, const std::vector<std::optional<double>>& moved,
    int jobs);

/// The payoffs of pure bargaining: nothing but content, disagreement and breakdown
/// values.
[[nodiscard]] PayoffTable pure_payoffs(const Model& model);

}  // namespace tripart
