#pragma once

#include <optional>
#include <string_view>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/results/table_set.hpp"

namespace tripart {

/// Which economies of the outer ensemble get regions.csv, partners.csv, sectors.csv and
/// flows.csv: nobody, the first with each set of elasticities, or all of them.
enum class Details { none, first, all };

[[nodiscard]] std::optional<Details> parse_details(std::string_view word);

/// Solves the payoffs' cases again and writes everything about them.
///
/// regions, partners and sectors: every configuration in every tariff state. flows:
/// with `first`, configurations without tariffs and every tariff state of the status quo;
/// with `all`, every case. The rows do not depend on `jobs`.
void write_details(TableSet& tables, const Model& model, const TradeModel& trade,
                   const SolvedPayoffs& payoffs, Details details, int jobs);

}  // namespace tripart
