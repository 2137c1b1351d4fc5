#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "tripart/bargaining/outcome.hpp"

/// What is summarised of an outcome, in the order of the tables.
namespace tripart {

inline constexpr std::size_t ending_count = 3;
inline constexpr std::size_t kind_count = 6;
inline constexpr std::size_t mechanism_count = 4;
inline constexpr std::array<std::string_view, mechanism_count> mechanism_names{
    "red_line", "no_surplus", "ratification", "time"};

/// Numbers of one negotiation as a whole, in the order of Cell::whole.
inline constexpr std::array<std::string_view, 8> whole_metrics{
    "days",         "tariff_days",      "chapters_closed",
    "threats_made", "threats_executed", "threats_withdrawn",
    "retaliations", "pareto_distance"};

/// Numbers of one party, in the order of Cell::party.
inline constexpr std::array<std::string_view, 11> party_metrics{
    "utility",
    "welfare_pct",
    "reservation_value",
    "surplus_share",
    "content",
    "distance_nash",
    "distance_asymmetric_nash",
    "distance_kalai_smorodinsky",
    "distance_egalitarian",
    "distance_utilitarian",
    "distance_nash_in_nash"};
/// Place of the first of measured_solutions among them.
inline constexpr std::size_t first_distance = 6;
static_assert(first_distance + measured_solutions.size() == party_metrics.size());

/// Absent where the negotiation, or the party, has none.
[[nodiscard]] inline std::array<std::optional<double>, whole_metrics.size()> whole_values(
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

[[nodiscard]] inline std::array<std::optional<double>, party_metrics.size()> party_values(
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

/// Where the number of a party stands in a row of all numbers of an outcome: those of the
/// negotiation as a whole, then party by party.
[[nodiscard]] inline std::size_t metric_at(std::size_t party, std::size_t metric) {
  return whole_metrics.size() + party * party_metrics.size() + metric;
}
/// How many numbers such a row has.
[[nodiscard]] inline std::size_t metric_count(std::size_t parties) {
  return metric_at(parties, 0);
}
/// Fills the row of `outcome`; NaN stands for what is absent.
void fill_metric_row(const Outcome& outcome, std::span<double> row);

}  // namespace tripart
