#include "tripart/bargaining/solved_case.hpp"

#include <utility>
#include <vector>

#include "bargaining/trade_regime.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

bool changes_nothing(const TradePolicy& policy, const Baseline& baseline) {
  const TradePolicy unchanged = baseline_policy(baseline);
  return policy.tariff_rate == unchanged.tariff_rate &&
         policy.iceberg_hat == unchanged.iceberg_hat;
}

/// The year in which an economy was solved, with the war that was found in it.
TradeYear year_of(const Model& model, const TradeModel& trade,
                  const SolvedPayoffs& payoffs, int economy) {
  const auto at = static_cast<std::size_t>(economy);
  TradeYear year = trade_year(model, trade, payoffs.economies[at], payoffs.table);
  if (trade.war_without_agreement) {
    year.war = payoffs.wars[at];
  }
  return year;
}

}  // namespace

CaseSolver::CaseSolver(const Model& model, const TradeModel& trade,
                       const SolvedPayoffs& payoffs)
    : model_(&model), trade_(&trade), payoffs_(&payoffs) {}

void CaseSolver::solve(int economy, int configuration, const Take& take) const {
  const PayoffTable& table = payoffs_->table;
  TRIPART_EXPECTS(economy >= 0 && economy < table.economies());
  TRIPART_EXPECTS(configuration >= 0 && configuration < table.configurations().size());
  const EconomyDraw& draw = payoffs_->economies[static_cast<std::size_t>(economy)];
  const TradeYear year = year_of(*model_, *trade_, *payoffs_, economy);
  const Configuration& chosen = table.configurations()[configuration];
  const TradePolicy without_tariffs =
      pair_policy(*trade_, year, pair_terms(*model_, *trade_, draw, chosen));
  EquilibriumSolver solver(year.baseline, year.theta, trade_->closure);
  SolvedCase one{
      economy, year.elasticities, chosen.name, std::string(to_text(chosen.kind)),
      "",      &year.baseline,    {},          {}};
  Equilibrium first;
  for (int state = 0; state < table.tariff_states(); ++state) {
    one.tariff_state = table.state_name(*model_, state);
    one.policy = without_tariffs;
    change_tariffs(one.policy, year.baseline,
                   year.rate_changes[static_cast<std::size_t>(state)]);
    if (changes_nothing(one.policy, year.baseline)) {
      one.after = base_equilibrium(year.baseline);
    } else {
      // from the state without tariffs, as the payoff table is solved
      solver.solve(one.policy, one.after, first.wage_hat.empty() ? nullptr : &first);
      if (state == 0) {
        first = one.after;
      }
    }
    take(one);
  }
}

void CaseSolver::solve_policies(int economy, const Take& take) const {
  TRIPART_EXPECTS(economy >= 0 && economy < payoffs_->table.economies());
  if (trade_->policies.empty()) {
    return;
  }
  const TradeYear year = year_of(*model_, *trade_, *payoffs_, economy);
  std::vector<SolvedCounterfactual> solved =
      solve_counterfactuals(year.baseline, year.theta, trade_->closure, trade_->policies);
  for (std::size_t i = 0; i < solved.size(); ++i) {
    take({economy, year.elasticities, trade_->policies[i].id, "policy",
          payoffs_->table.state_name(*model_, 0), &solved[i].before,
          std::move(solved[i].policy), std::move(solved[i].after)});
  }
}

}  // namespace tripart
