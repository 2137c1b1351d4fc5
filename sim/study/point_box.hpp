#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace tripart {

/// Which points of a cloud lie in a box, and what is at its faces (prim.hpp).
class PointCloud {
 public:
  /// \param factors  [factor][point]; kept by reference
  explicit PointCloud(const std::vector<std::vector<double>>& factors);

  [[nodiscard]] std::size_t factors() const { return factors_->size(); }
  [[nodiscard]] std::size_t points() const { return points_; }
  [[nodiscard]] double value(std::size_t factor, std::size_t point) const {
    return (*factors_)[factor][point];
  }
  /// All points from a factor's lowest value.
  [[nodiscard]] const std::vector<std::uint32_t>& order(std::size_t factor) const {
    return order_[factor];
  }

 private:
  const std::vector<std::vector<double>>* factors_;
  std::size_t points_;
  std::vector<std::vector<std::uint32_t>> order_;
};

enum class Side { low, high };

/// Points next to one face, equal values together.
struct Slice {
  std::vector<std::uint32_t> points;
  double bound = 0.0;  ///< of the face once they have changed sides
};

/// Both ends belong to the box; they are values of points, infinite where nothing is cut.
class PointBox {
 public:
  explicit PointBox(const PointCloud& cloud);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] bool holds(std::size_t point) const { return violated_[point] == 0; }
  [[nodiscard]] double bound(std::size_t factor, Side side) const {
    return side == Side::low ? low_[factor] : high_[factor];
  }
  [[nodiscard]] bool is_restricted(std::size_t factor) const {
    return low_[factor] > -infinity || high_[factor] < infinity;
  }

  /// About `wanted` points inside at one face; nothing if none would be left.
  [[nodiscard]] std::optional<Slice> inside(std::size_t factor, Side side,
                                            std::uint64_t wanted) const;
  /// About `wanted` points that this face alone keeps out; nothing if there are none.
  [[nodiscard]] std::optional<Slice> outside(std::size_t factor, Side side,
                                             std::uint64_t wanted) const;
  void move(std::size_t factor, Side side, double bound);
  /// The box without a factor's limits.
  [[nodiscard]] PointBox without(std::size_t factor) const;

  static constexpr double infinity = std::numeric_limits<double>::infinity();

 private:
  struct Run {
    std::vector<std::uint32_t> points;
    double last = 0.0;           ///< value of the last group taken
    std::optional<double> next;  ///< of the first that was not
  };
  template <class Choose>
  [[nodiscard]] std::optional<Run> run(std::size_t factor, Side from,
                                       std::uint64_t wanted, const Choose& choose) const;
  [[nodiscard]] bool is_beyond(std::size_t factor, std::size_t point) const {
    const double value = cloud_->value(factor, point);
    return value < low_[factor] || value > high_[factor];
  }
  const PointCloud* cloud_;
  std::vector<double> low_, high_;
  std::vector<std::uint16_t> violated_;  ///< of each point: factors that keep it out
  std::uint64_t size_;
};

}  // namespace tripart
