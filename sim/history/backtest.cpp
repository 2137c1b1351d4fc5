#include "tripart/history/backtest.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <tuple>

#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/parallel.hpp"
#include "tripart/core/random.hpp"
#include "tripart/history/leakage.hpp"
#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/results/payoff_rows.hpp"
#include "tripart/results/summary.hpp"

namespace tripart {
namespace {

/// What is the same line in every ensemble of a case.
using LineKey = std::tuple<ScoreKind, std::string, int, std::string>;
LineKey key_of(const ScoreLine& line) {
  return {line.kind, line.source, line.row, line.forecast};
}

// Those of one ensemble, which know no error and no spread.
void write_state(StateWriter& out, const std::vector<ScoreLine>& lines) {
  out.count(lines.size());
  for (const ScoreLine& line : lines) {
    out.count(static_cast<std::uint64_t>(line.kind));
    out.text(line.source);
    out.integer(line.row);
    out.text(line.forecast);
    out.count(line.rows);
    out.number(line.value);
    out.count(line.difference ? 1 : 0);
    out.number(line.difference.value_or(0.0));
  }
}

void read_state(StateReader& in, std::vector<ScoreLine>& lines) {
  const std::uint64_t size = in.count();
  for (std::uint64_t i = 0; i < size && in.fine(); ++i) {
    ScoreLine& line = lines.emplace_back();
    const std::uint64_t kind = in.count();
    in.expect(kind < score_kinds);
    line.kind = static_cast<ScoreKind>(kind);
    line.source = in.text();
    line.row = static_cast<int>(in.integer());
    line.forecast = in.text();
    line.rows = in.count();
    line.value = in.number();
    const bool has_difference = in.count() == 1;
    const double difference = in.number();
    if (has_difference) {
      line.difference = difference;
    }
  }
}

/// Everything about a case that its ensembles share.
struct PlayedCase {
  const ReadCase* read = nullptr;
  Statements statements;
  SolvedPayoffs payoffs;
  BaseRates base_rates;
  bool has_others = false;
  Replies main;                                 ///< of the ensemble that holds nothing
  std::vector<std::vector<double>> held_means;  ///< [ensemble][row]
  std::vector<std::vector<ScoreLine>> held_lines;
  std::vector<std::uint64_t> failed;  ///< by ensemble, the main one first

  [[nodiscard]] std::vector<Rival> rivals_under(const Model& model) const {
    RivalInputs inputs;
    inputs.model = &model;
    inputs.trade = read->scenario.trade ? &*read->scenario.trade : nullptr;
    inputs.rows = &read->rows;
    inputs.forecasts = &read->forecasts;
    inputs.launch = read->files.launch;
    inputs.base_rates = has_others ? &base_rates : nullptr;
    return rivals(inputs);
  }
  [[nodiscard]] double horizon() const { return read->scenario.model.horizon; }
};

BaseRates rates_without(const std::vector<ReadCase>& cases, std::size_t left_out) {
  BaseRates rates;
  for (std::size_t number = 0; number < cases.size(); ++number) {
    for (const OutcomeRow& row : cases[number].rows) {
      if (number != left_out && is_event(row.kind) && row.is_scored) {
        rates[row.kind].happened += row.value;
        rates[row.kind].rows += 1.0;
      }
    }
  }
  return rates;
}

std::uint64_t play_into(Replies& replies, const Model& model, const PayoffTable& payoffs,
                        const BacktestOptions& options, const std::atomic<bool>& stop) {
  EnsembleOptions ensemble;
  ensemble.seed = options.seed;
  ensemble.replicates = options.replicates;
  std::uint64_t failed = 0;
  const auto consume = [&](const Block& block) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < block.outcomes.size(); ++i) {
      const std::uint64_t replicate = block.first + i;
      const bool is_failed =
          next < block.failed.size() && block.failed[next].replicate == replicate;
      next += is_failed ? 1U : 0U;
      if (is_failed || unusable(block.outcomes[i])) {
        ++failed;
      } else {
        replies.add(replicate - 1, block.outcomes[i]);
      }
    }
  };
  static_cast<void>(run_ensemble(model, payoffs, ensemble, consume, stop));
  return failed;
}

RowSummary summary_of(const WeightedSample& sample, const std::vector<double>& weights) {
  RowSummary made;
  made.replicates = sample.size();
  if (sample.size() == 0) {
    return made;
  }
  made.mean = sample.mean(weights);
  made.p05 = sample.quantile(0.05, weights);
  made.p50 = sample.quantile(0.50, weights);
  made.p95 = sample.quantile(0.95, weights);
  made.sd = sample.sd(weights);
  made.share_at_ends = sample.share(
      [](double value) { return value < 1e-9 || value > 1.0 - 1e-9; }, weights);
  return made;
}

