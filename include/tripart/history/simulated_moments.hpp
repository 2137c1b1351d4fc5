#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "tripart/history/abc_smc.hpp"

namespace tripart {

struct MomentsOptions {
  std::uint64_t seed = 1;
  std::size_t starts = 4;        ///< searches, from the nearest draws of the prior
  std::size_t evaluations = 25;  ///< of each search and parameter, at most
  std::size_t batches = 40;      ///< simulations afresh at the estimate
  std::uint64_t replicates = 1;  ///< histories whose means the summaries are
};

/// Where simulated summaries come closest to what was observed.
struct MomentsEstimate {
  std::vector<double> position;
  /// Standard error of each coordinate; absent where no summary moves with it, or moves
  /// only as with others.
  std::vector<std::optional<double>> errors;
  double distance = 0.0;
  std::uint64_t simulations = 0;
  std::vector<std::vector<double>> afresh;  ///< summaries at the estimate, own draws
};

/// Simulated method of moments (McFadden 1989; Gourieroux, Monfort & Renault 1993): the
/// squared distance is minimised by simplex searches (Nelder & Mead 1965) with the same
/// random numbers throughout, within three standard deviations of the normal scale.
///
/// Errors are those of the sandwich (G'G)^-1 G' V G (G'G)^-1: G the derivatives of the
/// weighted residuals by central differences, V their variance in one history, which is
/// all that was observed, plus that of the simulated means.
/// \param prior  draws to start from, with their distances
/// \return nothing where it was stopped
[[nodiscard]] std::optional<MomentsEstimate> estimate_by_moments(
    const std::vector<AbcParticle>& prior, const Distance& distance,
    const AbstractSimulator& simulate, const MomentsOptions& options, int jobs,
    const std::atomic<bool>& stop);

}  // namespace tripart
