#pragma once

#include <cstddef>
#include <vector>

#include "tripart/economy/baseline.hpp"
#include "tripart/economy/tariff_schedule.hpp"

namespace tripart {

/// What tariffs cover of one pair's base-year trade, by sector.
struct CoveredTrade {
  std::vector<double> value;   ///< flow covered, in the baseline's currency
  std::vector<double> points;  ///< mean rise of the rate on it, fraction; 0 where nothing
                               ///< is covered
};

/// Covered trade of the lines of `importer` on `exporter`. Coverages of one sector add
/// up, to at most all of it. Rises count from the base-year rates; a line that raises
/// nothing covers nothing.
[[nodiscard]] CoveredTrade covered_trade(const Baseline& baseline,
                                         const std::vector<RateChange>& list,
                                         std::size_t importer, std::size_t exporter);

/// `retaliate_dollar_for_dollar` where the tariffs answered cover parts of sectors: the
/// value answered is the one covered, at the mean rise on it.
[[nodiscard]] std::vector<TariffAddOn> retaliate_dollar_for_dollar(
    const Baseline& baseline, const CoveredTrade& hit, std::size_t issuer,
    std::size_t target);

/// The answer with a stated list: every coverage of the list is multiplied by one factor,
/// rates stay, so that the base-year trade it covers is worth what was hit (to 1e-12).
///
/// Coverage stops at the whole of a sector, so the factor is found by bisection; where
/// the whole of all listed sectors is worth less than `value`, the answer stays smaller.
/// \param list   lines of target on issuer; others are passed over
/// \param value  of the trade that was hit, >= 0; at 0 the answer is empty
[[nodiscard]] std::vector<RateChange> scale_to_value(const Baseline& baseline,
                                                     const std::vector<RateChange>& list,
                                                     std::size_t issuer,
                                                     std::size_t target, double value);

}  // namespace tripart
