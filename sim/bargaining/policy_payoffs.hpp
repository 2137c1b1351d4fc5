#pragma once

#include <cstddef>
#include <vector>

#include "bargaining/trade_regime.hpp"
#include "tripart/bargaining/trade_model.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {

/// What a change means for one region, as payoffs.csv has it beside its exact welfare.
[[nodiscard]] PayoffDetail payoff_detail(const WelfareChange& change, std::size_t region);

/// The scenario's policies in one year: [policy][party].
[[nodiscard]] std::vector<PolicyPayoff> policy_payoffs(const TradeModel& trade,
                                                       const TradeYear& year);

/// The same for every economy, each year solved once: [economy][policy][party]. The
/// result does not depend on `jobs`.
[[nodiscard]] std::vector<PolicyPayoff> policy_payoffs(
    const TradeModel& trade, const std::vector<TradeYear>& years,
    const std::vector<EconomyDraw>& economies, int jobs);

}  // namespace tripart