std::vector<double> means_of(const Replies& replies) {
  std::vector<double> means;
  for (const WeightedSample& sample : replies.samples()) {
    means.push_back(sample.size() == 0 ? 0.0 : sample.mean(replies.weights()));
  }
  return means;
}

// Standard errors over resamples of the replicates (Efron & Tibshirani 1993). The rivals'
// scores do not move, so that of a difference is that of the model's score about the same
// rows.
void add_errors(std::vector<ScoreLine>& lines, const PlayedCase& played,
                const std::vector<Rival>& rivals, std::uint64_t seed) {
  const std::size_t n = played.main.replicates();
  const std::vector<WeightedSample> samples = played.main.samples();
  std::map<LineKey, std::vector<double>> found;
  for (int resample = 0; resample < bootstrap_resamples; ++resample) {
    const Stream stream(seed, static_cast<std::uint64_t>(resample), Purpose::bootstrap,
                        "backtest:" + played.read->files.id);
    std::vector<double> weights(n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
      const auto at = static_cast<std::size_t>(std::floor(
          stream.uniform(static_cast<std::uint32_t>(i)) * static_cast<double>(n)));
      weights[at] += played.main.weights()[at];
    }
    for (const ScoreLine& line :
         score_lines(played.read->rows, samples, weights, played.horizon(), rivals)) {
      if (line.source == "model" || line.difference) {
        found[key_of(line)].push_back(line.difference.value_or(line.value));
      }
    }
  }
  for (ScoreLine& line : lines) {
    const auto values = found.find(key_of(line));
    if (values == found.end() || values->second.size() < 2) {
      continue;
    }
    double mean = 0.0;
    double squares = 0.0;
    const auto count = static_cast<double>(values->second.size());
    for (const double value : values->second) {
      mean += value / count;
    }
    for (const double value : values->second) {
      squares += (value - mean) * (value - mean);
    }
    line.std_error = std::sqrt(squares / (count - 1.0));
  }
}

CaseResult result_of(const PlayedCase& played, const BacktestOptions& options) {
  CaseResult result;
  result.id = played.read->files.id;
  result.played = played.main.played();
  result.as_observed = played.main.as_observed();
  for (const std::uint64_t failed : played.failed) {
    result.failed += failed;
  }
  result.rivals = played.rivals_under(played.read->scenario.model);
  result.lines = score_lines(played.read->rows, played.main.samples(),
                             played.main.weights(), played.horizon(), result.rivals);
  add_errors(result.lines, played, result.rivals, options.seed);
  for (const WeightedSample& sample : played.main.samples()) {
    result.rows.push_back(summary_of(sample, played.main.weights()));
  }
  const auto each = static_cast<std::size_t>(options.jitters);
  for (std::size_t held = 0; held < held_kinds && each > 0; ++held) {
    std::map<LineKey, std::vector<double>> values;
    std::map<LineKey, std::vector<double>> differences;
    for (std::size_t k = 0; k < each; ++k) {
      for (const ScoreLine& line : played.held_lines[held * each + k]) {
        values[key_of(line)].push_back(line.value);
        if (line.difference) {
          differences[key_of(line)].push_back(*line.difference);
        }
        if (line.row < 0) {
          result.held.push_back({static_cast<Held>(held), static_cast<int>(k) + 1, line});
        }
      }
    }
    for (ScoreLine& line : result.lines) {
      const auto value = values.find(key_of(line));
      const auto difference = differences.find(key_of(line));
      if (value != values.end()) {
        line.value_spread[held] = spread_of(value->second);
      }
      if (difference != differences.end()) {
        line.difference_spread[held] = spread_of(difference->second);
      }
    }
    for (std::size_t row = 0; row < result.rows.size(); ++row) {
      std::vector<double> means;
      for (std::size_t k = 0; k < each; ++k) {
        means.push_back(played.held_means[held * each + k][row]);
      }
      result.rows[row].mean_spread[held] = spread_of(std::move(means));
    }
  }
  return result;
}

/// Whether an ensemble was not cut off. \throws Failure(our_bug) where it says nothing
bool is_whole(const Replies& replies, std::uint64_t failed, const ReadCase& read) {
  if (replies.played() + failed < replies.replicates()) {
    return false;
  }
  if (replies.played() == 0) {
    throw Failure(ExitCode::our_bug,
                  read.files.scenario.string() + ": every replicate failed");
  }
  return true;
}

