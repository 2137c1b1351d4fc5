// Would a party of a scenario gain by conceding earlier or later than its opponents
// expect? Tries concession exponents (equation B6) in a loop of its own, with the draws
// of the prior strategy, and prints the mean gain with its error. Usage: own_strategy
// SCENARIO PARTY
#include <atomic>
#include <cmath>
#include <cstdio>
#include <tripart/monte_carlo/ensemble.hpp>
#include <tripart/results/payoff_rows.hpp>
#include <tripart/scenario/scenario.hpp>

std::vector<double> utilities(const char* file, const std::string& party,
                              const std::string& strategy) {
  tripart::ReadOptions options;
  if (!strategy.empty()) {
    options.overrides = {"parties." + party + ".strategy." + strategy};
  }
  const tripart::Scenario scenario = tripart::read_scenario(file, options);
  const auto& parties = scenario.model.parties;
  const auto is_it = [&](const auto& one) { return one.id == party; };
  const auto index =
      std::find_if(parties.begin(), parties.end(), is_it) - parties.begin();
  const tripart::SolvedPayoffs payoffs = tripart::payoffs_of(scenario, 1, 1);
  std::vector<double> values;
  static const std::atomic<bool> never{false};
  tripart::run_ensemble(
      scenario.model, payoffs.table, {.seed = 1, .replicates = 2000},
      [&](const tripart::Block& block) {
        for (const tripart::Outcome& outcome : block.outcomes) {
          values.push_back(outcome.parties.at(static_cast<std::size_t>(index)).utility);
        }
      },
      never);
  return values;
}

int main(int argc, char** argv) {
  if (argc != 3) {
    return 64;
  }
  const std::vector<double> prior = utilities(argv[1], argv[2], "");
  for (const char* strategy :
       {"concession_exponent=0.25", "concession_exponent=1", "concession_exponent=4"}) {
    const std::vector<double> own = utilities(argv[1], argv[2], strategy);
    double sum = 0.0, squares = 0.0;
    for (std::size_t i = 0; i < own.size(); ++i) {
      sum += own[i] - prior[i];
      squares += (own[i] - prior[i]) * (own[i] - prior[i]);
    }
    const double n = static_cast<double>(own.size()), mean = sum / n;
    std::printf("%-24s gain %+.4f (standard error %.4f)\n", strategy, mean,
                std::sqrt((squares / n - mean * mean) / n));
  }
}
