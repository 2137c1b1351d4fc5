#pragma once

#include <cstddef>

#include "core/per_isa.hpp"

/// How a party of unknown type answers and offers, as everybody else reckons it (B8,
/// B10).
namespace tripart {

/// What a party's private part e may be, and what a party of each such type has to gain
/// at a table and does there. Arrays are by cell of the belief and hold whole vectors
/// (`padded`).
struct Types {
  const double* private_part = nullptr;  ///< e
  const double* probability = nullptr;
  double* surplus = nullptr;  ///< EVmax - R; below 0 it refuses everything
  std::size_t cells = 0;
  double known = 0.0;              ///< R - e
  double kept = 0.0;               ///< 1 - F of B6: of the surplus, in its aspiration
  double noise = 0.0;              ///< sigma of B7
  bool zero_intelligence = false;  ///< takes, and offers, whatever is no loss
};

/// Texts are given by V_i and Q of B8: one, or the first `points` of arrays that hold
/// whole vectors.
struct JudgementKernels {
  /// What every type has to gain at most from one of these texts; -1 where it only loses.
  void (*find_surpluses)(const Types& types, const double* quality, const double* value,
                         std::size_t points);
  /// Phat_i of B8: the chance that the party takes each of these texts. One text per
  /// lane.
  void (*expect_acceptance)(const Types& types, const double* quality,
                            const double* value, std::size_t points, double* acceptance);
  /// Multiplies each of `product` by no less than that chance, and by no more than a few
  /// comparisons can tell. One text per lane.
  void (*bound_acceptance)(const Types& types, const double* quality, const double* value,
                           std::size_t points, double* product);
  /// Turns each of `product`, no less than the chance that all others take a text, into
  /// no less than what the text promises to a party that has EV_i by it and `fallback`
  /// otherwise; gives the greatest. One text per lane.
  double (*bound_promises)(const double* expected, double fallback, std::size_t points,
                           double* product);
  /// How likely every type is to answer so to a text (B10). One type per lane.
  void (*weigh_answer)(const Types& types, double quality, double value, bool accepted,
                       double* weight);
  /// How well a text that the party has offered fits every type (B10): exp(-((a(R) - y) /
  /// s)^2 / 2), with s = `spread` > 0. One type per lane.
  void (*weigh_offer)(const Types& types, double quality, double value, double spread,
                      double* weight);
};
TRIPART_PER_ISA(JudgementKernels, judgement_kernels)

}  // namespace tripart
