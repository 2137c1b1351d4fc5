#pragma once

#include <functional>
#include <string>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/results/tables.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// The payoffs of a scenario: of its trade model, or of pure bargaining (then without
/// draws and details).
[[nodiscard]] SolvedPayoffs payoffs_of(const Scenario& scenario, std::uint64_t seed,
                                       int jobs);

/// payoffs.csv. \param trade  null for pure bargaining \param after_economy  called after
/// the rows of each economy: where there are thousands, their text should not gather in
/// memory
void write_payoff_rows(CsvRows& rows, const Model& model, const TradeModel* trade,
                       const SolvedPayoffs& payoffs,
                       const std::function<void()>& after_economy = {});

/// What the trade model of a scenario assumes, for a reader of its results, in one line:
/// `deficits fixed, input-output links on; elasticities cp2015, gtap; 30 economies`.
[[nodiscard]] std::string assumptions_of(const TradeModel& trade);

}  // namespace tripart
