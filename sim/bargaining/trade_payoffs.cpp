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

/// Counterfactuals in memory at a time: four for each that a wide vector holds.
constexpr std::size_t cases_at_a_time = 32;

/// Solves the equilibria of one regime: without tariffs first, from the base year; all
/// others start there, so that none depends on the order of threats or parties.
class RegimeSolver {
 public:
  RegimeSolver(const Model& model, const TradeModel& trade, const TradeYear& year,
               EquilibriumSolver& solver, const TradeRegime& regime,
               SolvedPayoffs& result)
      : model_(model),
        trade_(trade),
        year_(year),
        regime_(regime),
        result_(result),
        states_(static_cast<std::size_t>(result.table.tariff_states())),
        unchanged_(baseline_policy(year.baseline)),
        solver_(solver) {}

  void run() {
    solve_cases(0, 1);
    const std::size_t cases = states_ + regime_.issues.size();
    for (std::size_t first = 1; first < cases; first += cases_at_a_time) {
      solve_cases(first, std::min(cases_at_a_time, cases - first));
    }
  }

 private:
  // A case is a tariff state or, after all of those, an issue at pole 1 (E7), where no
  // tariffs are in force.
  [[nodiscard]] bool is_state(std::size_t index) const { return index < states_; }
  [[nodiscard]] const IssueCase& issue_of(std::size_t index) const {
    return regime_.issues[index - states_];
  }

  [[nodiscard]] TradePolicy policy_of(std::size_t index) const {
    TradePolicy policy = pair_policy(trade_, year_, regime_.terms);
    if (is_state(index)) {
      change_tariffs(policy, year_.baseline, year_.rate_changes[index]);
    } else {
      apply_effects(issue_of(index).effects, trade_, year_.baseline, policy);
    }
    return policy;
  }

  /// Some cases side by side.
  void solve_cases(std::size_t first, std::size_t count) {
    std::vector<TradePolicy> policies;
    std::optional<Failure> refused;
    while (policies.size() < count && !refused) {
      try {
        policies.push_back(policy_of(first + policies.size()));
      } catch (const Failure& failure) {
        refused = failure;
      }
    }
    std::vector<Equilibrium> found(policies.size());
    std::vector<EquilibriumTask> tasks;
    std::vector<std::size_t> case_of;
    for (std::size_t k = 0; k < policies.size(); ++k) {
      if (changes_nothing(policies[k])) {
        found[k] = base_equilibrium(year_.baseline);
      } else {
        tasks.push_back(
            {&policies[k], first_.wage_hat.empty() ? nullptr : &first_, &found[k]});
        case_of.push_back(first + k);
      }
    }
    const std::vector<UnsolvedTask> unsolved = solver_.solve_all(tasks);
    if (!unsolved.empty()) {
      give_up(case_of[unsolved.front().task], unsolved.front().failure);
    }
    if (refused) {
      give_up(first + policies.size(), *refused);
    }
    for (std::size_t k = 0; k < policies.size(); ++k) {
      record(first + k, welfare_change(year_.baseline, policies[k], found[k]));
    }
    if (first == 0 && !tasks.empty()) {
      first_ = std::move(found.front());
    }
  }

  [[nodiscard]] bool changes_nothing(const TradePolicy& policy) const {
    return policy.tariff_rate == unchanged_.tariff_rate &&
           policy.iceberg_hat == unchanged_.iceberg_hat;
  }

  void record(std::size_t index, const WelfareChange& change) {
    if (!is_state(index)) {
      record_issue(issue_of(index), change);
      return;
    }
    for (const PayoffPlace& place : regime_.places) {
      store(place, static_cast<int>(index), change);
    }
    if (index == 0) {
      without_tariffs_ = change.real_income_pct;
    }
  }

  /// What W_i gains at pole 1 of the issue.
  void record_issue(const IssueCase& issue, const WelfareChange& change) {
    for (const PayoffPlace& place : issue.places) {
      for (int party = 0; party < model_.party_count(); ++party) {
        const std::size_t n = region(party);
        result_.table.set_issue_effect(
            place.economy, place.configuration, issue.issue, party,
            change.real_income_pct[n] - without_tariffs_[n], place.deal);
      }
    }
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

  [[noreturn]] void give_up(std::size_t index, const Failure& failure) const {
    const PayoffPlace& place =
        is_state(index) ? regime_.places.front() : issue_of(index).places.front();
    const std::string tariffs =
        is_state(index)
            ? result_.table.state_name(model_, static_cast<int>(index))
            : "none, issue '" +
                  model_.issues[static_cast<std::size_t>(issue_of(index).issue)].id +
                  "' at pole 1";
    const std::string& name = result_.table.configurations()[place.configuration].name;
    throw Failure(failure.code(), "economy " + std::to_string(place.economy + 1) +
                                      " (elasticities " + year_.elasticities +
                                      "), configuration " +
                                      (name.empty() ? "status quo" : name) +
                                      ", tariffs " + tariffs + ": " + failure.what());
  }

  [[nodiscard]] std::size_t region(int party) const {
    return static_cast<std::size_t>(trade_.region_of[static_cast<std::size_t>(party)]);
  }

  const Model& model_;
  const TradeModel& trade_;
  const TradeYear& year_;
  const TradeRegime& regime_;
  SolvedPayoffs& result_;
  std::size_t states_;
  TradePolicy unchanged_;
  EquilibriumSolver& solver_;
  Equilibrium first_;  ///< without tariffs, where that is not the base year
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
  // The memory to work in, all regimes of a year that a worker comes by.
  std::vector<std::pair<std::size_t, std::optional<EquilibriumSolver>>> own(
      static_cast<std::size_t>(jobs));
  for_each_block(regimes.size(), jobs, [&](std::size_t block, int worker) {
    const TradeRegime& regime = regimes[block];
    auto& [year, solver] = own[static_cast<std::size_t>(worker)];
    if (!solver || year != regime.year) {
      year = regime.year;
      solver = solvers[year];
    }
    RegimeSolver(model, trade, years[year], *solver, regime, result).run();
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
