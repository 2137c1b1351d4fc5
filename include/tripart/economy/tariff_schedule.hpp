#pragma once

#include <cstddef>
#include <vector>

#include "tripart/economy/baseline.hpp"
#include "tripart/economy/tariff_change.hpp"

namespace tripart {

/// Who charges what on whose sales, and what shipping them costs relative to the
/// baseline. Both arrays are [importer, exporter, sector].
struct TradePolicy {
  std::vector<double> tariff_rate;  ///< the new ad valorem fraction, 0 on own sales
  std::vector<double> iceberg_hat;  ///< new over old iceberg cost, > 0; 1 means no change
};

/// A rate on top of the one in force.
struct TariffAddOn {
  std::size_t importer = 0;
  std::size_t exporter = 0;
  std::size_t sector = 0;
  double rate = 0.0;  ///< fraction; 0.25 is 25 points
};

/// A change of the rate that one pair has in one sector.
struct RateChange {
  std::size_t importer = 0;
  std::size_t exporter = 0;
  std::size_t sector = 0;
  TariffChange change;
};

/// A change of the iceberg cost that one pair has in one sector.
struct IcebergChange {
  std::size_t importer = 0;
  std::size_t exporter = 0;
  std::size_t sector = 0;
  double factor = 1.0;  ///< > 0; 1.1 makes shipping 10 percent dearer
};

/// The baseline's own policy: nothing changes.
[[nodiscard]] TradePolicy baseline_policy(const Baseline& baseline);

/// Both sides charge each other, sector by sector, the larger of the applied and the MFN
/// rate. Rates already in the policy count as applied: set pairs first, add tariffs
/// afterwards. \throws Failure(bad_input) if the baseline has no MFN rates of either
/// side.
void set_pair_to_mfn(TradePolicy& policy, const Baseline& baseline, std::size_t one,
                     std::size_t other);

/// The rate on the part of a flow that the change covers, in place of `rate`. \throws
/// Failure(bad_input) if the baseline lacks the importer's MFN rates.
[[nodiscard]] double rate_on_covered_part(const Baseline& baseline,
                                          const RateChange& line, double rate);

/// E8: applies changes in their order, each to the rate that the ones before have left;
/// parts of one flow (TariffChange::is_next_part) to the rate before the first of them.
/// \pre importers and exporters differ \throws Failure(bad_input) naming the cell where a
/// rate falls to -1 or below, or an importer without MFN rates
void change_tariffs(TradePolicy& policy, const Baseline& baseline,
                    const std::vector<RateChange>& list);

/// Multiplies iceberg costs. \pre importers and exporters differ, factors > 0
void change_icebergs(TradePolicy& policy, const Baseline& baseline,
                     const std::vector<IcebergChange>& list);

/// Multiplies the iceberg cost of all goods sectors between two regions, in both
/// directions. \pre factor > 0; 1.1 makes shipping 10 percent dearer
void multiply_goods_iceberg(TradePolicy& policy, const Baseline& baseline,
                            std::size_t one, std::size_t other, double factor);

/// Multiplies one iceberg cost. \pre importer and exporter differ, factor > 0
void multiply_iceberg(TradePolicy& policy, const Baseline& baseline, std::size_t importer,
                      std::size_t exporter, std::size_t sector, double factor);

/// Adds to the rates in force. \pre importers and exporters differ and no rate falls to
/// -1 or below
void add_tariff(TradePolicy& policy, const Baseline& baseline, const TariffAddOn& add_on);
void add_tariffs(TradePolicy& policy, const Baseline& baseline,
                 const std::vector<TariffAddOn>& list);

/// Duty that the add-ons of importer on exporter would raise on base-year trade, in the
/// baseline's currency.
[[nodiscard]] double base_year_duty(const Baseline& baseline,
                                    const std::vector<TariffAddOn>& list,
                                    std::size_t importer, std::size_t exporter);

/// The target's answer in kind: the same rates on base-year trade of equal value.
///
/// In a sector hit at rate r on imports worth v the target charges r on min(v, v') of its
/// own imports v' from the issuer, as a rate r min(1, v/v') on the whole sector. What
/// remains of the value because v' < v is covered evenly in the rest of its goods imports
/// from the issuer, at the mean rate of the remainder, as the lists of 2018 did with
/// consumer goods. Rate times covered value is then equal on both sides, unless the
/// target buys less from the issuer in all than was hit: then everything it buys is
/// covered and the answer stays smaller. \param imposed  add-ons; only those of issuer on
/// target count, rates >= 0
[[nodiscard]] std::vector<TariffAddOn> retaliate_dollar_for_dollar(
    const Baseline& baseline, const std::vector<TariffAddOn>& imposed, std::size_t issuer,
    std::size_t target);

}  // namespace tripart
