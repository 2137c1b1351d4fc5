#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace tripart {

/// What a sweep says about one quantity, point by point of its design.
struct Responses {
  std::vector<double> values;  ///< [point - 1]; NaN where no replicate qualified
  /// [point - 1]: variance of the Monte-Carlo error of the value, >= 0.
  std::vector<double> noise;

  /// Without Monte-Carlo error.
  static Responses exact(std::vector<double> values) {
    Responses responses;
    responses.noise.assign(values.size(), 0.0);
    responses.values = std::move(values);
    return responses;
  }
};

/// Whether the points share their random numbers.
///
/// Shared errors of two points are alike, and part of them leaves their difference: less
/// noise, but how much is left of it cannot be told from the errors of single points.
/// Independent errors add up, and what they add on average can be taken off again.
enum class Noise { shared, independent };

/// How intervals are found: by drawing whole units of the design (base points,
/// trajectories) with replacement.
struct BootstrapOptions {
  static constexpr std::uint64_t most_resamples = 1'000'000;
  std::uint64_t resamples = 1000;  ///< 2 to most_resamples
  std::uint64_t seed = 1;          ///< of the draws
};

/// Mean Monte-Carlo variance of the values as a share of their variance over the points;
/// values that are absent do not count.
struct Noisiness {
  std::uint64_t points = 0;  ///< with a value
  double mean = 0.0;
  double variance = 0.0;                ///< over points, divisor points - 1
  std::optional<double> share;          ///< absent where the values do not vary
  static constexpr double much = 0.05;  ///< beyond it indices need more replicates
};
[[nodiscard]] Noisiness noisiness(const Responses& responses);

}  // namespace tripart
