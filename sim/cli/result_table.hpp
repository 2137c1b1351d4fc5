#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tripart/results/summary.hpp"
#include "tripart/results/summary_rows.hpp"

namespace tripart {

/// What `run` prints: shares of each kind of ending with intervals and median dates,
/// paths, welfare, the trade model's part in it, threats. \param rows  of summary.csv
/// \param assumptions  of the trade model; empty without one
[[nodiscard]] std::string result_table(const Summary& summary,
                                       const std::vector<SummaryRow>& rows,
                                       std::uint64_t seed,
                                       const std::string& assumptions);

}  // namespace tripart
