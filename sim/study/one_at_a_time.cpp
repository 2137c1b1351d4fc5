#include "tripart/study/one_at_a_time.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

/// The value of a point and the variance of its noise; absent where it has none.
struct Reading {
  std::optional<double> value, noise;
};

Reading reading(const Responses& responses, std::uint64_t point) {
  const double value = responses.values[point - 1];
  return std::isnan(value) ? Reading{} : Reading{value, responses.noise[point - 1]};
}

std::optional<double> difference(const Reading& from, const Reading& to) {
  return from.value && to.value ? std::optional(*to.value - *from.value) : std::nullopt;
}

std::optional<double> error_of_difference(const Reading& from, const Reading& to) {
  return from.noise && to.noise ? std::optional(std::sqrt(*from.noise + *to.noise))
                                : std::nullopt;
}

/// The central point and those that change `factor` alone.
struct Line {
  std::vector<std::uint64_t>
      points;  ///< a central one without a place first, then by level
  std::size_t first_placed = 0;
};

Line line_of(std::size_t factor, std::size_t factors, std::span<const double> levels,
             std::uint64_t central, std::uint64_t points) {
  const auto level = [&](std::uint64_t point) {
    return levels[(point - 1) * factors + factor];
  };
  const double middle = level(central);
  const auto is_central = [&](double value) {
    return value == middle || (std::isnan(value) && std::isnan(middle));
  };
  Line line;
  for (std::uint64_t point = 1; point <= points; ++point) {
    if (point == central || !is_central(level(point))) {
      line.points.push_back(point);
    }
  }
  const auto place = [&](std::uint64_t point) {
    return std::isnan(level(point)) ? -std::numeric_limits<double>::infinity()
                                    : level(point);
  };
  std::stable_sort(line.points.begin(), line.points.end(),
                   [&](std::uint64_t a, std::uint64_t b) { return place(a) < place(b); });
  // A swing needs two ends; of a single level it starts from the central point.
  line.first_placed = std::isnan(middle) && line.points.size() > 2 ? 1 : 0;
  return line;
}

Swing swing_of(std::size_t factor, const Line& line, std::uint64_t central,
               const Responses& responses) {
  const std::vector<std::uint64_t>& points = line.points;
  const Reading low = reading(responses, points[line.first_placed]);
  const Reading high = reading(responses, points.back());
  Swing swing;
  swing.factor = factor;
  swing.low_point = points[line.first_placed];
  swing.high_point = points.back();
  swing.low = low.value;
  swing.central = reading(responses, central).value;
  swing.high = high.value;
  swing.swing = difference(low, high);
  swing.swing_std_error = points.size() > 1 ? error_of_difference(low, high) : 0.0;
  std::optional<double> least, most;
  for (const std::uint64_t point : points) {
    if (const auto value = reading(responses, point).value) {
      least = std::min(least.value_or(*value), *value);
      most = std::max(most.value_or(*value), *value);
    }
  }
  if (least) {
    swing.range = *most - *least;
  }
  return swing;
}

}  // namespace

OneAtATime one_at_a_time(std::size_t factors, std::span<const double> levels,
                         std::uint64_t central, const Responses& responses) {
  const std::uint64_t points = responses.values.size();
  TRIPART_EXPECTS(levels.size() == points * factors && central >= 1 && central <= points);
  OneAtATime result;
  const Reading middle = reading(responses, central);
  for (std::size_t factor = 0; factor < factors; ++factor) {
    const Line line = line_of(factor, factors, levels, central, points);
    for (const std::uint64_t point : line.points) {
      const Reading here = reading(responses, point);
      LevelResponse level;
      level.factor = factor;
      level.point = point;
      level.is_central = point == central;
      level.value = here.value;
      if (here.noise) {
        level.std_error = std::sqrt(*here.noise);
      }
      level.change = difference(middle, here);
      level.change_std_error = level.is_central
                                   ? here.noise ? std::optional(0.0) : std::nullopt
                                   : error_of_difference(middle, here);
      result.levels.push_back(level);
    }
    result.swings.push_back(swing_of(factor, line, central, responses));
  }
  return result;
}

}  // namespace tripart
