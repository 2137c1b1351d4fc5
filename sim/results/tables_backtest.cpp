#include <array>

#include "tripart/results/backtest_tables.hpp"

namespace tripart {
namespace {

using enum ColumnType;

constexpr Column case_column{"case", text, "", "case that is scored"};
constexpr Column row_column{"row", text, "", "id of a row of the outcomes file"};
constexpr Column scored_column{"scored", text, "",
                               "yes: enters means over rows; no: restates another row"};
constexpr std::string_view chance = "probability";
constexpr std::string_view scale = "of the issue's scale";
constexpr std::string_view judged =
    "over ensembles with ideals and saliences held at one shift each";
constexpr std::string_view held =
    "over ensembles with every free parameter held at one draw as well";

constexpr std::array backtest_cases_columns{
    case_column,
    Column{"scenario", text, "", "file of the scenario"},
    Column{"scenario_sha256", text, "", "of the scenario with all defaults"},
    Column{"outcomes", text, "", "file of what happened"},
    Column{"outcomes_sha256", text, "", "of that file"},
    Column{"forecasts", text, "", "file of published forecasts; empty: none"},
    Column{"forecasts_sha256", text, "", "of that file"},
    Column{"as_of", date, "", "day whose knowledge the scenario has"},
    Column{"horizon", date, "", "day on which talks without a deal lapse"},
    Column{"seed", text, "", "of all ensembles"},
    Column{"replicates", integer, "replicates", "of every ensemble"},
    Column{"jitters", integer, "ensembles", "of either kind that holds something"},
    Column{"played", integer, "replicates",
           "that came to an end, of the ensemble that holds nothing"},
    Column{"failed", integer, "replicates", "that failed, of all ensembles"},
    Column{"as_observed", integer, "replicates",
           "of those played that end in the deals that history ended in"},
};

constexpr std::array backtest_events_columns{
    case_column,
    row_column,
    Column{"kind", text, "", "what is asked"},
    Column{"subject", text, "", "parties, party or threat it is asked of"},
    Column{"by", date, "", "last day that counts; empty: no date"},
    scored_column,
    Column{"happened", integer, "", "1: it came true, 0: it did not"},
    Column{"probability", number, chance, "share of replicates in which it comes true"},
    Column{"ci_low", number, chance,
           "lower end of its 95 percent Wilson interval: Monte-Carlo error only"},
    Column{"ci_high", number, chance, "upper end"},
    Column{"judgement_p05", number, chance, judged},
    Column{"judgement_p50", number, chance, "median of the same"},
    Column{"judgement_p95", number, chance, "95 percent quantile of the same"},
    Column{"prior_p05", number, chance, held},
    Column{"prior_p50", number, chance, "median of the same"},
    Column{"prior_p95", number, chance, "95 percent quantile of the same"},
    Column{"status_quo", number, chance, "if nothing ever happened"},
    Column{"base_rate", number, chance,
           "of the kind in the other cases; empty: there is none"},
    Column{"forecasters", number, chance,
           "mean of the numeric forecasts up to the as-of date; empty: none"},
    Column{"replicates", integer, "replicates", "that were played to an end"},
};

constexpr std::array backtest_paths_columns{
    case_column,
    row_column,
    Column{"by", date, "", "day"},
    scored_column,
    Column{"actual", integer, "chapters", "closed by that day"},
    Column{"mean", number, "chapters", "mean over replicates"},
    Column{"p05", number, "chapters", "5 percent quantile over replicates"},
    Column{"p50", number, "chapters", "median"},
    Column{"p95", number, "chapters", "95 percent quantile"},
    Column{"judgement_p05", number, "chapters", judged},
    Column{"judgement_p95", number, "chapters", "95 percent quantile of the same"},
    Column{"prior_p05", number, "chapters", held},
    Column{"prior_p95", number, "chapters", "95 percent quantile of the same"},
    Column{"flat", number, "chapters", "if none closed any more"},
    Column{"average_pace", number, "chapters",
           "at the pace since the launch; empty: no launch is known"},
    Column{"last_interval", number, "chapters",
           "at the pace since the last closing before the round of the as-of date"},
};

constexpr std::array backtest_texts_columns{
    case_column,
    row_column,
    Column{"issue", text, "", "issue of the scenario"},
    scored_column,
    Column{"actual", number, scale, "text of history"},
    Column{"low", number, scale, "lower end of what a fair reader could say"},
    Column{"high", number, scale, "upper end"},
    Column{"replicates", integer, "replicates",
           "that settle the issue in the deals that history ended in"},
    Column{"mean", number, scale, "mean over these"},
    Column{"p05", number, scale, "5 percent quantile"},
    Column{"p50", number, scale, "median: what is scored"},
    Column{"p95", number, scale, "95 percent quantile"},
    Column{"share_at_ends", number, "share", "of them whose text is 0 or 1"},
    Column{"judgement_p05", number, scale, "of the mean, 5 percent quantile"},
    Column{"judgement_p95", number, scale, "of the mean, 95 percent quantile"},
    Column{"prior_p05", number, scale, "of the mean, every free parameter held too"},
    Column{"prior_p95", number, scale, "95 percent quantile of the same"},
    Column{"status_quo", number, scale, "what holds without a deal"},
    Column{"mean_equal", number, scale, "mean of the ideals, weighed by salience"},
    Column{"median_equal", number, scale, "their lower median, weighed by salience"},
    Column{"mean_income", number, scale,
           "weighed by salience times income; empty: the scenario has no economy"},
    Column{"median_income", number, scale, "lower median, weighed so"},
};

constexpr std::array backtest_dates_columns{
    case_column,
    row_column,
    Column{"subject", text, "", "parties of the deal"},
    scored_column,
    Column{"actual", date, "", "day of agreement"},
    Column{"actual_days", number, "days", "since the as-of date"},
    Column{"p05_days", number, "days", "5 percent quantile; no deal counts as horizon"},
    Column{"p50_days", number, "days", "median"},
    Column{"p95_days", number, "days", "95 percent quantile"},
    Column{"mean_days", number, "days", "mean"},
    Column{"horizon_days", number, "days", "after which nothing counts"},
};

constexpr std::array backtest_forecasts_columns{
    case_column,
    Column{"forecast", text, "", "id of the published forecast"},
    Column{"made", date, "", "day on which it was made"},
    Column{"who", text, "", "who made it"},
    Column{"type", text, "", "numeric, or worded: a number is our coding of words"},
    Column{"known", text, "", "yes: made up to the as-of date"},
    row_column,
    Column{"happened", integer, "", "1: it came true, 0: it did not"},
    Column{"probability", number, chance, "that it gave"},
    Column{"model", number, chance, "that the model gives on the as-of date"},
};

constexpr Column score_column{"score", text, "", "kind of score; less is better"};
constexpr Column source_column{"source", text, "", "model, a naive rule, or people"};
constexpr std::string_view score_unit = "of the score";

constexpr std::array backtest_scores_columns{
    case_column,
    Column{"row", text, "", "id of a row of the outcomes; empty: all scored rows"},
    score_column,
    source_column,
    Column{"forecast", text, "", "id of the published forecast, where it is one"},
    Column{"rows", integer, "rows", "rows, or forecasts, that it is about"},
    Column{"value", number, score_unit, "0 is perfect"},
    Column{"difference", number, score_unit,
           "score of the model about the same rows less this one; below 0: the model is "
           "better"},
    Column{"std_error", number, score_unit,
           "Monte-Carlo standard error of value for the model, else of difference"},
    Column{"judgement_mean", number, score_unit, judged},
    Column{"judgement_p05", number, score_unit, "5 percent quantile of the same"},
    Column{"judgement_p50", number, score_unit, "median of the same"},
    Column{"judgement_p95", number, score_unit, "95 percent quantile of the same"},
    Column{"judgement_difference_mean", number, score_unit,
           "of the difference, over the same ensembles"},
    Column{"judgement_difference_p05", number, score_unit, "5 percent quantile"},
    Column{"judgement_difference_p50", number, score_unit, "median"},
    Column{"judgement_difference_p95", number, score_unit, "95 percent quantile"},
    Column{"prior_mean", number, score_unit, held},
    Column{"prior_p05", number, score_unit, "5 percent quantile of the same"},
    Column{"prior_p50", number, score_unit, "median of the same"},
    Column{"prior_p95", number, score_unit, "95 percent quantile of the same"},
    Column{"prior_difference_mean", number, score_unit,
           "of the difference, over the same ensembles"},
    Column{"prior_difference_p05", number, score_unit, "5 percent quantile"},
    Column{"prior_difference_p50", number, score_unit, "median"},
    Column{"prior_difference_p95", number, score_unit, "95 percent quantile"},
};

constexpr std::array backtest_jitters_columns{
    case_column,
    Column{"held", text, "",
           "judgements: one shift of every ideal and salience; parameters: that, and one "
           "draw of every free parameter"},
    Column{"ensemble", integer, "", "number of the ensemble, from 1"},
    score_column,
    source_column,
    Column{"value", number, score_unit, "over all scored rows"},
    Column{"difference", number, score_unit, "score of the model less this one"},
};

constexpr std::array backtest_calibration_columns{
    Column{"source", text, "", "model, or numeric forecasters up to the as-of dates"},
    Column{"bin_low", number, chance, "lower end of the bin, which belongs to it"},
    Column{"bin_high", number, chance, "upper end; 1 belongs to the last bin"},
    Column{"events", integer, "events", "or forecasts, in the bin, of all cases"},
    Column{"mean_forecast", number, chance, "mean of their probabilities"},
    Column{"observed_share", number, chance, "share that came true"},
    Column{"ci_low", number, chance,
           "lower end of its 95 percent Wilson interval; events of one case are not "
           "independent, so it is too short"},
    Column{"ci_high", number, chance, "upper end"},
};

constexpr std::array backtest_pooled_columns{
    score_column,
    source_column,
    Column{"cases", integer, "cases", "that have such rows"},
    Column{"rows", integer, "rows", "or forecasts, of all of them"},
    Column{"mean", number, score_unit, "of the cases' scores; each case counts once"},
    Column{"least", number, score_unit, "best score of a case"},
    Column{"least_case", text, "", "its case"},
    Column{"most", number, score_unit, "worst score of a case"},
    Column{"most_case", text, "", "its case"},
    Column{"difference_mean", number, score_unit, "model less source, mean over cases"},
    Column{"difference_least", number, score_unit, "best difference of a case"},
    Column{"difference_most", number, score_unit, "worst difference of a case"},
    Column{"better", integer, "cases", "in which the model's score is less"},
};

constexpr OutputTable backtest_cases{"cases.csv", "One row per case that was scored",
                                     backtest_cases_columns};
constexpr OutputTable backtest_events{
    "events.csv", "One row per event: how probable it was, and whether it came true",
    backtest_events_columns};
constexpr OutputTable backtest_paths{
    "paths.csv", "One row per dated count of chapters closed", backtest_paths_columns};
constexpr OutputTable backtest_texts{
    "texts.csv", "One row per settled text, given the deals that history ended in",
    backtest_texts_columns};
constexpr OutputTable backtest_dates{"dates.csv", "One row per dated deal",
                                     backtest_dates_columns};
constexpr OutputTable backtest_forecasts{
    "forecasts.csv", "One row per published forecast", backtest_forecasts_columns};
constexpr OutputTable backtest_scores{
    "scores.csv", "One row per case, score, source and row, or all rows together",
    backtest_scores_columns};
constexpr OutputTable backtest_jitters{
    "jitters.csv", "One row per case, ensemble that holds something, score and source",
    backtest_jitters_columns};
constexpr OutputTable backtest_calibration{
    "calibration.csv", "One row per source and tenth: do events come true as often?",
    backtest_calibration_columns};
constexpr OutputTable backtest_pooled{
    "pooled.csv", "One row per score and source, over all cases, with its range",
    backtest_pooled_columns};

}  // namespace

const OutputTable& backtest_cases_table() {
  return backtest_cases;
}
const OutputTable& backtest_events_table() {
  return backtest_events;
}
const OutputTable& backtest_paths_table() {
  return backtest_paths;
}
const OutputTable& backtest_texts_table() {
  return backtest_texts;
}
const OutputTable& backtest_dates_table() {
  return backtest_dates;
}
const OutputTable& backtest_forecasts_table() {
  return backtest_forecasts;
}
const OutputTable& backtest_scores_table() {
  return backtest_scores;
}
const OutputTable& backtest_jitters_table() {
  return backtest_jitters;
}
const OutputTable& backtest_calibration_table() {
  return backtest_calibration;
}
const OutputTable& backtest_pooled_table() {
  return backtest_pooled;
}

std::span<const OutputTable* const> backtest_tables() {
  static const std::array<const OutputTable*, 10> list{
      &backtest_cases_table(),  &backtest_events_table(),  &backtest_paths_table(),
      &backtest_texts_table(),  &backtest_dates_table(),   &backtest_forecasts_table(),
      &backtest_scores_table(), &backtest_jitters_table(), &backtest_calibration_table(),
      &backtest_pooled_table()};
  return list;
}

}  // namespace tripart
