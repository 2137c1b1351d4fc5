#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "tripart/history/duration_test.hpp"
#include "tripart/history/durations.hpp"
#include "tripart/results/duration_tables.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// Simulated durations of a scenario.
struct PlayedDurations {
  explicit PlayedDurations(const Model& model) : sample(model) {}

  DurationSample sample;
  std::uint64_t played = 0;  ///< replicates, those that failed included
  std::uint64_t failed = 0;
};

/// Plays replicates 1 to `replicates`; nothing depends on `jobs`.
/// \param progress  called with the replicates played so far
[[nodiscard]] PlayedDurations play_durations(
    const Scenario& scenario, std::uint64_t seed, std::uint64_t replicates, int jobs,
    const std::function<void(std::uint64_t)>& progress, const std::atomic<bool>& stop);

/// Rows of each of duration_tables(), in their order.
[[nodiscard]] std::vector<CsvRows> duration_rows(const Scenario& scenario,
                                                 std::uint64_t seed,
                                                 const DurationSample& sample,
                                                 const std::vector<Duration>& history,
                                                 const DurationTest& test);

}  // namespace tripart
