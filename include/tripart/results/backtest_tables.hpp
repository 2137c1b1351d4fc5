#pragma once

#include <span>

#include "tripart/results/tables.hpp"

/// What `tripart backtest` writes. A folder of its own: some files share their name, and
/// not their columns, with those of a run.
namespace tripart {

[[nodiscard]] const OutputTable& backtest_cases_table();
[[nodiscard]] const OutputTable& backtest_events_table();
[[nodiscard]] const OutputTable& backtest_paths_table();
[[nodiscard]] const OutputTable& backtest_texts_table();
[[nodiscard]] const OutputTable& backtest_dates_table();
[[nodiscard]] const OutputTable& backtest_forecasts_table();
[[nodiscard]] const OutputTable& backtest_scores_table();
[[nodiscard]] const OutputTable& backtest_jitters_table();
[[nodiscard]] const OutputTable& backtest_calibration_table();
[[nodiscard]] const OutputTable& backtest_pooled_table();

/// All of them, in the order above.
[[nodiscard]] std::span<const OutputTable* const> backtest_tables();

}  // namespace tripart
