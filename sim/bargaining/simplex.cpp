#include "bargaining/simplex.hpp"

#include <array>
#include <cstdlib>

#include "tripart/bargaining/model.hpp"
#include "tripart/core/lanes.hpp"

namespace tripart {
namespace {

// Divisions of the simplex of weights for 2 to 8 members: 15, 36, 56, 70, 56, 84, 120
// points.
constexpr std::array<int, max_parties + 1> divisions = {0, 0, 14, 7, 5, 4, 3, 3, 3};

constexpr std::size_t compositions(int parts,
                                   int members) {  // C(parts + members - 1, members - 1)
  std::size_t value = 1;
  for (int m = 1; m < members; ++m) {
    value = value * static_cast<std::size_t>(parts + m) / static_cast<std::size_t>(m);
  }
  return value;
}

using Shares = std::array<int, max_parties>;

bool are_neighbours(const Shares& a, const Shares& b) {
  int moved = 0;
  for (std::size_t m = 0; m < a.size(); ++m) {
    moved += std::abs(a[m] - b[m]);
  }
  return moved == 2;
}

std::vector<Shares> all_shares(int members, int parts) {
  std::vector<Shares> all;
  const auto last = static_cast<std::size_t>(members - 1);
  Shares share{};
  share[last] = parts;
  while (true) {
    all.push_back(share);
    std::size_t from = last;
    while (from > 0 && share[from] == 0) {
      --from;
    }
    if (from == 0) {
      return all;
    }
    const int rest = share[from];
    share[from] = 0;
    ++share[from - 1];
    share[last] = rest - 1;
  }
}

}  // namespace

int simplex_parts(int members, int fineness) {
  return fineness * divisions[static_cast<std::size_t>(members)];
}

std::size_t menu_capacity(int members, int loss_exponent, int fineness) {
  const int parts = simplex_parts(members, fineness);
  const std::size_t vertices = compositions(parts, members);
  // An edge is a move of one part from one member to another.
  const std::size_t edges = static_cast<std::size_t>(members * (members - 1) / 2) *
                            compositions(parts - 1, members);
  return loss_exponent == 2 ? vertices : vertices + edge_points * edges;
}

Simplex divide_simplex(int members, int parts) {
  const std::vector<Shares> shares = all_shares(members, parts);
  Simplex simplex;
  simplex.vertices = static_cast<int>(shares.size());
  simplex.weight.assign(static_cast<std::size_t>(members),
                        std::vector<double>(padded(shares.size())));
  for (std::size_t n = 0; n < shares.size(); ++n) {
    for (std::size_t m = 0; m < simplex.weight.size(); ++m) {
      simplex.weight[m][n] = static_cast<double>(shares[n][m]) / parts;
    }
    for (std::size_t other = 0; other < n; ++other) {
      if (are_neighbours(shares[n], shares[other])) {
        simplex.edges.emplace_back(static_cast<int>(n), static_cast<int>(other));
      }
    }
  }
  return simplex;
}

}  // namespace tripart
