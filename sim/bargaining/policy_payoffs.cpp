#include "bargaining/policy_payoffs.hpp"

#include "tripart/core/error.hpp"
#include "tripart/core/parallel.hpp"

namespace tripart {

PayoffDetail payoff_detail(const WelfareChange& change, std::size_t region) {
  return {change.terms_of_trade_pct[region], change.volume_of_trade_pct[region],
          change.iceberg_cost_pct[region],   change.real_wage_pct[region],
          change.price_index_pct[region],    change.tariff_revenue_musd[region]};
}

std::vector<PolicyPayoff> policy_payoffs(const TradeModel& trade, const TradeYear& year) {
  std::vector<PolicyPayoff> payoffs;
  for (const SolvedCounterfactual& one :
       solve_counterfactuals(year.baseline, year.theta, trade.closure, trade.policies)) {
    const WelfareChange change = welfare_change(one.before, one.policy, one.after);
    for (const int party_region : trade.region_of) {
      const auto region = static_cast<std::size_t>(party_region);
      payoffs.push_back({change.real_income_pct[region], payoff_detail(change, region)});
    }
  }
  return payoffs;
}

std::vector<std::vector<PolicyPayoff>> policy_payoffs(const TradeModel& trade,
                                                      const std::vector<TradeYear>& years,
                                                      int jobs) {
  std::vector<std::vector<PolicyPayoff>> by_year(years.size());
  for_each_block(years.size(), jobs, [&](std::size_t block, int /*worker*/) {
    try {
      by_year[block] = policy_payoffs(trade, years[block]);
    } catch (const Failure& failure) {
      throw Failure(failure.code(),
                    "elasticities " + years[block].elasticities + ", " + failure.what());
    }
  });
  return by_year;
}

}  // namespace tripart
