#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tripart/history/durations.hpp"

namespace tripart {

/// One duration of history against the simulated distribution.
struct DurationPlace {
  Duration history;
  double share_below = 0.0;     ///< simulated durations that are shorter
  double share_at_most = 0.0;   ///< that are no longer
  double crps = 0.0;            ///< months
  double crps_of_others = 0.0;  ///< of the other durations of history as the forecast
};

/// Whether simulated durations could be those of history.
struct DurationTest {
  std::uint64_t simulated = 0;  ///< replicates
  std::uint64_t censored = 0;   ///< of them without a signature by the cut
  int cut = 0;                  ///< months; beyond it durations are not told apart
  std::size_t history = 0;      ///< durations of history
  std::size_t history_censored = 0;
  /// Of all values, those beyond the cut put at it.
  double simulated_mean = 0.0, simulated_sd = 0.0;
  double history_mean = 0.0, history_sd = 0.0;
  /// Kolmogorov's and Smirnov's largest distance between the two distribution functions.
  double distance = 0.0;
  /// Chance of such a distance or a larger one, were both samples of one distribution.
  double p_value = 1.0;
  /// Least distance that would have been rejected at 5 percent.
  double critical_distance = 1.0;
  /// 2 E|X - Y| - E|X - X'| - E|Y - Y'|, months: 0 for equal distributions.
  double energy_distance = 0.0;
  double crps = 0.0;                  ///< mean over history, months
  double crps_of_others = 0.0;        ///< likewise, each forecast by the other durations
  std::vector<DurationPlace> places;  ///< in ascending order of months
};

/// Two-sample test of Kolmogorov and Smirnov, exact given the ties among months: the
/// share of all orders of the pooled values in which the distance is as large, counted
/// by paths (Schroeer & Trenkler 1995); energy distance (Szekely & Rizzo 2013) and CRPS
/// (Matheson & Winkler 1976) of values cut at the horizon. With 16 durations of history
/// and many replicates, a distance of about .33 is rejected at 5 percent: only gross
/// errors are seen. \pre 2 durations or more, 1 replicate or more
[[nodiscard]] DurationTest compare_durations(const DurationSample& simulated,
                                             const std::vector<Duration>& history);

}  // namespace tripart
