#pragma once

#include <cstddef>

namespace tripart {

/// Rows of cells (the sectors of a region, the regions of the world) that vectors run
/// over come in whole groups of this many.
inline constexpr std::size_t cell_group = 4;

constexpr std::size_t whole_groups(std::size_t cells) {
  return (cells + cell_group - 1) / cell_group * cell_group;
}

}  // namespace tripart
