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

/// The same for several years: [year][policy][party]. Does not depend on `jobs`.
[[nodiscard]] std::vector<std::vector<PolicyPayoff>> policy_payoffs(
    const TradeModel& trade, const std::vector<TradeYear>& years, int jobs);

}  // namespace tripart
