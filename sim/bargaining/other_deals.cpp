// What the other tables promise (O of B9, B14).
#include <algorithm>
#include <cmath>

#include "bargaining/engine.hpp"

namespace tripart {

// What each point can promise `party` at most, into scratch_.at_most; gives the greatest.
Real Engine::bound_promises(const Track& track, int party, Real fallback) {
  const auto points = static_cast<std::size_t>(track.size);
  std::fill_n(scratch_.at_most.begin(), points, 1.0);
  for (int other = 0; other < static_cast<int>(parties_); ++other) {
    if (other != party && contains(track.members, other)) {
      const auto j = static_cast<std::size_t>(other);
      kernels_.judgement.bound_acceptance(scratch_.types[j], track.quality.data(),
                                          &track.value[j * track.capacity], points,
                                          scratch_.at_most.data());
    }
  }
  return kernels_.judgement.bound_promises(scratch_.own.data(), fallback, points,
                                           scratch_.at_most.data());
}

// max_n [prod_j Phat_j EV_i + (1 - prod) fallback]: what talks on a track promise party i
// (B9, B14). Points that can promise much are asked about first; then few others can
// still beat the best of them. Where that is no more than `least`, it is only known to be
// no more; where it is no less than `enough`, no less (but for rounding).
Real Engine::prospect(Track& track, int party, Real fallback, Real least, Real enough) {
  if (track.blocked) {
    return track.size > 0 ? fallback : worst_value;  // nobody accepts anything
  }
  const Real favourite = expect(track, party, fallback);
  if (fallback >= enough && favourite >= fallback) {
    return fallback;  // of which an offer of the favourite takes nothing away
  }
  const Real most = bound_promises(track, party, fallback);
  if (most <= least) {
    return most;
  }
  Real best = worst_value;
  std::array<int, most_lanes> asked{};
  std::size_t count = 0;
  const auto ask = [&] {
    std::array<Real, most_lanes> product{};
    judge(track, party, {asked.data(), count}, product.data());
    for (std::size_t k = 0; k < count; ++k) {
      const Real worth = scratch_.own[static_cast<std::size_t>(asked[k])];
      best = std::max(best, product[k] * worth + (1.0 - product[k]) * fallback);
    }
    count = 0;
  };
  const Real much = 0.5 * (most + fallback);
  for (const bool first : {true, false}) {
    for (int n = 0; n < track.size; ++n) {
      const Real at_most = scratch_.at_most[static_cast<std::size_t>(n)];
      if ((at_most >= much) != first || at_most <= best) {
        continue;
      }
      asked[count++] = n;
      if (count == asked.size()) {
        ask();
        if (best >= enough) {
          return best;
        }
      }
    }
    if (count > 0) {
      ask();
    }
    if (best >= enough) {
      return best;
    }
  }
  return best;
}

// O_i(g') of B9: partners' reservation values there are max(S, E), one level of
// reasoning. Where it is no more than `least`, it is only known to be no more.
Real Engine::other_deal(int party, Track& track, Real least) {
  update_values(track);
  if (track.blocked) {
    return worst_value;
  }
  for (int other = 0; other < static_cast<int>(parties_); ++other) {
    if (other != party && contains(track.members, other)) {
      const PartyState& state = now_.party[static_cast<std::size_t>(other)];
      consider_types(track, other,
                     state.has_exit ? std::max(state.stay, state.exit) : state.stay);
    }
  }
  const PartyState& state = now_.party[static_cast<std::size_t>(party)];
  const Real cost = state.switching_multiple * state.initial_surplus;
  const Real rounding = 1e-12 * (std::fabs(least) + std::fabs(cost));
  return prospect(track, party, state.stay, least + cost - rounding) - cost;
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

void Engine::update_other_deals(const Track& current, Asked asked) {
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    PartyState& state = now_.party[static_cast<std::size_t>(party)];
    if (!model_.parties[static_cast<std::size_t>(party)].may_split ||
        !contains(current.members, party)) {
      continue;
    }
    const Real without = asked == Asked::to_choose
                             ? worst_value
                             : std::min(state.known, state.known_without_tariff);
    for (Track& track : now_.tracks) {
      if (is_alternative(track, current, party)) {
        const Real value = other_deal(
            party, track, state.has_other ? std::max(state.other, without) : without);
        if (!state.has_other || value > state.other) {
          state.other = value;
          state.best_other = static_cast<int>(&track - now_.tracks.data());
        }
        state.has_other = true;
      }
    }
  }
}

}  // namespace tripart
