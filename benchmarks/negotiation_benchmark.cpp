// One negotiation after the other on one thread: what a replicate costs by itself.

#include <benchmark/benchmark.h>
#include <cstdint>

#include "situation.hpp"
#include "tripart/monte_carlo/ensemble.hpp"

namespace tripart::benchmarks {
namespace {

void negotiation(benchmark::State& state, const char* scenario) {
  const Situation situation(scenario);
  std::uint64_t replicate = 0;
  for ([[maybe_unused]] auto iteration : state) {
    ++replicate;
    benchmark::DoNotOptimize(
        run_replicate(situation.scenario.model, situation.payoffs.table, 1, replicate));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(negotiation, nafta_2018, "nafta-2018.yaml");
BENCHMARK_CAPTURE(negotiation, no_threats, "no-threats.yaml");
BENCHMARK_CAPTURE(negotiation, rubinstein, "textbook/rubinstein.yaml");

}  // namespace
}  // namespace tripart::benchmarks
