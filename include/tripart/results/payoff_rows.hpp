#pragma once

#include <string>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/results/tables.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// The payoffs of a scenario: of its trade model, or of pure bargaining (then without
/// draws and details).
[[nodiscard]] SolvedPayoffs payoffs_of(const Scenario& scenario, std::uint64_t seed,
                                       int jobs);

/// payoffs.csv. \param trade  null for pure bargaining
void write_payoff_rows(CsvRows& rows, const Model& model, const TradeModel* trade,
                       const SolvedPayoffs& payoffs);

/// What the trade model of a scenario assumes, for a reader of its results, in one line:
/// `deficits fixed, input-output links on; elasticities cp2015, gtap; 30 economies`.
[[nodiscard]] std::string assumptions_of(const TradeModel& trade);

}  // namespace tripart
