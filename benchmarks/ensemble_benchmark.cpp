// Blocks of negotiations on one thread and on several, without and with the streaming
// summaries that every run keeps: what `tripart run` costs without its files; and at
// every width.

#include <atomic>
#include <benchmark/benchmark.h>
#include <cstdint>
#include <vector>

#include "situation.hpp"
#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/results/summary.hpp"
#include "widths.hpp"

namespace tripart::benchmarks {
namespace {

enum class Summaries { none, kept };

void play(benchmark::State& state, Summaries summaries, EnsembleOptions options) {
  static const Situation situation("nafta-2018.yaml");
  const std::atomic<bool> never{false};
  options.replicates = 16 * block_size;
  std::uint64_t played = 0;
  for ([[maybe_unused]] auto iteration : state) {
    const Model& model = situation.scenario.model;
    const ConfigurationSet& configurations = situation.payoffs.table.configurations();
    Summary summary(model, configurations);
    std::vector<Summary> blocks(block_slots(options.jobs), summary);
    BlockUse use;
    if (summaries == Summaries::kept) {
      use.digest = [&](const Block& block) {
        std::vector<const Outcome*> outcomes;
        for (const Outcome& outcome : block.outcomes) {
          outcomes.push_back(&outcome);
        }
        blocks[block.slot] = Summary(model, configurations);
        blocks[block.slot].add(outcomes);
      };
    }
    use.consume = [&](const Block& block) { summary.merge(blocks[block.slot]); };
    played += run_ensemble(model, situation.payoffs.table, options, use, never);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(played));
}

void ensemble(benchmark::State& state, Summaries summaries) {
  play(state, summaries, {.jobs = static_cast<int>(state.range(0))});
}
BENCHMARK_CAPTURE(ensemble, played, Summaries::none)
    ->ArgName("jobs")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ensemble, summarised, Summaries::kept)
    ->ArgName("jobs")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void ensemble_width(benchmark::State& state) {
  const Width width = width_of(state);
  if (has(state, width)) {
    play(state, Summaries::none, {.width = width});
  }
}
BENCHMARK(ensemble_width)->DenseRange(0, 3)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tripart::benchmarks
