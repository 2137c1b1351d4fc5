#include "study/linear_system.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace tripart {

std::optional<std::vector<double>> LinearSystem::solve() {
  constexpr double singular = 1e-12;  // of the largest element
  std::vector<std::size_t> order(size_);
  std::iota(order.begin(), order.end(), std::size_t{0});
  double largest = 0.0;
  for (const double element : left_) {
    largest = std::max(largest, std::fabs(element));
  }
  for (std::size_t k = 0; k < size_; ++k) {
    std::size_t row = k;
    std::size_t column = k;
    for (std::size_t i = k; i < size_; ++i) {
      for (std::size_t j = k; j < size_; ++j) {
        if (std::fabs(left(i, j)) > std::fabs(left(row, column))) {
          row = i;
          column = j;
        }
      }
    }
    if (!(std::fabs(left(row, column)) > singular * largest)) {
      return std::nullopt;
    }
    for (std::size_t j = 0; j < size_; ++j) {
      std::swap(left(k, j), left(row, j));
    }
    std::swap(right_[k], right_[row]);
    for (std::size_t i = 0; i < size_; ++i) {
      std::swap(left(i, k), left(i, column));
    }
    std::swap(order[k], order[column]);
    for (std::size_t i = k + 1; i < size_; ++i) {
      const double factor = left(i, k) / left(k, k);
      if (factor != 0.0) {
        for (std::size_t j = k; j < size_; ++j) {
          left(i, j) -= factor * left(k, j);
        }
        right_[i] -= factor * right_[k];
      }
    }
  }
  std::vector<double> solution(size_, 0.0);
  for (std::size_t k = size_; k-- > 0;) {
    double rest = right_[k];
    for (std::size_t j = k + 1; j < size_; ++j) {
      rest -= left(k, j) * solution[order[j]];
    }
    solution[order[k]] = rest / left(k, k);
  }
  return solution;
}

}  // namespace tripart
