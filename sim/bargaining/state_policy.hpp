#pragma once

#include <compare>
#include <vector>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/economy/tariff_schedule.hpp"

// Which tariffs and iceberg costs a configuration and a tariff state mean, in the terms
// of the trade model.

namespace tripart {

/// Which rates two parties charge each other.
enum class PairTariffs {
  unchanged,
  new_deal,      ///< TradeModel::new_deal_tariffs
  no_agreement,  ///< MFN or not, then TradeModel::no_agreement_tariffs
};

/// What two parties apply to each other's goods.
struct PairTerms {
  PairTariffs tariffs = PairTariffs::unchanged;
  double iceberg = 0.0;  ///< fraction added to the iceberg cost
  friend auto operator<=>(const PairTerms&, const PairTerms&) = default;
};

/// Of every pair (a, b), b < a, of the model's parties under one configuration.
[[nodiscard]] std::vector<PairTerms> pair_terms(const Model& model,
                                                const TradeModel& trade,
                                                const EconomyDraw& draw,
                                                const Configuration& configuration);

/// The base year's policy with those terms. \throws Failure(bad_input) where MFN rates
/// are missing.
[[nodiscard]] TradePolicy policy_of(const TradeModel& trade, const Baseline& baseline,
                                    const std::vector<PairTerms>& terms);

/// What a tariff state does to the rates in force: every imposed threat against every
/// target it applies to, and the answers of those who retaliate against each issuer that
/// hit them.
[[nodiscard]] std::vector<RateChange> rate_changes_of(const Model& model,
                                                      const TradeModel& trade,
                                                      const Baseline& baseline,
                                                      const std::vector<TariffBit>& bits,
                                                      TariffState state);

/// Which effects of an issue take hold by the text of a new deal: those between two of
/// its members.
[[nodiscard]] std::vector<CostEffect> binding_effects(const Issue& issue, PartySet deal);

/// Trade costs as an issue's text at pole 1 leaves them (E7).
void apply_effects(const std::vector<CostEffect>& effects, const TradeModel& trade,
                   const Baseline& baseline, TradePolicy& policy);

}  // namespace tripart
