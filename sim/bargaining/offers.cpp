// Who proposes, what, who accepts (B6 to B8), and what everybody learns from it (B10).
#include <algorithm>

#include "bargaining/engine.hpp"

namespace tripart {

// Order statistics of exponentials with rate p_i are draws with probabilities p_i without
// replacement: the first offer of a session goes to the party with the shortest wait, the
// second to the next. Recognition is thereby renormalised over the members of the track
// (B14), and each of them makes one offer in a plenary (B8).
int Engine::choose_proposer(const Track& track, const Stop& stop) {
  draw_meeting(stop);  // in strategic mode the only one there is
  std::array<int, max_parties> member{};
  std::array<Real, max_parties> wait{};
  std::size_t members = 0;
  const int turn = std::max(stop.occasion, 0);
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (contains(track.members, party)) {
      const auto i = static_cast<std::size_t>(party);
      member[members] = party;
      wait[members] = drawn_.meeting.wait[i];  // one order per session
      ++members;
    }
  }
  if (model_.only_proposer >= 0 && contains(track.members, model_.only_proposer)) {
    return model_.only_proposer;
  }
  if (model_.protocol == ProtocolKind::rotating) {
    return member[static_cast<std::size_t>(now_.offers_made) % members];
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
Real Engine::conceded(int party) const {
  const PartyState& state = now_.party[static_cast<std::size_t>(party)];
  const bool imitates = model_.parties[static_cast<std::size_t>(party)].strategy.kind ==
                        StrategyKind::tit_for_tat;
  return now_.last_offer ? 1.0 : imitates ? state.imitated : state.conceded;
}

// Mean over the others of EV_i(o_j) - EV_i(o_j previous) (B6). An offer is answered once,
// at the occasion after it; who has made no second offer has conceded nothing.
Real Engine::mean_concession(const Track& track, int party) const {
  const Real reservation = now_.party[static_cast<std::size_t>(party)].reservation;
  Real sum = 0.0;
  int count = 0;
  for (int other = 0; other < static_cast<int>(parties_); ++other) {
    const PartyState& state = now_.party[static_cast<std::size_t>(other)];
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

// B6, or B6d where the party has a tactic of its own. With the last offer there is
// nothing left to ask for. \param share  F_i
Real Engine::next_aspiration(const Track& track, int party, Real clock,
                             Real share) const {
  const auto i = static_cast<std::size_t>(party);
  const PartyState& state = now_.party[i];
  const Real best = track.best[i];
  const Real by_time = aspiration(state.reservation, best, share);
  const Tactic& own = model_.parties[i].tactic;
  if (now_.last_offer || (!state.has_aspiration && !own)) {
    return by_time;
  }
  const Real moved = state.has_aspiration ? mean_concession(track, party) : 0.0;
  const Real scheduled =
      state.has_aspiration
          ? reciprocal_aspiration(by_time, state.aspiration, moved, state.reservation,
                                  best, state.reciprocity)
          : by_time;
  if (!own) {
    return scheduled;
  }
  const Real most = std::max(best, state.reservation);
  const Real asked =
      own({party, now_.day, clock, state.reservation, most, scheduled, moved});
  return asked > state.reservation ? std::min(asked, most) : state.reservation;
}

void Engine::update_aspirations(const Track& track) {
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (!contains(track.members, party)) {
      continue;
    }
    const auto i = static_cast<std::size_t>(party);
    PartyState& state = now_.party[i];
    state.aspiration = next_aspiration(track, party, state.clock, conceded(party));
    state.has_aspiration = true;
    note_imitation(track, party);
  }
  for (PartyState& state : now_.party) {
    state.made_offer = false;
  }
}

// B6a: how far tit-for-tat has come down, as everybody can see from its offers and thinks
// of its reservation value.
void Engine::note_imitation(const Track& track, int party) {
  const auto i = static_cast<std::size_t>(party);
  PartyState& state = now_.party[i];
  if (model_.parties[i].strategy.kind != StrategyKind::tit_for_tat) {
    return;
  }
  const Real believed = state.known + now_.belief[i].mean();
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
        track.best[i] >= now_.party[i].reservation) {
      continue;
    }
    without |= set_of(party);
    if (!contains(now_.without_surplus, party)) {
      note(EventType::no_surplus, now_.day, party, -1, track.best[i],
           now_.party[i].reservation, track.members);
    }
  }
  if (track.blocked && !now_.blocked) {
    note(EventType::blocked, now_.day, -1, -1, 0.0, 0.0, track.signatories);
  }
  now_.blocked = track.blocked;
  now_.without_surplus = without;
}

// B8. The others' answers are reckoned for the points that are worth at least the
// aspiration, and only while they can still matter: as no chance is above 1 (but for
// rounding), a gain is at most EV_i - R_i.
int Engine::choose_by_expected_utility(Track& track, int proposer) {
  const PartyState& state = now_.party[static_cast<std::size_t>(proposer)];
  int best = -1;
  Real best_gain = 0.0;
  std::array<int, most_lanes> asked{};
  std::array<Real, most_lanes> value{};
  std::size_t count = 0;
  const auto ask = [&] {
    std::array<Real, most_lanes> product{};
    judge(track, proposer, {asked.data(), count}, product.data());
    const std::size_t k = choose_offer({product.data(), count}, {value.data(), count},
                                       state.reservation, state.aspiration);
    const Real gain = product[k] * (value[k] - state.reservation);
    if (best < 0 || gain > best_gain) {
      best = asked[k];
      best_gain = gain;
    }
    count = 0;
  };
  for (int n = 0; n < track.size; ++n) {
    const Real worth = scratch_.own[static_cast<std::size_t>(n)];
    const Real at_most = std::max(0.0, worth - state.reservation) * (1.0 + 1e-12);
    if (worth < state.aspiration || (best >= 0 && at_most <= best_gain)) {
      continue;
    }
    asked[count] = n;
    value[count] = worth;
    if (++count == asked.size()) {
      ask();
    }
  }
  if (count > 0) {
    ask();
  }
  return best;
}

int Engine::propose(Track& track, int proposer) {
  const auto i = static_cast<std::size_t>(proposer);
  PartyState& state = now_.party[i];
  ++now_.offers_made;
  if (track.blocked || track.best[i] < state.reservation) {
    if (!track.blocked) {
      note(EventType::no_offer, now_.day, proposer, -1, track.best[i], state.reservation,
           track.members);
      learn_from_silence(proposer);
    }
    return -1;
  }
  const StrategyKind strategy = model_.parties[i].strategy.kind;
  if (strategy == StrategyKind::zeuthen && zeuthen_demand(track, proposer) < 0) {
    note(EventType::no_offer, now_.day, proposer, -1, track.best[i], state.reservation,
         track.members);
    return -1;
  }
  expect(track, proposer, state.reservation);
  const std::span<const Real> own(scratch_.own.data(),
                                  static_cast<std::size_t>(track.size));
  int point = -1;
  switch (strategy) {
    case StrategyKind::expected_utility:
      point = choose_by_expected_utility(track, proposer);
      break;
    case StrategyKind::time_dependent:
    case StrategyKind::tit_for_tat:
      break;
    case StrategyKind::random:
      point = static_cast<int>(
          choose_any(own, state.reservation,
                     uniform(Purpose::strategy, now_.meeting ^ setup_.names.party[i],
                             now_.occasion)));
      break;
    case StrategyKind::zeuthen:
      point = zeuthen_demand(track, proposer);
      break;
    case StrategyKind::stationary:
      break;  // never here: play_equilibrium
  }
  const bool judged = strategy == StrategyKind::expected_utility && point >= 0;
  if (point < 0) {
    point = static_cast<int>(choose_nearest(own, state.aspiration));
  }
  if (!judged) {
    Real chance = 0.0;  // what the answers to it are expected to be (B10c)
    judge(track, proposer, {&point, 1}, &chance);
  }
  state.previous_offer = state.last_offer;
  state.last_offer = point;
  state.made_offer = true;
  if (Event* offer = note(EventType::offer, now_.day, proposer, -1,
                          own[static_cast<std::size_t>(point)], state.aspiration,
                          track.members & ~set_of(proposer))) {
    offer->text.resize(model_.issues.size());
    track.read_texts(point, offer->text);
    offer->reservation = state.reservation;
  }
  return point;
}

// B7.
bool Engine::answers_yes(const Track& track, int party, int point) {
  const auto i = static_cast<std::size_t>(party);
  const PartyState& state = now_.party[i];
  const Real value = expected(track, party, point, state.reservation);
  bool accepts = false;
  std::optional<Real> chance;
  Real least = state.aspiration;
  if (model_.parties[i].strategy.kind == StrategyKind::random) {
    least = state.reservation;
    accepts = value >= least;
  } else if (track.best[i] >= state.reservation) {
    if (model_.parties[i].strategy.kind == StrategyKind::zeuthen) {
      const int demand = zeuthen_demand(track, party);
      least = now_.last_offer || demand < 0
                  ? state.reservation
                  : expected(track, party, demand, state.reservation);
    }
    const std::size_t offer = now_.accession_phase ? 0 : now_.occasion;
    chance = choice_probability(value - least, state.noise);
    accepts = meeting_draw(MeetingDraws::first_answer + offer, i) < *chance;
  }
  if (Event* answer = note(accepts ? EventType::acceptance : EventType::refusal, now_.day,
                           party, -1, value, least)) {
    answer->reservation = state.reservation;
    answer->chance = chance;
  }
  return accepts;
}

// What an answer says about R: every cell of the belief is weighed with the probability
// that a party of that type gives it.
void Engine::learn_from_answer(const Track& track, int party, int point, bool accepted) {
  const auto i = static_cast<std::size_t>(party);
  const auto n = static_cast<std::size_t>(point);
  Types types = scratch_.types[i];
  types.kept = types.zero_intelligence ? 0.0 : 1.0 - conceded(party);
  kernels_.judgement.weigh_answer(types, track.quality[n],
                                  track.value[i * track.capacity + n], accepted,
                                  scratch_.weight.data());
  now_.belief[i].observe(scratch_.weight, drawn_.conservatism);
}

// Only a type without a surplus proposes nothing.
void Engine::learn_from_silence(int proposer) {
  const auto i = static_cast<std::size_t>(proposer);
  for (std::size_t cell = 0; cell < scratch_.types[i].cells; ++cell) {
    scratch_.weight[cell] = scratch_.types[i].surplus[cell] < 0.0 ? 1.0 : 0.0;
  }
  now_.belief[i].observe(scratch_.weight, drawn_.conservatism);
}

// What an offer says about R: a type whose aspiration is far from what the offer leaves
// its maker is unlikely, exp(-((a(R) - y) / s)^2 / 2); a type without a surplus would
// have proposed nothing.
void Engine::learn_from_offer(const Track& track, int proposer, int point) {
  const auto i = static_cast<std::size_t>(proposer);
  const PartyState& state = now_.party[i];
  if (state.type_spread <= 0.0) {
    return;
  }
  const auto n = static_cast<std::size_t>(point);
  Types types = scratch_.types[i];
  types.kept = 1.0 - conceded(proposer);
  kernels_.judgement.weigh_offer(types, track.quality[n],
                                 track.value[i * track.capacity + n], state.type_spread,
                                 scratch_.weight.data());
  now_.belief[i].observe(scratch_.weight, drawn_.conservatism);
}

}  // namespace tripart
