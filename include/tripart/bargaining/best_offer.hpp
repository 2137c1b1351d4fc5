#pragma once

#include "tripart/bargaining/solution.hpp"

namespace tripart {

/// Best text for `party` among those that leave every other party at least what it asks
/// for, 2 to 8 parties. Issues in which neither `party` nor anybody whose demand binds
/// has a stake go to the others in equal weights, so that the text is efficient. Surplus
/// parties aside, V_j equals its demand to about 1e-14 of its stakes, and V_party the
/// highest that is possible to about 1e-13 of its own.
///
/// \param least  lowest V_j of every other party; the entry of `party` is not read
/// \return not found where no text leaves everybody as much with something to spare
[[nodiscard]] FrontierPoint solve_best_offer(const Frontier& frontier, int party,
                                             const PartyValues& least);

}  // namespace tripart
