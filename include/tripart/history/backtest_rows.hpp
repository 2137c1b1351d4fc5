#pragma once

#include <vector>

#include "tripart/history/backtest.hpp"
#include "tripart/results/backtest_tables.hpp"

namespace tripart {

/// A backtest as rows of each of backtest_tables(), in their order.
[[nodiscard]] std::vector<CsvRows> backtest_rows(const std::vector<ReadCase>& cases,
                                                 const BacktestOptions& options,
                                                 const BacktestResult& result);

/// What a rule says about a row; nothing where it is silent.
[[nodiscard]] std::optional<double> said_by(const std::vector<Rival>& rivals,
                                            std::string_view name, std::size_t row);
/// Mean of what a rival says about a row, where it may speak of it several times.
[[nodiscard]] std::optional<double> mean_said_by(const std::vector<Rival>& rivals,
                                                 std::string_view name, std::size_t row);

}  // namespace tripart
