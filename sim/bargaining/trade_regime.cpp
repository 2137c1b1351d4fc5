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

std::vector<TradeYear> trade_years(const Model& model, const TradeModel& trade,
                                   const PayoffTable& table, int jobs) {
  std::vector<TradeYear> years;
  for (const auto& set : trade.elasticities) {
    TradeYear year;
    year.elasticities = set.first;
    year.theta = trade.baseline.theta(set.first);
    try {
      year.baseline = close_baseline(trade.baseline, year.theta, trade.closure);
    } catch (const Failure& failure) {
      throw Failure(failure.code(),
                    "base year, elasticities " + set.first +
                        ", closed as the scenario says: " + failure.what());
    }
    for (int state = 0; state < table.tariff_states(); ++state) {
      year.rate_changes.push_back(rate_changes_of(
          model, trade, year.baseline, table.bits(), table.tariff_state(state)));
    }
    years.push_back(std::move(year));
  }
  if (trade.war_without_agreement) {
    fight_wars(trade, years, jobs);
  }
  return years;
}

TradePolicy pair_policy(const TradeModel& trade, const TradeYear& year,
                        const std::vector<PairTerms>& terms) {
  TradePolicy policy = policy_of(trade, year.baseline, terms);
  set_war_rates(trade, year, terms, policy);
  return policy;
}

const TradeYear& year_of(const std::vector<TradeYear>& years, const EconomyDraw& draw) {
  const auto found = std::find_if(years.begin(), years.end(), [&](const TradeYear& year) {
    return year.elasticities == draw.elasticities;
  });
  TRIPART_EXPECTS(found != years.end());
  return *found;
}

std::vector<TradeRegime> trade_regimes(const Model& model, const TradeModel& trade,
                                       const std::vector<TradeYear>& years,
                                       const ConfigurationSet& configurations,
                                       const std::vector<EconomyDraw>& economies) {
  std::vector<TradeRegime> regimes;
  std::map<std::pair<std::size_t, std::vector<PairTerms>>, std::size_t> known;
  for (int economy = 0; economy < static_cast<int>(economies.size()); ++economy) {
    const EconomyDraw& draw = economies[static_cast<std::size_t>(economy)];
    const auto year = static_cast<std::size_t>(&year_of(years, draw) - years.data());
    for (int configuration = 0; configuration < configurations.size(); ++configuration) {
      const PayoffPlace place{economy, configuration};
      std::vector<PairTerms> terms =
          pair_terms(model, trade, draw, configurations[configuration]);
      const auto [entry, is_new] = known.try_emplace({year, terms}, regimes.size());
      if (is_new) {
        regimes.push_back({year, std::move(terms), {}, {}});
      }
      TradeRegime& regime = regimes[entry->second];
      regime.places.push_back(place);
      for (std::size_t issue = 0; issue < model.issues.size(); ++issue) {
        add_issue(
            static_cast<int>(issue),
            binding_effects(model, model.issues[issue], configurations[configuration]),
            place, regime);
      }
    }
  }
  return regimes;
}

}  // namespace tripart
