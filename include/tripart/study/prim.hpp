#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tripart/study/responses.hpp"

namespace tripart {

/// The side of a box in one factor that cuts points off.
struct PrimLimit {
  std::size_t factor = 0;
  std::optional<double> low;   ///< least value inside; absent: as low as the design goes
  std::optional<double> high;  ///< largest value inside
  /// Chance that a box without this limit would give points as good as those inside;
  /// only of the suggested box.
  std::optional<double> p_value;
};

/// A part of the factors' space, and what it holds of the target.
struct PrimBox {
  std::vector<PrimLimit> limits;  ///< of restricted factors, in their order
  std::uint64_t points = 0;       ///< inside
  double mass = 0.0;              ///< points inside / all points
  double coverage = 0.0;          ///< target inside / target in all
  double density = 0.0;           ///< mean target inside
  /// Harmonic mean of coverage and density, the target scaled to run from 0 to 1.
  double harmonic_mean = 0.0;
};

struct PrimOptions {
  double alpha = 0.05;          ///< share of its points that a box may lose at a time
  double least_mass = 0.05;     ///< peeling ends above it
  double level = 0.05;          ///< limits with a larger p_value leave the suggested box
  BootstrapOptions resampling;  ///< of p-values of targets that are not 0 or 1
};

struct PrimResult {
  std::vector<PrimBox> peeled;  ///< the trajectory, from the whole space inwards
  PrimBox suggested;
};

/// Boxes in which a target is high: the patient rule induction method (Friedman and
/// Fisher 1999).
///
/// Peeling: of all slices of about `alpha` of a box's points at one end of one factor,
/// that goes whose loss raises the mean most per point lost; equal values go together.
/// Pasting: of the slices beyond a limit, of `alpha` of the box's points and then of ever
/// fewer, that is taken back which leaves the highest mean, as long as the mean does not
/// fall. The suggested box: each box of the trajectory is pasted; the one with the
/// largest harmonic mean of coverage and density stays, without the limits that chance
/// explains, the likeliest first. Ties: the earlier factor, its lower end.
///
/// P-values compare the points inside with those of the box without the limit (Bryant and
/// Lempert 2010): of a target of 0 and 1 by the binomial distribution, of others by
/// drawing as many of the latter's points without replacement. They make no allowance for
/// the search that found the limit.
///
/// Limits are reported half-way between the last point inside and the first outside,
/// where no point's place depends on it.
///
/// \param factors  [factor][point] \param target  [point], in [0, 1], 1 what is sought
/// \pre at least one point
[[nodiscard]] PrimResult find_boxes(const std::vector<std::vector<double>>& factors,
                                    const std::vector<double>& target,
                                    const PrimOptions& options);

}  // namespace tripart
