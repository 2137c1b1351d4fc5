#pragma once

#include <vector>

#include "tripart/bargaining/solution.hpp"

namespace tripart {

/// One thing that a proposer may do in a structure of coalitions.
struct CoalitionOption {
  int proposer = 0;          ///< position of the coalition in the structure
  std::uint32_t joined = 0;  ///< positions that become one, the proposer's among them
  PartySet becomes = 0;      ///< its parties
  double worth = 0.0;        ///< standing value of the new coalition
  PartyValues after{};       ///< standing value of everybody else, by position
  [[nodiscard]] bool waits() const { return (joined & (joined - 1)) == 0; }
};

/// A round of the game of coalitions in a given structure, as its later structures leave
/// it.
struct CoalitionRound {
  std::size_t coalitions = 0;
  double discount = 0.9;
  PartyValues payoff{};                  ///< V, by position
  PartyValues recognition{};             ///< p, adding up to 1; 0: does not propose
  std::vector<CoalitionOption> options;  ///< whoever proposes may wait
};

struct CoalitionRoundOutcome {
  PartyValues standing{};      ///< x
  std::vector<double> chance;  ///< of each option, given its proposer
  double residual = 0.0;       ///< of the equations, in units of the payoffs
};

/// x and chances that satisfy the equations of `solve_coalitions`, by a primal-dual
/// interior-point method: every option has a chance s >= 0 and a loss z >= 0 against the
/// proposer's best, and s z = mu is followed from equal chances to mu = 0.
[[nodiscard]] CoalitionRoundOutcome solve_round(const CoalitionRound& round);

/// Largest violation of the equations by these values and chances: of the values of the
/// coalitions, and what proposers lose by moves that are not best, times their chance.
[[nodiscard]] double round_residual(const CoalitionRound& round,
                                    const CoalitionRoundOutcome& at);

}  // namespace tripart
