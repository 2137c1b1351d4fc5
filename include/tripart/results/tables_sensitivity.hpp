#pragma once

#include <span>

#include "tripart/results/tables.hpp"

/// What an analysis of a finished sweep writes into a folder of its own.
namespace tripart {

[[nodiscard]] const OutputTable& quantities_table();
[[nodiscard]] const OutputTable& sobol_indices_table();
[[nodiscard]] const OutputTable& morris_table();
[[nodiscard]] const OutputTable& one_at_a_time_table();
[[nodiscard]] const OutputTable& tornado_table();
[[nodiscard]] const OutputTable& prim_boxes_table();
[[nodiscard]] const OutputTable& prim_limits_table();

/// All of them, in the order above.
[[nodiscard]] std::span<const OutputTable* const> sensitivity_tables();

}  // namespace tripart
