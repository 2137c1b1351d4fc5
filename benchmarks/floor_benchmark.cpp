// The least that a replicate can cost: the time to generate as many random numbers as it
// consumes and to evaluate its exps, at the full width and without anything else; beside
// it the whole replicate at that width. How many there are is counted by playing
// replicates 1 to 4096 in a program whose kernels count (work_counter.cpp).

#include <array>
#include <benchmark/benchmark.h>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "bargaining/engine.hpp"
#include "core/kernels/draws.hpp"
#include "floor_kernels.hpp"
#include "situation.hpp"
#include "tripart/core/lanes.hpp"
#include "work_count.hpp"

namespace tripart::benchmarks {
namespace {

constexpr std::uint64_t counted_replicates = 4096;

using Counts = std::array<double, counting::kernels>;

/// Evaluations of each kernel per replicate.
Counts count_work(const std::string& scenario) {
  const std::string command = std::string(TRIPART_WORK_COUNTER) + " " + scenario + " " +
                              std::to_string(counted_replicates);
  Counts counts{};
  std::FILE* lines = popen(command.c_str(), "r");
  std::array<char, 32> name{};
  double count = 0.0;
  for (double& kernel : counts) {
    if (lines == nullptr || std::fscanf(lines, "%31s %lf", name.data(), &count) != 2) {
      std::fprintf(stderr, "%s printed no counts\n", command.c_str());
      std::exit(70);
    }
    kernel = count;
  }
  pclose(lines);
  return counts;
}

/// `counts` evaluations of every kernel over whole vectors.
class Floor {
 public:
  Floor(const Counts& counts, Width width)
      : draws_(draw_kernels(width)), each_(floor_kernels(width)) {
    for (std::size_t kernel = 0; kernel < counts.size(); ++kernel) {
      size_[kernel] = padded(static_cast<std::size_t>(std::lround(counts[kernel])));
      longest_ = std::max(longest_, size_[kernel]);
    }
    entity_.resize(longest_);
    index_.resize(longest_);
    x_.assign(longest_, 0.3);
    out_.resize(longest_);
    for (std::size_t i = 0; i < longest_; ++i) {
      entity_[i] = 0x9e3779b9U * i & 0xffffffffU;
    }
  }

  void draw(std::uint64_t replicate) {
    draws_.uniforms({1, replicate}, entity_.data(), index_.data(), x_.data(),
                    size_[counting::philox]);
  }
  void evaluate() {
    const FloorKernels::Each each[] = {
        each_.normal_quantile, each_.exp, each_.expm1,    each_.log,
        each_.log1p,           each_.pow, each_.logistic, each_.normal_cdf};
    for (std::size_t kernel = counting::normal_quantile; kernel < size_.size();
         ++kernel) {
      each[kernel - counting::normal_quantile](x_.data(), out_.data(), size_[kernel]);
    }
    benchmark::DoNotOptimize(out_.data());
    benchmark::ClobberMemory();
  }

 private:
  DrawKernels draws_;
  FloorKernels each_;
  std::array<std::size_t, counting::kernels> size_{};
  std::size_t longest_ = 0;
  std::vector<std::uint64_t> entity_, index_;
  std::vector<double> x_, out_;
};

void floor_of(benchmark::State& state, const char* scenario, bool draws, bool evaluates) {
  const Counts counts = count_work(scenario);
  Floor floor(counts, widest());
  std::uint64_t replicate = 0;
  for ([[maybe_unused]] auto iteration : state) {
    ++replicate;
    if (draws) {
      floor.draw(replicate);
    }
    if (evaluates) {
      floor.evaluate();
    }
  }
  state.SetItemsProcessed(state.iterations());
  for (int kernel = 0; kernel < counting::kernels; ++kernel) {
    state.counters[counting::names[kernel]] = counts[static_cast<std::size_t>(kernel)];
  }
}

void replicates(benchmark::State& state, const char* scenario) {
  const Situation situation(scenario);
  Engine engine(situation.scenario.model, situation.payoffs.table, 1, widest());
  Outcome outcome;
  std::uint64_t replicate = 0;
  for ([[maybe_unused]] auto iteration : state) {
    replicate = replicate % counted_replicates + 1;
    engine.run(1, replicate, outcome, nullptr);
  }
  state.SetItemsProcessed(state.iterations());
}

void register_scenario(const std::string& name, const char* scenario) {
  const auto line = [&](const char* what, auto measure) {
    benchmark::RegisterBenchmark(("floor_" + name + "/" + what).c_str(), measure);
  };
  line("floor", [=](auto& state) { floor_of(state, scenario, true, true); });
  line("random_numbers", [=](auto& state) { floor_of(state, scenario, true, false); });
  line("exps", [=](auto& state) { floor_of(state, scenario, false, true); });
  line("replicate", [=](auto& state) { replicates(state, scenario); });
}

const bool registered = [] {
  register_scenario("nafta_2018", "nafta-2018.yaml");
  register_scenario("no_threats", "no-threats.yaml");
  register_scenario("rubinstein", "textbook/rubinstein.yaml");
  return true;
}();

}  // namespace
}  // namespace tripart::benchmarks
