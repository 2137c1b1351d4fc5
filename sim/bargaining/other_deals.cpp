// What the other tables promise (O of B9, B14).
#include <algorithm>
#include <cmath>

#include "bargaining/engine.hpp"

namespace tripart {

// max_n [prod_j Phat_j EV_i + (1 - prod) fallback]: what talks on a track promise party i
// (B9, B14).
Real Engine::prospect(const Track& track, int party, Real fallback) const {
  Real best = worst_value;
  for (int n = 0; n < track.size; ++n) {
    Real product = 1.0;
    for (int other = 0; other < static_cast<int>(parties_); ++other) {
      if (other != party && contains(track.members, other)) {
        product *= track.acceptance[static_cast<std::size_t>(other) * track.capacity +
                                    static_cast<std::size_t>(n)];
      }
    }
    best = std::max(
        best, product * expected(track, party, n, fallback) + (1.0 - product) * fallback);
  }
  return best;
}

// O_i(g') of B9: partners' reservation values there are max(S, E), one level of
// reasoning.
Real Engine::other_deal(int party, Track& track) {
  evaluate(track);
  if (track.blocked) {
    return worst_value;
  }
  for (int other = 0; other < static_cast<int>(parties_); ++other) {
    if (other != party && contains(track.members, other)) {
      const PartyState& state = party_[static_cast<std::size_t>(other)];
      judge(track, other, state.has_exit ? std::max(state.stay, state.exit) : state.stay);
    }
  }
  const PartyState& state = party_[static_cast<std::size_t>(party)];
  return prospect(track, party, state.stay) -
         state.switching_multiple * state.initial_surplus;
}

// Other tables that a party may turn to (B14): from the plenary a deal with one partner;
// from there the other spokes, or back; once a deal stands, the newcomer may join it or
// sign one of its own with the hub.
bool Engine::is_alternative(const Track& track, const Track& current, int party) const {
  if (&track == &current || !contains(track.members, party)) {
    return false;
  }
  const bool spoke = track.kind == TrackKind::bilateral && track.hub == party;
  switch (current.kind) {
    case TrackKind::plenary:
      return spoke;
    case TrackKind::bilateral:
      return spoke || track.kind == TrackKind::plenary;
    case TrackKind::accession:
    case TrackKind::second_bilateral:
      return track.hub == party && track.partner == current.partner &&
             current.hub == party && track.configuration >= 0 &&
             (track.kind == TrackKind::accession ||
              track.kind == TrackKind::second_bilateral);
  }
  return false;
}

void Engine::update_other_deals(const Track& current) {
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    PartyState& state = party_[static_cast<std::size_t>(party)];
    if (!model_.parties[static_cast<std::size_t>(party)].may_split ||
        !contains(current.members, party)) {
      continue;
    }
    for (Track& track : tracks_) {
      if (is_alternative(track, current, party)) {
        const Real value = other_deal(party, track);
        if (!state.has_other || value > state.other) {
          state.other = value;
          state.best_other = static_cast<int>(&track - tracks_.data());
        }
        state.has_other = true;
      }
    }
  }
}

}  // namespace tripart
