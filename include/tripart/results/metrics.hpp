#pragma once

#include <array>
#include <cstddef>
#include <optional>
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
[[nodiscard]] std::array<std::optional<double>, whole_metrics.size()> whole_values(
    const Outcome& outcome);
[[nodiscard]] std::array<std::optional<double>, party_metrics.size()> party_values(
    const PartyOutcome& party);

}  // namespace tripart
