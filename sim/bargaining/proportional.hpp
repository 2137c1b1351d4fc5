#pragma once

#include "bargaining/nash_solver.hpp"

namespace tripart {

/// Surpluses in proportion to claims, as high as they go.
struct ProportionalPoint {
  bool found = false;
  double gain = 0.0;  ///< surplus per claim, < 0 where the disagreement is out of reach
  Texts text{};
  PartyValues hold{};  ///< what a unit of a party's floor costs the gain; those with > 0
                       ///< are held down
};

/// max t such that V_i(x) >= disagreement_i + claim_i t for all. \pre claim > 0
[[nodiscard]] ProportionalPoint solve_line(const Frontier& frontier,
                                           const PartyValues& disagreement,
                                           const PartyValues& claim);

/// `pareto_distance` where Newton's method is known to leave the line to the program.
[[nodiscard]] double pareto_distance_by_program(const Frontier& frontier,
                                                const PartyValues& value);

}  // namespace tripart
