#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "tripart/core/math.hpp"

namespace tripart {

/// Number type of the step.
using Real = double;

/// Logistic choice probability Lambda(advantage / noise) (B7; McKelvey & Palfrey 1998),
/// of one alternative (X = double) or of several at once (X = Lanes<W>).
///
/// \param noise  >= 0; 0 is the deterministic limit: 1 where advantage >= 0, else 0.
template <class X>
[[nodiscard, gnu::always_inline]] inline X choice_probability(X advantage, Real noise) {
  if (noise > 0.0) {
    return math::logistic<X>(advantage / noise);
  }
  return math::detail::select<X>(advantage >= 0.0, 1.0, 0.0);
}

/// Share of the way from best to reservation value that a party has conceded (B6;
/// Faratin, Sierra & Jennings 1998):
///
///     F = k0 + (1 - k0) clock^(1/e)
///
/// \param clock     political clock in [0, 1]
/// \param initial   k0 in [0, 1]
/// \param exponent  e > 0; below 1 holds out (Boulware), above 1 concedes early
[[nodiscard]] inline Real conceded_share(Real clock, Real initial, Real exponent) {
  const Real moved =
      clock <= 0.0 ? 0.0 : (clock >= 1.0 ? 1.0 : math::pow(clock, 1.0 / exponent));
  return initial + (1.0 - initial) * moved;
}

/// Aspiration of the time-dependent tactic (B6): a = R + max(0, best - R)(1 - F).
[[nodiscard]] inline Real aspiration(Real reservation, Real best, Real conceded) {
  return reservation + std::max(0.0, best - reservation) * (1.0 - conceded);
}

/// Aspiration with a tit-for-tat part of weight mu (B6): a_tft answers the mean
/// concession of the others since their previous offers, kept within [R, best].
[[nodiscard]] inline Real reciprocal_aspiration(Real time_aspiration,
                                                Real last_aspiration,
                                                Real mean_concession, Real reservation,
                                                Real best, Real reciprocity) {
  const Real answer = std::min(std::max(last_aspiration - mean_concession, reservation),
                               std::max(best, reservation));
  return (1.0 - reciprocity) * time_aspiration + reciprocity * answer;
}

/// The proposer's choice (B8): n* = argmax [prod_j Phat_j(n)] (EV_i(n) - R_i) subject to
/// EV_i(n) >= a_i; the best menu point where none qualifies; ties go to the lowest index.
///
/// \param acceptance  product of the others' acceptance probabilities, one per menu point
/// \param value       EV_i, one per menu point; same length, > 0
[[nodiscard]] inline std::size_t choose_offer(std::span<const Real> acceptance,
                                              std::span<const Real> value,
                                              Real reservation, Real least) {
  std::size_t best = 0;
  std::size_t favourite = 0;
  Real best_gain = 0.0;
  bool found = false;
  for (std::size_t n = 0; n < value.size(); ++n) {
    if (value[n] > value[favourite]) {
      favourite = n;
    }
    const Real gain = acceptance[n] * (value[n] - reservation);
    if (value[n] >= least && (!found || gain > best_gain)) {
      best = n;
      best_gain = gain;
      found = true;
    }
  }
  return found ? best : favourite;
}

/// The offer of a purely time-dependent party: the menu point that asks for no more than
/// the aspiration (least value among those with EV_i >= a_i); its best point where none
/// qualifies.
[[nodiscard]] inline std::size_t choose_nearest(std::span<const Real> value, Real least) {
  std::size_t best = 0;
  std::size_t favourite = 0;
  bool found = false;
  for (std::size_t n = 0; n < value.size(); ++n) {
    if (value[n] > value[favourite]) {
      favourite = n;
    }
    if (value[n] >= least && (!found || value[n] < value[best])) {
      best = n;
      found = true;
    }
  }
  return found ? best : favourite;
}

/// The offer of zero intelligence (Gode & Sunder 1993): uniform among the points with
/// EV_i >= R_i; the best point where there is none. \param uniform  in (0, 1)
[[nodiscard]] inline std::size_t choose_any(std::span<const Real> value, Real reservation,
                                            Real uniform) {
  std::size_t count = 0;
  std::size_t favourite = 0;
  for (std::size_t n = 0; n < value.size(); ++n) {
    count += value[n] >= reservation ? 1U : 0U;
    favourite = value[n] > value[favourite] ? n : favourite;
  }
  auto wanted = static_cast<std::size_t>(uniform * static_cast<Real>(count));
  for (std::size_t n = 0; n < value.size(); ++n) {
    if (value[n] >= reservation && wanted-- == 0) {
      return n;
    }
  }
  return favourite;
}

}  // namespace tripart
