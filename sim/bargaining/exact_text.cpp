// E7 without its linearity: all texts of all deals at once in one equilibrium.
#include <map>
#include <string>
#include <utility>

#include "bargaining/trade_regime.hpp"
#include "tripart/bargaining/trade_model.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/parallel.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

/// Economies that the trade model answers alike: same elasticities, same terms.
using Case = std::pair<std::vector<double>, std::vector<PairTerms>>;

std::vector<CostEffect> effects_at(const Model& model, const Configuration& configuration,
                                   const std::vector<std::optional<double>>& moved) {
  std::vector<CostEffect> all;
  for (std::size_t issue = 0; issue < model.issues.size(); ++issue) {
    for (const PartySet deal : configuration.deals) {
      for (CostEffect effect : binding_effects(model.issues[issue], deal)) {
        effect.log_iceberg *= moved[issue].value_or(0.0);
        effect.tariff.coverage *= moved[issue].value_or(0.0);
        all.push_back(effect);
      }
    }
  }
  return all;
}

std::vector<double> solve_case(const TradeModel& trade, const Case& one,
                               const TradePolicy* war,
                               const std::vector<CostEffect>& effects) {
  TradeYear year;
  year.theta = one.first;
  year.baseline = close_baseline(trade.baseline, year.theta, trade.closure);
  if (war != nullptr) {
    year.war = *war;
  }
  TradePolicy policy = pair_policy(trade, year, one.second);
  apply_effects(effects, trade, year.baseline, policy);
  const std::vector<double> welfare = real_income_pct(
      year.baseline, solve_equilibrium(year.baseline, year.theta, policy, trade.closure));
  std::vector<double> by_party;
  for (const int region : trade.region_of) {
    by_party.push_back(welfare[static_cast<std::size_t>(region)]);
  }
  return by_party;
}

}  // namespace

std::vector<std::vector<double>> solve_at_texts(
    const Model& model, const TradeModel& trade, const SolvedPayoffs& payoffs,
    const Configuration& configuration, const std::vector<std::optional<double>>& moved,
    int jobs) {
  TRIPART_EXPECTS(moved.size() == model.issues.size() && jobs >= 1);
  const std::vector<CostEffect> effects = effects_at(model, configuration, moved);
  std::map<Case, std::size_t> known;
  std::vector<const Case*> cases;
  std::vector<const TradePolicy*> wars;  // by case
  std::vector<std::size_t> case_of;
  for (std::size_t economy = 0; economy < payoffs.economies.size(); ++economy) {
    const EconomyDraw& draw = payoffs.economies[economy];
    const auto [entry, is_new] = known.try_emplace(
        {draw.theta, pair_terms(model, trade, draw, configuration)}, cases.size());
    if (is_new) {
      cases.push_back(&entry->first);
      wars.push_back(payoffs.wars.empty() ? nullptr : &payoffs.wars[economy]);
    }
    case_of.push_back(entry->second);
  }
  std::vector<std::vector<double>> solved(cases.size());
  for_each_block(cases.size(), jobs, [&](std::size_t at, int /*worker*/) {
    try {
      solved[at] = solve_case(trade, *cases[at], wars[at], effects);
    } catch (const Failure& failure) {
      throw Failure(failure.code(),
                    "configuration " + configuration.name +
                        " at the median settled texts: " + failure.what());
    }
  });
  std::vector<std::vector<double>> by_economy;
  for (const std::size_t at : case_of) {
    by_economy.push_back(solved[at]);
  }
  return by_economy;
}

}  // namespace tripart
