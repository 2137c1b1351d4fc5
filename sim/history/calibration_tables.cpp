#include "tripart/history/calibration_tables.hpp"

#include <array>
#include <cmath>

namespace tripart {
namespace {

using enum ColumnType;

constexpr std::string_view own_unit = "of the parameter";
constexpr std::string_view row_unit =
    "event: probability; chapters; text: issue's scale; deal_date: days from the start";

constexpr std::array rounds_columns{
    Column{"round", integer, "", "0: draws from the prior"},
    Column{"tolerance", number, "", "largest distance accepted; empty: any"},
    Column{"simulations", integer, "simulations", "of all cases once, for this round"},
    Column{"accepted", integer, "simulations", "of them"},
    Column{"acceptance", number, "share", "accepted over simulations"},
    Column{"effective_size", number, "draws", "of the weighted population"},
    Column{"kept", text, "",
           "no: accepted too little and given up; the population before it stands"},
};

constexpr std::array parameters_columns{
    Column{"parameter", text, "", "id in the calibration"},
    Column{"prior_mean", number, own_unit, "mean of the prior"},
    Column{"prior_sd", number, own_unit, "standard deviation of the prior"},
    Column{"prior_p05", number, own_unit, "5 percent quantile of the prior"},
    Column{"prior_p50", number, own_unit, "median of the prior"},
    Column{"prior_p95", number, own_unit, "95 percent quantile of the prior"},
    Column{"posterior_mean", number, own_unit, "mean of the posterior"},
    Column{"posterior_sd", number, own_unit, "standard deviation of the posterior"},
    Column{"posterior_p05", number, own_unit, "5 percent quantile of the posterior"},
    Column{"posterior_p50", number, own_unit, "median of the posterior"},
    Column{"posterior_p95", number, own_unit, "95 percent quantile of the posterior"},
    Column{"adjusted_mean", number, own_unit, "mean after regression adjustment"},
    Column{"adjusted_sd", number, own_unit, "standard deviation after it"},
    Column{"sd_ratio", number, "share", "posterior over prior standard deviation"},
    Column{"sd_ratio_error", number, "share", "its standard error, of sampling alone"},
    Column{"not_identified", text, "", "yes: the ratio is above .9"},
};

constexpr std::array estimates_columns{
    Column{"parameter", text, "", "id in the calibration"},
    Column{"prior_mean", number, own_unit, "mean of the prior"},
    Column{"prior_sd", number, own_unit, "standard deviation of the prior"},
    Column{"estimate", number, own_unit, "where the summaries come closest"},
    Column{"std_error", number, own_unit,
           "of the sandwich, without the prior; empty: no summary moves with it"},
    Column{"ci_low", number, own_unit, "lower end of the 95 percent interval"},
    Column{"ci_high", number, own_unit, "upper end of the 95 percent interval"},
    Column{"not_identified", text, "",
           "yes: on the normal scale of the prior the standard error is above .9"},
};

constexpr std::array predictive_columns{
    Column{"case", text, "", "name of the scenario"},
    Column{"row", text, "", "id in its outcomes"},
    Column{"kind", text, "", "of the row"},
    Column{"subject", text, "", "of the row"},
    Column{"by", date, "", "last day that counts"},
    Column{"weight", number, "", "in the distance; 0: not fitted"},
    Column{"observed_low", number, row_unit, "what happened; of a text the least"},
    Column{"observed_high", number, row_unit, "what happened; of a text the most"},
    Column{"prior_mean", number, row_unit, "mean over draws from the prior"},
    Column{"prior_p05", number, row_unit, "5 percent quantile over these draws"},
    Column{"prior_p50", number, row_unit, "median over these draws"},
    Column{"prior_p95", number, row_unit, "95 percent quantile over these draws"},
    Column{"posterior_mean", number, row_unit, "mean over the posterior, played afresh"},
    Column{"posterior_p05", number, row_unit, "5 percent quantile over it"},
    Column{"posterior_p50", number, row_unit, "median over it"},
    Column{"posterior_p95", number, row_unit, "95 percent quantile over it"},
    Column{"tail_probability", number, "probability",
           "event: of what happened; else twice the smaller side of what was observed"},
};

constexpr std::array identification_columns{
    Column{"parameter", text, "", "id in the calibration"},
    Column{"case", text, "", "name of the scenario"},
    Column{"row", text, "", "id in its outcomes"},
    Column{"kind", text, "", "of the row"},
    Column{"correlation", number, "",
           "rank correlation of the parameter and what is simulated of the row, prior"},
    Column{"std_error", number, "", "of the correlation where there is none"},
};

constexpr std::array leave_one_out_columns{
    Column{"case", text, "",
           "that was left out; empty: mean over the cases, low and high their range"},
    Column{"score", text, "", "brier, path_rmse, text_error or deal_days"},
    Column{"rows", integer, "", "scored rows; of a mean the cases"},
    Column{"prior", number, "of the score", "priors only: of the mean forecast"},
    Column{"prior_low", number, "of the score", "5 percent of single draws score less"},
    Column{"prior_high", number, "of the score", "5 percent score more"},
    Column{"posterior", number, "of the score", "calibrated on the other cases"},
    Column{"posterior_low", number, "of the score",
           "5 percent of single draws score less"},
    Column{"posterior_high", number, "of the score", "5 percent score more"},
    Column{"difference", number, "of the score",
           "posterior less prior: below 0 the calibration helped"},
    Column{"difference_low", number, "of the score", "of a mean: least of the cases"},
    Column{"difference_high", number, "of the score", "of a mean: most of the cases"},
};

constexpr OutputTable rounds{"rounds.csv", "One row per round of the calibration",
                             rounds_columns};
constexpr OutputTable parameters{
    "parameters.csv", "One row per parameter: prior and posterior", parameters_columns};
constexpr OutputTable estimates{
    "estimates.csv", "One row per parameter: simulated moments", estimates_columns};
constexpr OutputTable predictive{"predictive.csv",
                                 "One row per row of outcomes: predictive checks",
                                 predictive_columns};
constexpr OutputTable identification{
    "identification.csv", "One row per parameter and row of outcomes: what moves with it",
    identification_columns};
constexpr OutputTable leave_one_out{
    "leave_one_out.csv", "One row per case left out and score", leave_one_out_columns};

void add_spread(CsvRows& rows, const ScoreSpread& spread) {
  rows.number(spread.value).number(spread.low).number(spread.high);
}

void add_quantiles(CsvRows& rows, const SampleSummary& of) {
  rows.number(of.p05).number(of.p50).number(of.p95);
}

void add_draws(CsvRows& rows, const char* population,
               const std::vector<ParameterDraw>& draws) {
  for (std::size_t i = 0; i < draws.size(); ++i) {
    rows.text(population).count(i + 1).number(draws[i].weight).number(draws[i].distance);
    for (const double value : draws[i].values) {
      rows.number(value);
    }
    rows.end_row();
  }
}

}  // namespace

const OutputTable& rounds_table() {
  return rounds;
}
const OutputTable& parameters_table() {
  return parameters;
}
const OutputTable& estimates_table() {
  return estimates;
}
const OutputTable& predictive_table() {
  return predictive;
}
const OutputTable& identification_table() {
  return identification;
}
const OutputTable& leave_one_out_table() {
  return leave_one_out;
}

PosteriorTable::PosteriorTable(const CalibrationFile& file) {
  for (const CalibrationParameter& parameter : file.parameters) {
    names_.push_back(parameter.id);
  }
  columns_ = {{"population", text, "",
               "prior; posterior; adjusted: the posterior after regression"},
              {"sample", integer, "", "number of the draw, from 1"},
              {"weight", number, "share", "importance weight; sums to 1"},
              {"distance", number, "", "of its summaries from what was observed"}};
  for (const std::string& name : names_) {
    columns_.push_back({name, number, own_unit, "value of the parameter"});
  }
  table_ = {"posterior.csv", "One row per draw of the parameters", columns_};
}

void write_posterior_rows(CsvRows& rows, const CalibrationFinding& finding) {
  add_draws(rows, "prior", finding.prior_draws);
  add_draws(rows, "posterior", finding.posterior_draws);
  add_draws(rows, "adjusted", finding.adjusted_draws);
}

void write_round_rows(CsvRows& rows, const CalibrationFinding& finding) {
  for (std::size_t i = 0; i < finding.rounds.size(); ++i) {
    const AbcRound& round = finding.rounds[i];
    rows.count(i)
        .number(round.tolerance)
        .count(round.simulations)
        .count(round.accepted)
        .number(static_cast<double>(round.accepted) /
                static_cast<double>(round.simulations));
    if (round.is_kept) {
      rows.number(round.effective_size);
    } else {
      rows.blank();
    }
    rows.text(round.is_kept ? "yes" : "no").end_row();
  }
}

void write_parameter_rows(CsvRows& rows, const CalibrationFinding& finding) {
  for (const ParameterFinding& one : finding.parameters) {
    rows.text(one.id).number(one.prior.mean).number(one.prior.sd);
    add_quantiles(rows, one.prior);
    rows.number(one.posterior.mean).number(one.posterior.sd);
    add_quantiles(rows, one.posterior);
    rows.number(one.adjusted ? std::optional(one.adjusted->mean) : std::nullopt)
        .number(one.adjusted ? std::optional(one.adjusted->sd) : std::nullopt)
        .number(one.sd_ratio)
        .number(one.sd_ratio_error)
        .text(one.is_identified ? "no" : "yes")
        .end_row();
  }
}

void write_estimate_rows(CsvRows& rows, const CalibrationFinding& finding) {
  for (const EstimateFinding& one : finding.estimates) {
    rows.text(one.id)
        .number(one.prior.mean)
        .number(one.prior.sd)
        .number(one.estimate)
        .number(one.error)
        .number(one.error ? std::optional(one.low) : std::nullopt)
        .number(one.error ? std::optional(one.high) : std::nullopt)
        .text(one.is_identified ? "no" : "yes")
        .end_row();
  }
}

void write_predictive_rows(CsvRows& rows, const CalibrationFile& file,
                           const CalibrationFinding& finding) {
  for (const PredictiveFinding& one : finding.predictive) {
    const CalibrationCase& of = file.cases[one.case_number];
    const OutcomeRow& row = of.rows[one.row];
    rows.text(of.name).text(row.id).text(to_text(row.kind)).text(row.subject);
    if (row.by) {
      rows.date(*row.by);
    } else {
      rows.blank();
    }
    rows.number(of.weights[one.row])
        .number(one.target.low)
        .number(one.target.high)
        .number(one.prior.mean);
    add_quantiles(rows, one.prior);
    rows.number(one.posterior.mean);
    add_quantiles(rows, one.posterior);
    rows.number(one.tail_probability).end_row();
  }
}

void write_identification_rows(CsvRows& rows, const CalibrationFile& file,
                               const CalibrationFinding& finding) {
  const double error =
      1.0 / std::sqrt(static_cast<double>(finding.prior_draws.size()) - 1.0);
  for (const IdentificationFinding& one : finding.identification) {
    const CalibrationCase& of = file.cases[one.case_number];
    rows.text(file.parameters[one.parameter].id)
        .text(of.name)
        .text(of.rows[one.row].id)
        .text(to_text(of.rows[one.row].kind))
        .number(one.correlation)
        .number(error)
        .end_row();
  }
}

void write_leave_one_out_rows(CsvRows& rows, const CalibrationFile& file,
                              const CalibrationFinding& finding) {
  for (const HeldOutFinding& one : finding.held_out) {
    rows.text(one.case_number ? file.cases[*one.case_number].name : "")
        .text(to_text(one.score))
        .count(one.rows);
    add_spread(rows, one.prior);
    add_spread(rows, one.posterior);
    add_spread(rows, one.difference);
    rows.end_row();
  }
}

}  // namespace tripart
