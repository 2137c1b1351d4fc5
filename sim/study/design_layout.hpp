#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "tripart/core/random.hpp"

namespace tripart {

/// Where the points of a design lie, before factors give the numbers a meaning: of each
/// factor a coordinate.
class DesignLayout {
 public:
  virtual ~DesignLayout() = default;
  /// \param number  from 0
  [[nodiscard]] virtual std::vector<double> coordinates(std::uint64_t number) const = 0;
};

/// Numbers of levels: 1 to that many of each factor, the last factor changing fastest.
[[nodiscard]] std::unique_ptr<DesignLayout> make_grid(std::vector<std::uint64_t> levels);

/// The central point, of zeros, then every level of the first factor, of the second, ...
[[nodiscard]] std::unique_ptr<DesignLayout> make_one_at_a_time(
    std::vector<std::uint64_t> levels);

/// \name Of each factor a coordinate in (0, 1); Morris: in [0, 1]
/// @{
[[nodiscard]] std::unique_ptr<DesignLayout> make_latin_hypercube(std::uint64_t points,
                                                                 std::size_t factors,
                                                                 std::uint64_t seed);
[[nodiscard]] std::unique_ptr<DesignLayout> make_sobol(std::size_t factors,
                                                       std::uint64_t seed);
/// As SaltelliLayout numbers them.
[[nodiscard]] std::unique_ptr<DesignLayout> make_saltelli(std::size_t factors,
                                                          std::uint64_t seed);
/// As MorrisLayout numbers them. \param levels  even
[[nodiscard]] std::unique_ptr<DesignLayout> make_morris(std::size_t factors, int levels,
                                                        std::uint64_t seed);
/// @}

}  // namespace tripart
