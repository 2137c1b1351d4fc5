#pragma once

#include <cstddef>

namespace tripart {

/// to[k] += factor * row[k]
inline void add_scaled_row(double factor, const double* row, double* to,
                           std::size_t count) {
#pragma omp simd
  for (std::size_t k = 0; k < count; ++k) {
    to[k] += factor * row[k];
  }
}

}  // namespace tripart
