#pragma once

#include <string>

#include "tripart/study/tournament.hpp"

namespace tripart {

/// What a tournament says, for a reader at a terminal: who gains by a change of its own
/// strategy while the others play their first, and the equilibria.
[[nodiscard]] std::string tournament_table(const TournamentFile& tournament,
                                           const TournamentOptions& options,
                                           const TournamentResult& result);

}  // namespace tripart
