// Pairs that bargain at the same time without hearing of one another (T7).
#include "tripart/bargaining/delegates.hpp"

#include <algorithm>
#include <cmath>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

// One pair, and what its two sides expect of each other.
struct Pair {
  double surplus = 0.0;      // as they see it
  double spoke_takes = 0.0;  // least that the spoke accepts, as the delegate believes
  double hub_takes = 0.0;    // least that the delegate accepts, as the spoke believes
  double paid = 0.0;
};

// One game of a pair: offers in turn, the delegate's first, and what each side holds out
// for. Who has waited in vain once knows the other's least demand and offers it.
bool play_pair(Pair& pair, double hub_discount, double spoke_discount) {
  if (!(pair.surplus > 0.0)) {
    return false;
  }
  // A refusal is worth what the own offer of the next round leaves.
  const double spoke_least = spoke_discount * (pair.surplus - pair.hub_takes);
  const double hub_least = hub_discount * (pair.surplus - pair.spoke_takes);
  const double offer = pair.spoke_takes;
  const double counter = pair.surplus - pair.hub_takes;  // what the spoke asks to be paid
  constexpr double rounding = 1e-12;
  if (offer >= spoke_least - rounding * pair.surplus) {
    pair.paid = offer;
  } else if (pair.surplus - counter >= hub_least - rounding * pair.surplus) {
    pair.paid = counter;
  } else {
    pair.paid = spoke_least;  // third round: the delegate has heard the refusal
  }
  pair.spoke_takes = spoke_least;
  pair.hub_takes = hub_discount * (pair.surplus - pair.spoke_takes);
  return true;
}

}  // namespace

DelegateOutcome play_delegates(const DelegateGame& game) {
  const auto spokes = static_cast<std::size_t>(game.spokes);
  TRIPART_EXPECTS(spokes >= 1 && spokes <= max_parties &&
                  (game.worth.size() == (std::size_t{1} << spokes) ||
                   (game.worth.empty() && game.added)));
  TRIPART_EXPECTS(game.hub_discount >= 0.0 && game.hub_discount < 1.0);
  constexpr int most_games = 2000000;
  constexpr double settled = 1e-13;
  std::array<Pair, max_parties> pairs{};
  DelegateOutcome outcome;
  PartySet seen = 0;  // who agreed in the last game
  while (!outcome.settled && outcome.games < most_games) {
    ++outcome.games;
    double moved = 0.0;
    outcome.agreed = 0;
    for (std::size_t i = 0; i < spokes; ++i) {
      Pair& pair = pairs[i];
      const PartySet one = PartySet{1} << i;
      pair.surplus = game.added ? game.added(seen & ~one, static_cast<int>(i))
                                : game.worth[seen | one] - game.worth[seen & ~one];
      const Pair before = pair;
      if (play_pair(pair, game.hub_discount, game.spoke_discount[i])) {
        outcome.agreed |= one;
        moved = std::max({moved,
                          std::fabs(pair.spoke_takes - before.spoke_takes) / pair.surplus,
                          std::fabs(pair.hub_takes - before.hub_takes) / pair.surplus});
      }
    }
    outcome.settled = moved <= settled && outcome.agreed == seen;
    seen = outcome.agreed;
  }
  outcome.hub = game.worth.empty() ? 0.0 : game.worth[outcome.agreed];
  for (std::size_t i = 0; i < spokes; ++i) {
    outcome.paid[i] = (outcome.agreed >> i & 1U) != 0 ? pairs[i].paid : 0.0;
    outcome.hub -= outcome.paid[i];
  }
  return outcome;
}

}  // namespace tripart
