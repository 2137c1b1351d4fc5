#include "tripart/study/prim.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "study/limit_test.hpp"
#include "study/point_box.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

constexpr std::array both_sides{Side::low, Side::high};

class Search {
 public:
  Search(const std::vector<std::vector<double>>& factors,
         const std::vector<double>& target, const PrimOptions& options)
      : cloud_(factors), target_(target), options_(options) {
    const auto [least, most] = std::minmax_element(target.begin(), target.end());
    least_ = *least;
    most_ = *most;
    is_binary_ = std::all_of(target.begin(), target.end(),
                             [](double y) { return y == 0.0 || y == 1.0; });
    for (const double y : target) {
      all_ += y;
    }
  }

  PrimResult run() {
    PrimResult result;
    std::vector<PointBox> boxes{PointBox(cloud_)};
    while (auto next = peeled(boxes.back())) {
      boxes.push_back(std::move(*next));
    }
    std::optional<PointBox> best;
    double highest = 0.0;
    for (const PointBox& box : boxes) {
      result.peeled.push_back(described(box));
      PointBox wide = pasted(box);
      const double here = described(wide).harmonic_mean;
      if (!best || here > highest) {
        highest = here;
        best = std::move(wide);
      }
    }
    result.suggested = pruned(std::move(*best));
    return result;
  }

 private:
  [[nodiscard]] double sum(const PointBox& box) const {
    double total = 0.0;
    for (std::size_t point = 0; point < target_.size(); ++point) {
      total += box.holds(point) ? target_[point] : 0.0;
    }
    return total;
  }
  [[nodiscard]] double sum(const Slice& slice) const {
    double total = 0.0;
    for (const std::uint32_t point : slice.points) {
      total += target_[point];
    }
    return total;
  }
  [[nodiscard]] bool is_even(const PointBox& box) const {
    std::optional<double> first;
    for (std::size_t point = 0; point < target_.size(); ++point) {
      if (box.holds(point) && target_[point] != first.value_or(target_[point])) {
        return false;
      }
      first = box.holds(point) ? std::optional(target_[point]) : first;
    }
    return true;
  }
  [[nodiscard]] std::uint64_t portion(const PointBox& box) const {
    const auto points = static_cast<double>(box.size());
    return std::max<std::uint64_t>(
        1, static_cast<std::uint64_t>(std::floor(options_.alpha * points)));
  }

  /// Nothing at the end of the trajectory.
  [[nodiscard]] std::optional<PointBox> peeled(const PointBox& box) const {
    if (is_even(box)) {
      return std::nullopt;
    }
    const double total = sum(box);
    const auto size = static_cast<double>(box.size());
    const double least = options_.least_mass * static_cast<double>(target_.size());
    std::optional<double> best;
    std::size_t factor = 0;
    Side side = Side::low;
    double bound = 0.0;
    for (std::size_t i = 0; i < cloud_.factors(); ++i) {
      for (const Side at : both_sides) {
        const auto slice = box.inside(i, at, portion(box));
        const double lost = slice ? static_cast<double>(slice->points.size()) : 0.0;
        if (!slice || size - lost < least) {
          continue;
        }
        const double gain = ((total - sum(*slice)) / (size - lost) - total / size) / lost;
        if (!best || gain > *best) {
          best = gain;
          factor = i;
          side = at;
          bound = slice->bound;
        }
      }
    }
    if (!best) {
      return std::nullopt;
    }
    PointBox smaller = box;
    smaller.move(factor, side, bound);
    return smaller;
  }

  [[nodiscard]] PointBox pasted(PointBox box) const {
    for (std::uint64_t wanted = portion(box); wanted > 0;) {
      const double total = sum(box);
      const auto size = static_cast<double>(box.size());
      double best = total / size;
      std::optional<double> bound;
      std::size_t factor = 0;
      Side side = Side::low;
      for (std::size_t i = 0; i < cloud_.factors(); ++i) {
        for (const Side at : both_sides) {
          const auto slice = box.outside(i, at, wanted);
          if (!slice) {
            continue;
          }
          const double mean =
              (total + sum(*slice)) / (size + static_cast<double>(slice->points.size()));
          if (bound ? mean > best : mean >= best) {
            best = mean;
            factor = i;
            side = at;
            bound = slice->bound;
          }
        }
      }
      if (bound) {
        box.move(factor, side, *bound);
      } else {
        wanted /= 2;
      }
    }
    return box;
  }

