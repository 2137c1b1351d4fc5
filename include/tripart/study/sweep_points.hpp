#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/scenario/scenario_variants.hpp"
#include "tripart/study/sweep.hpp"

namespace tripart {

/// A design point with all that playing it takes.
struct PlayablePoint {
  std::uint64_t number = 1;
  DesignPoint design;
  Scenario scenario;
  std::uint64_t seed = 1;  ///< of its replicates and economies
  std::shared_ptr<const SolvedPayoffs> payoffs;
};

/// Makes the design points of a sweep ready to be played, for several threads at a time.
/// Points that differ only in bargaining share their solved economies; what is kept at
/// hand does not grow with the number of points.
class SweepPoints {
 public:
  /// `sweep` is only referred to. \param jobs  threads that will ask
  SweepPoints(const Sweep& sweep, int jobs);
  ~SweepPoints();
  SweepPoints(const SweepPoints&) = delete;
  SweepPoints& operator=(const SweepPoints&) = delete;
  SweepPoints(SweepPoints&&) = delete;
  SweepPoints& operator=(SweepPoints&&) = delete;

  /// \param solvers  threads to solve its economies with, where that is still to be done
  /// \throws InputError, Failure (bad_input): the point cannot be; they name it
  [[nodiscard]] std::shared_ptr<const PlayablePoint> point(std::uint64_t number,
                                                           int solvers = 1);

  /// The scenario of a point, read and checked anew.
  [[nodiscard]] Scenario scenario(std::uint64_t number) const;

  /// Reads and checks points `first` to `last`. \throws InputError with the complaints
  /// about the first twenty that cannot be; Failure
  /// Begins no more once `stop` is set.
  void check(std::uint64_t first, std::uint64_t last, int jobs,
             const std::atomic<bool>& stop) const;

  /// Of a point's replicates and economies: that of the sweep, or one of its own where
  /// points do not share random numbers.
  [[nodiscard]] std::uint64_t seed_of_point(std::uint64_t number) const;

 private:
  struct Cache;
  [[nodiscard]] std::shared_ptr<const PlayablePoint> make(std::uint64_t number,
                                                          int solvers);
  [[nodiscard]] Scenario read(const DesignPoint& design, std::uint64_t number) const;
  const Sweep* sweep_;
  ScenarioVariants scenarios_;
  std::unique_ptr<Cache> cache_;
};

}  // namespace tripart
