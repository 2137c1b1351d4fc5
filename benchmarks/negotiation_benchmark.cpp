// One negotiation after the other on one thread, at every width: what a replicate costs
// by itself.

#include <benchmark/benchmark.h>
#include <cstdint>

#include "bargaining/engine.hpp"
#include "situation.hpp"
#include "widths.hpp"

namespace tripart::benchmarks {
namespace {

void negotiation(benchmark::State& state, const char* scenario) {
  const Width width = width_of(state);
  if (!has(state, width)) {
    return;
  }
  const Situation situation(scenario);
  Engine engine(situation.scenario.model, situation.payoffs.table, 1, width);
  Outcome outcome;
  std::uint64_t replicate = 0;
  for ([[maybe_unused]] auto iteration : state) {
    replicate = replicate % 4096 + 1;
    engine.run(1, replicate, outcome, nullptr);
    benchmark::DoNotOptimize(outcome.end_day);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(negotiation, nafta_2018, "nafta-2018.yaml")->DenseRange(0, 3);
BENCHMARK_CAPTURE(negotiation, no_threats, "no-threats.yaml")->DenseRange(0, 3);
BENCHMARK_CAPTURE(negotiation, rubinstein, "textbook/rubinstein.yaml")->DenseRange(0, 3);

}  // namespace
}  // namespace tripart::benchmarks
