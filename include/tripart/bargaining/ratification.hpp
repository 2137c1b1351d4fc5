#pragma once

#include <algorithm>

#include "tripart/core/math.hpp"

namespace tripart {

/// What a legislature weighs (B15), percent of real income a year.
struct RatificationStakes {
  double deal = 0.0;       ///< V^leg of the deal
  double reversion = 0.0;  ///< V^leg of the old agreement under the tariffs in force
  double bilateral_bonus =
      0.0;  ///< chi: minus the penalty where a bilateral replaces a wider agreement
  double threshold = 0.0;       ///< thr
  double tariff_penalty = 0.0;  ///< thr_m where a tariff on the party is in force, else 0
  double noise = 0.0;           ///< sigma_L >= 0
};

/// Probability of approval (B15): Phi((deal - reversion + chi - thr - thr_m) / sigma_L);
/// the sign alone where sigma_L = 0. Of one deal (X = double) or of several at once (X =
/// Lanes<W>) for which all else is the same; `stakes.deal` has no part in it.
template <class X>
[[nodiscard, gnu::always_inline]] inline X ratification_probability(
    X deal, const RatificationStakes& stakes) {
  const X margin = deal - stakes.reversion + stakes.bilateral_bonus - stakes.threshold -
                   stakes.tariff_penalty;
  if (stakes.noise > 0.0) {
    return math::normal_cdf<X>(margin / stakes.noise);
  }
  return math::detail::select<X>(margin >= 0.0, 1.0, 0.0);
}
[[nodiscard]] inline double ratification_probability(const RatificationStakes& stakes) {
  return ratification_probability(stakes.deal, stakes);
}

/// Texts on a line that a legislature with ideal `ideal` prefers to the status quo (its
/// win-set; Putnam 1988).
struct WinSet {
  double low = 0.0;
  double high = 0.0;
};
[[nodiscard]] inline WinSet win_set(double ideal, double status_quo) {
  const double mirror = 2.0 * ideal - status_quo;
  return {std::min(mirror, status_quo), std::max(mirror, status_quo)};
}

/// What an agenda setter with ideal 0 proposes to a ratifier on the line [0, 1] (Romer &
/// Rosenthal 1978): the point of the win-set nearest to 0, x = max(0, 2l - q) for l <= q,
/// else q.
[[nodiscard]] inline double setter_proposal(double ideal, double status_quo) {
  return std::max(0.0, win_set(ideal, status_quo).low);
}

}  // namespace tripart
