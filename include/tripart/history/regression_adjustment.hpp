#pragma once

#include <vector>

#include "tripart/history/abc_smc.hpp"

namespace tripart {

/// Positions of a population as they would be had every summary been what was observed:
/// each less what a linear regression on the residuals of the summaries says of it
/// (Beaumont, Zhang & Balding 2002), with a ridge whose size generalised
/// cross-validation chooses, since summaries are many (Blum, Nunes, Prangle & Sisson
/// 2013). Particles count by their weight and by how near they are (Epanechnikov's
/// kernel). Empty where there are fewer than ten particles that count.
struct AdjustedPopulation {
  std::vector<std::vector<double>> positions;
  std::vector<double> weights;  ///< sum to 1
};

[[nodiscard]] AdjustedPopulation adjust_by_regression(
    const std::vector<AbcParticle>& particles, const Distance& distance);

}  // namespace tripart
