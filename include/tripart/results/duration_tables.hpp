#pragma once

#include <span>

#include "tripart/results/tables.hpp"

namespace tripart {

[[nodiscard]] const OutputTable& duration_test_table();
[[nodiscard]] const OutputTable& durations_table();
[[nodiscard]] const OutputTable& duration_months_table();

/// Tables of `tripart backtest --durations`, in the order above.
[[nodiscard]] std::span<const OutputTable* const> duration_tables();

}  // namespace tripart
