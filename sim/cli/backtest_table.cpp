#include "cli/backtest_table.hpp"

#include <nlohmann/json.hpp>

#include "cli/text_table.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/statistics.hpp"
#include "tripart/history/backtest_rows.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

constexpr int score_digits = 3;
constexpr std::string_view nothing = "-";

std::string number_or_dash(const std::optional<double>& value, int digits) {
  return value ? rounded(*value, digits) : std::string(nothing);
}

std::string with_plus(double value, int digits) {
  const std::string text = rounded(value, digits);
  return value > 0.0 ? "+" + text : text;
}

std::string range_text(double low, double high, int digits) {
  return rounded(low, digits) + " to " + rounded(high, digits);
}

std::string range_text(const std::optional<HeldSpread>& spread, int digits) {
  return spread ? range_text(spread->p05, spread->p95, digits) : std::string(nothing);
}

// What a row asks, in words.
std::string question(const OutcomeRow& row) {
  std::string text(to_text(row.kind));
  text += row.subject.empty() ? "" : " " + row.subject;
  return text + (row.by ? " by " + to_text(*row.by) : "");
}

std::string event_part(const ReadCase& one, const CaseResult& result) {
  TextTable table;
  table.add({"row", "event", "came true", "probability", "Monte-Carlo", "judgement",
             "prior", "base rate", "forecasters"});
  bool any = false;
  for (std::size_t number = 0; number < one.rows.size(); ++number) {
    const OutcomeRow& row = one.rows[number];
    if (!is_event(row.kind)) {
      continue;
    }
    any = true;
    const RowSummary& said = result.rows[number];
    const auto n = static_cast<double>(said.replicates);
    const Interval interval =
        wilson_interval(static_cast<std::uint64_t>(said.mean * n + 0.5), said.replicates);
    table.add({row.id + (row.is_scored ? "" : "*"), question(row),
               row.value > 0.5 ? "yes" : "no", rounded(said.mean, 3),
               range_text(interval.low, interval.high, 3),
               range_text(said.mean_spread[0], 3), range_text(said.mean_spread[1], 3),
               number_or_dash(said_by(result.rivals, "base_rate", number), 2),
               number_or_dash(mean_said_by(result.rivals, "forecasters", number), 2)});
  }
  return any ? "Events (* not scored; judgement and prior: 5 to 95 percent of "
               "ensembles)\n" +
                   table.text(2) + "\n"
             : "";
}

std::string path_part(const ReadCase& one, const CaseResult& result) {
  TextTable table;
  table.add({"row", "by", "closed", "mean", "5 to 95 percent", "flat", "average pace",
             "last interval"});
  bool any = false;
  for (std::size_t number = 0; number < one.rows.size(); ++number) {
    const OutcomeRow& row = one.rows[number];
    if (row.kind != OutcomeRowKind::chapters_closed) {
      continue;
    }
    any = true;
    const RowSummary& said = result.rows[number];
    table.add({row.id, to_text(*row.by), rounded(row.value, 0), rounded(said.mean, 1),
               range_text(said.p05, said.p95, 0),
               number_or_dash(said_by(result.rivals, "flat", number), 1),
               number_or_dash(said_by(result.rivals, "average_pace", number), 1),
               number_or_dash(said_by(result.rivals, "last_interval", number), 1)});
  }
  return any ? "Chapters closed\n" + table.text(2) + "\n" : "";
}

