#include "bargaining/trade_regime.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "bargaining/trade_war.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

/// Notes that the issue acts on trade costs at this place.
void add_issue(int issue, std::vector<CostEffect> effects, PayoffPlace place,
               TradeRegime& regime) {
  if (effects.empty()) {
    return;
  }
  const auto found = std::find_if(
      regime.issues.begin(), regime.issues.end(),
      [&](const IssueCase& one) { return one.issue == issue && one.effects == effects; });
  if (found != regime.issues.end()) {
    found->places.push_back(place);
  } else {
    regime.issues.push_back({issue, std::move(effects), {place}});
  }
}

}  // namespace

TradeYear trade_year(const Model& model, const TradeModel& trade, const EconomyDraw& draw,
                     const PayoffTable& table) {
  TradeYear year;
  year.elasticities = draw.elasticities;
  year.theta = draw.theta;
  try {
    year.baseline = close_baseline(trade.baseline, year.theta, trade.closure);
  } catch (const Failure& failure) {
    throw Failure(failure.code(), "base year, elasticities " + year.elasticities +
                                      ", closed as the scenario says: " + failure.what());
  }
  for (int state = 0; state < table.tariff_states(); ++state) {
    year.rate_changes.push_back(rate_changes_of(model, trade, year.baseline, table.bits(),
                                                table.tariff_state(state)));
  }
  return year;
}

TradePolicy pair_policy(const TradeModel& trade, const TradeYear& year,
                        const std::vector<PairTerms>& terms) {
  TradePolicy policy = policy_of(trade, year.baseline, terms);
  set_war_rates(trade, year, terms, policy);
  return policy;
}

std::vector<TradeRegime> trade_regimes(
    const Model& model, const TradeModel& trade, const ConfigurationSet& configurations,
    const std::vector<EconomyDraw>& draws,
    const std::vector<std::pair<int, std::size_t>>& economies) {
  std::vector<TradeRegime> regimes;
  std::map<std::pair<std::size_t, std::vector<PairTerms>>, std::size_t> known;
  for (const auto& [economy, year] : economies) {
    const EconomyDraw& draw = draws[static_cast<std::size_t>(economy)];
    for (int index = 0; index < configurations.size(); ++index) {
      const Configuration& configuration = configurations[index];
      std::vector<PairTerms> terms = pair_terms(model, trade, draw, configuration);
      const auto [entry, is_new] = known.try_emplace({year, terms}, regimes.size());
      if (is_new) {
        regimes.push_back({year, std::move(terms), {}, {}});
      }
      TradeRegime& regime = regimes[entry->second];
      regime.places.push_back({economy, index, 0});
      for (std::size_t issue = 0; issue < model.issues.size(); ++issue) {
        for (std::size_t deal = 0; deal < configuration.deals.size(); ++deal) {
          add_issue(static_cast<int>(issue),
                    binding_effects(model.issues[issue], configuration.deals[deal]),
                    {economy, index, deal}, regime);
        }
      }
    }
  }
  return regimes;
}

}  // namespace tripart
