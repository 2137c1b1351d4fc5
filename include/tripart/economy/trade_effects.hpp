#pragma once

#include <vector>

#include "tripart/economy/baseline.hpp"
#include "tripart/economy/equilibrium.hpp"
#include "tripart/economy/tariff_schedule.hpp"

namespace tripart {

/// Who trades what before and after, and what of the change was won from others. All
/// values are before tariffs, in the baseline's currency with world value added
/// unchanged, and ordered [importer, exporter, sector]; own sales are on the diagonal.
struct TradeEffects {
  std::vector<double> before;
  std::vector<double> after;
  /// Part of the change that replaces other foreign suppliers of the importer (> 0) or is
  /// lost to them (< 0); adds up to 0 over exporters. Viner's diversion.
  std::vector<double> diverted;
  /// The rest, after - before - diverted: what replaces the importer's own products or
  /// widens its market (> 0, creation) or the reverse (< 0, destruction).
  std::vector<double> created;
  /// Part of the change that the exporter moved here from its other foreign markets (> 0)
  /// or away to them (< 0); adds up to 0 over importers. Deflection.
  std::vector<double> deflected;
};

/// Trade creation and diversion (Viner 1950) for any change of policy, up or down
/// (MODEL.md, E6e).
///
/// Per importer n and sector j let d(i) be the change of imports from foreign supplier i,
/// G the sum of the rises and L the sum of the falls. min(G, L) changed supplier; it is
/// shared among those who gained, and among those who lost, in proportion:
///
///     diverted(n,i,j) = d(i) min(1, L/G) if d(i) > 0,  d(i) min(1, G/L) if d(i) < 0
///     created(n,i,j)  = d(i) - diverted(n,i,j)
///
/// If only favoured partners gain and all others lose, that is the textbook's: diversion
/// is the fall of imports from third parties, creation the rise from partners net of it.
/// A tariff rise gives the mirror image: imports destroyed, and diverted to other
/// suppliers. `deflected` is the same split of an exporter's foreign sales of one sector
/// over its markets (Bown & Crowley 2007). Own sales take no part: 0 on the diagonal.
[[nodiscard]] TradeEffects trade_effects(const Baseline& baseline,
                                         const TradePolicy& policy,
                                         const Equilibrium& equilibrium);

/// The first-order split of `welfare_change` (Caliendo & Parro 2015) by partner and
/// sector, in percent of the region's base-year income; [region, partner, sector], 0
/// where the partner is the region itself. A region's cells add up to its totals.
struct FirstOrderSplit {
  std::vector<double> terms_of_trade_pct;
  std::vector<double> volume_of_trade_pct;
  std::vector<double> iceberg_cost_pct;
};

/// The summands of E6a: of region n with partner i in sector j what n sells to i and what
/// it buys from i.
[[nodiscard]] FirstOrderSplit first_order_split(const Baseline& baseline,
                                                const TradePolicy& policy,
                                                const Equilibrium& equilibrium);

/// Sums of an [a, b, sector] array over b, as [a, sector], own cells (a = b) left out.
[[nodiscard]] std::vector<double> sum_over_partners(const TradeWorld& world,
                                                    const std::vector<double>& cells);

/// Sums of an [a, b, sector] array over sectors, as [a, b].
[[nodiscard]] std::vector<double> sum_over_sectors(const TradeWorld& world,
                                                   const std::vector<double>& cells);

/// The [b, a, sector] array of an [a, b, sector] one: exports instead of imports.
[[nodiscard]] std::vector<double> transposed(const TradeWorld& world,
                                             const std::vector<double>& cells);

/// Value added by [region, sector] of a year in which sales are `output`.
[[nodiscard]] std::vector<double> value_added_of(const Baseline& baseline,
                                                 const std::vector<double>& output);

/// Share of the region's workers in the sector, percent, [region, sector]. Labour is the
/// only factor and earns one wage, so this is the sector's share of value added.
[[nodiscard]] std::vector<double> employment_share_pct(const Baseline& baseline,
                                                       const std::vector<double>& output);

}  // namespace tripart
