#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tripart/results/measure.hpp"
#include "tripart/study/design.hpp"
#include "tripart/study/responses.hpp"

namespace tripart {

/// Elementary effects of one factor: what a step over its whole range would change, were
/// the quantity linear from one end of a step to the other.
struct MorrisEffects {
  Estimate mu;       ///< mean effect, with its sign
  Estimate mu_star;  ///< mean size of an effect (Campolongo et al. 2007)
  Estimate sigma;    ///< standard deviation of effects: curvature and interactions
  /// Standard deviation that Monte-Carlo noise alone gives an effect if points do not
  /// share it; shared noise gives less where errors of neighbours are alike.
  std::optional<double> noise_sd;
};

struct MorrisScreening {
  std::uint64_t trajectories = 0;  ///< of which every point has a value
  std::uint64_t left_out = 0;
  std::vector<MorrisEffects> factors;
};

/// Screening by trajectories that change one factor a step (Morris 1991).
///
/// Intervals: estimate -+ 1.96 standard deviations over resamples of trajectories,
/// of mu* and sigma from 0 on. mu* and sigma of a factor that does nothing are as large
/// as the noise makes them.
///
/// Source: Morris, Technometrics 33 (1991); Campolongo, Cariboni and Saltelli,
/// Environmental Modelling & Software 22 (2007).
/// \param coordinates  [point - 1][factor], from 0 to 1 over a factor's range; a step of
/// a trajectory changes exactly one of them
[[nodiscard]] MorrisScreening morris_effects(const MorrisLayout& layout,
                                             std::span<const double> coordinates,
                                             const Responses& responses,
                                             const BootstrapOptions& bootstrap);

}  // namespace tripart
