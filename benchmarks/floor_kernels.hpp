#pragma once

#include <cstddef>

#include "core/per_isa.hpp"

namespace tripart {

/// The elementary functions over arrays of whole vectors: out = f(x), by the names of
/// work_count.hpp.
struct FloorKernels {
  using Each = void (*)(const double* x, double* out, std::size_t n);
  Each normal_quantile, exp, expm1, log, log1p, pow, logistic, normal_cdf;
};
TRIPART_PER_ISA(FloorKernels, floor_kernels)

}  // namespace tripart
