#pragma once

#include <vector>

#include "bargaining/state_policy.hpp"
#include "tripart/bargaining/trade_model.hpp"
#include "tripart/economy/equilibrium.hpp"

namespace tripart {

/// The base year as one economy's elasticities see it, and what every tariff state adds
/// to its tariffs.
struct TradeYear {
  std::string elasticities;
  std::vector<double> theta;
  Baseline baseline;                                  ///< closed (`close_baseline`)
  std::vector<std::vector<RateChange>> rate_changes;  ///< by tariff state
  TradePolicy war;  ///< Nash tariffs, where pairs without agreement fight
};

/// The year in which an economy lives, before any war. \throws Failure where its closed
/// base year cannot be solved.
[[nodiscard]] TradeYear trade_year(const Model& model, const TradeModel& trade,
                                   const EconomyDraw& draw, const PayoffTable& table);

/// What pairs apply to each other in a year before tariff states come on top:
/// `policy_of`, and the rates of the war.
[[nodiscard]] TradePolicy pair_policy(const TradeModel& trade, const TradeYear& year,
                                      const std::vector<PairTerms>& terms);

/// Where results belong: one configuration of one economy, and for texts one of its
/// deals.
struct PayoffPlace {
  int economy = 0;
  int configuration = 0;
  std::size_t deal = 0;
};

/// One issue at pole 1 (E7) and the places it is worth the same in.
struct IssueCase {
  int issue = 0;
  std::vector<CostEffect> effects;
  std::vector<PayoffPlace> places;
};

/// What the trade model is asked once although several economies and configurations want
/// the answer: elasticities and what every pair applies to each other. A new deal without
/// iceberg term, for instance, is the old agreement, and tariffs under the old agreement
/// cost the same in all economies with the same elasticities.
struct TradeRegime {
  std::size_t year = 0;  ///< of the TradeYears
  std::vector<PairTerms> terms;
  std::vector<PayoffPlace> places;
  std::vector<IssueCase> issues;
};

/// All distinct regimes of some economies, in the order in which these and the
/// configurations first need them. \param economies  position in `draws` -> number of its
/// year among those in hand
[[nodiscard]] std::vector<TradeRegime> trade_regimes(
    const Model& model, const TradeModel& trade, const ConfigurationSet& configurations,
    const std::vector<EconomyDraw>& draws,
    const std::vector<std::pair<int, std::size_t>>& economies);

}  // namespace tripart
