#pragma once

#include "tripart/results/tables.hpp"
#include "tripart/study/tournament.hpp"

/// A tournament as rows of its tables.
namespace tripart {

void write_strategy_rows(CsvRows& rows, const TournamentFile& tournament,
                         const TournamentOptions& options);
void write_profile_rows(CsvRows& rows, const TournamentFile& tournament,
                        const TournamentResult& result);
void write_profile_ending_rows(CsvRows& rows, const TournamentFile& tournament,
                               const TournamentResult& result);
void write_equilibrium_rows(CsvRows& rows, const TournamentFile& tournament,
                            const TournamentResult& result);
void write_regret_rows(CsvRows& rows, const TournamentFile& tournament,
                       const TournamentResult& result);

/// The party's best strategy against what the others play in a profile.
[[nodiscard]] std::size_t best_response(const NormalFormGame& game, std::size_t profile,
                                        int party);

}  // namespace tripart
