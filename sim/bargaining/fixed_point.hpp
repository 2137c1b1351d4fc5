#pragma once

#include <functional>

#include "tripart/bargaining/solution.hpp"

namespace tripart {

/// A map of one value per party to itself; false where it is not defined.
using PartyMap = std::function<bool(const PartyValues& from, PartyValues& to)>;

/// Fixed point of a map, from a point near which plain repetition stays defined: Newton's
/// method with differences for slopes, which ends in few steps where the map is piecewise
/// smooth, and repetition where a step of it does not come nearer.
///
/// \param scale  per value: its size, > 0
/// \return false where the map moves the best point found by more than 1e-11 of the scale
[[nodiscard]] bool solve_fixed_point(const PartyMap& map, int size,
                                     const PartyValues& scale, PartyValues& x);

}  // namespace tripart
