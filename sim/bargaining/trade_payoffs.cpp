#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "bargaining/policy_payoffs.hpp"
#include "bargaining/trade_regime.hpp"
#include "tripart/bargaining/trade_model.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/parallel.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

/// Solves the equilibria of one regime: without tariffs first, from the base year; all
/// others start there, so that none depends on the order of threats or parties.
class RegimeSolver {
 public:
  RegimeSolver(const Model& model, const TradeModel& trade, const TradeYear& year,
               const EquilibriumSolver& solver, const TradeRegime& regime,
               SolvedPayoffs& result)
      : model_(model),
        trade_(trade),
        year_(year),
        regime_(regime),
        result_(result),
        solver_(solver) {}

  void run() {
    for (int state = 0; state < result_.table.tariff_states(); ++state) {
      solve_state(state);
    }
    for (const IssueCase& issue : regime_.issues) {
      solve_issue(issue);
    }
  }

 private:
  void solve_state(int state) {
    try {
      TradePolicy policy = pair_policy(trade_, year_, regime_.terms);
      change_tariffs(policy, year_.baseline,
                     year_.rate_changes[static_cast<std::size_t>(state)]);
      const WelfareChange change = solve(policy, state == 0);
      for (const PayoffPlace& place : regime_.places) {
        store(place, state, change);
      }
      if (state == 0) {
        without_tariffs_ = change.real_income_pct;
      }
    } catch (const Failure& failure) {
      give_up(regime_.places.front(), result_.table.state_name(model_, state), failure);
    }
  }

  /// E7: what W_i gains at pole 1 of the issue, no tariffs in force.
  void solve_issue(const IssueCase& issue) {
    const std::string& id = model_.issues[static_cast<std::size_t>(issue.issue)].id;
    try {
      TradePolicy policy = pair_policy(trade_, year_, regime_.terms);
      apply_effects(issue.effects, trade_, year_.baseline, policy);
      const WelfareChange change = solve(policy, false);
      for (const PayoffPlace& place : issue.places) {
        for (int party = 0; party < model_.party_count(); ++party) {
          const std::size_t n = region(party);
          result_.table.set_issue_effect(place.economy, place.configuration, issue.issue,
                                         party,
                                         change.real_income_pct[n] - without_tariffs_[n]);
        }
      }
    } catch (const Failure& failure) {
      give_up(issue.places.front(), "none, issue '" + id + "' at pole 1", failure);
    }
  }

  WelfareChange solve(const TradePolicy& policy, bool is_first) {
    const TradePolicy unchanged = baseline_policy(year_.baseline);
    if (policy.tariff_rate == unchanged.tariff_rate &&
        policy.iceberg_hat == unchanged.iceberg_hat) {
      return welfare_change(year_.baseline, policy, base_equilibrium(year_.baseline));
    }
    Equilibrium& found = is_first ? first_ : other_;
    const bool has_first = !is_first && !first_.wage_hat.empty();
    solver_.solve(policy, found, has_first ? &first_ : nullptr);
    return welfare_change(year_.baseline, policy, found);
  }

  void store(const PayoffPlace& place, int state, const WelfareChange& change) {
    PayoffTable& table = result_.table;
    const auto row = static_cast<std::size_t>(
        (place.economy * table.configurations().size() + place.configuration) *
            table.tariff_states() +
        state);
    for (int party = 0; party < model_.party_count(); ++party) {
      const std::size_t n = region(party);
      table.set_welfare(place.economy, place.configuration, state, party,
                        change.real_income_pct[n]);
      for (std::size_t slot = 0; slot < model_.lobby_sectors.size(); ++slot) {
        const auto sector = static_cast<std::size_t>(model_.lobby_sectors[slot]);
        table.set_value_added(place.economy, place.configuration, state, party,
                              static_cast<int>(slot),
                              change.value_added_change[year_.baseline.at(n, sector)]);
      }
      result_.details[row * model_.parties.size() + static_cast<std::size_t>(party)] =
          payoff_detail(change, n);
    }
  }

  [[noreturn]] void give_up(const PayoffPlace& place, const std::string& tariff_state,
                            const Failure& failure) const {
    const std::string& name = result_.table.configurations()[place.configuration].name;
    throw Failure(failure.code(),
                  "economy " + std::to_string(place.economy + 1) + " (elasticities " +
                      year_.elasticities + "), configuration " +
                      (name.empty() ? "status quo" : name) + ", tariffs " + tariff_state +
                      ": " + failure.what());
  }

  [[nodiscard]] std::size_t region(int party) const {
    return static_cast<std::size_t>(trade_.region_of[static_cast<std::size_t>(party)]);
  }

  const Model& model_;
  const TradeModel& trade_;
  const TradeYear& year_;
  const TradeRegime& regime_;
  SolvedPayoffs& result_;
  EquilibriumSolver solver_;
  Equilibrium first_, other_;
  std::vector<double> without_tariffs_;
};

}  // namespace

SolvedPayoffs solve_payoffs(const Model& model, const TradeModel& trade,
                            std::uint64_t seed, int jobs) {
  TRIPART_EXPECTS(trade.economies >= 1 && jobs >= 1);
  TRIPART_EXPECTS(trade.region_of.size() == model.parties.size());
  SolvedPayoffs result{PayoffTable(model, trade.economies), {}, {}, {}};
  const ConfigurationSet& configurations = result.table.configurations();
  for (int index = 1; index <= trade.economies; ++index) {
    result.economies.push_back(draw_economy(model, trade, seed, index));
  }
  result.details.resize(static_cast<std::size_t>(trade.economies) *
                        static_cast<std::size_t>(configurations.size()) *
                        static_cast<std::size_t>(result.table.tariff_states()) *
                        model.parties.size());
  const std::vector<TradeYear> years = trade_years(model, trade, result.table, jobs);
  const std::vector<TradeRegime> regimes =
      trade_regimes(model, trade, years, configurations, result.economies);
  // What a solver learns of its base year, all regimes of the year share.
  std::vector<EquilibriumSolver> solvers;
  for (const TradeYear& year : years) {
    solvers.emplace_back(year.baseline, year.theta, trade.closure);
  }
  for_each_block(regimes.size(), jobs, [&](std::size_t block, int /*worker*/) {
    const TradeRegime& regime = regimes[block];
    RegimeSolver(model, trade, years[regime.year], solvers[regime.year], regime, result)
        .run();
  });
  result.policies = policy_payoffs(trade, years, result.economies, jobs);
  return result;
}

}  // namespace tripart
