#pragma once

#include <vector>

#include "bargaining/state_policy.hpp"
#include "tripart/bargaining/trade_model.hpp"
#include "tripart/economy/equilibrium.hpp"

namespace tripart {

/// The base year as one set of elasticities sees it, and what every tariff state adds to
/// its tariffs.
struct TradeYear {
  std::string elasticities;
  std::vector<double> theta;
  Baseline baseline;                                  ///< closed (`close_baseline`)
  std::vector<std::vector<RateChange>> rate_changes;  ///< by tariff state
  TradePolicy war;  ///< Nash tariffs, where pairs without agreement fight
};

/// One year per set of elasticities, wars included. \throws Failure where the closed base
/// year or the war cannot be solved.
[[nodiscard]] std::vector<TradeYear> trade_years(const Model& model,
                                                 const TradeModel& trade,
                                                 const PayoffTable& table, int jobs = 1);

/// What pairs apply to each other in a year before tariff states come on top:
/// `policy_of`, and the rates of the war.
[[nodiscard]] TradePolicy pair_policy(const TradeModel& trade, const TradeYear& year,
                                      const std::vector<PairTerms>& terms);

/// The year in which an economy lives. \pre it is there
[[nodiscard]] const TradeYear& year_of(const std::vector<TradeYear>& years,
                                       const EconomyDraw& draw);

/// Where results belong: one configuration of one economy.
struct PayoffPlace {
  int economy = 0;
  int configuration = 0;
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

/// All distinct regimes, in the order in which economies and configurations first need
/// them.
[[nodiscard]] std::vector<TradeRegime> trade_regimes(
    const Model& model, const TradeModel& trade, const std::vector<TradeYear>& years,
    const ConfigurationSet& configurations, const std::vector<EconomyDraw>& economies);

}  // namespace tripart
