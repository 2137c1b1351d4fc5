#include "tripart/study/sweep_plan.hpp"

#include <algorithm>
#include <deque>

#include "tripart/core/error.hpp"
#include "tripart/core/statistics.hpp"

namespace tripart {
namespace {

/// The 30 economies of nafta-2018.yaml take .07 s to be solved, in which one thread plays
/// 1,900 of its replicates.
constexpr std::uint64_t replicates_per_economy = 64;

/// Points whose economies were not among the last few different ones before them.
std::vector<std::uint64_t> points_that_solve(const Design& design) {
  std::vector<std::uint64_t> list;
  std::deque<std::string> at_hand;  // the one used last in front
  for (std::uint64_t number = 1; number <= design.size(); ++number) {
    std::string economy = design.point(number).economy;
    const auto found = std::find(at_hand.begin(), at_hand.end(), economy);
    if (found != at_hand.end()) {
      at_hand.erase(found);
    } else {
      list.push_back(number);
    }
    at_hand.push_front(std::move(economy));
    if (at_hand.size() > economies_at_hand) {
      at_hand.pop_back();
    }
  }
  return list;
}

}  // namespace

SweepPlan::SweepPlan(const SweepFile& sweep, const Design& design,
                     std::uint64_t economy_cost, std::uint64_t unit_size)
    : points_(design.size()),
      replicates_(sweep.replicates),
      unit_size_(sweep.precision ? sweep.replicates : unit_size),
      units_of_point_((replicates_ - 1) / unit_size_ + 1),
      economy_cost_(economy_cost) {
  TRIPART_EXPECTS(points_ >= 1 && replicates_ >= 1 && unit_size_ >= 1);
  if (replicates_ > UINT64_MAX / 4 / points_ ||
      economy_cost_ > UINT64_MAX / 4 / points_) {
    throw Failure(ExitCode::bad_input, "a sweep of " + std::to_string(points_) +
                                           " points with " + std::to_string(replicates_) +
                                           " replicates each is too much to be counted");
  }
  const bool all_share =
      std::all_of(sweep.factors.begin(), sweep.factors.end(),
                  [](const Factor& factor) { return factor.keeps_payoffs; });
  if (economy_cost_ == 0 || (all_share && sweep.common_random_numbers)) {
    solving_points_.push_back(1);
  } else if (!sweep.common_random_numbers || points_ > most_points_costed) {
    every_point_solves_ = true;
  } else {
    solving_points_ = points_that_solve(design);
  }
}

SweepUnit SweepPlan::unit(std::uint64_t number) const {
  TRIPART_EXPECTS(number < units());
  SweepUnit unit;
  unit.point = number / units_of_point_ + 1;
  unit.first = number % units_of_point_ * unit_size_ + 1;
  unit.last = std::min(replicates_, unit.first + unit_size_ - 1);
  return unit;
}

std::uint64_t SweepPlan::solves_before(std::uint64_t points) const {
  return every_point_solves_ ? points
                             : static_cast<std::uint64_t>(
                                   std::upper_bound(solving_points_.begin(),
                                                    solving_points_.end(), points) -
                                   solving_points_.begin());
}

std::uint64_t SweepPlan::solves_in(UnitRange range) const {
  if (range.size() == 0) {
    return 0;
  }
  // Who begins in the middle solves the economies of its first point anyway.
  const std::uint64_t first = unit(range.begin).point;
  return 1 + solves_before(unit(range.end - 1).point) - solves_before(first);
}

// Of all units before this one; a point's economies belong to its first unit.
std::uint64_t SweepPlan::cost_before(std::uint64_t unit) const {
  const std::uint64_t points = unit / units_of_point_;
  const std::uint64_t begun = points + (unit % units_of_point_ > 0 ? 1 : 0);
  return replicates_before(unit) + solves_before(begun) * economy_cost_;
}

std::uint64_t SweepPlan::begin_of_shard(std::uint64_t number, std::uint64_t of) const {
  const UnsignedWide all = cost_before(units());
  std::uint64_t low = 0;
  std::uint64_t high = units();
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (static_cast<UnsignedWide>(cost_before(middle)) * of >= all * (number - 1)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

UnitRange SweepPlan::shard(std::uint64_t number, std::uint64_t of) const {
  TRIPART_EXPECTS(number >= 1 && number <= of);
  return {begin_of_shard(number, of), begin_of_shard(number + 1, of)};
}

std::uint64_t unit_size_of(const Model& model) {
  // Of the stops times the squared parties times the issues, a replicate of
  // nafta-2018.yaml takes .7 ns each, for it is soon over, and one of eight parties that
  // meet every day for ten years 2.9 ns, 20 ms in all.
  constexpr double seconds_each = 3e-9;
  constexpr double longest = 5.0;  // s
  const auto parties = static_cast<double>(model.parties.size());
  const double replicate = seconds_each * static_cast<double>(model.timeline.size()) *
                           parties * parties * static_cast<double>(model.issues.size());
  std::uint64_t size = largest_unit;
  while (size > 1 && static_cast<double>(size) * replicate > longest) {
    size /= 2;
  }
  return size;
}

std::uint64_t economy_cost_of(const Scenario& scenario) {
  return scenario.trade ? replicates_per_economy *
                              static_cast<std::uint64_t>(scenario.trade->economies)
                        : 0;
}

}  // namespace tripart
