#pragma once

#include <cstdint>
#include <string>

#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/outcome.hpp"
#include "tripart/bargaining/payoff.hpp"
#include "tripart/results/tables.hpp"

/// One replicate as rows of the per-replicate tables. Row K of outcomes.csv is replicate
/// K, failed or not.
namespace tripart {

void write_outcome_row(CsvRows& rows, const Model& model,
                       const ConfigurationSet& configurations, std::uint64_t replicate,
                       const Outcome& outcome);

/// Keeps the place of a replicate that failed: its number, the start date and nothing
/// else.
void write_failed_row(CsvRows& rows, const Model& model, std::uint64_t replicate);

void write_party_rows(CsvRows& rows, const Model& model, std::uint64_t replicate,
                      const Outcome& outcome);
void write_term_rows(CsvRows& rows, const Model& model, std::uint64_t replicate,
                     const Outcome& outcome);
void write_closing_rows(CsvRows& rows, const Model& model, std::uint64_t replicate,
                        const Outcome& outcome);
void write_event_rows(CsvRows& rows, const Model& model, std::uint64_t replicate,
                      const Trace& trace);

/// `MEX|USA`: ids of the parties in a set, in the order of the model.
[[nodiscard]] std::string party_list(const Model& model, PartySet parties,
                                     char separator = '|');

/// Day on which a chapter closed; chapters closed before the start keep their own date.
[[nodiscard]] std::optional<int> closing_day_of(const Model& model,
                                                const Outcome& outcome,
                                                std::size_t chapter);

}  // namespace tripart
