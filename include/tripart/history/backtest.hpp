#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tripart/history/baseline.hpp"
#include "tripart/history/case_list.hpp"
#include "tripart/history/held_model.hpp"
#include "tripart/history/replies.hpp"
#include "tripart/history/score.hpp"
#include "tripart/results/work_memory.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

struct BacktestOptions {
  std::uint64_t seed = 1;
  std::uint64_t replicates = 2000;  ///< of every ensemble
  int jitters = 20;                 ///< ensembles of either kind of Held; 0: none
  int jobs = 1;
  ReadOptions read;  ///< as for a run
  /// Goes on from what is there, and keeps what is done now and then.
  WorkMemory* memory = nullptr;
};
inline constexpr std::uint64_t most_backtest_replicates = 200'000;
inline constexpr std::uint64_t most_jitters = 1000;
inline constexpr int bootstrap_resamples = 200;

/// A case with everything that is known about it, read and checked.
struct ReadCase {
  HistoryCase files;
  Scenario scenario;
  std::vector<OutcomeRow> rows;
  std::vector<PublishedForecast> forecasts;
};

/// Reads and checks all files of all cases, and that nothing leaks into a scenario.
/// \throws InputError with every complaint about a case at once; Failure (cannot_read).
[[nodiscard]] std::vector<ReadCase> read_history(const std::vector<HistoryCase>& cases,
                                                 const ReadOptions& options);

/// All that determines the scores of cases. \param name  of the results
[[nodiscard]] std::string work_of(const std::string& name,
                                  const std::vector<ReadCase>& cases,
                                  const BacktestOptions& options);

/// Mean and quantiles over ensembles that differ by what they hold.
struct HeldSpread {
  double mean = 0.0;
  double p05 = 0.0, p50 = 0.0, p95 = 0.0;
  int ensembles = 0;
};
inline constexpr std::size_t held_kinds = 2;
using HeldSpreads = std::array<std::optional<HeldSpread>, held_kinds>;  ///< by Held
[[nodiscard]] std::string_view to_text(Held held);

/// Order statistics: the smallest value that the share does not fall short of.
/// \pre values is not empty
[[nodiscard]] HeldSpread spread_of(std::vector<double> values);

/// One score of one source: of one row, or of several together.
struct ScoreLine {
  ScoreKind kind = ScoreKind::brier;
  std::string source;    ///< `model`, a rule, or people
  int row = -1;          ///< -1: of `rows` together
  std::string forecast;  ///< id of a published forecast, for its row
  std::size_t rows = 1;  ///< or forecasts, that it is about
  double value = 0.0;
  std::optional<double> difference;  ///< model less source, about the same rows
  std::optional<double> std_error;   ///< of `value` for the model, else of `difference`;
                                     ///< Monte-Carlo, by bootstrap over replicates
  HeldSpreads value_spread;
  HeldSpreads difference_spread;
};

/// What the model says about one row, all uncertainty in it.
struct RowSummary {
  std::size_t replicates = 0;  ///< that say anything
  double mean = 0.0;           ///< probability of an event
  double sd = 0.0;
  double p05 = 0.0, p50 = 0.0, p95 = 0.0;
  double share_at_ends = 0.0;  ///< of texts, 0 or 1
  HeldSpreads mean_spread;     ///< of `mean` over ensembles
};

/// A line of one ensemble that holds something, for jitters.csv.
struct HeldLine {
  Held held = Held::judgements;
  int ensemble = 1;
  ScoreLine line;
};

struct CaseResult {
  std::string id;
  std::vector<RowSummary> rows;
  std::vector<Rival> rivals;
  std::vector<ScoreLine> lines;
  std::vector<HeldLine> held;
  std::uint64_t failed = 0;     ///< replicates of all ensembles that failed
  std::size_t played = 0;       ///< of the ensemble that holds nothing
  std::size_t as_observed = 0;  ///< of these, that end in the observed configuration
};

/// One score of one source over cases: never a mean without its range.
struct PooledLine {
  ScoreKind kind = ScoreKind::brier;
  std::string source;
  std::size_t cases = 0;
  std::size_t rows = 0;
  double mean = 0.0;  ///< of the cases' scores, each case counting once
  double least = 0.0, most = 0.0;
  std::string least_case, most_case;
  std::optional<double> difference_mean, difference_least, difference_most;
  std::size_t better = 0;  ///< cases in which the model's score is less
};

/// Scored events whose forecast probability lies in one bin.
struct ForecastBin {
  std::string source;
  double low = 0.0, high = 0.0;
  std::size_t events = 0;
  double mean_forecast = 0.0;
  std::size_t happened = 0;
};

struct BacktestResult {
  std::vector<CaseResult> cases;
  std::vector<PooledLine> pooled;
  std::vector<ForecastBin> bins;
  bool finished = false;  ///< false where it was stopped
};

/// Plays every case as it is and `jitters` times with either kind of Held, and scores
/// what comes of it beside the rivals. Ensembles of a case share their draws (common
/// random numbers); nothing depends on `jobs`.
///
/// \param progress  called after each ensemble with the replicates played by all calls
[[nodiscard]] BacktestResult run_backtest(
    const std::vector<ReadCase>& cases, const BacktestOptions& options,
    const std::function<void(std::uint64_t)>& progress, const std::atomic<bool>& stop);

/// Scores of the model's replies and of rivals, in a fixed order: by kind of score, the
/// model first; totals, then rows.
/// \param samples  of the replies about each row \param weights  of the replicates
/// \param horizon  days
[[nodiscard]] std::vector<ScoreLine> score_lines(
    const std::vector<OutcomeRow>& rows, const std::vector<WeightedSample>& samples,
    std::span<const double> weights, double horizon, const std::vector<Rival>& rivals);

/// Calibration of the model and of numeric forecasts up to the as-of dates, by tenths.
[[nodiscard]] std::vector<ForecastBin> calibration_bins(
    const std::vector<ReadCase>& cases, const std::vector<CaseResult>& results);

[[nodiscard]] std::vector<PooledLine> pooled_lines(
    const std::vector<CaseResult>& results);

}  // namespace tripart
