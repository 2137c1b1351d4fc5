#pragma once

#include <string>
#include <vector>

#include "tripart/results/theory_rows.hpp"

namespace tripart {

/// Closed forms beside what was simulated, for the result table; empty where the
/// scenario names none.
[[nodiscard]] std::string theory_block(const std::vector<TheoryRow>& rows);

}  // namespace tripart
