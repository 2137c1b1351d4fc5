// Who proposes, what, who accepts (B6 to B8), and what everybody learns from it (B10).
#include <algorithm>

#include "bargaining/engine.hpp"

namespace tripart {

// Order statistics of exponentials with rate p_i are draws with probabilities p_i without
// replacement: the first offer of a session goes to the party with the shortest wait, the
// second to the next. Recognition is thereby renormalised over the members of the track
// (B14), and each of them makes one offer in a plenary (B8).
int Engine::choose_proposer(const Track& track, const Stop& stop) const {
  std::array<int, max_parties> member{};
  std::array<Real, max_parties> wait{};
  std::size_t members = 0;
  const int turn = std::max(stop.occasion, 0);
  const std::uint32_t session =
      accession_phase_ ? occasion_ : 0;  // one order per session
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (contains(track.members, party)) {
      const auto i = static_cast<std::size_t>(party);
      member[members] = party;
      wait[members] =
          -math::log(uniform(Purpose::proposer, meeting_ ^ names_.party[i], session)) /
          party_[i].recognition;
      ++members;
    }
  }
  if (model_.only_proposer >= 0 && contains(track.members, model_.only_proposer)) {
    return model_.only_proposer;
  }
  if (model_.protocol == ProtocolKind::rotating) {
    return member[static_cast<std::size_t>(offers_made_) % members];
  }
  for (std::size_t m = 0; m < members; ++m) {
    int earlier = 0;
    for (std::size_t other = 0; other < members; ++other) {
      earlier += wait[other] < wait[m] || (wait[other] == wait[m] && other < m) ? 1 : 0;
    }
    if (earlier == turn) {
      return member[m];
    }
  }
  return member[0];
}

// F_i of B6; with the last offer there is nothing left to hold out for (T9).
Real Engine::conceded(int party, Real day) const {
  const PartyState& state = party_[static_cast<std::size_t>(party)];
  if (model_.parties[static_cast<std::size_t>(party)].strategy.kind ==
      StrategyKind::tit_for_tat) {
    return last_offer_ ? 1.0 : state.imitated;
  }
  return last_offer_ ? 1.0
                     : conceded_share(clock(party, day), state.initial_concession,
                                      state.government.concession_exponent);
}

// Mean over the others of EV_i(o_j) - EV_i(o_j previous) (B6). An offer is answered once,
// at the occasion after it; who has made no second offer has conceded nothing.
Real Engine::mean_concession(const Track& track, int party) const {
  const Real reservation = party_[static_cast<std::size_t>(party)].reservation;
  Real sum = 0.0;
  int count = 0;
  for (int other = 0; other < static_cast<int>(parties_); ++other) {
    const PartyState& state = party_[static_cast<std::size_t>(other)];
    if (other == party || !contains(track.members, other)) {
      continue;
    }
    ++count;
    if (state.made_offer && state.previous_offer >= 0) {
      sum += expected(track, party, state.last_offer, reservation) -
             expected(track, party, state.previous_offer, reservation);
    }
  }
  return count > 0 ? sum / count : 0.0;
}

void Engine::update_aspirations(const Track& track) {
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (!contains(track.members, party)) {
      continue;
    }
    const auto i = static_cast<std::size_t>(party);
    PartyState& state = party_[i];
    const Real by_time =
        aspiration(state.reservation, track.best[i], conceded(party, day_));
    state.aspiration = state.has_aspiration && !last_offer_
                           ? reciprocal_aspiration(
                                 by_time, state.aspiration, mean_concession(track, party),
                                 state.reservation, track.best[i], state.reciprocity)
                           : by_time;
    state.has_aspiration = true;
    note_imitation(track, party);
  }
  for (PartyState& state : party_) {
    state.made_offer = false;
  }
}

// B6a: how far tit-for-tat has come down, as everybody can see from its offers and thinks
// of its reservation value.
void Engine::note_imitation(const Track& track, int party) {
  const auto i = static_cast<std::size_t>(party);
  PartyState& state = party_[i];
  if (model_.parties[i].strategy.kind != StrategyKind::tit_for_tat) {
    return;
  }
  const Real believed = state.known + belief_[i].mean();
  const Real surplus = track.best[i] - believed;
  if (surplus > 0.0) {
    const Real kept = (state.aspiration - believed) / surplus;
    state.imitated = 1.0 - std::min(std::max(kept, 0.0), 1.0);
  }
}

// A party without a surplus proposes nothing and refuses all in this track (B6); which,
// is recorded.
void Engine::note_surpluses(const Track& track) {
  PartySet without = 0;
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    const auto i = static_cast<std::size_t>(party);
    if (!contains(track.members, party) || track.blocked ||
        track.best[i] >= party_[i].reservation) {
      continue;
    }
    without |= set_of(party);
    if (!contains(without_surplus_, party)) {
      note(EventType::no_surplus, day_, party, -1, track.best[i], party_[i].reservation,
           track.members);
    }
  }
  if (track.blocked && !blocked_) {
    note(EventType::blocked, day_, -1, -1, 0.0, 0.0, track.signatories);
  }
  blocked_ = track.blocked;
  without_surplus_ = without;
}

