#include "tripart/results/recorder.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "tripart/core/error.hpp"
#include "tripart/core/memory.hpp"
#include "tripart/core/state.hpp"
#include "tripart/results/benchmark_rows.hpp"
#include "tripart/results/median_text.hpp"
#include "tripart/results/payoff_rows.hpp"
#include "tripart/results/replicate_rows.hpp"

namespace tripart {
namespace {

constexpr std::size_t failures_remembered = 100;

PriorTally tally_like(const Summary& summary) {
  return {static_cast<std::size_t>(summary.configurations().size()),
          summary.model().threats.size()};
}

}  // namespace

struct alignas(64) Recorder::BlockRecord {
  explicit BlockRecord(const Summary& like)
      : summary(like.model(), like.configurations(), like.economies()),
        calibration(like.model().parties.size()),
        prior_tally(tally_like(like)) {}

  [[nodiscard]] std::array<const CsvRows*, 5> tables() const {
    return {&outcomes, &parties, &terms, &closings, &events};
  }

  std::uint64_t next = 0;  ///< replicate behind the last piece
  std::vector<const Outcome*> usable;
  Summary summary;
  Calibration calibration;
  PriorTally prior_tally;
  CsvRows outcomes{outcomes_table()};
  CsvRows parties{parties_table()};
  CsvRows terms{terms_table()};
  CsvRows closings{closings_table()};
  CsvRows events{events_table()};
  std::vector<FailureRecord> failures;
};

Recorder::Recorder(const Scenario& scenario, const SolvedPayoffs& payoffs,
                   const Manifest& manifest, RunDirectory& directory, int jobs)
    : scenario_(&scenario),
      model_(&scenario.model),
      trade_(scenario.trade ? &*scenario.trade : nullptr),
      payoffs_(&payoffs),
      manifest_(manifest),
      directory_(&directory),
      records_(block_slots(jobs)),
      summary_(scenario.model, payoffs.table.configurations(),
               economy_groups(payoffs.economies, manifest.seed)),
      calibration_(scenario.model.parties.size()),
      prior_tally_(tally_like(summary_)) {}

Recorder::~Recorder() = default;

// New for every block: what one kept for the next would grow with the rarest of all that
// it ever saw.
Recorder::BlockRecord& Recorder::record_of(const Block& block) {
  std::unique_ptr<BlockRecord>& record = records_[block.slot];
  if (!record || record->next != block.first) {
    record.reset();
    record = std::make_unique<BlockRecord>(summary_);
  }
  return *record;
}

void Recorder::digest(const Block& block) {
  BlockRecord& record = record_of(block);
  record.next = block.first + block.outcomes.size();
  record.usable.clear();
  std::size_t next_failed = 0;
  for (std::size_t i = 0; i < block.outcomes.size(); ++i) {
    const std::uint64_t replicate = block.first + i;
    const Outcome& outcome = block.outcomes[i];
    if (next_failed < block.failed.size() &&
        block.failed[next_failed].replicate == replicate) {
      record_failure(record, replicate, block.failed[next_failed++].reason);
    } else if (const auto reason = unusable(outcome)) {
      record_failure(record, replicate, *reason);
    } else {
      record.usable.push_back(&outcome);
      record.calibration.add(outcome);
      if (manifest_.priors) {
        record.prior_tally.add(outcome);
      }
      write_rows(record, replicate, outcome);
    }
  }
  record.summary.add(record.usable);
}

void Recorder::write_rows(BlockRecord& record, std::uint64_t replicate,
                          const Outcome& outcome) const {
  if (manifest_.keep != Keep::summary) {
    write_outcome_row(record.outcomes, *model_, payoffs_->table.configurations(),
                      replicate, outcome);
    write_party_rows(record.parties, *model_, replicate, outcome);
  }
  if (manifest_.keep == Keep::all) {
    write_term_rows(record.terms, *model_, replicate, outcome);
    write_closing_rows(record.closings, *model_, replicate, outcome);
  }
  if (replicate <= manifest_.trace) {
    Trace trace;
    static_cast<void>(
        run_replicate(*model_, payoffs_->table, manifest_.seed, replicate, &trace));
    write_event_rows(record.events, *model_, replicate, trace);
  }
}

void Recorder::record_failure(BlockRecord& record, std::uint64_t replicate,
                              const std::string& reason) const {
  record.failures.push_back({replicate, reason});
  if (manifest_.keep != Keep::summary) {
    write_failed_row(record.outcomes, *model_, replicate);
  }
}

void Recorder::consume(const Block& block) {
  const std::unique_ptr<BlockRecord> of_block = std::move(records_[block.slot]);
  const BlockRecord& record = *of_block;
  summary_.merge(record.summary);
  calibration_.merge(record.calibration);
  prior_tally_.merge(record.prior_tally);
  failed_ += record.failures.size();
  for (const FailureRecord& failure : record.failures) {
    if (failures_.size() < failures_remembered) {
      failures_.push_back(failure);
    }
  }
  for (const CsvRows* rows : record.tables()) {
    if (rows->rows() > 0) {
      directory_->table(rows->table()).append(*rows);
    }
  }
}

void Recorder::write_state(StateWriter& out) const {
  summary_.write_state(out);
  calibration_.write_state(out);
  if (manifest_.priors) {
    prior_tally_.write_state(out);
  }
  out.count(failed_);
  out.count(failures_.size());
  for (const FailureRecord& failure : failures_) {
    out.count(failure.replicate);
    out.text(failure.reason);
  }
}

bool Recorder::restore(const Checkpoint& checkpoint) {
  StateReader in(checkpoint.state);
  summary_.read_state(in);
  calibration_.read_state(in);
  if (manifest_.priors) {
    prior_tally_.read_state(in);
  }
  failed_ = in.count();
  failures_.clear();
  const std::uint64_t remembered = in.count();
  in.expect(remembered == std::min<std::uint64_t>(failed_, failures_remembered));
  for (std::uint64_t i = 0; i < remembered && in.fine(); ++i) {
    const std::uint64_t replicate = in.count();
    failures_.push_back({replicate, in.text()});
  }
  in.expect(summary_.replicates() + failed_ + 1 == checkpoint.position &&
            checkpoint.position - 1 <= manifest_.replicates);
  if (in.finished()) {
    return true;
  }
  summary_ = Summary(*model_, summary_.configurations(), summary_.economies());
  calibration_.clear();
  prior_tally_.clear();
  failed_ = 0;
  failures_.clear();
  return false;
}

// One table after the other and each in pieces, so that rows do not gather in memory;
// what one of them took lies among what stays, and the next would take other pages.
void Recorder::write_whole(const OutputTable& table,
                           const std::function<void(CsvRows& rows)>& write) {
  GrowingTable& file = directory_->table(table);
  file.rows().spill_with([&file] { file.append(); });
  write(file.rows());
  file.append_last();
  return_freed_memory();
}

void Recorder::finish(const Attempt& attempt) {
  return_freed_memory();  // of the records of blocks
  write_whole(issues_table(), [&](CsvRows& rows) { write_issue_rows(rows, summary_); });
  write_whole(chapters_table(),
              [&](CsvRows& rows) { write_chapter_rows(rows, summary_); });
  write_whole(timeline_table(),
              [&](CsvRows& rows) { write_timeline_rows(rows, summary_); });
  write_whole(progress_table(),
              [&](CsvRows& rows) { write_progress_rows(rows, summary_); });
  write_whole(threats_table(), [&](CsvRows& rows) { write_threat_rows(rows, summary_); });
  MedianTextCheck texts =
      check_median_texts(*scenario_, *payoffs_, summary_, attempt.jobs);
  rows_ = summary_rows(summary_, std::move(texts.rows));
  warnings_ = std::move(texts.warnings);
  write_whole(summary_table(), [&](CsvRows& rows) { write_summary_rows(rows, rows_); });
  theory_ = theory_rows(*scenario_, rows_);
  if (!theory_.empty()) {
    write_whole(theory_table(), [&](CsvRows& rows) { write_theory_rows(rows, theory_); });
  }
  write_whole(payoffs_table(), [&](CsvRows& rows) {
    write_payoff_rows(rows, *model_, trade_, *payoffs_);
  });
  if (manifest_.priors) {
    priors_ = prior_rows(summary_, prior_tally_);
    write_whole(prior_predictive_table(),
                [&](CsvRows& rows) { write_prior_rows(rows, priors_); });
  }
  write_whole(histograms_table(),
              [&](CsvRows& rows) { write_histogram_rows(rows, summary_); });
  write_whole(calibration_table(), [&](CsvRows& rows) {
    write_calibration_rows(rows, *model_, calibration_);
  });
  benchmarks_ = solve_benchmarks(*model_, payoffs_->table);
  const ConfigurationSet& configurations = payoffs_->table.configurations();
  write_whole(benchmarks_table(), [&](CsvRows& rows) {
    write_benchmark_rows(rows, *model_, configurations, benchmarks_);
  });
  write_whole(core_table(), [&](CsvRows& rows) {
    write_core_rows(rows, *model_, configurations, benchmarks_);
  });
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
