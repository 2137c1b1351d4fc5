#include "tripart/results/tables.hpp"

// What bargaining theory says about a scenario, once per run.
namespace tripart {
namespace {

using enum ColumnType;

constexpr std::string_view value_unit = "percent of own real income a year";

constexpr std::array benchmarks_columns{
    Column{"configuration", text, "", "deals by their members, joined by |"},
    Column{"solution", text, "",
           "nash, asymmetric_nash (powers: recognition over impatience), "
           "kalai_smorodinsky, egalitarian, utilitarian, rational_utilitarian (nobody "
           "below the fallback), nash_in_nash (bilaterals of one hub)"},
    Column{"party", text, "", "negotiating party"},
    Column{"role", text, "", "member of the deal, or outsider"},
    Column{"fallback", number, value_unit,
           "value without any deal at the start of the talks: the better of staying and "
           "leaving; the disagreement point of all but nash_in_nash"},
    Column{"utility", number, value_unit,
           "value to the government at the solution, every drawn parameter at its median "
           "and payoffs averaged over economies; empty: no such point"},
    Column{"surplus", number, value_unit, "utility less fallback"},
    Column{"surplus_share", number, "fraction",
           "share of the members' joint surplus; empty: outsiders, or no surplus"},
};

constexpr std::array core_columns{
    Column{"coalition", text, "",
           "parties that could sign a deal of their own, joined "
           "by |"},
    Column{"outsiders", text, "",
           "old_agreement: outsiders keep it with everybody; no_agreement: some pair of "
           "a member and an outsider has none, as the configuration says"},
    Column{"configuration", text, "", "what the coalition would bring about"},
    Column{"least_gain", number, value_unit,
           "largest gain that all of the coalition could have alike over the Nash point "
           "of everybody's deal, or over the fallback where that has none; empty: red "
           "lines leave no text"},
    Column{"blocks", text, "", "yes: every member gains; no"},
};

constexpr OutputTable benchmarks{
    "benchmarks.csv",
    "One row per configuration, solution and party: what bargaining theory says",
    benchmarks_columns};
constexpr OutputTable core{
    "core.csv", "One row per coalition: whether a deal of its own is better for it",
    core_columns};

}  // namespace

const OutputTable& benchmarks_table() {
  return benchmarks;
}
const OutputTable& core_table() {
  return core;
}

}  // namespace tripart
