#pragma once

#include <algorithm>

#include "tripart/bargaining/strategy.hpp"

namespace tripart {

/// What an issuer weighs when its deadline passes (B11); percent of a year's real income.
struct ThreatStakes {
  Real gain = 0.0;           ///< h dV_i: gain from execution over its expected duration
  Real audience_cost = 0.0;  ///< A >= 0: lost at home by backing down (Fearon 1994)
  Real cost = 0.0;           ///< once-off cost of execution, private to the issuer
  Real noise = 0.0;          ///< sigma_T >= 0
};

/// Probability that the threat is executed rather than dropped (B11): Phi((h dV - cost +
/// A) / sigma_T); with sigma_T = 0 executed exactly when that is not negative.
[[nodiscard]] inline Real execution_probability(const ThreatStakes& stakes) {
  const Real advantage = stakes.gain - stakes.cost + stakes.audience_cost;
  if (stakes.noise > 0.0) {
    return math::normal_cdf(advantage / stakes.noise);
  }
  return advantage >= 0.0 ? 1.0 : 0.0;
}

/// Audience stock A = alpha min(months since announcement, cap) (B11).
[[nodiscard]] inline Real audience_stock(Real cost_per_month,
                                         Real days_since_announcement, Real cap_months) {
  return cost_per_month *
         std::min(std::max(days_since_announcement, 0.0) / (365.25 / 12.0), cap_months);
}

/// Credibility of an issuer's threats of one kind, as everybody sees it: a Beta count
/// (B11).
struct Credibility {
  Real successes = 1.0;
  Real failures = 1.0;
  [[nodiscard]] Real mean() const { return successes / (successes + failures); }
};

/// A target's answer to an executed threat (B12): Lambda((h gain of retaliating - h
/// escalation + A_j) / sigma_R), thinned by the chance that it forgives (generous
/// tit-for-tat).
[[nodiscard]] inline Real retaliation_probability(Real gain, Real escalation,
                                                  Real duration, Real stock, Real noise,
                                                  Real forgiveness) {
  return (1.0 - forgiveness) *
         choice_probability(duration * (gain - escalation) + stock, noise);
}

}  // namespace tripart