std::string text_part(const ReadCase& one, const CaseResult& result) {
  TextTable table;
  table.add({"row", "issue", "history", "median", "5 to 95 percent", "mean, equal",
             "median, equal"});
  bool any = false;
  for (std::size_t number = 0; number < one.rows.size(); ++number) {
    const OutcomeRow& row = one.rows[number];
    if (row.kind != OutcomeRowKind::text) {
      continue;
    }
    any = true;
    const RowSummary& said = result.rows[number];
    const bool has = said.replicates > 0;
    table.add({row.id, row.subject, rounded(row.value, 2),
               has ? rounded(said.p50, 2) : std::string(nothing),
               has ? range_text(said.p05, said.p95, 2) : std::string(nothing),
               number_or_dash(said_by(result.rivals, "mean_equal", number), 2),
               number_or_dash(said_by(result.rivals, "median_equal", number), 2)});
  }
  return any ? "Texts, given the deals that history ended in (" +
                   with_commas(result.as_observed) + " replicates)\n" + table.text(2) +
                   "\n"
             : "";
}

std::string date_part(const ReadCase& one, const CaseResult& result) {
  TextTable table;
  table.add({"row", "deal", "days", "median", "5 to 95 percent", "horizon"});
  bool any = false;
  for (std::size_t number = 0; number < one.rows.size(); ++number) {
    const OutcomeRow& row = one.rows[number];
    if (row.kind != OutcomeRowKind::deal_date) {
      continue;
    }
    any = true;
    const RowSummary& said = result.rows[number];
    table.add({row.id, row.subject, rounded(row.value, 0), rounded(said.p50, 0),
               range_text(said.p05, said.p95, 0),
               rounded(one.scenario.model.horizon, 0)});
  }
  return any ? "Days to a deal (none: at the horizon)\n" + table.text(2) + "\n" : "";
}

std::string score_part(const CaseResult& result) {
  TextTable table;
  table.add({"score", "source", "rows", "value", "model less source", "error",
             "judgement", "prior"});
  for (const ScoreLine& line : result.lines) {
    if (line.row >= 0) {
      continue;
    }
    const bool is_model = line.source == "model";
    table.add({std::string(to_text(line.kind)), line.source, std::to_string(line.rows),
               rounded(line.value, score_digits),
               line.difference ? with_plus(*line.difference, score_digits)
                               : std::string(nothing),
               number_or_dash(line.std_error, score_digits),
               range_text(is_model ? line.value_spread[0] : line.difference_spread[0],
                          score_digits),
               range_text(is_model ? line.value_spread[1] : line.difference_spread[1],
                          score_digits)});
  }
  return "Scores (less is better; intervals of the model's score, else of the "
         "difference, over ensembles)\n" +
         table.text(2);
}

std::optional<double> total_of(const CaseResult& result, ScoreKind kind,
                               const std::string& source) {
  for (const ScoreLine& line : result.lines) {
    if (line.row < 0 && line.kind == kind && line.source == source) {
      return line.value;
    }
  }
  return std::nullopt;
}

std::string lines_of_cases(const BacktestResult& result) {
  TextTable table;
  table.add({"case", "Brier", "judgement", "status quo", "base rate", "forecasters",
             "path RMSE", "last interval", "text error", "mean, equal", "date CRPS"});
  for (const CaseResult& one : result.cases) {
    const ScoreLine* brier = nullptr;
    for (const ScoreLine& line : one.lines) {
      if (line.row < 0 && line.kind == ScoreKind::brier && line.source == "model") {
        brier = &line;
      }
    }
    const auto total = [&](ScoreKind kind, const std::string& source, int digits) {
      return number_or_dash(total_of(one, kind, source), digits);
    };
    table.add(
        {one.id, total(ScoreKind::brier, "model", 3),
         brier != nullptr ? range_text(brier->value_spread[0], 3) : std::string(nothing),
         total(ScoreKind::brier, "status_quo", 3),
         total(ScoreKind::brier, "base_rate", 3),
         total(ScoreKind::brier, "forecasters", 3),
         total(ScoreKind::path_rmse, "model", 1),
         total(ScoreKind::path_rmse, "last_interval", 1),
         total(ScoreKind::text_error, "model", 3),
         total(ScoreKind::text_error, "mean_equal", 3),
         total(ScoreKind::date_crps, "model", 0)});
  }
  return "Cases (forecasters: about the rows that they spoke of)\n" + table.text(1) +
         "\n";
}

