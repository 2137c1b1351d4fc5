#pragma once

#include <string>
#include <vector>

#include "tripart/core/file.hpp"
#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/results/payoff_rows.hpp"
#include "tripart/results/replicate_rows.hpp"
#include "tripart/scenario/scenario.hpp"

/// A shipped scenario with its payoffs, ready to be played.
namespace tripart::test {

inline std::string shipped_file(const std::string& name) {
  return std::string(TRIPART_SOURCE_DIR) + "/scenarios/" + name;
}

struct Played {
  Scenario scenario;
  SolvedPayoffs payoffs;
};

/// Few economies: these tests are about the bargaining.
inline Played shipped(const std::string& name, std::vector<std::string> overrides = {}) {
  overrides.emplace_back("economy.economies=3");
  ReadOptions options;
  options.overrides = overrides;
  Scenario scenario = read_scenario(shipped_file(name), options);
  SolvedPayoffs payoffs = payoffs_of(scenario, 1, 2);
  return {std::move(scenario), std::move(payoffs)};
}

/// Everything that outcomes.csv, parties.csv, terms.csv and closings.csv say about one
/// replicate.
inline std::string rows_of(const Played& played, std::uint64_t replicate,
                           const Outcome& outcome) {
  const Model& model = played.scenario.model;
  CsvRows outcomes(outcomes_table());
  CsvRows parties(parties_table());
  CsvRows terms(terms_table());
  CsvRows closings(closings_table());
  write_outcome_row(outcomes, model, played.payoffs.table.configurations(), replicate,
                    outcome);
  write_party_rows(parties, model, replicate, outcome);
  write_term_rows(terms, model, replicate, outcome);
  write_closing_rows(closings, model, replicate, outcome);
  return outcomes.take() + parties.take() + terms.take() + closings.take();
}
inline std::string rows_of(const Played& played, std::uint64_t replicate) {
  return rows_of(
      played, replicate,
      run_replicate(played.scenario.model, played.payoffs.table, 1, replicate));
}

}  // namespace tripart::test
