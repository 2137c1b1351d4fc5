#pragma once

#include <string>

#include "tripart/bargaining/benchmark.hpp"
#include "tripart/results/summary.hpp"

namespace tripart {

/// What theory says and how far settlements lie from it, for the result table; empty
/// where there is nothing to compare.
[[nodiscard]] std::string benchmark_block(const Summary& summary,
                                          const Benchmarks& benchmarks);

}  // namespace tripart