// One ensemble of one case: the main one, or number `ensemble` - 1 of those that hold.
// False where it was cut off.
bool play_one(PlayedCase& played, std::size_t ensemble, const BacktestOptions& options,
              const std::atomic<bool>& stop) {
  const Model& model = played.read->scenario.model;
  if (ensemble == 0) {
    played.failed[0] = play_into(played.main, model, played.payoffs.table, options, stop);
    return is_whole(played.main, played.failed[0], *played.read);
  }
  const auto each = static_cast<std::size_t>(options.jitters);
  const std::size_t at = ensemble - 1;
  const auto held = static_cast<Held>(at / each);
  const std::uint64_t index = at % each + 1;
  const Model changed = hold(model, held, options.seed, index);
  Replies replies(played.statements, options.replicates);
  if (held == Held::parameters && played.payoffs.table.economies() > 1) {
    const PayoffTable payoffs =
        hold_economy(changed, played.payoffs.table, options.seed, index);
    played.failed[ensemble] = play_into(replies, changed, payoffs, options, stop);
  } else {
    played.failed[ensemble] =
        play_into(replies, changed, played.payoffs.table, options, stop);
  }
  if (!is_whole(replies, played.failed[ensemble], *played.read)) {
    return false;
  }
  played.held_means[at] = means_of(replies);
  played.held_lines[at] =
      score_lines(played.read->rows, replies.samples(), replies.weights(),
                  played.horizon(), played.rivals_under(changed));
  return true;
}

/// Which ensembles of which cases have been played, and what is kept of them.
class Done {
 public:
  Done(std::vector<PlayedCase>& played, std::size_t each, WorkMemory* memory)
      : played_(played), each_(each), memory_(memory), is_done_(played.size() * each) {
    const auto resumed = memory_ == nullptr ? std::nullopt : memory_->take_resumed();
    if (resumed) {
      StateReader in(*resumed);
      for (std::size_t ensemble = 0; ensemble < is_done_.size(); ++ensemble) {
        is_done_[ensemble] = in.count() == 1;
        if (is_done_[ensemble]) {
          read(ensemble, in);
        }
      }
      if (!in.finished()) {
        throw memory_->damaged();
      }
    }
    before_ = count();
  }

  [[nodiscard]] bool is_done(std::size_t ensemble) const { return is_done_[ensemble]; }
  [[nodiscard]] std::size_t count() const {
    return static_cast<std::size_t>(std::count(is_done_.begin(), is_done_.end(), true));
  }
  void note(std::size_t ensemble) { is_done_[ensemble] = true; }

  void keep_if_due() {
    if (memory_ != nullptr && memory_->due()) {
      keep();
    }
  }
  /// Nothing where nothing is new.
  void keep() {
    if (memory_ == nullptr || count() == before_) {
      return;
    }
    StateWriter out;
    for (std::size_t ensemble = 0; ensemble < is_done_.size(); ++ensemble) {
      out.count(is_done_[ensemble] ? 1 : 0);
      if (is_done_[ensemble]) {
        write(ensemble, out);
      }
    }
    memory_->keep(out.bytes());
  }

 private:
  void write(std::size_t number, StateWriter& out) const {
    const PlayedCase& of = played_[number / each_];
    const std::size_t ensemble = number % each_;
    out.count(of.failed[ensemble]);
    if (ensemble == 0) {
      of.main.write_state(out);
    } else {
      out.numbers(of.held_means[ensemble - 1]);
      write_state(out, of.held_lines[ensemble - 1]);
    }
  }
  void read(std::size_t number, StateReader& in) {
    PlayedCase& of = played_[number / each_];
    const std::size_t ensemble = number % each_;
    of.failed[ensemble] = in.count();
    if (ensemble == 0) {
      of.main.read_state(in);
    } else {
      of.held_means[ensemble - 1] = in.numbers();
      read_state(in, of.held_lines[ensemble - 1]);
    }
  }

  std::vector<PlayedCase>& played_;
  std::size_t each_;
  WorkMemory* memory_;
  std::vector<bool> is_done_;
  std::size_t before_ = 0;  ///< by earlier processes
};

}  // namespace

std::string_view to_text(Held held) {
  return held == Held::judgements ? "judgements" : "parameters";
}

