#include <array>

#include "tripart/results/duration_tables.hpp"

namespace tripart {
namespace {

using enum ColumnType;

constexpr std::string_view in_months = "months";

constexpr std::array duration_test_columns{
    Column{"scenario", text, "", "name of the scenario"},
    Column{"start", date, "", "launch"},
    Column{"seed", text, "", "of the ensemble"},
    Column{"replicates", integer, "replicates", "that were played to an end"},
    Column{"censored", integer, "replicates", "without a signature up to the cut"},
    Column{"cut", integer, in_months,
           "longest duration that can be seen: a deal on the horizon, and the law's "
           "notice"},
    Column{"history", integer, "negotiations", "durations of history"},
    Column{"history_censored", integer, "negotiations", "of them longer than the cut"},
    Column{"simulated_mean", number, in_months,
           "mean of the simulated durations, those censored at the cut"},
    Column{"simulated_sd", number, in_months, "their standard deviation"},
    Column{"history_mean", number, in_months, "mean of history, censored likewise"},
    Column{"history_sd", number, in_months, "its standard deviation"},
    Column{"distance", number, "probability",
           "largest distance between the distribution functions (Kolmogorov-Smirnov)"},
    Column{"p_value", number, "probability",
           "chance of that distance or a larger one if both were of one distribution, "
           "exact given the ties"},
    Column{"critical_distance", number, "probability",
           "least distance whose chance is at most 5 percent"},
    Column{"energy_distance", number, in_months,
           "2 E|X - Y| - E|X - X'| - E|Y - Y'|; 0: equal distributions"},
    Column{"crps", number, in_months,
           "continuous ranked probability score of the simulated distribution, mean over "
           "history; less is better"},
    Column{"crps_of_others", number, in_months,
           "the same of the other durations of history as the forecast of each"},
};

constexpr std::array durations_columns{
    Column{"negotiation", text, "", "one or several agreements made at one table"},
    Column{"months", integer, in_months, "from launch to signature"},
    Column{"share_below", number, "share", "simulated durations that are shorter"},
    Column{"share_at_most", number, "share", "simulated durations that are no longer"},
    Column{"crps", number, in_months,
           "continuous ranked probability score of the simulated distribution"},
    Column{"crps_of_others", number, in_months,
           "the same of the other durations of history"},
};

constexpr std::array duration_months_columns{
    Column{"months", integer, in_months, "from launch to signature"},
    Column{"simulated", integer, "replicates", "signed in that month"},
    Column{"simulated_share", number, "share", "signed by then"},
    Column{"history", integer, "negotiations", "signed in that month"},
    Column{"history_share", number, "share", "signed by then"},
};

constexpr OutputTable duration_test{"duration_test.csv",
                                    "Simulated durations against those of history",
                                    duration_test_columns};
constexpr OutputTable durations{
    "durations.csv", "One row per negotiation of history: where it lies among simulated",
    durations_columns};
constexpr OutputTable duration_months{
    "duration_months.csv", "One row per month up to the cut: both distributions",
    duration_months_columns};

}  // namespace

const OutputTable& duration_test_table() {
  return duration_test;
}
const OutputTable& durations_table() {
  return durations;
}
const OutputTable& duration_months_table() {
  return duration_months;
}

std::span<const OutputTable* const> duration_tables() {
  static const std::array<const OutputTable*, 3> list{
      &duration_test_table(), &durations_table(), &duration_months_table()};
  return list;
}

}  // namespace tripart
