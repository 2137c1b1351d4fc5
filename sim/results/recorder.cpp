#include "tripart/results/recorder.hpp"

#include <nlohmann/json.hpp>

#include "tripart/core/error.hpp"
#include "tripart/results/benchmark_rows.hpp"
#include "tripart/results/median_text.hpp"
#include "tripart/results/payoff_rows.hpp"
#include "tripart/results/replicate_rows.hpp"

namespace tripart {
namespace {

constexpr std::size_t failures_remembered = 100;

}  // namespace

Recorder::Recorder(const Scenario& scenario, const SolvedPayoffs& payoffs,
                   const Manifest& manifest, RunDirectory& directory)
    : scenario_(&scenario),
      model_(&scenario.model),
      trade_(scenario.trade ? &*scenario.trade : nullptr),
      payoffs_(&payoffs),
      manifest_(manifest),
      directory_(&directory),
      summary_(scenario.model, payoffs.table.configurations(),
               economy_groups(payoffs.economies, manifest.seed)),
      calibration_(scenario.model.parties.size()) {}

void Recorder::consume(const Block& block) {
  std::size_t next_failed = 0;
  for (std::size_t i = 0; i < block.outcomes.size(); ++i) {
    const std::uint64_t replicate = block.first + i;
    if (next_failed < block.failed.size() &&
        block.failed[next_failed].replicate == replicate) {
      record_failure(replicate, block.failed[next_failed++].reason);
    } else if (const auto reason = unusable(block.outcomes[i])) {
      record_failure(replicate, *reason);
    } else {
      record(replicate, block.outcomes[i]);
    }
  }
  directory_->append();
}

void Recorder::record(std::uint64_t replicate, const Outcome& outcome) {
  summary_.add(outcome);
  calibration_.add(outcome);
  if (manifest_.keep != Keep::summary) {
    write_outcome_row(rows_of(outcomes_table()), *model_,
                      payoffs_->table.configurations(), replicate, outcome);
    write_party_rows(rows_of(parties_table()), *model_, replicate, outcome);
  }
  if (manifest_.keep == Keep::all) {
    write_term_rows(rows_of(terms_table()), *model_, replicate, outcome);
    write_closing_rows(rows_of(closings_table()), *model_, replicate, outcome);
  }
  if (replicate <= manifest_.trace) {
    Trace trace;
    static_cast<void>(
        run_replicate(*model_, payoffs_->table, manifest_.seed, replicate, &trace));
    write_event_rows(rows_of(events_table()), *model_, replicate, trace);
  }
}

void Recorder::record_failure(std::uint64_t replicate, const std::string& reason) {
  ++failed_;
  if (failures_.size() < failures_remembered) {
    failures_.push_back({replicate, reason});
  }
  if (manifest_.keep != Keep::summary) {
    write_failed_row(rows_of(outcomes_table()), *model_, replicate);
  }
}

CsvRows& Recorder::rows_of(const OutputTable& table) {
  return directory_->table(table).rows();
}

void Recorder::finish(const Attempt& attempt) {
  write_issue_rows(rows_of(issues_table()), summary_);
  write_chapter_rows(rows_of(chapters_table()), summary_);
  write_timeline_rows(rows_of(timeline_table()), summary_);
  write_progress_rows(rows_of(progress_table()), summary_);
  write_threat_rows(rows_of(threats_table()), summary_);
  MedianTextCheck texts =
      check_median_texts(*scenario_, *payoffs_, summary_, attempt.jobs);
  rows_ = summary_rows(summary_);
  rows_.insert(rows_.end(), texts.rows.begin(), texts.rows.end());
  warnings_ = std::move(texts.warnings);
  write_summary_rows(rows_of(summary_table()), rows_);
  theory_ = theory_rows(*scenario_, rows_);
  if (!theory_.empty()) {
    write_theory_rows(rows_of(theory_table()), theory_);
  }
  write_payoff_rows(rows_of(payoffs_table()), *model_, trade_, *payoffs_,
                    [&] { directory_->table(payoffs_table()).append(); });
  write_histogram_rows(rows_of(histograms_table()), summary_);
  write_calibration_rows(rows_of(calibration_table()), *model_, calibration_);
  benchmarks_ = solve_benchmarks(*model_, payoffs_->table);
  const ConfigurationSet& configurations = payoffs_->table.configurations();
  write_benchmark_rows(rows_of(benchmarks_table()), *model_, configurations, benchmarks_);
  write_core_rows(rows_of(core_table()), *model_, configurations, benchmarks_);
  directory_->finish(failed_, failures_, attempt);
}

std::string summary_json(const std::vector<SummaryRow>& rows) {
  using Json = nlohmann::ordered_json;
  const auto value = [](const std::optional<double>& number) {
    return number ? Json(*number) : Json(nullptr);
  };
  Json list = Json::array();
  for (const SummaryRow& row : rows) {
    Json json;
    json["metric"] = row.metric;
    json["party"] = row.party;
    json["category"] = row.category;
    json["statistic"] = row.statistic;
    json["estimate"] = value(row.estimate.value);
    json["std_error"] = value(row.estimate.std_error);
    json["ci_low"] = value(row.estimate.low);
    json["ci_high"] = value(row.estimate.high);
    json["replicates"] = row.estimate.replicates;
    list.push_back(json);
  }
  return list.dump(2) + "\n";
}

}  // namespace tripart
