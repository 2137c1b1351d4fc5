#pragma once

#include <algorithm>

#include "tripart/bargaining/strategic.hpp"

namespace tripart {

/// What refusing is worth to a party that expects `next` of the round after: it may opt
/// out at once; else talks break down with probability 1 - p, or go on after a delay in
/// which it has its disagreement value (T2, T2b).
[[nodiscard]] inline double waiting(const StrategicGame& game, std::size_t party,
                                    double next) {
  const double without = game.problem.disagreement[party];
  const double later = without + game.discount[party] * (next - without);
  return std::max(game.outside[party], (1.0 - game.continuation) * game.breakdown[party] +
                                           game.continuation * later);
}

}  // namespace tripart
