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
inline constexpr std::array<std::string_view, 7> whole_metrics{
    "days",         "tariff_days",      "chapters_closed",
    "threats_made", "threats_executed", "threats_withdrawn",
    "retaliations"};

/// Numbers of one party, in the order of Cell::party.
inline constexpr std::array<std::string_view, 6> party_metrics{
    "utility",       "welfare_pct", "reservation_value",
    "surplus_share", "content",     "distance_nash"};

[[nodiscard]] std::array<double, whole_metrics.size()> whole_values(
    const Outcome& outcome);

/// Absent where the party has none.
[[nodiscard]] std::array<std::optional<double>, party_metrics.size()> party_values(
    const PartyOutcome& party);

}  // namespace tripart
