#pragma once

#include <cstdint>

#include "tripart/study/sweep.hpp"

namespace tripart {

/// What a sweep, or part of it, will take.
struct SweepEstimate {
  std::uint64_t points = 0;      ///< that end in the part
  std::uint64_t replicates = 0;  ///< with a precision at most so many
  std::uint64_t solves = 0;      ///< ensembles of economies
  double seconds = 0.0;          ///< on so many threads that nobody else uses
  std::uint64_t bytes = 0;       ///< of its tables
};

/// How long the pieces of a sweep take, found by really playing a few replicates of a few
/// points spread over the design, which takes a second or two.
class SweepSample {
 public:
  /// \throws as SweepPoints
  explicit SweepSample(const Sweep& sweep);

  [[nodiscard]] SweepEstimate estimate(UnitRange range, int jobs) const;

 private:
  const Sweep* sweep_;
  double seconds_of_point_ = 0.0;      ///< to read it and to make its rows
  double seconds_of_solve_ = 0.0;      ///< of the economies of a point
  double seconds_of_replicate_ = 0.0;  ///< on one thread
  double bytes_of_point_ = 0.0;
  double bytes_of_replicate_ = 0.0;
};

}  // namespace tripart
