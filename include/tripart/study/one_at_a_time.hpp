#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tripart/study/responses.hpp"

namespace tripart {

/// One factor at one of its levels, all others at their central ones.
struct LevelResponse {
  std::size_t factor = 0;
  std::uint64_t point = 0;  ///< of the design, from 1
  bool is_central = false;
  std::optional<double> value;
  std::optional<double> std_error;
  std::optional<double> change;            ///< against the central point
  std::optional<double> change_std_error;  ///< as if the two points shared no draws
};

/// One bar of a tornado: a factor from its lowest level to its highest.
struct Swing {
  std::size_t factor = 0;
  std::uint64_t low_point = 0;               ///< with the factor's lowest level
  std::uint64_t high_point = 0;              ///< with its highest
  std::optional<double> low, central, high;  ///< responses
  std::optional<double> swing;               ///< high - low
  std::optional<double> swing_std_error;     ///< as if the two points shared no draws
  std::optional<double> range;  ///< largest response of any level less the smallest
};

struct OneAtATime {
  std::vector<LevelResponse> levels;  ///< factor by factor, each from its first level
  std::vector<Swing> swings;          ///< in the order of the factors
};

/// What each factor does alone.
///
/// Standard errors of differences add both points' variances. That is exact where noise
/// is independent. With common random numbers it is too much as long as the errors of the
/// two points go together; how much, only differences of single replicates could tell.
///
/// \param levels  of each point and factor, [point - 1][factor], numbers that order the
/// levels of a factor; NaN for a central level that has no place among them, such as a
/// distribution, which is then no end of a swing \param central  the point (from 1) from
/// which every other point differs in one factor
[[nodiscard]] OneAtATime one_at_a_time(std::size_t factors,
                                       std::span<const double> levels,
                                       std::uint64_t central, const Responses& responses);

}  // namespace tripart
