#pragma once

#include "tripart/core/distribution.hpp"

namespace tripart {

/// Median of what `draw_value` draws: of the distribution cut to the range, to about
/// 1e-12 of its scale; for beta and gamma of the distribution as written, moved to the
/// nearer end where it lies outside. A constant is returned as it is.
[[nodiscard]] double median_within(const Distribution& distribution, Range range);

}  // namespace tripart
