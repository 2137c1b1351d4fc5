#pragma once

#include <cstdint>
#include <vector>

#include "tripart/study/normal_form_game.hpp"

namespace tripart {

/// Normalised regret (payoffs of a party scaled to [0, 1]) up to which a profile is an
/// equilibrium of the numbers given.
inline constexpr double equilibrium_tolerance = 1e-10;

struct GameEquilibrium {
  MixedProfile mixed;
  bool is_pure = false;
  double epsilon = 0.0;  ///< largest gain by another strategy, in units of payoffs
};

/// What was searched, so that a user knows what "none other found" means.
struct EquilibriumSearch {
  std::vector<GameEquilibrium> found;  ///< pure ones in the order of profiles, then mixed
  /// Every support was tried. With two parties and no ties all equilibria are found then;
  /// with more parties those of a support could be missed by all starts.
  bool complete = false;
};

/// Nash equilibria of a game (Nash 1951), the same bits everywhere.
///
/// Pure ones by enumeration. Mixed ones by enumeration of supports (Porter, Nudelman &
/// Shoham 2008) once strictly dominated strategies are gone: in each, Newton's method on
/// "all strategies in use are worth the same, probabilities sum to one", which is linear
/// and exact for two parties; for more it starts from the middle and from drawn points.
/// Where there are more than `most_supports`, or none was found, regret matching (Hart &
/// Mas-Colell 2000) from drawn starts finds supports instead; if that too ends in no
/// equilibrium, the mixture of least regret is returned, whose epsilon says how far it is
/// from one.
[[nodiscard]] EquilibriumSearch find_equilibria(const NormalFormGame& game,
                                                std::size_t most_supports = 20000);

}  // namespace tripart
