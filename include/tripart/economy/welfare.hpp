#pragma once

#include <vector>

#include "tripart/economy/baseline.hpp"
#include "tripart/economy/equilibrium.hpp"
#include "tripart/economy/tariff_schedule.hpp"

namespace tripart {

/// What an equilibrium means for every region, all against the same baseline. Percent are
/// percent of the base year: 1 is one percent.
struct WelfareChange {
  std::vector<double>
      real_income_pct;  ///< the exact change, E6; the only measure that enters payoffs
  std::vector<double>
      terms_of_trade_pct;  ///< first order, in percent of base-year income
  std::vector<double>
      volume_of_trade_pct;               ///< first order, in percent of base-year income
  std::vector<double> iceberg_cost_pct;  ///< first order, in percent of base-year income
  std::vector<double> real_wage_pct;
  std::vector<double> price_index_pct;  ///< consumer prices P_C, world value added = 1
  std::vector<double>
      tariff_revenue_musd;  ///< counterfactual level, in units of the baseline's currency
  std::vector<double>
      value_added_change;  ///< dVA [region, sector], see value_added_change()
};

/// E6: 100 (I'/I / (P_C'/P_C) - 1) with the Cobb-Douglas consumer price P_C = prod_j
/// P(j)^alpha(j).
[[nodiscard]] std::vector<double> real_income_pct(const Baseline& baseline,
                                                  const Equilibrium& equilibrium);

/// dVA(j, n) of eq. B2: change of the sector's value added, deflated by the region's own
/// consumer prices, in percent of the region's total base value added; [region, sector].
[[nodiscard]] std::vector<double> value_added_change(const Baseline& baseline,
                                                     const Equilibrium& equilibrium);

/// All measures. Terms and volume of trade are Caliendo and Parro's (2015) first-order
/// split with base-year weights and level changes (x_hat - 1):
///
///     tot(n) = sum_j sum_i [E(n,i,j) (c_hat(n,j) - 1) - M(n,i,j) (c_hat(i,j) - 1)] /
///     I(n) vot(n) = sum_j sum_i tau(n,i,j) M(n,i,j) [(M'(n,i,j)/M(n,i,j) - 1) -
///     (c_hat(i,j) - 1)] / I(n)
///
/// E exports, M imports, both before base-year tariffs. The paper changes tariffs alone;
/// where iceberg costs d change too, their direct cost completes the split:
///
///     ice(n) = - sum_j sum_i (1 + tau(n,i,j)) M(n,i,j) (d_hat(n,i,j) - 1) / I(n)
///
/// The three leave out second-order effects, so they add up to the exact change only as
/// changes become small. By partner and sector: `first_order_split` in trade_effects.hpp.
[[nodiscard]] WelfareChange welfare_change(const Baseline& baseline,
                                           const TradePolicy& policy,
                                           const Equilibrium& equilibrium);

}  // namespace tripart
