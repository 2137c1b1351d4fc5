#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tripart/study/normal_form_game.hpp"

namespace tripart {

/// Strategies in use, one bit each, per party.
using Support = std::vector<std::uint32_t>;

[[nodiscard]] bool uses(const Support& support, int party, int strategy);
/// The same chance for every strategy in use.
[[nodiscard]] MixedProfile even_mixture(const NormalFormGame& game,
                                        const Support& support);

/// Strategies left once those are gone, again and again, that another pure strategy beats
/// whatever the others (left) do. No equilibrium uses one that went.
[[nodiscard]] Support undominated(const NormalFormGame& game);

/// Newton's method on the conditions of an equilibrium with exactly this support, begun
/// at `start`; nothing where it does not converge, where the conditions do not pin a
/// point down, or where a probability in it is not positive.
///
/// \pre payoffs of every party lie in [0, 1]
[[nodiscard]] std::optional<MixedProfile> solve_support(const NormalFormGame& game,
                                                        const Support& support,
                                                        const MixedProfile& start);

}  // namespace tripart
