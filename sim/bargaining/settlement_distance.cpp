#include <algorithm>

#include "bargaining/settlement.hpp"

namespace tripart {

SettlementDistances measure_distances(const Settlement& settlement) {
  const Frontier& frontier = settlement.problem.frontier;
  const auto members = static_cast<std::size_t>(frontier.parties);
  const auto from = [&](const PartyValues& there) {
    PartyValues distance{};
    for (std::size_t m = 0; m < members; ++m) {
      distance[m] = settlement.agreed[m] - there[m];
    }
    return distance;
  };
  SettlementDistances distances;
  if (settlement.has_nash) {
    const FrontierPoint nash = solve_nash(settlement.problem);
    if (nash.found) {
      distances.nash = from(nash.value);
    }
  }
  distances.pareto = pareto_distance(frontier, settlement.agreed);
  for (std::size_t s = 0; s < reference_count; ++s) {
    if (settlement.reference[s] == nullptr) {
      continue;
    }
    Texts text = *settlement.reference[s];
    for (std::size_t k = 0; k < static_cast<std::size_t>(frontier.issues); ++k) {
      text[k] = std::min(std::max(text[k], frontier.low[k]), frontier.high[k]);
    }
    distances.reference[s] = from(frontier_values(frontier, text));
  }
  return distances;
}

void write_distances(PartySet members, const SettlementDistances& distances,
                     Outcome& outcome) {
  outcome.pareto_distance = distances.pareto;
  std::size_t member = 0;
  for (std::size_t i = 0; i < outcome.parties.size(); ++i) {
    if (!contains(members, static_cast<int>(i))) {
      continue;
    }
    PartyOutcome& own = outcome.parties[i];
    own.has_nash = distances.nash.has_value();
    own.distance_nash = own.has_nash ? (*distances.nash)[member] : 0.0;
    for (std::size_t s = 0; s < reference_count; ++s) {
      if (distances.reference[s]) {
        own.distance[s] = (*distances.reference[s])[member];
      }
    }
    ++member;
  }
}

}  // namespace tripart
