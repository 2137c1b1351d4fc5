#pragma once

#include <functional>
#include <vector>

#include "tripart/bargaining/solution.hpp"

namespace tripart {

/// A hub that sends a delegate to each of its spokes, who bargain at the same time and
/// hear nothing of one another (Collard-Wexler, Gowrisankaran & Lee 2019). Value can be
/// paid over from the hub to a spoke.
struct DelegateGame {
  int spokes = 0;  ///< 1 to 8
  std::vector<double>
      worth;  ///< to hub and spokes together, per set of spokes that agree
  /// What the deal of a spoke adds to the two of them beside those of `others`; left
  /// empty: what it adds to `worth`. With it `worth` may be left out, and the outcome's
  /// `hub` is then only what the hub pays, below 0.
  std::function<double(PartySet others, int spoke)> added;
  double hub_discount = 0.0;  ///< per round, in [0, 1)
  PartyValues spoke_discount{};
};

/// How the last game went, in which everybody found what it had expected.
struct DelegateOutcome {
  bool settled = false;  ///< false: expectations never came true
  PartySet agreed = 0;   ///< spokes
  PartyValues paid{};    ///< to each spoke
  double hub = 0.0;      ///< what is left of `worth`
  int games = 0;         ///< played until then
};

/// Plays the game again and again. In each, the delegates make offers and the spokes
/// answer or make offers of their own in the next round, until each pair agrees or has
/// nothing to share. A pair takes the others' agreements as it last saw them, whatever it
/// is offered itself (passive beliefs): it divides worth(with it) - worth(without it), or
/// what `added` says.
/// Everybody offers what the other side was last prepared to accept, and accepts what its
/// own offer in the next round would be worth today. Ends when a game changes no
/// expectation by more than 1e-13 of what a pair divides.
///
/// With equal factors close to 1 the spokes get half of what their agreements add: T7
/// (Horn & Wolinsky 1988).
[[nodiscard]] DelegateOutcome play_delegates(const DelegateGame& game);

}  // namespace tripart
