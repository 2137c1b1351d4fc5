#pragma once

#include <cstdint>
#include <string>

#include "tripart/results/summary.hpp"

namespace tripart {

/// What `run` prints: shares of each kind of ending with intervals and median dates,
/// paths, welfare, threats. \param assumptions  of the trade model; empty without one
[[nodiscard]] std::string result_table(const Summary& summary, std::uint64_t seed,
                                       const std::string& assumptions);

}  // namespace tripart
