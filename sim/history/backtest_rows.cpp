#include "tripart/history/backtest_rows.hpp"

#include <algorithm>

#include "tripart/core/digest.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/statistics.hpp"
#include "tripart/core/unicode.hpp"

namespace tripart {
namespace {

constexpr auto by_judgement = static_cast<std::size_t>(Held::judgements);
constexpr auto by_prior = static_cast<std::size_t>(Held::parameters);

void ends(CsvRows& rows, const std::optional<HeldSpread>& spread) {
  rows.number(spread ? std::optional(spread->p05) : std::nullopt)
      .number(spread ? std::optional(spread->p95) : std::nullopt);
}

void three(CsvRows& rows, const std::optional<HeldSpread>& spread) {
  rows.number(spread ? std::optional(spread->p05) : std::nullopt)
      .number(spread ? std::optional(spread->p50) : std::nullopt)
      .number(spread ? std::optional(spread->p95) : std::nullopt);
}

void four(CsvRows& rows, const std::optional<HeldSpread>& spread) {
  rows.number(spread ? std::optional(spread->mean) : std::nullopt);
  three(rows, spread);
}

void file_and_digest(CsvRows& rows, const std::optional<std::filesystem::path>& file) {
  rows.text(file ? printable(file->filename().string()) : "")
      .text(file ? sha256_hex(read_file(*file)) : "");
}

std::string_view yes_or_no(bool value) {
  return value ? "yes" : "no";
}

void write_case(CsvRows& rows, const ReadCase& one, const CaseResult& result,
                const BacktestOptions& options) {
  const Model& model = one.scenario.model;
  rows.text(result.id)
      .text(printable(one.files.scenario.filename().string()))
      .text(sha256_hex(one.scenario.resolved));
  file_and_digest(rows, one.files.outcomes);
  file_and_digest(rows, one.files.forecasts);
  rows.date(model.start)
      .date(Date{model.start.days + static_cast<int>(model.horizon)})
      .text(std::to_string(options.seed))
      .count(options.replicates)
      .integer(options.jitters)
      .count(result.played)
      .count(result.failed)
      .count(result.as_observed)
      .end_row();
}

void write_event(CsvRows& rows, const OutcomeRow& row, std::size_t number,
                 const CaseResult& result) {
  const RowSummary& said = result.rows[number];
  // The mean of zeros and ones gives their number back exactly.
  const auto n = static_cast<double>(said.replicates);
  const Interval interval =
      wilson_interval(static_cast<std::uint64_t>(said.mean * n + 0.5), said.replicates);
  rows.text(result.id).text(row.id).text(to_text(row.kind)).text(row.subject);
  row.by ? rows.date(*row.by) : rows.blank();
  rows.text(yes_or_no(row.is_scored))
      .integer(static_cast<std::int64_t>(row.value))
      .number(said.mean)
      .number(interval.low)
      .number(interval.high);
  three(rows, said.mean_spread[by_judgement]);
  three(rows, said.mean_spread[by_prior]);
  rows.number(said_by(result.rivals, "status_quo", number))
      .number(said_by(result.rivals, "base_rate", number))
      .number(mean_said_by(result.rivals, "forecasters", number))
      .count(said.replicates)
      .end_row();
}

void write_path(CsvRows& rows, const OutcomeRow& row, std::size_t number,
                const CaseResult& result) {
  const RowSummary& said = result.rows[number];
  rows.text(result.id)
      .text(row.id)
      .date(*row.by)
      .text(yes_or_no(row.is_scored))
      .integer(static_cast<std::int64_t>(row.value))
      .number(said.mean)
      .number(said.p05)
      .number(said.p50)
      .number(said.p95);
  ends(rows, said.mean_spread[by_judgement]);
  ends(rows, said.mean_spread[by_prior]);
  for (const std::string_view rule : {"flat", "average_pace", "last_interval"}) {
    rows.number(said_by(result.rivals, rule, number));
  }
  rows.end_row();
}

void write_text(CsvRows& rows, const OutcomeRow& row, std::size_t number,
                const CaseResult& result) {
  const RowSummary& said = result.rows[number];
  rows.text(result.id)
      .text(row.id)
      .text(row.subject)
      .text(yes_or_no(row.is_scored))
      .number(row.value)
      .number(row.low)
      .number(row.high)
      .count(said.replicates);
  const bool any = said.replicates > 0;
  for (const double value :
       {said.mean, said.p05, said.p50, said.p95, said.share_at_ends}) {
    rows.number(any ? std::optional(value) : std::nullopt);
  }
  ends(rows, said.mean_spread[by_judgement]);
  ends(rows, said.mean_spread[by_prior]);
  for (const std::string_view rule :
       {"status_quo", "mean_equal", "median_equal", "mean_income", "median_income"}) {
    rows.number(said_by(result.rivals, rule, number));
  }
  rows.end_row();
}

void write_date_row(CsvRows& rows, const OutcomeRow& row, std::size_t number,
                    const CaseResult& result, const Model& model) {
  const RowSummary& said = result.rows[number];
  rows.text(result.id)
      .text(row.id)
      .text(row.subject)
      .text(yes_or_no(row.is_scored))
      .date(Date{model.start.days + static_cast<int>(row.value)})
      .number(row.value)
      .number(said.p05)
      .number(said.p50)
      .number(said.p95)
      .number(said.mean)
      .number(model.horizon)
      .end_row();
}

void write_forecasts(CsvRows& rows, const ReadCase& one, const CaseResult& result) {
  for (const PublishedForecast& forecast : one.forecasts) {
    const OutcomeRow& row = one.rows[forecast.row];
    rows.text(result.id)
        .text(forecast.id)
        .date(forecast.made)
        .text(forecast.who)
        .text(forecast.is_worded ? "worded" : "numeric")
        .text(yes_or_no(forecast.made <= one.scenario.model.start))
        .text(row.id)
        .integer(static_cast<std::int64_t>(row.value))
        .number(forecast.probability)
        .number(result.rows[forecast.row].mean)
        .end_row();
  }
}

void write_scores(CsvRows& rows, const ReadCase& one, const CaseResult& result) {
  for (const ScoreLine& line : result.lines) {
    rows.text(result.id)
        .text(line.row < 0 ? "" : one.rows[static_cast<std::size_t>(line.row)].id)
        .text(to_text(line.kind))
        .text(line.source)
        .text(line.forecast)
        .count(line.rows)
        .number(line.value)
        .number(line.difference)
        .number(line.std_error);
    for (const std::size_t family : {by_judgement, by_prior}) {
      four(rows, line.value_spread[family]);
      four(rows, line.difference_spread[family]);
    }
    rows.end_row();
  }
}

void write_jitters(CsvRows& rows, const CaseResult& result) {
  for (const HeldLine& one : result.held) {
    rows.text(result.id)
        .text(to_text(one.held))
        .integer(one.ensemble)
        .text(to_text(one.line.kind))
        .text(one.line.source)
        .number(one.line.value)
        .number(one.line.difference)
        .end_row();
  }
}

void write_bins(CsvRows& rows, const std::vector<ForecastBin>& bins) {
  for (const ForecastBin& bin : bins) {
    const Interval interval = wilson_interval(bin.happened, bin.events);
    rows.text(bin.source)
        .number(bin.low)
        .number(bin.high)
        .count(bin.events)
        .number(bin.mean_forecast)
        .number(static_cast<double>(bin.happened) / static_cast<double>(bin.events))
        .number(interval.low)
        .number(interval.high)
        .end_row();
  }
}

void write_pooled(CsvRows& rows, const std::vector<PooledLine>& lines) {
  for (const PooledLine& line : lines) {
    rows.text(to_text(line.kind))
        .text(line.source)
        .count(line.cases)
        .count(line.rows)
        .number(line.mean)
        .number(line.least)
        .text(line.least_case)
        .number(line.most)
        .text(line.most_case)
        .number(line.difference_mean)
        .number(line.difference_least)
        .number(line.difference_most);
    line.difference_mean ? rows.count(line.better) : rows.blank();
    rows.end_row();
  }
}

}  // namespace

std::optional<double> said_by(const std::vector<Rival>& rivals, std::string_view name,
                              std::size_t row) {
  for (const Rival& rival : rivals) {
    for (const Said& said : rival.said) {
      if (rival.name == name && said.row == row) {
        return said.value;
      }
    }
  }
  return std::nullopt;
}

std::optional<double> mean_said_by(const std::vector<Rival>& rivals,
                                   std::string_view name, std::size_t row) {
  double sum = 0.0;
  double count = 0.0;
  for (const Rival& rival : rivals) {
    for (const Said& said : rival.said) {
      if (rival.name == name && said.row == row) {
        sum += said.value;
        count += 1.0;
      }
    }
  }
  return count > 0.0 ? std::optional(sum / count) : std::nullopt;
}

std::vector<CsvRows> backtest_rows(const std::vector<ReadCase>& cases,
                                   const BacktestOptions& options,
                                   const BacktestResult& result) {
  CsvRows about_cases(backtest_cases_table());
  CsvRows events(backtest_events_table());
  CsvRows paths(backtest_paths_table());
  CsvRows texts(backtest_texts_table());
  CsvRows dates(backtest_dates_table());
  CsvRows forecasts(backtest_forecasts_table());
  CsvRows scores(backtest_scores_table());
  CsvRows jitters(backtest_jitters_table());
  CsvRows bins(backtest_calibration_table());
  CsvRows pooled(backtest_pooled_table());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const ReadCase& one = cases[i];
    const CaseResult& own = result.cases[i];
    write_case(about_cases, one, own, options);
    for (std::size_t number = 0; number < one.rows.size(); ++number) {
      const OutcomeRow& row = one.rows[number];
      if (is_event(row.kind)) {
        write_event(events, row, number, own);
      } else if (row.kind == OutcomeRowKind::chapters_closed) {
        write_path(paths, row, number, own);
      } else if (row.kind == OutcomeRowKind::text) {
        write_text(texts, row, number, own);
      } else {
        write_date_row(dates, row, number, own, one.scenario.model);
      }
    }
    write_forecasts(forecasts, one, own);
    write_scores(scores, one, own);
    write_jitters(jitters, own);
  }
  write_bins(bins, result.bins);
  write_pooled(pooled, result.pooled);
  std::vector<CsvRows> all;
  for (CsvRows* rows : {&about_cases, &events, &paths, &texts, &dates, &forecasts,
                        &scores, &jitters, &bins, &pooled}) {
    all.push_back(std::move(*rows));
  }
  return all;
}

}  // namespace tripart
