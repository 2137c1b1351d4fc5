#pragma once

#include <cstddef>

#include "tripart/core/lanes.hpp"

/// Arrays by point of a menu hold whole vectors; what stands behind the last point of the
/// menu is never a result.
namespace tripart::TRIPART_ISA_NAMESPACE {
namespace {

/// Which of the points [n, n + W) are among the first `points`.
template <int W>
[[gnu::always_inline]] inline Mask<W> is_listed(std::size_t n, std::size_t points) {
  constexpr double place[most_lanes] = {0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};
  return Lanes<W>::load(place) < static_cast<double>(points - n);
}

/// The greatest lane; of -0 and 0, which are equal, always 0.
template <int W>
[[gnu::always_inline]] inline double greatest_of(Lanes<W> values) {
  double greatest = values.lane(0);
  for (int lane = 1; lane < W; ++lane) {
    greatest = values.lane(lane) > greatest ? values.lane(lane) : greatest;
  }
  return greatest + 0.0;
}

}  // namespace
}  // namespace tripart::TRIPART_ISA_NAMESPACE
