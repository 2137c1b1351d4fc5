#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tripart/scenario/sweep_file.hpp"

namespace tripart {

/// One setting of the factors.
struct DesignPoint {
  std::vector<std::string> values;  ///< cells of points.csv, in the order of the factors
  /// Of each factor: the number of its level, from 1, in designs of kind grid, list and
  /// one_at_a_time (there 0 is the central one); in [0, 1] in the others.
  std::vector<double> coordinates;
  std::vector<std::string> overrides;  ///< `path=value`, after those of the sweep
  /// The same for all points that share one trade model: overrides of factors that do not
  /// keep payoffs.
  std::string economy;
};

/// The points of a sweep, each a function of the sweep and its number.
class Design {
 public:
  explicit Design(const SweepFile& sweep);

  [[nodiscard]] std::uint64_t size() const;
  /// \param number  from 1 to size()
  [[nodiscard]] DesignPoint point(std::uint64_t number) const;

 private:
  struct Layout;
  std::shared_ptr<const Layout> layout_;
};

/// Number of a point of a Saltelli design (Saltelli et al. 2010): base point j (from 0)
/// has its point of matrix A, then of B, then those of A with column i taken from B.
struct SaltelliLayout {
  std::uint64_t base_points = 0;
  std::uint64_t factors = 0;
  [[nodiscard]] std::uint64_t size() const { return base_points * (factors + 2); }
  [[nodiscard]] std::uint64_t a(std::uint64_t j) const { return j * (factors + 2) + 1; }
  [[nodiscard]] std::uint64_t b(std::uint64_t j) const { return a(j) + 1; }
  [[nodiscard]] std::uint64_t ab(std::uint64_t j, std::uint64_t i) const {
    return a(j) + 2 + i;
  }
};

/// Morris (1991): trajectory t (from 0) has its start, then one step per factor, whose
/// factor and sign the design says.
struct MorrisLayout {
  std::uint64_t trajectories = 0;
  std::uint64_t factors = 0;
  [[nodiscard]] std::uint64_t size() const { return trajectories * (factors + 1); }
  [[nodiscard]] std::uint64_t start(std::uint64_t t) const {
    return t * (factors + 1) + 1;
  }
};

}  // namespace tripart
