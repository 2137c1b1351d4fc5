#pragma once

#include <vector>

#include "tripart/study/normal_form_game.hpp"

namespace tripart::testing_support {

/// A game from its payoffs, profile by profile, all parties of one profile together.
inline NormalFormGame game_of(const std::vector<int>& strategies,
                              const std::vector<double>& payoffs) {
  NormalFormGame game(strategies);
  for (std::size_t profile = 0; profile < game.profile_count(); ++profile) {
    for (int party = 0; party < game.party_count(); ++party) {
      game.set_payoff(
          profile, party,
          payoffs[profile * strategies.size() + static_cast<std::size_t>(party)]);
    }
  }
  return game;
}

/// Prisoner's dilemma: cooperate, defect.
inline NormalFormGame prisoners_dilemma() {
  return game_of({2, 2}, {3, 3, 0, 5, 5, 0, 1, 1});
}
inline NormalFormGame matching_pennies() {
  return game_of({2, 2}, {1, -1, -1, 1, -1, 1, 1, -1});
}
/// Battle of the sexes: (2, 1) at opera, (1, 2) at football, nothing apart.
inline NormalFormGame battle_of_the_sexes() {
  return game_of({2, 2}, {2, 1, 0, 0, 0, 0, 1, 2});
}
inline NormalFormGame rock_paper_scissors() {
  return game_of({3, 3}, {0, 0, -1, 1, 1, -1, 1, -1, 0, 0, -1, 1, -1, 1, 1, -1, 0, 0});
}
/// Three firms: who enters alone gets 2, two that enter lose 1, three lose 2; out is 0.
inline NormalFormGame entry_of_three() {
  NormalFormGame game({2, 2, 2});
  for (std::size_t profile = 0; profile < 8; ++profile) {
    int entrants = 0;
    for (int party = 0; party < 3; ++party) {
      entrants += game.choice(profile, party);
    }
    for (int party = 0; party < 3; ++party) {
      const double in = entrants == 1 ? 2.0 : entrants == 2 ? -1.0 : -2.0;
      game.set_payoff(profile, party, game.choice(profile, party) == 1 ? in : 0.0);
    }
  }
  return game;
}

}  // namespace tripart::testing_support
