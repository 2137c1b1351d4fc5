#include "tripart/results/tables.hpp"

namespace tripart {
namespace {

using enum ColumnType;

constexpr Column elasticities{"elasticities", text, "", "set of trade elasticities"};
constexpr Column equilibrium{
    "equilibrium", text, "",
    "optimal: one region chooses, all others keep their tariffs; nash: members of the "
    "war "
    "answer each other, begun where the scenario says; nash_from_current, "
    "nash_from_upper: begun at the other place"};
constexpr Column chooser{"chooser", text, "",
                         "region that chooses alone; empty: all members of the war"};

constexpr std::array tariffs_columns{
    elasticities,
    equilibrium,
    chooser,
    Column{"region", text, "", "region that charges the tariff"},
    Column{"partner", text, "", "region whose sales it falls on"},
    Column{"sector", text, "", "sector it falls on"},
    Column{"start_rate_pct", number, "percent", "ad valorem rate in the base year"},
    Column{"rate_pct", number, "percent", "ad valorem rate found"},
    Column{"bound", text, "",
           "inside, low or high: where the rate lies within its bounds; unchanged: no "
           "single rate was better than those in force"},
};

constexpr std::array welfare_columns{
    elasticities,
    equilibrium,
    chooser,
    Column{"region", text, "", "region of the baseline"},
    Column{"welfare_pct", number, "percent",
           "exact change of real income against the base year"},
};

constexpr std::array searches_columns{
    elasticities,
    equilibrium,
    chooser,
    Column{"start", text, "", "current: tariffs in force; upper: highest rates"},
    Column{"found", text, "",
           "interior: nobody gains by another rate; bounds: nobody does within them; "
           "autarky: and next to nothing is traded; cycle: best responses go round; "
           "unsettled: rates still move"},
    Column{"rounds", integer, "rounds",
           "over all members; of an optimum, over its rates"},
    Column{"evaluations", integer, "equilibria", "equilibria solved"},
    Column{"residual_pct", number, "percent of real income",
           "most that anybody would still gain by other rates"},
    Column{"period", integer, "rounds", "length of the cycle; empty: none"},
    Column{"damping", number, "fraction",
           "part of each best response that was taken in the end"},
    Column{"trade_left", number, "fraction",
           "imports that the rates fall on, new over base year; empty: an optimum"},
    Column{"bound_low_pct", number, "percent", "lowest rate allowed"},
    Column{"bound_high_pct", number, "percent", "highest rate allowed"},
};

constexpr OutputTable tariffs{
    "tariffs.csv",
    "One row per optimal or Nash tariff of a region on a partner's "
    "sector",
    tariffs_columns};
constexpr OutputTable tariff_welfare{
    "tariff_welfare.csv", "One row per equilibrium and region: what these tariffs do",
    welfare_columns};
constexpr OutputTable tariff_searches{
    "tariff_searches.csv", "One row per equilibrium: how it was found, and which kind",
    searches_columns};

}  // namespace

const OutputTable& tariffs_table() {
  return tariffs;
}
const OutputTable& tariff_welfare_table() {
  return tariff_welfare;
}
const OutputTable& tariff_searches_table() {
  return tariff_searches;
}

}  // namespace tripart
