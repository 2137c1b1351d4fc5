#include <array>

#include "tripart/results/tables.hpp"

namespace tripart {
namespace {

using enum ColumnType;

constexpr std::array prior_predictive_columns{
    Column{"quantity", text, "", "event, or number, that the priors speak about"},
    Column{"category", text, "",
           "ending, deal, threat, chapter, issue or party it is about; empty: the "
           "negotiation as a whole"},
    Column{"unit", text, "", "unit of the numbers; empty for events"},
    Column{"min", number, "see unit",
           "least value; empty for events and where no replicate qualified"},
    Column{
        "p005", number, "see unit",
        "0.5 percent quantile over replicates, as the next four within 1 percent where "
        "numbers are real"},
    Column{"p05", number, "see unit", "5 percent quantile"},
    Column{"p50", number, "see unit", "median"},
    Column{"p95", number, "see unit", "95 percent quantile"},
    Column{"p995", number, "see unit", "99.5 percent quantile"},
    Column{"max", number, "see unit", "greatest value"},
    Column{"probability", number, "probability",
           "share of replicates with the event; empty for numbers"},
    Column{"ci_low", number, "probability",
           "lower end of the 95 percent Wilson interval"},
    Column{"ci_high", number, "probability", "upper end; 3.8/n where none was seen"},
    Column{"verdict", text, "",
           "of an event: never in N (below the upper end); nearly certain: the interval "
           "begins above .95; else possible"},
    Column{"replicates", integer, "", "replicates that qualified"},
};

constexpr OutputTable prior_predictive{
    "prior_predictive.csv", "One row per quantity or event: what the priors allow at all",
    prior_predictive_columns};

}  // namespace

const OutputTable& prior_predictive_table() {
  return prior_predictive;
}

}  // namespace tripart
