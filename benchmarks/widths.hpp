#pragma once

#include <benchmark/benchmark.h>
#include <string>

#include "tripart/core/isa.hpp"

namespace tripart::benchmarks {

/// Widths by number, the benchmark's first argument: one and two lanes of the baseline,
/// then each newer set at its own.
inline Width width_of(const benchmark::State& state) {
  const Width widths[] = {{Isa::baseline, 1},
                          {Isa::baseline, 2},
                          full_width(Isa::avx2),
                          full_width(Isa::avx512)};
  return widths[state.range(0)];
}

/// Whether this processor has it; says what is measured.
inline bool has(benchmark::State& state, Width width) {
  if (width.isa > best_isa()) {
    state.SkipWithError("this processor lacks it");
    return false;
  }
  state.SetLabel(name_of(width.isa) + (" x" + std::to_string(width.lanes)));
  return true;
}

}  // namespace tripart::benchmarks