  [[nodiscard]] PrimBox pruned(PointBox box) const {
    while (true) {
      std::vector<double> p_values;
      std::optional<std::size_t> weakest;
      for (std::size_t i = 0; i < cloud_.factors(); ++i) {
        p_values.push_back(box.is_restricted(i) ? p_value(box, i) : 0.0);
        if (p_values[i] > options_.level &&
            (!weakest || p_values[i] > p_values[*weakest])) {
          weakest = i;
        }
      }
      if (weakest) {
        box = box.without(*weakest);
        continue;
      }
      PrimBox result = described(box);
      for (PrimLimit& limit : result.limits) {
        limit.p_value = p_values[limit.factor];
      }
      return result;
    }
  }

  [[nodiscard]] double p_value(const PointBox& box, std::size_t factor) const {
    const PointBox wider = box.without(factor);
    if (is_binary_) {
      return binomial_tail(static_cast<std::uint64_t>(sum(box)), box.size(),
                           sum(wider) / static_cast<double>(wider.size()));
    }
    std::vector<double> values;
    for (std::size_t point = 0; point < target_.size(); ++point) {
      if (wider.holds(point)) {
        values.push_back(target_[point]);
      }
    }
    return drawn_tail(sum(box), box.size(), std::move(values), options_.resampling);
  }

  [[nodiscard]] PrimBox described(const PointBox& box) const {
    PrimBox result;
    const double total = sum(box);
    const auto size = static_cast<double>(box.size());
    const auto points = static_cast<double>(target_.size());
    result.points = box.size();
    result.mass = size / points;
    result.coverage = all_ > 0.0 ? total / all_ : 0.0;
    result.density = total / size;
    // 2 c d / (c + d) = 2 y / (n + Y): y and Y the target inside and in all.
    if (most_ > least_) {
      const double inside = (total - size * least_) / (most_ - least_);
      const double whole = (all_ - points * least_) / (most_ - least_);
      result.harmonic_mean = 2.0 * inside / (size + whole);
    }
    for (std::size_t i = 0; i < cloud_.factors(); ++i) {
      if (box.is_restricted(i)) {
        result.limits.push_back(
            {i, reported(box, i, Side::low), reported(box, i, Side::high), std::nullopt});
      }
    }
    return result;
  }

  /// Half-way to the nearest value outside, of whatever point: none changes sides.
  [[nodiscard]] std::optional<double> reported(const PointBox& box, std::size_t factor,
                                               Side side) const {
    const double bound = box.bound(factor, side);
    if (std::fabs(bound) == PointBox::infinity) {
      return std::nullopt;
    }
    const std::vector<std::uint32_t>& order = cloud_.order(factor);
    const auto value = [&](std::uint32_t point) { return cloud_.value(factor, point); };
    if (side == Side::low) {
      const auto first = std::partition_point(
          order.begin(), order.end(), [&](std::uint32_t p) { return value(p) < bound; });
      return 0.5 * value(*(first - 1)) + 0.5 * bound;
    }
    const auto beyond = std::partition_point(
        order.begin(), order.end(), [&](std::uint32_t p) { return value(p) <= bound; });
    return 0.5 * value(*beyond) + 0.5 * bound;
  }

  PointCloud cloud_;
  const std::vector<double>& target_;
  const PrimOptions& options_;
  double all_ = 0.0;
  double least_ = 0.0;
  double most_ = 0.0;
  bool is_binary_ = false;
};

}  // namespace

PrimResult find_boxes(const std::vector<std::vector<double>>& factors,
                      const std::vector<double>& target, const PrimOptions& options) {
  TRIPART_EXPECTS(!target.empty() && options.alpha > 0.0 && options.alpha < 1.0);
  return Search(factors, target, options).run();
}

}  // namespace tripart
