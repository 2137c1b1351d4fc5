// The whole payoff table of a negotiation among three parties on the 2017 table (6
// regions, 20 sectors). items_per_second counts equilibria asked for.

#include <benchmark/benchmark.h>
#include <string>

#include "base_years.hpp"
#include "tripart/bargaining/trade_model.hpp"

namespace tripart::benchmarks {
namespace {

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

BENCHMARK(solve_payoff_table)
    ->ArgName("jobs")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace tripart::benchmarks
