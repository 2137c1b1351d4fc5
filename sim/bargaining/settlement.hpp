#pragma once

#include <array>
#include <optional>

#include "tripart/bargaining/outcome.hpp"
#include "tripart/bargaining/solution.hpp"

namespace tripart {

/// Solutions at the scenario's central values that a settlement is held against: all of
/// `measured_solutions` that are those of one deal.
inline constexpr std::size_t reference_count = measured_solutions.size() - 1;
static_assert(measured_solutions[reference_count] == Solution::nash_in_nash);

/// What the last table agreed on: the frontier of its texts as it was then and V there,
/// members in the order of the parties.
struct Settlement {
  bool present = false;
  bool has_nash = true;  ///< not where side payments take its place
  PartySet members = 0;
  NashProblem problem;
  PartyValues agreed{};
  /// Texts of the same deal at the central values; null where there is none.
  std::array<const Texts*, reference_count> reference{};
};

/// How far it lies from the Nash point of that frontier, from the frontier itself and
/// from the references (T3). By member; nothing where there is no such point.
struct SettlementDistances {
  std::optional<PartyValues> nash;
  double pareto = 0.0;
  std::array<std::optional<PartyValues>, reference_count> reference{};
};

[[nodiscard]] SettlementDistances measure_distances(const Settlement& settlement);

/// Everything but the distance from Nash-in-Nash, which is that of all deals together.
void write_distances(PartySet members, const SettlementDistances& distances,
                     Outcome& outcome);

}  // namespace tripart
