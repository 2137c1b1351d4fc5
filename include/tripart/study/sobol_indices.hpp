#pragma once

#include <cstdint>
#include <vector>

#include "tripart/results/measure.hpp"
#include "tripart/study/design.hpp"
#include "tripart/study/responses.hpp"

namespace tripart {

/// What one factor has to do with the variance of a quantity over the design.
struct FactorIndices {
  Estimate first_order;  ///< share that goes if the factor is known
  Estimate total;        ///< share that stays if all others are known
  /// Without what Monte-Carlo noise adds; only where the noise of points is independent.
  Estimate first_order_corrected;
  Estimate total_corrected;
};

struct SobolIndices {
  std::uint64_t base_points = 0;  ///< of which every point has a value
  std::uint64_t left_out = 0;     ///< base points of which some have none
  std::vector<FactorIndices> factors;
};

/// First-order and total indices (Sobol' 1993) of a Saltelli design.
///
/// With f over the points of A, of B and of A with column i from B, means over base
/// points, and V the variance of f over all points of A and B:
///
///     first order  mean((f(B) - c) (f(AB_i) - f(A))) / V   Saltelli et al. 2010, table 2
///     total        mean((f(A) - f(AB_i))^2) / (2 V)        Jansen 1999
///
/// where c, the mean of f, changes no expectation but takes variance off. Nothing is
/// clipped: an index near 0 may come out below it. Where f does not vary, estimates are
/// empty.
///
/// Independent noise of variance s2 leaves the first product's expectation alone and adds
/// s2 to V and to half of the second's square: corrected indices take it off both. Shared
/// noise makes f another function, that of these very random numbers; its indices differ
/// from those of the expectation by at most about the noise's share of V.
///
/// Intervals: estimate -+ 1.96 standard deviations over resamples of base points, as if
/// these were independent. Points of a scrambled Sobol' sequence are more even, errors
/// mostly a half to a fifth of what intervals say at 1024 base points; at 256 some
/// intervals of first orders may be a third too narrow (tests/statistical).
///
/// Source: Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola, Computer Physics
/// Communications 181 (2010); Jansen, Computer Physics Communications 117 (1999).
/// \pre responses of all layout.size() points
[[nodiscard]] SobolIndices sobol_indices(const SaltelliLayout& layout,
                                         const Responses& responses, Noise noise,
                                         const BootstrapOptions& bootstrap);

}  // namespace tripart
