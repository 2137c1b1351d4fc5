#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "economy/optimal_tariff_objective.hpp"

namespace tripart {

/// Everybody's rates at the end of one round of a war.
using WarPosition = std::vector<std::vector<TariffChoice>>;

/// Longer ones are not noticed.
inline constexpr std::size_t longest_cycle = 12;

/// Rounds since `now` was met before, to within `same`, if rates have moved clearly since
/// the last round; else 0. \param past  positions before, the last round's at the end
[[nodiscard]] int cycle_period(const std::deque<WarPosition>& past,
                               const WarPosition& now, double same);

/// The largest distance of any rate of anybody.
[[nodiscard]] double distance(const WarPosition& one, const WarPosition& other);

}  // namespace tripart
