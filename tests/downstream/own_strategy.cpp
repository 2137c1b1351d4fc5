// Would a party of a scenario gain by a tactic of its own: ask for all but nothing until
// most of its time is gone, then for half of what the others ask it to give up? Usage:
// own_strategy SCENARIO PARTY
#include <atomic>
#include <cmath>
#include <cstdio>
#include <tripart/monte_carlo/ensemble.hpp>
#include <tripart/results/payoff_rows.hpp>
#include <tripart/scenario/scenario.hpp>

double holds_out(const tripart::Situation& now) {
  return now.clock < 0.9 ? now.best : 0.5 * (now.reservation + now.best);
}

int main(int argc, char** argv) {
  if (argc != 3) {
    return 64;
  }
  tripart::Scenario scenario = tripart::read_scenario(argv[1], {});
  const tripart::SolvedPayoffs payoffs = tripart::payoffs_of(scenario, 1, 1);
  std::size_t party = 0;
  while (scenario.model.parties.at(party).id != argv[2]) {
    ++party;
  }
  static const std::atomic<bool> never{false};
  const auto utilities = [&] {
    std::vector<double> values;
    tripart::run_ensemble(
        scenario.model, payoffs.table, {.seed = 1, .replicates = 2000},
        [&](const tripart::Block& block) {
          for (const tripart::Outcome& outcome : block.outcomes) {
            values.push_back(outcome.parties.at(party).utility);
          }
        },
        never);
    return values;
  };
  const std::vector<double> usual = utilities();
  scenario.model.parties[party].tactic = holds_out;
  const std::vector<double> own = utilities();
  double sum = 0.0, squares = 0.0;
  for (std::size_t i = 0; i < own.size(); ++i) {
    sum += own[i] - usual[i];
    squares += (own[i] - usual[i]) * (own[i] - usual[i]);
  }
  const double n = static_cast<double>(own.size()), mean = sum / n;
  std::printf("holding out gains %+.4f (standard error %.4f)\n", mean,
              std::sqrt((squares / n - mean * mean) / n));
}
