#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace tripart {

/// The weights that a menu gives the members of a table (B5): every way of dividing the
/// whole into so many equal parts, in lexicographic order.
struct Simplex {
  int vertices = 0;
  std::vector<std::vector<double>> weight;  ///< [member][vertex], to whole vectors
  /// Vertices that one part moved from one member to another turns into each other.
  std::vector<std::pair<int, int>> edges;
};

[[nodiscard]] Simplex divide_simplex(int members, int parts);

/// Parts that the simplex of a number of members is divided into, with `fineness` times
/// the usual divisions.
[[nodiscard]] int simplex_parts(int members, int fineness);

/// Interior points of every edge that a menu has with linear losses.
inline constexpr int edge_points = 9;

/// Most points a menu can have for a number of members (B5).
[[nodiscard]] std::size_t menu_capacity(int members, int loss_exponent, int fineness = 1);

}  // namespace tripart
