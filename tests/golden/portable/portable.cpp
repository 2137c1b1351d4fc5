// What the layers core, economy, bargaining and monte_carlo compute, bit by bit, without
// any library that another architecture would need as well: counterfactuals of drawn
// economies and of the 2017 table, a payoff table, replicates of drawn negotiations. The
// same text on every processor: portable_test.sh compares it with its digest.
#include <cstdint>
#include <cstdio>
#include <vector>

#include "support/north_america.hpp"
#include "support/random_economy.hpp"
#include "support/random_payoffs.hpp"
#include "tripart/economy/equilibrium.hpp"
#include "tripart/monte_carlo/ensemble.hpp"

namespace tripart::test {
namespace {

void print(double value) {
  std::printf(" %016llx",
              static_cast<unsigned long long>(__builtin_bit_cast(std::uint64_t, value)));
}

void print(const std::vector<double>& values) {
  for (const double value : values) {
    print(value);
  }
}

template <class Integer>
void print_number(Integer value) {
  std::printf(" %lld", static_cast<long long>(value));
}

void print(const Outcome& outcome) {
  for (const int number :
       {outcome.economy, static_cast<int>(outcome.ending), static_cast<int>(outcome.kind),
        outcome.configuration, static_cast<int>(outcome.path), outcome.end_day,
        outcome.first_deal, outcome.first_deal_day, outcome.chapters_closed,
        outcome.threats_made, outcome.threats_executed, outcome.threats_withdrawn,
        outcome.retaliations, static_cast<int>(outcome.ratified), outcome.proposer,
        static_cast<int>(outcome.mechanisms),
        static_cast<int>(outcome.without_surplus)}) {
    print_number(number);
  }
  print(outcome.tariff_days);
  print(outcome.pareto_distance.value_or(-1.0));
  for (const PartyOutcome& party : outcome.parties) {
    for (const double value :
         {party.utility, party.welfare_change, party.reservation_value, party.content,
          party.surplus_share, party.has_nash ? party.distance_nash : -1.0}) {
      print(value);
    }
    for (const auto& distance : party.distance) {
      print(distance.value_or(-1.0));
    }
  }
  print(outcome.text);
  for (const int day : outcome.closing_day) {
    print_number(day);
  }
  for (const ThreatOutcome& threat : outcome.threats) {
    for (const int day : {threat.announced_day, threat.executed_day, threat.withdrawn_day,
                          threat.backed_down_day, threat.lifted_day}) {
      print_number(day);
    }
    print(threat.credibility);
  }
  for (const Forecast& forecast : outcome.forecasts) {
    print_number(forecast.probability);
    print_number(forecast.happened);
  }
  std::printf("\n");
}

void play(const char* name, std::uint64_t number, const Model& model,
          const PayoffTable& payoffs, std::uint64_t replicates) {
  std::printf("%s %llu\n", name, static_cast<unsigned long long>(number));
  const std::atomic<bool> never{false};
  run_ensemble(
      model, payoffs, {.replicates = replicates, .jobs = 2},
      [](const Block& block) {
        for (const Outcome& outcome : block.outcomes) {
          print(outcome);
        }
        for (const FailedReplicate& failed : block.failed) {
          std::printf("failed: %s\n", failed.reason.c_str());
        }
      },
      never);
}

void print_economies() {
  for (std::uint64_t number = 1; number <= 20; ++number) {
    DrawnEconomy economy = draw_economy_like(number);
    const Baseline baseline = close_baseline(baseline_from_accounts(economy.accounts),
                                             economy.theta, economy.closure);
    const TradePolicy policy = draw_policy(baseline, economy.engine);
    const Equilibrium result =
        solve_equilibrium(baseline, economy.theta, policy, economy.closure);
    std::printf("economy %llu:", static_cast<unsigned long long>(number));
    print(result.wage_hat);
    print(result.price_hat);
    print(result.income_hat);
    std::printf("\n");
  }
}

void print_north_america() {
  Model model = north_america();
  const SolvedPayoffs solved = solve_payoffs(model, uncertain_trade(model, 2), 1, 1);
  const PayoffTable& table = solved.table;
  for (int economy = 0; economy < table.economies(); ++economy) {
    for (int g = 0; g < table.configurations().size(); ++g) {
      std::printf("payoffs %d %s:", economy, table.configurations()[g].name.c_str());
      for (int state = 0; state < table.tariff_states(); ++state) {
        for (int party = 0; party < model.party_count(); ++party) {
          print(table.welfare(economy, g, state, party));
        }
      }
      std::printf("\n");
    }
  }
}

void print_negotiations() {
  for (std::uint64_t number = 1; number <= 40; ++number) {
    const DrawnNegotiation negotiation = draw_negotiation(number);
    if (negotiation.traits.parties < 5) {
      play("negotiation", number, negotiation.model, draw_payoffs(negotiation), 20);
    }
  }
}

}  // namespace
}  // namespace tripart::test

int main() {
  tripart::test::print_economies();
  tripart::test::print_north_america();
  tripart::test::print_negotiations();
}
