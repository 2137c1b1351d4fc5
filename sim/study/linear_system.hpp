#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace tripart {

/// A small square system A x = b, solved by Gaussian elimination with complete pivoting
/// in one fixed order of operations.
class LinearSystem {
 public:
  explicit LinearSystem(std::size_t size)
      : size_(size), left_(size * size, 0.0), right_(size, 0.0) {}

  double& left(std::size_t row, std::size_t column) {
    return left_[row * size_ + column];
  }
  double& right(std::size_t row) { return right_[row]; }

  /// Nothing where A is singular to working precision. Destroys the system.
  [[nodiscard]] std::optional<std::vector<double>> solve();

 private:
  std::size_t size_;
  std::vector<double> left_;
  std::vector<double> right_;
};

}  // namespace tripart