std::string pooled_of(const BacktestResult& result) {
  TextTable table;
  table.add({"score", "source", "cases", "mean", "range over cases", "model less source",
             "range over cases", "model better in"});
  for (const PooledLine& line : result.pooled) {
    table.add(
        {std::string(to_text(line.kind)), line.source, std::to_string(line.cases),
         rounded(line.mean, score_digits),
         range_text(line.least, line.most, score_digits),
         line.difference_mean ? with_plus(*line.difference_mean, score_digits)
                              : std::string(nothing),
         line.difference_mean
             ? range_text(*line.difference_least, *line.difference_most, score_digits)
             : std::string(nothing),
         line.difference_mean ? std::to_string(line.better) : std::string(nothing)});
  }
  return "All cases (each counts once)\n" + table.text(2) + "\n";
}

std::string bins_of(const BacktestResult& result) {
  TextTable table;
  table.add({"source", "forecast", "events", "mean forecast", "came true", "95 percent"});
  for (const ForecastBin& bin : result.bins) {
    const Interval interval = wilson_interval(bin.happened, bin.events);
    table.add(
        {bin.source, range_text(bin.low, bin.high, 1), std::to_string(bin.events),
         rounded(bin.mean_forecast, 3),
         rounded(static_cast<double>(bin.happened) / static_cast<double>(bin.events), 3),
         range_text(interval.low, interval.high, 2)});
  }
  return "Calibration\n" + table.text(2);
}

}  // namespace

std::string backtest_table(const std::vector<ReadCase>& cases,
                           const BacktestOptions& options, const BacktestResult& result) {
  std::string text;
  const std::string how =
      with_commas(options.replicates) + " replicates of every ensemble, " +
      std::to_string(options.jitters) + " ensembles of either kind, seed " +
      std::to_string(options.seed);
  if (cases.size() == 1) {
    const ReadCase& one = cases.front();
    const CaseResult& own = result.cases.front();
    return own.id + ": as of " + to_text(one.scenario.model.start) + "; " + how + "\n\n" +
           event_part(one, own) + path_part(one, own) + text_part(one, own) +
           date_part(one, own) + score_part(own);
  }
  return std::to_string(cases.size()) + " cases; " + how + "\n\n" +
         lines_of_cases(result) + pooled_of(result) + bins_of(result);
}

std::string backtest_json(const BacktestResult& result) {
  using Json = nlohmann::ordered_json;
  const auto or_null = [](const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
  };
  Json all;
  all["cases"] = Json::array();
  for (const CaseResult& one : result.cases) {
    Json own;
    own["case"] = one.id;
    own["played"] = one.played;
    own["as_observed"] = one.as_observed;
    own["scores"] = Json::array();
    for (const ScoreLine& line : one.lines) {
      if (line.row < 0) {
        Json score;
        score["score"] = to_text(line.kind);
        score["source"] = line.source;
        score["rows"] = line.rows;
        score["value"] = line.value;
        score["difference"] = or_null(line.difference);
        score["std_error"] = or_null(line.std_error);
        own["scores"].push_back(score);
      }
    }
    all["cases"].push_back(own);
  }
  all["pooled"] = Json::array();
  for (const PooledLine& line : result.pooled) {
    Json pooled;
    pooled["score"] = to_text(line.kind);
    pooled["source"] = line.source;
    pooled["cases"] = line.cases;
    pooled["mean"] = line.mean;
    pooled["least"] = line.least;
    pooled["most"] = line.most;
    pooled["difference_mean"] = or_null(line.difference_mean);
    pooled["difference_least"] = or_null(line.difference_least);
    pooled["difference_most"] = or_null(line.difference_most);
    all["pooled"].push_back(pooled);
  }
  return all.dump(2) + "\n";
}

}  // namespace tripart
