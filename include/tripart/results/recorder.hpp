#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tripart/bargaining/benchmark.hpp"
#include "tripart/bargaining/trade_model.hpp"
#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/results/calibration.hpp"
#include "tripart/results/manifest.hpp"
#include "tripart/results/prior_rows.hpp"
#include "tripart/results/run_directory.hpp"
#include "tripart/results/summary.hpp"
#include "tripart/results/summary_rows.hpp"
#include "tripart/results/theory_rows.hpp"

namespace tripart {

/// Takes the blocks of an ensemble and turns them into the files of a run.
class Recorder {
 public:
  /// All four are only referred to; `directory` has begun. \param jobs  threads that play
  Recorder(const Scenario& scenario, const SolvedPayoffs& payoffs,
           const Manifest& manifest, RunDirectory& directory, int jobs);

  /// Outcomes that are summed up together. A block of them would fill megabytes, in every
  /// slot, and come back from memory instead of from the cache.
  static constexpr std::uint64_t piece = 128;

  /// A block that was played, or the next piece of one: summed up, and written down as
  /// text. Several threads may be here, each with a slot of its own.
  void digest(const Block& block);
  /// The next digested block, in the order of replicates: its text goes to the files, its
  /// sums to those of the run. Its outcomes are not asked for.
  void consume(const Block& block);

  /// What was consumed, but for the rows in the files: the state of a checkpoint.
  void write_state(StateWriter& out) const;
  /// Goes on from a checkpoint. \return false, and begins anew, if it is none of this run
  [[nodiscard]] bool restore(const Checkpoint& checkpoint);

  /// Writes the ensemble's tables and publishes the directory.
  void finish(const Attempt& attempt);

  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;
  Recorder(Recorder&&) = delete;
  Recorder& operator=(Recorder&&) = delete;

  [[nodiscard]] const Summary& summary() const { return summary_; }
  /// summary.csv, what to warn about and what theory says, once finished.
  [[nodiscard]] const std::vector<SummaryRow>& rows() const { return rows_; }
  /// theory.csv, once finished.
  [[nodiscard]] const std::vector<TheoryRow>& theory() const { return theory_; }
  /// prior_predictive.csv, once a prior predictive run has finished.
  [[nodiscard]] const std::vector<PriorRow>& priors() const { return priors_; }
  [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }
  [[nodiscard]] const Benchmarks& benchmarks() const { return benchmarks_; }
  [[nodiscard]] std::uint64_t failed() const { return failed_; }
  /// The first hundred replicates that failed.
  [[nodiscard]] const std::vector<FailureRecord>& failures() const { return failures_; }

 private:
  /// What is left of a block for the files, in the slot of the block.
  struct BlockRecord;
  [[nodiscard]] BlockRecord& record_of(const Block& block);
  void write_rows(BlockRecord& record, std::uint64_t replicate,
                  const Outcome& outcome) const;
  void record_failure(BlockRecord& record, std::uint64_t replicate,
                      const std::string& reason) const;
  void write_whole(const OutputTable& table,
                   const std::function<void(CsvRows& rows)>& write);
  const Scenario* scenario_;
  const Model* model_;
  const TradeModel* trade_;  ///< null for pure bargaining
  const SolvedPayoffs* payoffs_;
  Manifest manifest_;
  RunDirectory* directory_;
  std::vector<std::unique_ptr<BlockRecord>> records_;  ///< [slot]
  Summary summary_;
  Calibration calibration_;
  PriorTally prior_tally_;  ///< of a prior predictive run
  std::vector<SummaryRow> rows_;
  std::vector<TheoryRow> theory_;
  std::vector<PriorRow> priors_;
  std::vector<std::string> warnings_;
  Benchmarks benchmarks_;
  std::uint64_t failed_ = 0;
  std::vector<FailureRecord> failures_;
};

/// summary.csv as a JSON array of objects, for `--format json`.
[[nodiscard]] std::string summary_json(const std::vector<SummaryRow>& rows);

}  // namespace tripart
