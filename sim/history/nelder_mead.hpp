#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace tripart {

struct LowestPoint {
  std::vector<double> at;
  double value = 0.0;
  std::size_t evaluations = 0;
};

/// The simplex search of Nelder & Mead (1965) with its usual coefficients, from a simplex
/// of a point and one step along each axis. Ends after `most` evaluations or when all
/// corners lie within 1e-4 of the best.
/// \param f  nothing where it was told to stop; then so does the search
[[nodiscard]] std::optional<LowestPoint> find_lowest(
    const std::function<std::optional<double>(const std::vector<double>&)>& f,
    const std::vector<double>& start, double step, std::size_t most);

}  // namespace tripart
