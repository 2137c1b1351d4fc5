// How far a settlement lies from the solutions at the scenario's central values, and from
// the frontier.
#include <algorithm>

#include "bargaining/centre.hpp"
#include "bargaining/engine.hpp"

namespace tripart {

Centre& Engine::centre() {
  if (!centre_) {
    centre_ = std::make_unique<Centre>(model_, payoffs_);
  }
  return *centre_;
}

// V at the agreement less V at the text that a solution gives the same signatories, both
// to the governments of this replicate; as far as its red lines let that text be.
void Engine::measure_distances(const Track& track, int point,
                               const NashProblem& problem) {
  for (PartyState& state : party_) {
    state.distance = {};
  }
  const Frontier& frontier = problem.frontier;
  PartyValues value{};
  std::size_t member = 0;
  for (std::size_t i = 0; i < parties_; ++i) {
    if (contains(track.members, static_cast<int>(i))) {
      value[member++] = track.value[i * track.capacity + static_cast<std::size_t>(point)];
    }
  }
  pareto_distance_ = pareto_distance(frontier, value);
  const DealBenchmark* benchmark = centre().deal(track.signatories);
  for (std::size_t s = 0; benchmark != nullptr && s < measured_solutions.size(); ++s) {
    const SolutionPoint& solution =
        benchmark->solution[static_cast<std::size_t>(measured_solutions[s])];
    if (!solution.found) {
      continue;
    }
    Texts text = solution.text.front();
    for (std::size_t k = 0; k < issues_; ++k) {
      text[k] = std::min(std::max(text[k], frontier.low[k]), frontier.high[k]);
    }
    const PartyValues there = frontier_values(frontier, text);
    member = 0;
    for (std::size_t i = 0; i < parties_; ++i) {
      if (contains(track.members, static_cast<int>(i))) {
        party_[i].distance[s] = value[member] - there[member];
        ++member;
      }
    }
  }
}

// The bilaterals of a hub as agreed against Nash-in-Nash, for all who signed one.
void Engine::measure_nash_in_nash_distance() {
  const Configuration& agreed = payoffs_.configurations()[agreed_configuration_];
  const bool bilaterals = agreed.kind == ConfigurationKind::two_bilaterals ||
                          agreed.kind == ConfigurationKind::bilaterals;
  if (!bilaterals || hub_ < 0) {
    return;  // a game with side payments has no hub at any table
  }
  const DealBenchmark* benchmark = centre().bilaterals(hub_);
  if (benchmark == nullptr || benchmark->configuration != agreed_configuration_) {
    return;
  }
  const SolutionPoint& solution =
      benchmark->solution[static_cast<std::size_t>(Solution::nash_in_nash)];
  if (!solution.found) {
    return;
  }
  constexpr std::size_t slot = measured_solutions.size() - 1;
  static_assert(measured_solutions[slot] == Solution::nash_in_nash);
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    PartyState& state = party_[static_cast<std::size_t>(party)];
    const Government& government = state.government;
    Real distance = 0.0;
    for (int deal = 0; deal < deal_count_; ++deal) {
      const Deal& settled = deals_[static_cast<std::size_t>(deal)];
      benchmark_deal_.members = settled.members;
      benchmark_deal_.settled = settled.settled;
      const auto at =
          std::find(agreed.deals.begin(), agreed.deals.end(), settled.members) -
          agreed.deals.begin();
      const Texts& text = solution.text[static_cast<std::size_t>(at)];
      std::copy_n(text.begin(), issues_, benchmark_deal_.text.begin());
      distance +=
          government.content_weight * (content_of(government, party, settled) -
                                       content_of(government, party, benchmark_deal_)) +
          effect_of(party, settled, agreed_configuration_) -
          effect_of(party, benchmark_deal_, agreed_configuration_);
    }
    state.distance[slot] = distance;
  }
}

}  // namespace tripart
