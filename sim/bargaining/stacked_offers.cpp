// `protocol: {kind: stacked_alternating_offers}`: the protocol of negotiation platforms
// (B8c; Aydogan, Festen, Hindriks & Jonker 2017).
#include <algorithm>
#include <numeric>

#include "bargaining/engine.hpp"

namespace tripart {

// The bids of a party sorted by what they are worth to it; equals in the order of the
// menu.
void Engine::sort_bids(const Track& table, int party, Bids& bids) const {
  const Real reservation = now_.party[static_cast<std::size_t>(party)].reservation;
  bids.point.resize(static_cast<std::size_t>(table.size));
  std::iota(bids.point.begin(), bids.point.end(), 0);
  std::vector<Real> value(bids.point.size());
  for (int n = 0; n < table.size; ++n) {
    value[static_cast<std::size_t>(n)] = expected(table, party, n, reservation);
  }
  std::stable_sort(bids.point.begin(), bids.point.end(), [&](int a, int b) {
    return value[static_cast<std::size_t>(a)] < value[static_cast<std::size_t>(b)];
  });
  bids.value.clear();
  for (const int point : bids.point) {
    bids.value.push_back(value[static_cast<std::size_t>(point)]);
  }
}

// The own next bid: what `choose_nearest` and `choose_any` choose, by search in the
// sorted list.
int Engine::choose_bid(const Track& table, int party, const Bids& bids, int round) {
  const auto i = static_cast<std::size_t>(party);
  PartyState& state = now_.party[i];
  const Real clock = static_cast<Real>(round - 1) / (model_.offer_rounds + 1);
  const Real share = conceded_share(clock, state.initial_concession,
                                    state.government.concession_exponent);
  state.aspiration = next_aspiration(table, party, clock, share);
  state.has_aspiration = true;
  const bool any = model_.parties[i].strategy.kind == StrategyKind::random;
  const Real least = any ? state.reservation : state.aspiration;
  auto at = static_cast<std::size_t>(
      std::lower_bound(bids.value.begin(), bids.value.end(), least) - bids.value.begin());
  if (at == bids.value.size()) {  // nothing qualifies: its best, the first of equals
    at = static_cast<std::size_t>(
        std::lower_bound(bids.value.begin(), bids.value.end(), bids.value.back()) -
        bids.value.begin());
  } else if (any) {
    const Real draw = uniform(Purpose::strategy, setup_.names.party[i],
                              static_cast<std::uint32_t>(round));
    at += static_cast<std::size_t>(draw * static_cast<Real>(bids.value.size() - at));
  }
  return bids.point[at];
}

// Worth at least the own next bid (AC_next), within the noise of B7; zero intelligence
// takes whatever beats its reservation value.
bool Engine::takes(const Track& table, int party, int offer, int bid, int round) {
  const auto i = static_cast<std::size_t>(party);
  const Real reservation = now_.party[i].reservation;
  const Real value = expected(table, party, offer, reservation);
  const bool any = model_.parties[i].strategy.kind == StrategyKind::random;
  const Real least = any ? reservation : expected(table, party, bid, reservation);
  const bool accepts = any ? value >= least
                           : uniform(Purpose::answer, setup_.names.party[i],
                                     static_cast<std::uint32_t>(round)) <
                                 choice_probability(value - least, now_.party[i].noise);
  note(accepts ? EventType::acceptance : EventType::refusal, now_.day, party, -1, value,
       least);
  return accepts;
}

// Round by round every party in turn, in the order of the file, accepts the offer on the
// table or puts its own in its place; agreed once all others have accepted in a row. The
// rounds are equal parts of the time from start to horizon, the turns equal parts of a
// round.
void Engine::play_stacked_offers() {
  open_talks();
  update_reservations();  // with the private parts that open_talks has drawn
  Track& table = now_.tracks[0];
  evaluate(table);
  note_surpluses(table);
  if (now_.blocked || now_.without_surplus != 0) {
    end_talks(Ending::lapsed, model_.horizon);
    return;
  }
  const int members = static_cast<int>(parties_);
  std::vector<Bids> bids(parties_);
  for (int party = 0; party < members; ++party) {
    sort_bids(table, party, bids[static_cast<std::size_t>(party)]);
  }
  const int turns = model_.offer_rounds * members;
  int offer = -1;
  int proposer = -1;
  int accepted = 0;
  for (int turn = 0; turn < turns; ++turn) {
    const int round = turn / members + 1;
    const int party = turn % members;
    PartyState& state = now_.party[static_cast<std::size_t>(party)];
    now_.day = model_.horizon * turn / turns;
    const int bid =
        choose_bid(table, party, bids[static_cast<std::size_t>(party)], round);
    state.made_offer = false;
    if (offer >= 0 && takes(table, party, offer, bid, round)) {
      if (++accepted == members - 1) {
        conclude(table, offer, proposer);
        return;
      }
      continue;
    }
    offer = bid;
    proposer = party;
    accepted = 0;
    state.previous_offer = state.last_offer;
    state.last_offer = bid;
    state.made_offer = true;
    note(EventType::offer, now_.day, party, -1,
         expected(table, party, bid, state.reservation), state.aspiration,
         table.members & ~set_of(party));
  }
  end_talks(Ending::lapsed, model_.horizon);
}

}  // namespace tripart
