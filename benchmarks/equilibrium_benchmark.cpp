// How fast the trade model is: one equilibrium of the 2017 table (6 regions, 20 sectors),
// from the base year and from a neighbour, and the whole payoff table of a negotiation
// among three parties. items_per_second counts equilibria asked for.

#include <benchmark/benchmark.h>
#include <string>
#include <thread>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

const char* const elasticity_sets[] = {"ll2023", "cp2015", "gtap"};

const Baseline& base2017() {
  static const Baseline baseline =
      read_baseline(TRIPART_SOURCE_DIR "/scenarios/baselines/base2017");
  return baseline;
}

/// The United States leave: MFN and 10 percent on goods towards both neighbours.
TradePolicy withdrawal() {
  const Baseline& b = base2017();
  TradePolicy policy = baseline_policy(b);
  for (const char* partner : {"CAN", "MEX"}) {
    set_pair_to_mfn(policy, b, b.region("USA"), b.region(partner));
    multiply_goods_iceberg(policy, b, b.region("USA"), b.region(partner), 1.1);
  }
  return policy;
}

TradePolicy withdrawal_with_metal_tariffs() {
  const Baseline& b = base2017();
  TradePolicy policy = withdrawal();
  const std::size_t metals = b.sector("basic_metals");
  add_tariff(policy, b, {b.region("USA"), b.region("CAN"), metals, 0.087});
  add_tariff(policy, b, {b.region("USA"), b.region("MEX"), metals, 0.042});
  return policy;
}

void report(benchmark::State& state, int iterations) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  state.SetLabel(elasticity_sets[state.range(0)]);
  state.counters["solver_iterations"] = iterations;
}

void solve_from_the_base_year(benchmark::State& state) {
  const Baseline& b = base2017();
  const TradePolicy policy = withdrawal_with_metal_tariffs();
  EquilibriumSolver solver(b, b.theta(elasticity_sets[state.range(0)]), {});
  Equilibrium found;
  for (auto _ : state) {
    solver.solve(policy, found);
    benchmark::DoNotOptimize(found.wage_hat.data());
  }
  report(state, found.iterations);
}

void solve_from_a_neighbour(benchmark::State& state) {
  const Baseline& b = base2017();
  const TradePolicy policy = withdrawal_with_metal_tariffs();
  EquilibriumSolver solver(b, b.theta(elasticity_sets[state.range(0)]), {});
  Equilibrium neighbour;
  solver.solve(withdrawal(), neighbour);
  Equilibrium found;
  for (auto _ : state) {
    solver.solve(policy, found, &neighbour);
    benchmark::DoNotOptimize(found.wage_hat.data());
  }
  report(state, found.iterations);
}

void measure_welfare(benchmark::State& state) {
  const Baseline& b = base2017();
  const TradePolicy policy = withdrawal();
  const Equilibrium found =
      solve_equilibrium(b, b.theta(elasticity_sets[state.range(0)]), policy);
  for (auto _ : state) {
    benchmark::DoNotOptimize(welfare_change(b, policy, found));
  }
  report(state, found.iterations);
}

Parameter drawn(const Distribution& distribution) {
  return {distribution, {-0.5, 5.0}, 0};
}

/// The size of the NAFTA scenario: one hub that may split, leave and exclude, tariffs on
/// both partners from two threats, both retaliate.
Model three_parties() {
  const Baseline& b = base2017();
  Model model;
  for (const char* id : {"USA", "CAN", "MEX"}) {
    Party party;
    party.id = id;
    party.may_split = party.may_withdraw = std::string(id) == "USA";
    model.parties.push_back(party);
  }
  for (const char* sector : {"basic_metals", "motor_vehicles"}) {
    Threat threat;
    threat.id = sector;
    threat.targets = set_of(1) | set_of(2);
    const int j = static_cast<int>(b.sector(sector));
    threat.tariffs = {{1, j, 0.087}, {2, j, 0.042}};
    model.threats.push_back(threat);
  }
  Threat exclusion;
  exclusion.id = "exclusion";
  exclusion.kind = ThreatKind::exclusion;
  exclusion.targets = set_of(1);
  model.threats.push_back(exclusion);
  model.retaliation.resize(3);
  model.retaliation[1].mode = RetaliationMode::dollar_for_dollar;
  model.retaliation[2].mode = RetaliationMode::dollar_for_dollar;
  model.lobby_sectors = {static_cast<int>(b.sector("basic_metals"))};
  return model;
}

void solve_payoff_table(benchmark::State& state) {
  const Model model = three_parties();
  TradeModel trade;
  trade.baseline = base2017();
  for (const Party& party : model.parties) {
    trade.region_of.push_back(static_cast<int>(trade.baseline.region(party.id)));
  }
  for (const char* set : elasticity_sets) {
    trade.elasticities.emplace_back(set, 1.0 / 3.0);
  }
  trade.economies = 30;
  trade.no_agreement_iceberg = drawn(Distribution::triangular(0.0, 0.1, 0.2));
  trade.new_deal_iceberg = drawn(Distribution::constant(0.0));
  trade.correlation = 0.7;
  std::int64_t states = 0;
  for (auto _ : state) {
    const SolvedPayoffs solved =
        solve_payoffs(model, trade, 1, static_cast<int>(state.range(0)));
    states += std::int64_t{solved.table.economies()} *
              solved.table.configurations().size() * solved.table.tariff_states();
  }
  state.SetItemsProcessed(states);
}

BENCHMARK(solve_from_the_base_year)->DenseRange(0, 2)->Unit(benchmark::kMicrosecond);
BENCHMARK(solve_from_a_neighbour)->DenseRange(0, 2)->Unit(benchmark::kMicrosecond);
BENCHMARK(measure_welfare)->Arg(0)->Unit(benchmark::kMicrosecond);
BENCHMARK(solve_payoff_table)
    ->ArgName("jobs")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace tripart
