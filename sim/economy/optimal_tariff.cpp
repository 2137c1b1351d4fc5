#include "tripart/economy/optimal_tariff.hpp"

#include <algorithm>
#include <utility>

#include "economy/optimal_tariff_search.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

bool buys_anything(const Baseline& baseline, std::size_t chooser,
                   const TariffInstrument& instrument) {
  bool any = false;
  for_each_cell(baseline, chooser, instrument,
                [&](std::size_t, std::size_t exporter, std::size_t sector) {
                  any = any || baseline.flow(chooser, exporter, sector) > 0.0;
                });
  return any;
}

/// One group of each member, or one group of all.
std::vector<std::vector<std::size_t>> groups_of(const std::vector<std::size_t>& members,
                                                bool apart) {
  if (!apart) {
    return {members};
  }
  std::vector<std::vector<std::size_t>> groups;
  for (const std::size_t member : members) {
    groups.push_back({member});
  }
  return groups;
}

}  // namespace

std::string_view to_text(RatePlace place) {
  switch (place) {
    case RatePlace::unchanged:
      return "unchanged";
    case RatePlace::inside:
      return "inside";
    case RatePlace::at_low:
      return "low";
    case RatePlace::at_high:
      return "high";
  }
  return "";
}

std::vector<TariffInstrument> tariff_instruments(const Baseline& baseline,
                                                 std::size_t chooser,
                                                 const std::vector<std::size_t>& partners,
                                                 const std::vector<std::size_t>& sectors,
                                                 TariffGrouping grouping) {
  TRIPART_EXPECTS(std::find(partners.begin(), partners.end(), chooser) == partners.end());
  TRIPART_EXPECTS(!partners.empty() && !sectors.empty());
  const bool partners_apart = grouping == TariffGrouping::by_partner ||
                              grouping == TariffGrouping::by_partner_and_sector;
  const bool sectors_apart = grouping == TariffGrouping::by_sector ||
                             grouping == TariffGrouping::by_partner_and_sector;
  std::vector<TariffInstrument> instruments;
  for (const auto& exporters : groups_of(partners, partners_apart)) {
    for (const auto& goods : groups_of(sectors, sectors_apart)) {
      TariffInstrument instrument{exporters, goods};
      if (buys_anything(baseline, chooser, instrument)) {
        instruments.push_back(std::move(instrument));
      }
    }
  }
  return instruments;
}

OptimalTariffProblem problem_of(const Baseline& baseline, const TariffWar& war,
                                std::size_t member) {
  std::vector<std::size_t> partners;
  for (const auto* side : {&war.members, &war.bystanders}) {
    for (const std::size_t region : *side) {
      if (region != member) {
        partners.push_back(region);
      }
    }
  }
  return {member,
          tariff_instruments(baseline, member, partners, war.sectors, war.grouping),
          war.bounds};
}

OptimalTariffs solve_optimal_tariffs(const Baseline& baseline,
                                     const std::vector<double>& theta,
                                     const Closure& closure, const TradePolicy& start,
                                     const OptimalTariffProblem& problem,
                                     const TariffSearchOptions& options) {
  TariffObjective objective(baseline, theta, closure, start, options.solver);
  TariffSearch search(objective, problem, options);
  OptimalTariffs result;
  const double before = objective.real_income(problem.chooser);
  result.start_income_pct = objective.real_incomes();
  const TariffSearch::Progress progress = search.improve_everywhere();
  result.residual_pct = search.residual();
  result.rates = search.chosen();
  result.policy = objective.policy();
  const double after = objective.real_income(problem.chooser);
  if (result.policy.tariff_rate != start.tariff_rate) {
    result.gain_pct = std::max(0.0, after - before);
  }
  result.equilibrium = objective.equilibrium();
  result.real_income_pct = objective.real_incomes();
  result.sweeps = progress.sweeps;
  result.settled = progress.settled;
  result.evaluations = objective.evaluations();
  return result;
}

}  // namespace tripart
