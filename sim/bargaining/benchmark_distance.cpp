// What a settlement is held against: the solutions at the scenario's central values.
#include <algorithm>

#include "bargaining/centre.hpp"
#include "bargaining/engine.hpp"
#include "bargaining/settlement.hpp"

namespace tripart {

Centre& Engine::centre() {
  if (!centre_) {
    centre_ = std::make_unique<Centre>(model_, payoffs_);
  }
  return *centre_;
}

// The texts that the solutions give the same signatories: what they are worth to the
// governments of a replicate is compared, as far as its red lines let those texts be.
void Engine::find_references(PartySet signatories) {
  const DealBenchmark* benchmark = centre().deal(signatories);
  for (std::size_t s = 0; s < reference_count; ++s) {
    const Texts*& text = history_.settlement->reference[s];
    text = nullptr;
    if (benchmark != nullptr) {
      const SolutionPoint& solution =
          benchmark->solution[static_cast<std::size_t>(measured_solutions[s])];
      text = solution.found ? solution.text.data() : nullptr;
    }
  }
}

// The bilaterals of a hub as agreed against Nash-in-Nash, for all who signed one.
void Engine::measure_nash_in_nash_distance() {
  const Configuration& agreed = payoffs_.configurations()[history_.agreed_configuration];
  const bool bilaterals = agreed.kind == ConfigurationKind::two_bilaterals ||
                          agreed.kind == ConfigurationKind::bilaterals;
  if (!bilaterals || now_.hub < 0) {
    return;  // a game with side payments has no hub at any table
  }
  const DealBenchmark* benchmark = centre().bilaterals(now_.hub);
  if (benchmark == nullptr || benchmark->configuration != history_.agreed_configuration) {
    return;
  }
  const SolutionPoint& solution =
      benchmark->solution[static_cast<std::size_t>(Solution::nash_in_nash)];
  if (!solution.found) {
    return;
  }
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    PartyState& state = now_.party[static_cast<std::size_t>(party)];
    const Government& government = state.government;
    Real distance = 0.0;
    for (int deal = 0; deal < now_.deal_count; ++deal) {
      const Deal& settled = now_.deals[static_cast<std::size_t>(deal)];
      benchmark_deal_.members = settled.members;
      benchmark_deal_.settled = settled.settled;
      const auto at =
          std::find(agreed.deals.begin(), agreed.deals.end(), settled.members) -
          agreed.deals.begin();
      benchmark_deal_.text = solution.text[static_cast<std::size_t>(at)];
      distance +=
          government.content_weight * (content_of(government, party, settled) -
                                       content_of(government, party, benchmark_deal_)) +
          effect_of(party, settled, history_.agreed_configuration) -
          effect_of(party, benchmark_deal_, history_.agreed_configuration);
    }
    state.distance[reference_count] = distance;
  }
}

}  // namespace tripart