int Engine::propose(const Track& track, int proposer) {
  const auto i = static_cast<std::size_t>(proposer);
  PartyState& state = party_[i];
  ++offers_made_;
  if (track.blocked || track.best[i] < state.reservation) {
    if (!track.blocked) {
      note(EventType::no_offer, day_, proposer, -1, track.best[i], state.reservation,
           track.members);
      learn_from_silence(proposer);
    }
    return -1;
  }
  if (model_.parties[i].strategy.kind == StrategyKind::zeuthen &&
      zeuthen_demand(track, proposer) < 0) {
    note(EventType::no_offer, day_, proposer, -1, track.best[i], state.reservation,
         track.members);
    return -1;
  }
  const auto size = static_cast<std::size_t>(track.size);
  for (std::size_t n = 0; n < size; ++n) {
    own_[n] = expected(track, proposer, static_cast<int>(n), state.reservation);
    product_[n] = 1.0;
  }
  for (int other = 0; other < static_cast<int>(parties_); ++other) {
    if (other != proposer && contains(track.members, other)) {
      const Real* acceptance =
          &track.acceptance[static_cast<std::size_t>(other) * track.capacity];
      for (std::size_t n = 0; n < size; ++n) {
        product_[n] *= acceptance[n];
      }
    }
  }
  const std::span<const Real> own(own_.data(), size);
  std::size_t point = 0;
  switch (model_.parties[i].strategy.kind) {
    case StrategyKind::expected_utility:
      point =
          choose_offer({product_.data(), size}, own, state.reservation, state.aspiration);
      break;
    case StrategyKind::time_dependent:
    case StrategyKind::tit_for_tat:
      point = choose_nearest(own, state.aspiration);
      break;
    case StrategyKind::random:
      point =
          choose_any(own, state.reservation,
                     uniform(Purpose::strategy, meeting_ ^ names_.party[i], occasion_));
      break;
    case StrategyKind::zeuthen:
      point = static_cast<std::size_t>(zeuthen_demand(track, proposer));
      break;
    case StrategyKind::stationary:
      break;  // never here: play_equilibrium
  }
  state.previous_offer = state.last_offer;
  state.last_offer = static_cast<int>(point);
  state.made_offer = true;
  note(EventType::offer, day_, proposer, -1, own_[point], state.aspiration,
       track.members & ~set_of(proposer));
  return static_cast<int>(point);
}

// B7.
bool Engine::answers_yes(const Track& track, int party, int point) {
  const auto i = static_cast<std::size_t>(party);
  const PartyState& state = party_[i];
  const Real value = expected(track, party, point, state.reservation);
  bool accepts = false;
  Real least = state.aspiration;
  if (model_.parties[i].strategy.kind == StrategyKind::random) {
    least = state.reservation;
    accepts = value >= least;
  } else if (track.best[i] >= state.reservation) {
    if (model_.parties[i].strategy.kind == StrategyKind::zeuthen) {
      const int demand = zeuthen_demand(track, party);
      least = last_offer_ || demand < 0
                  ? state.reservation
                  : expected(track, party, demand, state.reservation);
    }
    accepts = uniform(Purpose::answer, meeting_ ^ names_.party[i], occasion_) <
              choice_probability(value - least, state.noise);
  }
  note(accepts ? EventType::acceptance : EventType::refusal, day_, party, -1, value,
       least);
  return accepts;
}

// What an answer says about R: every cell of the belief is weighed with the probability
// that a party of that type gives it.
void Engine::learn_from_answer(const Track& track, int party, int point, bool accepted) {
  const auto i = static_cast<std::size_t>(party);
  const auto types = belief_[i].value();
  for (std::size_t cell = 0; cell < types.size(); ++cell) {
    const Real yes = acceptance_of_type(track, party, point, cell);
    weight_[cell] = accepted ? yes : 1.0 - yes;
  }
  belief_[i].observe(weight_, conservatism_);
}

// Only a type without a surplus proposes nothing.
void Engine::learn_from_silence(int proposer) {
  const auto i = static_cast<std::size_t>(proposer);
  for (std::size_t cell = 0; cell < weight_.size(); ++cell) {
    weight_[cell] = cell_surplus_[i * weight_.size() + cell] < 0.0 ? 1.0 : 0.0;
  }
  belief_[i].observe(weight_, conservatism_);
}

// What an offer says about R: a type whose aspiration is far from what the offer leaves
// its maker is unlikely, exp(-((a(R) - y) / s)^2 / 2); a type without a surplus would
// have proposed nothing.
void Engine::learn_from_offer(const Track& track, int proposer, int point) {
  const auto i = static_cast<std::size_t>(proposer);
  const PartyState& state = party_[i];
  if (state.type_spread <= 0.0) {
    return;
  }
  const auto n = static_cast<std::size_t>(point);
  const auto types = belief_[i].value();
  const Real kept = 1.0 - conceded(proposer, day_);
  const bool zero_intelligence = model_.parties[i].strategy.kind == StrategyKind::random;
  for (std::size_t cell = 0; cell < types.size(); ++cell) {
    const Real surplus = cell_surplus_[i * types.size() + cell];
    const Real gain = track.quality[n] *
                      (track.value[i * track.capacity + n] - state.known - types[cell]);
    const Real gap = (surplus * kept - gain) / state.type_spread;
    weight_[cell] = surplus < 0.0       ? 0.0
                    : zero_intelligence ? (gain >= 0.0 ? 1.0 : 0.0)
                                        : math::exp(-0.5 * gap * gap);
  }
  belief_[i].observe(weight_, conservatism_);
}

}  // namespace tripart
