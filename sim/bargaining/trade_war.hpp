#pragma once

#include <vector>

#include "bargaining/trade_regime.hpp"

namespace tripart {

/// \throws Failure(bad_input) unless the war has come to rest: payoffs of tariffs that
/// somebody would change mean nothing.
void expect_rest(const NashTariffs& nash);

/// Fills TradeYear::war with the tariffs of everybody in the war, once per set of
/// elasticities. \throws Failure(bad_input) naming the elasticities where no equilibrium
/// is found.
void fight_wars(const TradeModel& trade, std::vector<TradeYear>& years, int jobs);

/// Pairs without agreement whose sides are both in the war charge each other its rates,
/// in the sectors fought over.
void set_war_rates(const TradeModel& trade, const TradeYear& year,
                   const std::vector<PairTerms>& terms, TradePolicy& policy);

}  // namespace tripart
