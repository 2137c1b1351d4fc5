#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tripart/bargaining/benchmark.hpp"
#include "tripart/results/summary.hpp"
#include "tripart/results/summary_rows.hpp"

namespace tripart {

/// What `run` prints: shares of each kind of ending with intervals and median dates,
/// paths, welfare, the trade model's part in it, threats, and what bargaining theory
/// says. \param rows  of summary.csv \param assumptions  of the trade model; empty
/// without one
[[nodiscard]] std::string result_table(const Summary& summary,
                                       const std::vector<SummaryRow>& rows,
                                       const Benchmarks& benchmarks, std::uint64_t seed,
                                       const std::string& assumptions);

}  // namespace tripart
