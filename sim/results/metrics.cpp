#include "tripart/results/metrics.hpp"

namespace tripart {

std::array<std::optional<double>, whole_metrics.size()> whole_values(
    const Outcome& outcome) {
  return {static_cast<double>(outcome.end_day),
          outcome.tariff_days,
          static_cast<double>(outcome.chapters_closed),
          static_cast<double>(outcome.threats_made),
          static_cast<double>(outcome.threats_executed),
          static_cast<double>(outcome.threats_withdrawn),
          static_cast<double>(outcome.retaliations),
          outcome.pareto_distance};
}

std::array<std::optional<double>, party_metrics.size()> party_values(
    const PartyOutcome& party) {
  return {party.utility,
          party.welfare_change,
          party.reservation_value,
          party.has_share ? std::optional(party.surplus_share) : std::nullopt,
          party.content,
          party.has_nash ? std::optional(party.distance_nash) : std::nullopt,
          party.distance[0],
          party.distance[1],
          party.distance[2],
          party.distance[3],
          party.distance[4]};
}

}  // namespace tripart
