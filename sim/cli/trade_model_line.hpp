#pragma once

#include <string>
#include <vector>

#include "tripart/results/summary.hpp"
#include "tripart/results/summary_rows.hpp"

namespace tripart {

/// How much of what matters most is the trade model's doing: shares of variance, or the
/// values of each set of elasticities where nothing else of the economies is drawn. One
/// line with its end; empty where there is nothing to say. \param rows  of summary.csv
[[nodiscard]] std::string trade_model_line(const Summary& summary,
                                           const std::vector<SummaryRow>& rows);

}  // namespace tripart
