#pragma once

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/results/tables.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// The payoffs of a scenario: of its trade model, or of pure bargaining (then without
/// draws and details).
[[nodiscard]] SolvedPayoffs payoffs_of(const Scenario& scenario, std::uint64_t seed,
                                       int jobs);

/// payoffs.csv.
void write_payoff_rows(CsvRows& rows, const Model& model, const SolvedPayoffs& payoffs);

}  // namespace tripart
