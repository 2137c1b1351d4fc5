#pragma once

#include <cstddef>

#include "core/per_isa.hpp"

namespace tripart {

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
};
TRIPART_PER_ISA(TableKernels, table_kernels)

}  // namespace tripart
