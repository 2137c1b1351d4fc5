#pragma once

#include <cstddef>

#include "core/per_isa.hpp"

namespace tripart {

/// A text, and what a party has at stake in each of its issues; the loss is quadratic, or
/// absolute (eta of B1).
struct TextStakes {
  const double* text = nullptr;
  const double* ideal = nullptr;
  const double* salience = nullptr;
  const double* coverage = nullptr;        ///< b of B1a
  const double* status_quo = nullptr;      ///< x0
  const double* has_status_quo = nullptr;  ///< 1 or 0
  int loss_exponent = 2;
};

/// Tables that are filled at the start of a replicate, or once per stop, row by row.
/// Rows hold whole vectors.
struct TableKernels {
  /// out = start + sum over terms of weight[term] * row[term], in their order.
  void (*weighted_sum)(const double* start, const double* weight,
                       const double* const* row, std::size_t terms, double* out,
                       std::size_t n);
  /// B4: out = months * exp(start - a2 * gap + advance).
  void (*chapter_hazards)(const double* gap, double start, double a2, double advance,
                          double months, double* out, std::size_t n);
  /// B1: out = b s [u(x) - u(x0)], one issue per lane; without x0, u(x0) is 0.
  void (*text_gains)(const TextStakes& of, double* out, std::size_t n);
};
TRIPART_PER_ISA(TableKernels, table_kernels)

}  // namespace tripart
