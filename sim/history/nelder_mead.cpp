#include "history/nelder_mead.hpp"

#include <algorithm>
#include <cmath>

namespace tripart {
namespace {

constexpr double near_enough = 1e-4;

struct Corner {
  std::vector<double> at;
  double value = 0.0;
};

/// centre + factor (corner - centre)
std::vector<double> moved(const std::vector<double>& centre,
                          const std::vector<double>& corner, double factor) {
  std::vector<double> at(centre.size());
  for (std::size_t k = 0; k < at.size(); ++k) {
    at[k] = centre[k] + factor * (corner[k] - centre[k]);
  }
  return at;
}

double widest_side(const std::vector<Corner>& corners) {
  double width = 0.0;
  for (const Corner& corner : corners) {
    for (std::size_t k = 0; k < corner.at.size(); ++k) {
      width = std::max(width, std::fabs(corner.at[k] - corners.front().at[k]));
    }
  }
  return width;
}

}  // namespace

std::optional<LowestPoint> find_lowest(
    const std::function<std::optional<double>(const std::vector<double>&)>& f,
    const std::vector<double>& start, double step, std::size_t most) {
  std::size_t evaluations = 0;
  bool is_stopped = false;
  const auto value_at = [&](std::vector<double> at) {
    ++evaluations;
    const auto value = f(at);
    is_stopped = is_stopped || !value;
    return Corner{std::move(at), value.value_or(0.0)};
  };
  std::vector<Corner> corners{value_at(start)};
  for (std::size_t k = 0; k < start.size() && !is_stopped; ++k) {
    std::vector<double> at = start;
    at[k] += at[k] > 0.0 ? -step : step;
    corners.push_back(value_at(std::move(at)));
  }
  const auto sort = [&] {
    std::stable_sort(corners.begin(), corners.end(),
                     [](const Corner& a, const Corner& b) { return a.value < b.value; });
  };
  sort();
  while (!is_stopped && evaluations < most && widest_side(corners) > near_enough) {
    std::vector<double> centre(start.size(), 0.0);
    for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
      for (std::size_t k = 0; k < centre.size(); ++k) {
        centre[k] += corners[i].at[k] / static_cast<double>(start.size());
      }
    }
    Corner& worst = corners.back();
    const double second_worst = corners[corners.size() - 2].value;
    Corner tried = value_at(moved(centre, worst.at, -1.0));
    if (tried.value < corners.front().value) {
      Corner farther = value_at(moved(centre, worst.at, -2.0));
      worst = farther.value < tried.value ? std::move(farther) : std::move(tried);
    } else if (tried.value < second_worst) {
      worst = std::move(tried);
    } else {
      const bool is_outside = tried.value < worst.value;
      Corner nearer = value_at(moved(centre, worst.at, is_outside ? -0.5 : 0.5));
      if (nearer.value < std::min(tried.value, worst.value)) {
        worst = std::move(nearer);
      } else {
        for (std::size_t i = 1; i < corners.size() && !is_stopped; ++i) {
          corners[i] = value_at(moved(corners.front().at, corners[i].at, 0.5));
        }
      }
    }
    sort();
  }
  if (is_stopped) {
    return std::nullopt;
  }
  return LowestPoint{corners.front().at, corners.front().value, evaluations};
}

}  // namespace tripart
