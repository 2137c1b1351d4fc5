// What everything around a negotiation costs: recorded outcomes are summarised, turned
// into rows and written again and again. One item is one replicate.

#include <benchmark/benchmark.h>
#include <cstdint>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

#include "situation.hpp"
#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/results/calibration.hpp"
#include "tripart/results/recorder.hpp"
#include "tripart/results/replicate_rows.hpp"
#include "tripart/results/summary.hpp"

namespace tripart::benchmarks {
namespace {

/// One block of the NAFTA scenario, played once.
struct Recording {
  Recording() : situation("nafta-2018.yaml") {
    EnsembleOptions options;
    options.replicates = block_size;
    const std::atomic<bool> never{false};
    run_ensemble(
        situation.scenario.model, situation.payoffs.table, options,
        [&](const Block& block) {
          outcomes.assign(block.outcomes.begin(), block.outcomes.end());
        },
        never);
  }
  Situation situation;
  std::vector<Outcome> outcomes;
};

const Recording& recording() {
  static const Recording one;
  return one;
}

void count_items(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(block_size));
}

void summarise(benchmark::State& state) {
  const Recording& played = recording();
  const Summary nothing(played.situation.scenario.model,
                        played.situation.payoffs.table.configurations(),
                        economy_groups(played.situation.payoffs.economies, 1));
  std::vector<const Outcome*> outcomes;
  for (const Outcome& outcome : played.outcomes) {
    outcomes.push_back(&outcome);
  }
  for ([[maybe_unused]] auto iteration : state) {
    Summary block = nothing;
    block.add(outcomes);
    benchmark::DoNotOptimize(block);
  }
  count_items(state);
}
BENCHMARK(summarise)->Unit(benchmark::kMicrosecond);

void merge(benchmark::State& state) {
  const Recording& played = recording();
  Summary sum(played.situation.scenario.model,
              played.situation.payoffs.table.configurations(),
              economy_groups(played.situation.payoffs.economies, 1));
  Summary block = sum;
  for (const Outcome& outcome : played.outcomes) {
    block.add(outcome);
  }
  for ([[maybe_unused]] auto iteration : state) {
    sum.merge(block);
  }
  count_items(state);
}
BENCHMARK(merge)->Unit(benchmark::kMicrosecond);

void usable(benchmark::State& state) {
  const Recording& played = recording();
  for ([[maybe_unused]] auto iteration : state) {
    for (const Outcome& outcome : played.outcomes) {
      benchmark::DoNotOptimize(unusable(outcome));
    }
  }
  count_items(state);
}
BENCHMARK(usable)->Unit(benchmark::kMicrosecond);

void calibrate(benchmark::State& state) {
  const Recording& played = recording();
  Calibration calibration(played.situation.scenario.model.parties.size());
  for ([[maybe_unused]] auto iteration : state) {
    for (const Outcome& outcome : played.outcomes) {
      calibration.add(outcome);
    }
  }
  count_items(state);
}
BENCHMARK(calibrate)->Unit(benchmark::kMicrosecond);

enum class Rows { outcomes, parties, terms, closings };

void format(benchmark::State& state, Rows wanted) {
  const Recording& played = recording();
  const Model& model = played.situation.scenario.model;
  const ConfigurationSet& configurations =
      played.situation.payoffs.table.configurations();
  CsvRows rows(wanted == Rows::outcomes  ? outcomes_table()
               : wanted == Rows::parties ? parties_table()
               : wanted == Rows::terms   ? terms_table()
                                         : closings_table());
  for ([[maybe_unused]] auto iteration : state) {
    std::uint64_t replicate = 1000000;
    for (const Outcome& outcome : played.outcomes) {
      switch (wanted) {
        case Rows::outcomes:
          write_outcome_row(rows, model, configurations, replicate, outcome);
          break;
        case Rows::parties:
          write_party_rows(rows, model, replicate, outcome);
          break;
        case Rows::terms:
          write_term_rows(rows, model, replicate, outcome);
          break;
        case Rows::closings:
          write_closing_rows(rows, model, replicate, outcome);
          break;
      }
      ++replicate;
    }
    benchmark::DoNotOptimize(rows.gathered());
    rows.clear();
  }
  count_items(state);
}
BENCHMARK_CAPTURE(format, outcomes, Rows::outcomes)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(format, parties, Rows::parties)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(format, terms, Rows::terms)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(format, closings, Rows::closings)->Unit(benchmark::kMicrosecond);

// What happens before anything is solved or played; one item is one reading.
void read_and_check(benchmark::State& state) {
  const std::string file = std::string(TRIPART_SOURCE_DIR) + "/scenarios/nafta-2018.yaml";
  for ([[maybe_unused]] auto iteration : state) {
    benchmark::DoNotOptimize(read_scenario(file));
  }
}
BENCHMARK(read_and_check)->Unit(benchmark::kMicrosecond);

void describe(benchmark::State& state) {
  const Recording& played = recording();
  for ([[maybe_unused]] auto iteration : state) {
    benchmark::DoNotOptimize(
        to_json(describe_run(played.situation.scenario, 1, 10000, Keep::outcomes, 0)));
  }
}
BENCHMARK(describe)->Unit(benchmark::kMicrosecond);

// All of a block between the negotiation and the end of the run, with real files.
void record(benchmark::State& state, Keep keep) {
  const Recording& played = recording();
  const std::filesystem::path folder = std::filesystem::temp_directory_path() /
                                       ("tripart_bench_" + std::to_string(::getpid()));
  {
    const Manifest manifest =
        describe_run(played.situation.scenario, 1, block_size, keep, 0);
    RunDirectory directory(folder, manifest, Existing::force);
    directory.begin({}, Attempt{});
    Recorder recorder(played.situation.scenario, played.situation.payoffs, manifest,
                      directory, 1);
    const Block block{1, 0, played.outcomes, {}};
    for ([[maybe_unused]] auto iteration : state) {
      recorder.digest(block);
      recorder.consume(block);
    }
  }
  std::filesystem::remove_all(folder);
  count_items(state);
}
BENCHMARK_CAPTURE(record, summary, Keep::summary)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(record, outcomes, Keep::outcomes)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(record, all, Keep::all)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tripart::benchmarks
