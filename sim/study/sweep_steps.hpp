#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>

#include "tripart/study/sweep.hpp"
#include "tripart/study/sweep_points.hpp"

/// What a whole sweep and a shard have in common before they play.
namespace tripart {

/// \throws Failure(io_failed) where the rows of single replicates would not fit the disk,
/// those in `kept`, of unfinished work, counted in.
void expect_room(const Sweep& sweep, UnitRange range, const std::filesystem::path& folder,
                 const std::filesystem::path& kept);

/// Reads the points of a range, where joint settings may be impossible and there are few
/// enough. \throws InputError
void check_points(const Sweep& sweep, const SweepPoints& points, UnitRange range,
                  int jobs, const std::atomic<bool>& stop);

/// Time since it was made.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(Clock::now() - start_).count();
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point start_ = Clock::now();
};

}  // namespace tripart
