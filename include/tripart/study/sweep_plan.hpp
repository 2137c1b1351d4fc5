#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tripart/study/design.hpp"

namespace tripart {

/// One piece of the work of a sweep: a block of the replicates of one design point, or
/// all of them where they are to be as many as a precision needs.
struct SweepUnit {
  std::uint64_t point = 1;  ///< design point, from 1
  std::uint64_t first = 1;  ///< replicates first to last
  std::uint64_t last = 1;
  friend bool operator==(const SweepUnit&, const SweepUnit&) = default;
};

/// Units `begin` to `end` - 1, from 0.
struct UnitRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  [[nodiscard]] std::uint64_t size() const { return end - begin; }
  friend bool operator==(const UnitRange&, const UnitRange&) = default;
};

/// How many solved ensembles of economies a sweep keeps at hand: points that differ only
/// in bargaining share one, also where they are not next to each other.
inline constexpr std::size_t economies_at_hand = 16;

/// Above this many points, all are taken to cost the same.
inline constexpr std::uint64_t most_points_costed = 2'000'000;

/// Most replicates of a unit, but where a precision keeps a point together.
inline constexpr std::uint64_t largest_unit = 4096;

/// Replicates of a point between two looks at whether it has its precision: how many are
/// played depends on it.
inline constexpr std::uint64_t precision_step = 4096;

/// Replicates of a unit in a sweep of `model`: fewer where they might take more than
/// seconds, for a unit under way is lost when its process dies. Estimated, not timed, so
/// that all who work on parts of a sweep agree.
[[nodiscard]] std::uint64_t unit_size_of(const Model& model);

/// What a sweep has to do, in order: by design point, then by block of its replicates.
/// A function of the sweep alone, so that all who work on parts of it agree.
class SweepPlan {
 public:
  /// \param economy_cost  replicates that take as long to play as the economies of one
  /// point take to be solved; 0 without a trade model
  /// \param unit_size  replicates of a unit, unless a precision keeps points together
  SweepPlan(const SweepFile& sweep, const Design& design, std::uint64_t economy_cost,
            std::uint64_t unit_size = largest_unit);

  [[nodiscard]] std::uint64_t points() const { return points_; }
  /// Of one point; with a precision the most.
  [[nodiscard]] std::uint64_t replicates() const { return replicates_; }
  [[nodiscard]] std::uint64_t units() const { return points_ * units_of_point_; }
  [[nodiscard]] SweepUnit unit(std::uint64_t number) const;
  /// Whether it is the last one of its point.
  [[nodiscard]] bool ends_point(std::uint64_t number) const {
    return (number + 1) % units_of_point_ == 0;
  }
  /// Replicates of a range of units; with a precision the most.
  [[nodiscard]] std::uint64_t replicates_in(UnitRange range) const {
    return replicates_before(range.end) - replicates_before(range.begin);
  }
  /// Points whose last unit lies in a range.
  [[nodiscard]] std::uint64_t points_ended(UnitRange range) const {
    return range.end / units_of_point_ - range.begin / units_of_point_;
  }
  /// How often the economies of a point have to be solved anew.
  [[nodiscard]] std::uint64_t solves() const { return solves_before(points_); }
  /// Likewise by who plays a range of units and nothing before it.
  [[nodiscard]] std::uint64_t solves_in(UnitRange range) const;

  /// The part of shard `number` (from 1) of `of`: the units whose work would begin in the
  /// number-th of `of` equal pieces if all were done one after the other, counting
  /// replicates and `economy_cost` for each point that needs economies which the 16
  /// before it did not. Units are contiguous, every unit has one shard, and no shard has
  /// more than its piece and one unit; there may be none.
  [[nodiscard]] UnitRange shard(std::uint64_t number, std::uint64_t of) const;

 private:
  [[nodiscard]] std::uint64_t replicates_before(std::uint64_t unit) const {
    return unit / units_of_point_ * replicates_ + unit % units_of_point_ * unit_size_;
  }
  /// Of the first `points` points.
  [[nodiscard]] std::uint64_t solves_before(std::uint64_t points) const;
  [[nodiscard]] std::uint64_t cost_before(std::uint64_t unit) const;
  [[nodiscard]] std::uint64_t begin_of_shard(std::uint64_t number,
                                             std::uint64_t of) const;

  std::uint64_t points_;
  std::uint64_t replicates_;
  std::uint64_t unit_size_;
  std::uint64_t units_of_point_;
  std::uint64_t economy_cost_;
  bool every_point_solves_ = false;
  std::vector<std::uint64_t> solving_points_;  // unless all do; ascending
};

/// What solving the economies of one point counts for in the plan of a sweep of
/// `scenario`.
[[nodiscard]] std::uint64_t economy_cost_of(const Scenario& scenario);

}  // namespace tripart
