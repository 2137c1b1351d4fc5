// A text chosen by a probabilistic Condorcet election (K1) in the place of offers and
// answers.
#include <algorithm>

#include "bargaining/engine.hpp"
#include "tripart/bargaining/voting.hpp"

namespace tripart {

// One election per plenary, at its first occasion. Everybody stands for the text it likes
// best, or for no deal where no text is worth its reservation value; equal positions
// count once. Utilities are counted from each voter's worst (0) to its best position (1),
// weights are those of recognition. Parties are taken in the order of their names.
void Engine::elect_text(const Stop& stop) {
  Track& track = now_.tracks[static_cast<std::size_t>(now_.current)];
  note_surpluses(track);
  if (!stop.plenary || stop.occasion != 0 || track.blocked) {
    return;
  }
  Election election;
  election.rules = model_.election;
  std::array<int, max_parties> position{};  // menu point of each option; -1: no deal
  std::array<int, max_parties> advocate{};
  for (const int party : setup_.by_name) {
    if (!contains(track.members, party)) {
      continue;
    }
    PartyState& state = now_.party[static_cast<std::size_t>(party)];
    int ideal = -1;
    Real best = state.reservation;
    for (int n = 0; n < track.size; ++n) {
      const Real value = expected(track, party, n, state.reservation);
      if (value > best || (ideal < 0 && value >= best)) {
        ideal = n;
        best = value;
      }
    }
    note(ideal < 0 ? EventType::no_offer : EventType::offer, now_.day, party, -1,
         ideal < 0 ? track.best[static_cast<std::size_t>(party)] : best,
         ideal < 0 ? state.reservation : best, track.members & ~set_of(party));
    state.previous_offer = state.last_offer;
    state.last_offer = ideal;
    int option = 0;
    while (option < election.options &&
           position[static_cast<std::size_t>(option)] != ideal) {
      ++option;
    }
    if (option == election.options) {
      position[static_cast<std::size_t>(option)] = ideal;
      advocate[static_cast<std::size_t>(option)] = party;
      ++election.options;
    }
  }
  for (const int party : setup_.by_name) {
    if (!contains(track.members, party)) {
      continue;
    }
    const PartyState& state = now_.party[static_cast<std::size_t>(party)];
    const auto voter = static_cast<std::size_t>(election.voters++);
    PartyValues& utility = election.utility[voter];
    election.weight[voter] = state.recognition;
    for (std::size_t o = 0; o < static_cast<std::size_t>(election.options); ++o) {
      utility[o] = position[o] < 0
                       ? state.reservation
                       : expected(track, party, position[o], state.reservation);
    }
    const auto [low, high] =
        std::minmax_element(utility.begin(), utility.begin() + election.options);
    const Real worst = *low;
    const Real range = *high - worst;
    for (std::size_t o = 0; o < static_cast<std::size_t>(election.options); ++o) {
      utility[o] = range > 0.0 ? (utility[o] - worst) / range : 0.0;
    }
  }
  const PartyValues probability = solve_election(election);
  const Real drawn_at = uniform(Purpose::proposer, now_.meeting, 0);
  std::size_t winner = 0;
  for (Real below = probability[0];
       drawn_at >= below && winner + 1 < static_cast<std::size_t>(election.options);
       below += probability[winner]) {
    ++winner;
  }
  ++now_.offers_made;
  if (position[winner] >= 0) {
    conclude(track, position[winner], advocate[winner]);
  }
}

}  // namespace tripart
