#include <array>

#include "tripart/results/tables.hpp"

namespace tripart {
namespace {

using enum ColumnType;

constexpr std::array theory_columns{
    Column{"theory", text, "", "name of the result in the scenario"},
    Column{"metric", text, "", "quantity, as in summary.csv"},
    Column{"party", text, "", "as in summary.csv"},
    Column{"category", text, "", "as in summary.csv"},
    Column{"statistic", text, "", "as in summary.csv"},
    Column{"expected", number, "of the metric", "value of the closed form"},
    Column{"estimate", number, "of the metric", "what was simulated"},
    Column{"std_error", number, "of the metric", "its Monte-Carlo standard error"},
    Column{"ci_low", number, "of the metric", "lower end of its 95 percent interval"},
    Column{"ci_high", number, "of the metric", "upper end of its 95 percent interval"},
    Column{"difference", number, "of the metric", "estimate less expected"},
    Column{"replicates", integer, "", "replicates that qualified"},
    Column{"formula", text, "", "the closed form as the scenario writes it"},
    Column{"source", text, "", "who proved it"},
};

constexpr OutputTable theory{
    "theory.csv", "One row per closed form: theory beside simulation", theory_columns};

}  // namespace

const OutputTable& theory_table() {
  return theory;
}

}  // namespace tripart
