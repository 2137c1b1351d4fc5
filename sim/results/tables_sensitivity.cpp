#include "tripart/results/tables_sensitivity.hpp"

#include <array>

namespace tripart {
namespace {

using enum ColumnType;

constexpr std::string_view own_unit = "of the quantity";
constexpr Column metric_column{"metric", text, "", "quantity of the sweep's summary.csv"};
constexpr Column party_column{"party", text, "", "its party; empty: all together"};
constexpr Column category_column{"category", text, "", "its category"};
constexpr Column statistic_column{"statistic", text, "", "its statistic"};
constexpr Column factor_column{"factor", text, "", "factor of the sweep"};

constexpr std::array quantities_columns{
    metric_column,
    party_column,
    category_column,
    statistic_column,
    Column{"design", text, "", "kind of design"},
    Column{"points", integer, "points", "design points with a value"},
    Column{"without_value", integer, "points",
           "design points of which no replicate qualified"},
    Column{"mean", number, own_unit, "mean over design points"},
    Column{"variance", number, "of the quantity, squared", "over design points"},
    Column{"noise_share", number, "fraction",
           "mean Monte-Carlo variance of a value / variance; empty: nothing varies"},
    Column{"common_random_numbers", text, "",
           "yes: points share their random numbers, and so part of their noise"},
    Column{"resamples", integer, "resamples", "behind every interval"},
    Column{"seed", text, "", "of the resamples"},
    Column{"sweep_sha256", text, "", "of the sweep with all defaults"},
};

constexpr std::array sobol_columns{
    metric_column,
    party_column,
    category_column,
    statistic_column,
    factor_column,
    Column{"index", text, "",
           "first_order or total; with _corrected, what independent Monte-Carlo noise "
           "adds is taken off"},
    Column{"estimate", number, "fraction of the variance",
           "not clipped: a small index may come out below 0"},
    Column{"std_error", number, "fraction of the variance",
           "standard deviation over resamples of base points"},
    Column{"ci_low", number, "fraction of the variance",
           "lower end of the 95 percent interval, normal"},
    Column{"ci_high", number, "fraction of the variance", "upper end"},
    Column{"base_points", integer, "points", "base points with all their values"},
};

constexpr std::array morris_columns{
    metric_column,
    party_column,
    category_column,
    statistic_column,
    factor_column,
    Column{"index", text, "",
           "mu: mean elementary effect; mu_star: mean of its size; sigma: its standard "
           "deviation"},
    Column{"estimate", number, "of the quantity, per range of the factor",
           "what a change over the factor's whole range would do"},
    Column{"std_error", number, "of the quantity, per range of the factor",
           "standard deviation over resamples of trajectories"},
    Column{"ci_low", number, "of the quantity, per range of the factor",
           "lower end of the 95 percent interval, normal"},
    Column{"ci_high", number, "of the quantity, per range of the factor", "upper end"},
    Column{"noise_sd", number, "of the quantity, per range of the factor",
           "standard deviation that Monte-Carlo noise alone gives an effect if points do "
           "not share it"},
    Column{"trajectories", integer, "trajectories", "with all their values"},
};

constexpr std::array levels_columns{
    metric_column,
    party_column,
    category_column,
    statistic_column,
    factor_column,
    Column{"level", integer, "", "place of the level, from the factor's lowest, from 1"},
    Column{"value", text, "as the factor's key", "what the factor is set to"},
    Column{"is_central", text, "", "yes: the point at which all factors are central"},
    Column{"design_point", integer, "", "row of points.csv"},
    Column{"estimate", number, own_unit, "empty: no replicate qualified"},
    Column{"std_error", number, own_unit, "Monte-Carlo standard error"},
    Column{"change", number, own_unit, "against the central point"},
    Column{"change_std_error", number, own_unit,
           "as if the points shared no random numbers: at most this much where sharing "
           "makes their errors alike"},
};

constexpr std::array tornado_columns{
    metric_column,
    party_column,
    category_column,
    statistic_column,
    factor_column,
    Column{"low_value", text, "as the factor's key", "the factor's lowest level"},
    Column{"high_value", text, "as the factor's key", "the factor's highest level"},
    Column{"low", number, own_unit, "the quantity at the lowest level"},
    Column{"central", number, own_unit, "with all factors central"},
    Column{"high", number, own_unit, "at the highest level"},
    Column{"swing", number, own_unit, "high - low"},
    Column{"swing_std_error", number, own_unit,
           "as if the points shared no random numbers"},
    Column{"range", number, own_unit, "largest value of any level less the smallest"},
};

constexpr Column box_column{"box", integer, "",
                            "number of the box, from the whole space inwards"};
constexpr Column phase_column{"phase", text, "",
                              "peeled: of the trajectory; suggested: pasted, and without "
                              "the limits that chance explains"};

constexpr std::array boxes_columns{
    metric_column,
    party_column,
    category_column,
    statistic_column,
    Column{"threshold", number, own_unit,
           "from which a point counts; empty: points count by their probability"},
    box_column,
    phase_column,
    Column{"points", integer, "points", "design points inside"},
    Column{"mass", number, "fraction", "points inside / all"},
    Column{"coverage", number, "fraction", "target inside / target in all points"},
    Column{"density", number, "fraction", "mean target of the points inside"},
    Column{"harmonic_mean", number, "fraction",
           "of coverage and density, the target scaled to run from 0 to 1"},
    Column{"limited_factors", integer, "factors", "that the box restricts"},
};

constexpr std::array limits_columns{
    metric_column,
    party_column,
    category_column,
    statistic_column,
    Column{"threshold", number, own_unit, "as in prim_boxes.csv"},
    box_column,
    phase_column,
    factor_column,
    Column{"low", number, "as the factor's key", "least value inside; empty: no limit"},
    Column{"high", number, "as the factor's key",
           "largest value inside; empty: no limit"},
    Column{"design_low", number, "as the factor's key", "least value of the design"},
    Column{"design_high", number, "as the factor's key", "largest value of the design"},
    Column{"p_value", number, "probability",
           "that the box without this limit has points as good by chance; makes no "
           "allowance for the search; suggested box only"},
};

constexpr OutputTable quantities{"quantities.csv",
                                 "What was analysed, and how much of it is noise",
                                 quantities_columns};
constexpr OutputTable sobol{
    "sobol_indices.csv", "First-order and total Sobol' indices by factor", sobol_columns};
constexpr OutputTable morris{"morris.csv", "Elementary effects by factor",
                             morris_columns};
constexpr OutputTable levels{"one_at_a_time.csv",
                             "One factor's levels, the others central", levels_columns};
constexpr OutputTable tornado{
    "tornado.csv", "From a factor's lowest level to its highest", tornado_columns};
constexpr OutputTable boxes{"prim_boxes.csv",
                            "Boxes of factors in which a target is high", boxes_columns};
constexpr OutputTable limits{"prim_limits.csv", "Limits of these boxes", limits_columns};

}  // namespace

const OutputTable& quantities_table() {
  return quantities;
}
const OutputTable& sobol_indices_table() {
  return sobol;
}
const OutputTable& morris_table() {
  return morris;
}
const OutputTable& one_at_a_time_table() {
  return levels;
}
const OutputTable& tornado_table() {
  return tornado;
}
const OutputTable& prim_boxes_table() {
  return boxes;
}
const OutputTable& prim_limits_table() {
  return limits;
}

std::span<const OutputTable* const> sensitivity_tables() {
  static const std::array<const OutputTable*, 7> list{
      &quantities, &sobol, &morris, &levels, &tornado, &boxes, &limits};
  return list;
}

}  // namespace tripart
