// Blocks of negotiations on one thread and on several, without and with the streaming
// summaries that every run keeps: what `tripart run` costs without its files.

#include <atomic>
#include <benchmark/benchmark.h>
#include <cstdint>

#include "situation.hpp"
#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/results/summary.hpp"

namespace tripart::benchmarks {
namespace {

enum class Summaries { none, kept };

void ensemble(benchmark::State& state, Summaries summaries) {
  static const Situation situation("nafta-2018.yaml");
  const std::atomic<bool> never{false};
  EnsembleOptions options;
  options.replicates = 4 * block_size;
  options.jobs = static_cast<int>(state.range(0));
  std::uint64_t played = 0;
  for ([[maybe_unused]] auto iteration : state) {
    Summary summary(situation.scenario.model, situation.payoffs.table.configurations());
    const auto consume = [&](const Block& block) {
      for (std::size_t i = 0; summaries == Summaries::kept && i < block.outcomes.size();
           ++i) {
        summary.add(block.outcomes[i]);
      }
    };
    played += run_ensemble(situation.scenario.model, situation.payoffs.table, options,
                           consume, never);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(played));
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

}  // namespace
}  // namespace tripart::benchmarks
