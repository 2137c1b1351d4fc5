#pragma once

#include <string>
#include <vector>

#include "tripart/history/backtest.hpp"

namespace tripart {

/// What a backtest says, for a reader at a terminal: of one case every event and score;
/// of several a line each, what they come to together with its range, and calibration.
[[nodiscard]] std::string backtest_table(const std::vector<ReadCase>& cases,
                                         const BacktestOptions& options,
                                         const BacktestResult& result);

/// Scores over all rows of each case, and over cases, as JSON.
[[nodiscard]] std::string backtest_json(const BacktestResult& result);

}  // namespace tripart
