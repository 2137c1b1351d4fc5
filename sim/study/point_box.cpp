#include "study/point_box.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "tripart/core/error.hpp"

namespace tripart {

PointCloud::PointCloud(const std::vector<std::vector<double>>& factors)
    : factors_(&factors), points_(factors.empty() ? 0 : factors[0].size()) {
  TRIPART_EXPECTS(points_ <= std::numeric_limits<std::uint32_t>::max());
  for (const std::vector<double>& values : factors) {
    TRIPART_EXPECTS(values.size() == points_);
    std::vector<std::uint32_t>& order = order_.emplace_back(points_);
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return values[a] < values[b];
    });
  }
}

PointBox::PointBox(const PointCloud& cloud)
    : cloud_(&cloud),
      low_(cloud.factors(), -infinity),
      high_(cloud.factors(), infinity),
      violated_(cloud.points(), 0),
      size_(cloud.points()) {}

// Walks over the chosen points from one end of a factor and takes groups of equal values
// until the next would make it more than wanted; the first group is always taken.
template <class Choose>
std::optional<PointBox::Run> PointBox::run(std::size_t factor, Side from,
                                           std::uint64_t wanted,
                                           const Choose& choose) const {
  const std::vector<std::uint32_t>& order = cloud_->order(factor);
  Run run;
  std::size_t complete = 0;  // points of groups that have ended and fit
  double here = 0.0;         // the group at hand
  const auto shortened = [&]() {
    run.next = here;
    run.points.resize(complete);
    return run;
  };
  for (std::size_t step = 0; step < order.size(); ++step) {
    const std::uint32_t point = order[from == Side::low ? step : order.size() - 1 - step];
    if (!choose(point)) {
      continue;
    }
    const double value = cloud_->value(factor, point);
    if (!run.points.empty() && value != here) {
      if (complete > 0 && run.points.size() > wanted) {
        return shortened();
      }
      complete = run.points.size();
      run.last = here;
      if (complete >= wanted) {
        run.next = value;
        return run;
      }
    }
    here = value;
    run.points.push_back(point);
  }
  if (run.points.empty()) {
    return std::nullopt;
  }
  if (complete > 0 && run.points.size() > wanted) {
    return shortened();
  }
  run.last = here;
  return run;
}

std::optional<Slice> PointBox::inside(std::size_t factor, Side side,
                                      std::uint64_t wanted) const {
  auto found =
      run(factor, side, wanted, [&](std::uint32_t point) { return holds(point); });
  if (!found || !found->next) {
    return std::nullopt;
  }
  return Slice{std::move(found->points), *found->next};
}

std::optional<Slice> PointBox::outside(std::size_t factor, Side side,
                                       std::uint64_t wanted) const {
  const double limit = bound(factor, side);
  // Nearest to the face first, so from the other end.
  auto found = run(factor, side == Side::low ? Side::high : Side::low, wanted,
                   [&](std::uint32_t point) {
                     const double value = cloud_->value(factor, point);
                     return violated_[point] == 1 &&
                            (side == Side::low ? value < limit : value > limit);
                   });
  return found ? std::optional(Slice{std::move(found->points), found->last})
               : std::nullopt;
}

void PointBox::move(std::size_t factor, Side side, double bound) {
  for (std::size_t point = 0; point < violated_.size(); ++point) {
    violated_[point] =
        static_cast<std::uint16_t>(violated_[point] - (is_beyond(factor, point) ? 1 : 0));
  }
  // A bound that cuts nothing off is none.
  const std::vector<std::uint32_t>& order = cloud_->order(factor);
  if (side == Side::low) {
    low_[factor] = bound <= cloud_->value(factor, order.front()) ? -infinity : bound;
  } else {
    high_[factor] = bound >= cloud_->value(factor, order.back()) ? infinity : bound;
  }
  size_ = 0;
  for (std::size_t point = 0; point < violated_.size(); ++point) {
    violated_[point] =
        static_cast<std::uint16_t>(violated_[point] + (is_beyond(factor, point) ? 1 : 0));
    size_ += violated_[point] == 0 ? 1U : 0U;
  }
}

PointBox PointBox::without(std::size_t factor) const {
  PointBox wider = *this;
  wider.move(factor, Side::low, -infinity);
  wider.move(factor, Side::high, infinity);
  return wider;
}

}  // namespace tripart
