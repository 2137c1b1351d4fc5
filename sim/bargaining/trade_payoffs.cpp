#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bargaining/payoff_memory.hpp"
#include "bargaining/policy_payoffs.hpp"
#include "bargaining/trade_regime.hpp"
#include "bargaining/trade_war.hpp"
#include "tripart/bargaining/trade_model.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/memory.hpp"
#include "tripart/core/parallel.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

/// Base years in memory at a time: economies that draw their elasticities have one each,
/// of about a megabyte for 31 regions and 40 sectors.
constexpr std::size_t years_at_a_time = 64;

/// The economies of each distinct base year, in the order in which those come up.
std::vector<std::vector<int>> by_year(const std::vector<EconomyDraw>& draws) {
  std::vector<std::vector<int>> years;
  std::map<std::pair<std::string, std::vector<double>>, std::size_t> known;
  for (std::size_t economy = 0; economy < draws.size(); ++economy) {
    const auto [entry, is_new] = known.try_emplace(
        {draws[economy].elasticities, draws[economy].theta}, years.size());
    if (is_new) {
      years.emplace_back();
    }
    years[entry->second].push_back(static_cast<int>(economy));
  }
  return years;
}

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
          result_.table.set_issue_effect(
              place.economy, place.configuration, issue.issue, party,
              change.real_income_pct[n] - without_tariffs_[n], place.deal);
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

/// Every economy keeps the rates of its war.
std::uint64_t memory_of_wars(const TradeModel& trade) {
  return trade.war_without_agreement
             ? 2 * sizeof(double) * trade.baseline.tariff_rate.size() *
                   static_cast<std::uint64_t>(trade.economies)
             : 0;
}

using YearOfEconomy = std::vector<std::pair<int, std::size_t>>;

/// What was found of a year's own, put where its economies look for it.
void store_of_years(const TradeModel& trade, const std::vector<TradeYear>& years,
                    const YearOfEconomy& economies, int jobs, SolvedPayoffs& result) {
  const auto policies = policy_payoffs(trade, years, jobs);
  for (const auto& [economy, year] : economies) {
    const auto place = static_cast<std::ptrdiff_t>(policies[year].size()) * economy;
    std::copy(policies[year].begin(), policies[year].end(),
              result.policies.begin() + place);
    if (trade.war_without_agreement) {
      result.wars[static_cast<std::size_t>(economy)] = years[year].war;
    }
  }
}

/// Everything asked of some economies, whose years are `years`.
void solve_years(const Model& model, const TradeModel& trade,
                 std::vector<TradeYear>& years, const YearOfEconomy& economies, int jobs,
                 SolvedPayoffs& result) {
  if (trade.war_without_agreement) {
    fight_wars(trade, years, jobs);
  }
  const std::vector<TradeRegime> regimes = trade_regimes(
      model, trade, result.table.configurations(), result.economies, economies);
  // What a solver learns of its base year, all regimes of the year share.
  std::vector<std::optional<EquilibriumSolver>> solvers(years.size());
  for_each_block(years.size(), jobs, [&](std::size_t year, int /*worker*/) {
    solvers[year].emplace(years[year].baseline, years[year].theta, trade.closure);
  });
  for_each_block(regimes.size(), jobs, [&](std::size_t block, int /*worker*/) {
    const TradeRegime& regime = regimes[block];
    RegimeSolver(model, trade, years[regime.year], *solvers[regime.year], regime, result)
        .run();
  });
  store_of_years(trade, years, economies, jobs, result);
}

}  // namespace

SolvedPayoffs solve_payoffs(const Model& model, const TradeModel& trade,
                            std::uint64_t seed, int jobs) {
  TRIPART_EXPECTS(trade.economies >= 1 && jobs >= 1);
  TRIPART_EXPECTS(trade.region_of.size() == model.parties.size());
  expect_room(memory_needed(model, trade.economies) + memory_of_wars(trade),
              memory_limit(), trade.economies);
  SolvedPayoffs result{PayoffTable(model, trade.economies), {}, {}, {}, {}};
  const ConfigurationSet& configurations = result.table.configurations();
  for (int index = 1; index <= trade.economies; ++index) {
    result.economies.push_back(draw_economy(model, trade, seed, index));
  }
  result.details.resize(static_cast<std::size_t>(trade.economies) *
                        static_cast<std::size_t>(configurations.size()) *
                        static_cast<std::size_t>(result.table.tariff_states()) *
                        model.parties.size());
  result.policies.resize(static_cast<std::size_t>(trade.economies) *
                         trade.policies.size() * model.parties.size());
  if (trade.war_without_agreement) {
    result.wars.resize(static_cast<std::size_t>(trade.economies));
  }
  const std::vector<std::vector<int>> all = by_year(result.economies);
  for (std::size_t first = 0; first < all.size(); first += years_at_a_time) {
    const std::size_t count = std::min(years_at_a_time, all.size() - first);
    std::vector<TradeYear> years(count);
    YearOfEconomy economies;
    for (std::size_t year = 0; year < count; ++year) {
      for (const int economy : all[first + year]) {
        economies.emplace_back(economy, year);
      }
    }
    for_each_block(count, jobs, [&](std::size_t year, int /*worker*/) {
      const int economy = all[first + year].front();
      years[year] =
          trade_year(model, trade, result.economies[static_cast<std::size_t>(economy)],
                     result.table);
    });
    solve_years(model, trade, years, economies, jobs, result);
  }
  return result;
}

}  // namespace tripart
