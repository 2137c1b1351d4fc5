// Concession by the limits of risk (B8f; Zeuthen 1930, Harsanyi 1956): two parties that
// know each other's utilities.
#include <algorithm>

#include "bargaining/engine.hpp"

namespace tripart {

// What a party demands next, as a point of the menu; -1 where no point suits both. Its
// limit of risk is the largest chance of no deal that it would bear rather than give in:
//
//     r_i = (U_i(own demand) - U_i(the other's)) / U_i(own demand),  U over R
//
// The party with the lower limit concedes, as little as turns the tables. r_i <= r_j
// exactly where the product of surpluses is no greater at i's demand than at j's, so that
// the next demand is the best point for i with a greater product than the other's demand;
// where there is none, i gives in.
int Engine::zeuthen_demand(const Track& track, int party) const {
  int other = 0;
  while (other == party || !contains(track.members, other)) {
    ++other;
  }
  const PartyState& mine = now_.party[static_cast<std::size_t>(party)];
  const PartyState& theirs = now_.party[static_cast<std::size_t>(other)];
  const auto surplus = [&](int who, int point) {
    const Real reservation = now_.party[static_cast<std::size_t>(who)].reservation;
    return expected(track, who, point, reservation) - reservation;
  };
  const auto product = [&](int point) {
    return std::max(0.0, surplus(party, point)) * std::max(0.0, surplus(other, point));
  };
  // The best acceptable point with a greater product than `floor`.
  const auto best_above = [&](Real floor) {
    int best = -1;
    for (int n = 0; n < track.size; ++n) {
      if (surplus(party, n) >= 0.0 && surplus(other, n) >= 0.0 && product(n) > floor &&
          (best < 0 || surplus(party, n) > surplus(party, best))) {
        best = n;
      }
    }
    return best;
  };
  if (mine.last_offer < 0 || theirs.last_offer < 0) {
    return mine.last_offer >= 0 ? mine.last_offer : best_above(-1.0);
  }
  if (product(mine.last_offer) > product(theirs.last_offer)) {
    return mine.last_offer;  // the other's turn to concede
  }
  const int next = best_above(product(theirs.last_offer));
  return next >= 0 ? next : theirs.last_offer;
}

}  // namespace tripart
