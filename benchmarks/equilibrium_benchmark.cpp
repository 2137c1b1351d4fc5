// How fast the trade model is: one equilibrium after the other, on one thread or on two
// that share nothing, from the base year (cold) or from a neighbour (warm), at 6 regions
// x 20 sectors (the 2017 table) and 31 x 40 (drawn at random and, where TRIPART_CP2015
// names it, Caliendo and Parro's table of 1993). The first line of each size is the plain
// reference solver. items_per_second counts equilibria.

#include <benchmark/benchmark.h>
#include <cmath>
#include <string>
#include <vector>

#include "base_years.hpp"
#include "textbook_solver.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart::benchmarks {
namespace {

struct Case {
  const Baseline* baseline;
  std::vector<double> theta;
  TradePolicy neighbour;
  TradePolicy policy;
  Closure closure;
  double wage_step;  ///< the textbook's, the largest round number that converges
};

Case case_6x20(const char* elasticities) {
  return {&base2017(),  base2017().theta(elasticities),
          withdrawal(), withdrawal_with_metal_tariffs(),
          {},           0.2};
}

Case case_31x40() {
  static const Baseline drawn = drawn_31_by_40();
  return {&drawn,
          drawn.theta("drawn"),
          free_trade_area(drawn, 2),
          free_trade_area(drawn, 3),
          {},
          0.1};
}

/// NAFTA from half of it, the tariff changes of the whole world from NAFTA.
Case case_of_caliendo_parro(const Baseline& b, Reach reach) {
  return {&b,
          b.theta("theta"),
          tariffs_of_2005(b, Reach::nafta, reach == Reach::nafta ? 0.5 : 1.0),
          tariffs_of_2005(b, reach, 1.0),
          {Deficits::removed, true},
          0.1};
}

void solve_as_in_the_textbook(benchmark::State& state, const Case& world) {
  TextbookSolver solver(*world.baseline, world.theta, 1e-8, world.wage_step);
  int moves = 0;
  for (auto _ : state) {
    moves = solver.solve(world.policy);
    benchmark::DoNotOptimize(solver.wage().data());
  }
  if (moves < 0) {
    state.SkipWithError("the textbook solver does not converge");
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

enum class Start { cold, warm };

void solve(benchmark::State& state, const Case& world, Start start, double tolerance) {
  SolverOptions options;
  options.tolerance = tolerance;
  EquilibriumSolver solver(*world.baseline, world.theta, world.closure, options);
  Equilibrium neighbour;
  solver.solve(world.neighbour, neighbour);
  Equilibrium found;
  for (auto _ : state) {
    solver.solve(world.policy, found, start == Start::warm ? &neighbour : nullptr);
    benchmark::DoNotOptimize(found.wage_hat.data());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  if (state.thread_index() == 0) {
    state.counters["rounds"] = found.iterations;
  }
}

/// A part of the way from the base year's policy to another one.
TradePolicy part_of(const Baseline& b, const TradePolicy& policy, double part) {
  TradePolicy less = baseline_policy(b);
  for (std::size_t cell = 0; cell < less.tariff_rate.size(); ++cell) {
    less.tariff_rate[cell] += part * (policy.tariff_rate[cell] - less.tariff_rate[cell]);
    less.iceberg_hat[cell] = std::pow(policy.iceberg_hat[cell], part);
  }
  return less;
}

/// Many counterfactuals at once, from three quarters of the policy to five
/// quarters.
void solve_together(benchmark::State& state, const Case& world, Width width) {
  constexpr std::size_t count = 128;
  SolverOptions options;
  options.tolerance = 1e-8;
  options.width = width;
  EquilibriumSolver solver(*world.baseline, world.theta, world.closure, options);
  std::vector<TradePolicy> policies;
  for (std::size_t k = 0; k < count; ++k) {
    policies.push_back(part_of(*world.baseline, world.policy,
                               0.75 + 0.5 * static_cast<double>(k) / (count - 1)));
  }
  std::vector<Equilibrium> found(count);
  std::vector<EquilibriumTask> tasks;
  for (std::size_t k = 0; k < count; ++k) {
    tasks.push_back({&policies[k], nullptr, &found[k]});
  }
  for (auto _ : state) {
    if (!solver.solve_all(tasks).empty()) {
      state.SkipWithError("a counterfactual has no equilibrium");
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) *
                          std::int64_t{count});
  double rounds = 0.0;
  for (const Equilibrium& one : found) {
    rounds += one.iterations;
  }
  state.counters["rounds"] = rounds / count;
}

/// What a solver learns of its base year before it solves anything.
void prepare(benchmark::State& state, const Case& world) {
  for (auto _ : state) {
    const EquilibriumSolver solver(*world.baseline, world.theta, world.closure);
    benchmark::DoNotOptimize(&solver);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void measure_welfare(benchmark::State& state) {
  const Case world = case_6x20("ll2023");
  const Equilibrium found = solve_equilibrium(*world.baseline, world.theta, world.policy);
  for (auto _ : state) {
    benchmark::DoNotOptimize(welfare_change(*world.baseline, world.policy, found));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(measure_welfare)->Unit(benchmark::kMicrosecond);

void add_solves(const std::string& family, const std::string& set, const Case& world,
                int most_threads) {
  for (const char* tolerance : {"1e-8", "1e-10"}) {
    for (const Start start : {Start::cold, Start::warm}) {
      for (int threads = 1; threads <= most_threads; ++threads) {
        const std::string name = family + "/" + set + tolerance + "/" +
                                 (start == Start::cold ? "cold" : "warm");
        benchmark::RegisterBenchmark(name.c_str(), solve, world, start,
                                     tolerance[3] == '8' ? 1e-8 : 1e-10)
            ->Threads(threads)
            ->UseRealTime()
            ->Unit(benchmark::kMicrosecond);
      }
    }
  }
}

/// Side by side, at every width that this processor has.
void add_batches(const std::string& family, const Case& world) {
  std::vector<Width> widths;
  for (const Isa isa : {Isa::baseline, Isa::avx2, Isa::avx512}) {
    if (isa <= best_isa()) {
      widths.push_back(full_width(isa));
    }
  }
  for (const Width& width : widths) {
    const std::string name = family + "/1e-8/together/" + name_of(width.isa) + "x" +
                             std::to_string(width.lanes);
    benchmark::RegisterBenchmark(name.c_str(), solve_together, world, width)
        ->UseRealTime()
        ->Unit(benchmark::kMicrosecond);
  }
}

[[maybe_unused]] const bool added = [] {
  const Case large = case_31x40();
  benchmark::RegisterBenchmark("equilibrium_6x20/textbook/1e-8", solve_as_in_the_textbook,
                               case_6x20("ll2023"))
      ->UseRealTime()
      ->Unit(benchmark::kMicrosecond);
  for (const char* set : elasticity_sets) {
    const bool is_first = std::string(set) == elasticity_sets[0];
    add_solves("equilibrium_6x20", std::string(set) + "/", case_6x20(set),
               is_first ? 2 : 1);
  }
  add_batches("equilibrium_6x20", case_6x20("ll2023"));
  benchmark::RegisterBenchmark("equilibrium_6x20/prepare", prepare, case_6x20("ll2023"))
      ->UseRealTime()
      ->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("equilibrium_31x40/textbook/1e-8",
                               solve_as_in_the_textbook, large)
      ->UseRealTime()
      ->Unit(benchmark::kMicrosecond);
  add_solves("equilibrium_31x40", "", large, 2);
  add_batches("equilibrium_31x40", large);
  benchmark::RegisterBenchmark("equilibrium_31x40/prepare", prepare, large)
      ->UseRealTime()
      ->Unit(benchmark::kMicrosecond);
  if (const Baseline* b = caliendo_parro()) {
    const Case nafta = case_of_caliendo_parro(*b, Reach::nafta);
    benchmark::RegisterBenchmark("equilibrium_cp2015/textbook/1e-8",
                                 solve_as_in_the_textbook, nafta)
        ->UseRealTime()
        ->Unit(benchmark::kMicrosecond);
    add_solves("equilibrium_cp2015", "nafta/", nafta, 2);
    add_solves("equilibrium_cp2015", "world/", case_of_caliendo_parro(*b, Reach::world),
               1);
    add_batches("equilibrium_cp2015/nafta", nafta);
    add_batches("equilibrium_cp2015/world", case_of_caliendo_parro(*b, Reach::world));
  }
  return true;
}();

}  // namespace
}  // namespace tripart::benchmarks
