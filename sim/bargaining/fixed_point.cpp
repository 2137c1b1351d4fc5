// Where a map of one value per party stays put.
#include "bargaining/fixed_point.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace tripart {
namespace {

using Square = std::array<PartyValues, max_parties>;

// Gauss's elimination with the largest pivots; false where the matrix is singular.
bool solve_square(Square matrix, PartyValues right, std::size_t n, PartyValues& x) {
  for (std::size_t c = 0; c < n; ++c) {
    std::size_t best = c;
    for (std::size_t r = c + 1; r < n; ++r) {
      best = std::fabs(matrix[r][c]) > std::fabs(matrix[best][c]) ? r : best;
    }
    if (!(std::fabs(matrix[best][c]) > 1e-14)) {
      return false;
    }
    std::swap(matrix[c], matrix[best]);
    std::swap(right[c], right[best]);
    for (std::size_t r = c + 1; r < n; ++r) {
      const double factor = matrix[r][c] / matrix[c][c];
      for (std::size_t l = c; l < n; ++l) {
        matrix[r][l] -= factor * matrix[c][l];
      }
      right[r] -= factor * right[c];
    }
  }
  for (std::size_t c = n; c-- > 0;) {
    x[c] = right[c];
    for (std::size_t l = c + 1; l < n; ++l) {
      x[c] -= matrix[c][l] * x[l];
    }
    x[c] /= matrix[c][c];
  }
  return true;
}

class Search {
 public:
  Search(const PartyMap& map, int size, const PartyValues& scale)
      : map_(map), size_(static_cast<std::size_t>(size)), scale_(scale) {}

  // How far the map moves a point, in units of the scale.
  [[nodiscard]] double distance(const PartyValues& x, const PartyValues& y) const {
    double most = 0.0;
    for (std::size_t i = 0; i < size_; ++i) {
      most = std::max(most, std::fabs(y[i] - x[i]) / scale_[i]);
    }
    return most;
  }
  // Newton's step from x, which the map takes to y; false where there is none that comes
  // nearer.
  [[nodiscard]] bool step(PartyValues& x, PartyValues& y) const;

 private:
  const PartyMap& map_;
  std::size_t size_;
  const PartyValues& scale_;
};

bool Search::step(PartyValues& x, PartyValues& y) const {
  constexpr double width = 1e-6;  // of the differences
  Square matrix{};
  PartyValues right{};
  for (std::size_t c = 0; c < size_; ++c) {
    PartyValues less = x;  // asking for less is always possible
    less[c] -= width * scale_[c];
    PartyValues moved{};
    if (!map_(less, moved)) {
      return false;
    }
    for (std::size_t r = 0; r < size_; ++r) {
      matrix[r][c] = (r == c ? 1.0 : 0.0) - (y[r] - moved[r]) / scale_[r] / width;
    }
    right[c] = (y[c] - x[c]) / scale_[c];
  }
  PartyValues move{};
  if (!solve_square(matrix, right, size_, move)) {
    return false;
  }
  const double before = distance(x, y);
  for (double length = 1.0; length > 0.1; length *= 0.5) {
    PartyValues next = x;
    PartyValues image{};
    for (std::size_t i = 0; i < size_; ++i) {
      next[i] += length * move[i] * scale_[i];
    }
    if (map_(next, image) && distance(next, image) < 0.7 * before) {
      x = next;
      y = image;
      return true;
    }
  }
  return false;
}

}  // namespace

bool solve_fixed_point(const PartyMap& map, int size, const PartyValues& scale,
                       PartyValues& x) {
  constexpr int most_rounds = 400;
  constexpr int repetitions = 20;
  constexpr double settled = 4e-16;
  constexpr double good = 1e-11;
  const Search search(map, size, scale);
  PartyValues y{};
  if (!map(x, y)) {
    return false;
  }
  for (int round = 0; round < most_rounds; ++round) {
    if (search.distance(x, y) <= settled) {
      break;
    }
    if (search.step(x, y)) {
      continue;
    }
    if (search.distance(x, y) <= 1e-13) {
      break;  // rounding
    }
    for (int again = 0; again < repetitions; ++again) {
      PartyValues next{};
      if (!map(y, next)) {
        return search.distance(x, y) <= good;
      }
      x = y;
      y = next;
    }
  }
  return search.distance(x, y) <= good;
}

}  // namespace tripart
