#pragma once

#include "tripart/study/normal_form_game.hpp"

namespace tripart {

/// Average play of regret matching (Hart & Mas-Colell 2000, with regrets kept at or above
/// zero) from `start`: each strategy is played in proportion to what it would have gained
/// so far. Approaches an equilibrium in zero-sum games and many others, not in all.
[[nodiscard]] MixedProfile match_regrets(const NormalFormGame& game,
                                         const MixedProfile& start, int rounds);

}  // namespace tripart