HeldSpread spread_of(std::vector<double> values) {
  TRIPART_EXPECTS(!values.empty());
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  const auto at = [&](double p) {
    const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(p * n - 1e-9)));
    return values[std::min(rank, values.size()) - 1];
  };
  HeldSpread spread;
  for (const double value : values) {
    spread.mean += value / n;
  }
  spread.p05 = at(0.05);
  spread.p50 = at(0.50);
  spread.p95 = at(0.95);
  spread.ensembles = static_cast<int>(values.size());
  return spread;
}

std::vector<ReadCase> read_history(const std::vector<HistoryCase>& cases,
                                   const ReadOptions& options) {
  std::vector<ReadCase> all;
  for (const HistoryCase& one : cases) {
    ReadCase read;
    read.files = one;
    read.scenario = read_scenario(one.scenario, options);
    read.rows = read_outcome_table(one.outcomes, read.scenario.model);
    if (one.forecasts) {
      read.forecasts = read_forecast_table(*one.forecasts, read.rows);
    }
    Complaints complaints;
    if (one.launch && *one.launch > read.scenario.model.start) {
      complaints.add({one.scenario.string(), 0, 0},
                     "launch is " + to_text(*one.launch) +
                         ", expected no later than the start of the scenario");
    }
    check_leakage(one, read.scenario, read.rows, complaints);
    complaints.throw_if_any();
    all.push_back(std::move(read));
  }
  return all;
}

std::string work_of(const std::string& name, const std::vector<ReadCase>& cases,
                    const BacktestOptions& options) {
  std::string work = "backtest: " + name + "\nseed: " + std::to_string(options.seed) +
                     "\nreplicates: " + std::to_string(options.replicates) +
                     "\njitters: " + std::to_string(options.jitters) + "\n";
  for (const ReadCase& one : cases) {
    work += "case: " + one.files.id +
            "\nlaunch: " + (one.files.launch ? to_text(*one.files.launch) : "unknown") +
            "\noutcomes: " + sha256_hex(read_file(one.files.outcomes)) + "\nforecasts: " +
            (one.files.forecasts ? sha256_hex(read_file(*one.files.forecasts)) : "none") +
            "\n" + work_text(one.scenario);
  }
  return work;
}

BacktestResult run_backtest(const std::vector<ReadCase>& cases,
                            const BacktestOptions& options,
                            const std::function<void(std::uint64_t)>& progress,
                            const std::atomic<bool>& stop) {
  TRIPART_EXPECTS(options.replicates >= 2 && options.jitters >= 0 && options.jobs >= 1);
  const std::size_t held = held_kinds * static_cast<std::size_t>(options.jitters);
  std::vector<PlayedCase> played;
  played.reserve(cases.size());
  for (std::size_t number = 0; number < cases.size(); ++number) {
    const ReadCase& read = cases[number];
    played.push_back({&read, Statements(read.scenario.model, read.rows),
                      payoffs_of(read.scenario, options.seed, options.jobs),
                      rates_without(cases, number), cases.size() > 1,
                      Replies(Statements(read.scenario.model, {}), 0),
                      std::vector<std::vector<double>>(held),
                      std::vector<std::vector<ScoreLine>>(held),
                      std::vector<std::uint64_t>(held + 1, 0)});
  }
  for (PlayedCase& one : played) {
    one.main = Replies(one.statements, options.replicates);  // refers to its neighbour
  }
  const std::size_t each = held + 1;
  Done done(played, each, options.memory);
  std::vector<std::size_t> missing;
  for (std::size_t ensemble = 0; ensemble < cases.size() * each; ++ensemble) {
    if (!done.is_done(ensemble)) {
      missing.push_back(ensemble);
    }
  }
  progress(done.count() * options.replicates);
  std::mutex one_at_a_time;
  for_each_block(
      missing.size(), options.jobs,
      [&](std::size_t block, int) {
        const std::size_t ensemble = missing[block];
        if (!play_one(played[ensemble / each], ensemble % each, options, stop)) {
          return;
        }
        const std::lock_guard<std::mutex> lock(one_at_a_time);
        done.note(ensemble);
        progress(done.count() * options.replicates);
        done.keep_if_due();
      },
      stop);
  BacktestResult result;
  result.finished = done.count() == cases.size() * each;
  if (!result.finished) {
    done.keep();
    return result;
  }
  result.cases.resize(cases.size());
  for_each_block(cases.size(), options.jobs, [&](std::size_t number, int) {
    result.cases[number] = result_of(played[number], options);
  });
  result.pooled = pooled_lines(result.cases);
  result.bins = calibration_bins(cases, result.cases);
  return result;
}

}  // namespace tripart
