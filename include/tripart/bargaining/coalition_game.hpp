#pragma once

#include <functional>
#include <vector>

#include "tripart/bargaining/solution.hpp"
#include "tripart/core/random.hpp"

namespace tripart {

/// Disjoint coalitions that together are everybody, ordered by their lowest member.
using CoalitionStructure = std::vector<PartySet>;

/// Who joins with whom, and for what, when side payments are possible. A proposer is
/// drawn each round among those who still bargain; it may invite any of the others to
/// merge with it and buys each of them out; if all accept they go on as one. Payoffs flow
/// every round and depend on the whole structure (a partition function), so that
/// outsiders may be hurt or helped by what others do.
struct CoalitionGame {
  int parties = 3;
  double discount = 0.9;      ///< d in [0, 1), the same for all
  PartyValues recognition{};  ///< > 0; that of a coalition is the mean of its members'
  /// true: coalitions go on bargaining as one player until nothing is left to gain
  /// (Gomes 2001, 2005; T8). false: who has joined one has left the table (Okada 1996;
  /// T8b).
  bool renegotiation = true;
  /// Fills in what each coalition gets, as the value of having it for ever; false where
  /// the structure cannot come about. That of parties on their own must.
  std::function<bool(const CoalitionStructure&, PartyValues&)> payoff;
};

/// A proposal that is made with positive probability.
struct CoalitionMove {
  int proposer = 0;    ///< position in the structure
  PartySet joins = 0;  ///< the new coalition; that of the proposer alone: it waits
  double chance = 0.0;
};

/// A structure and what happens in it.
struct CoalitionState {
  CoalitionStructure structure;
  PartyValues value{};     ///< of each coalition before a proposer is drawn: phi
  PartyValues standing{};  ///< if the round passes without a move: (1 - d) V + d phi
  PartyValues proposes{};  ///< chance to be drawn as proposer
  std::vector<CoalitionMove> moves;
  double residual = 0.0;  ///< largest violation of a stationary equation
};

struct CoalitionOutcome {
  std::vector<CoalitionState> states;  ///< that of parties on their own last
  PartyValues value{};                 ///< of each party in it
  double residual = 0.0;               ///< largest of all states
};

/// Stationary equilibrium of the game, structure by structure from coarse to fine. In
/// each of them, with standing values x, a move to S adds e(S) = x_S' - sum x over the
/// members of S, and
///
///     x_C = (1 - d) V_C + d { x_C + p_C max_S e(S)
///                             + sum over others' moves without C of their chance times
///                               (x_C after the move - x_C) },
///
/// where only moves with the largest e are made. Chances and values are found together by
/// an interior-point method (complementarity of chances and losses); the equations then
/// hold to about 1e-12 of the largest payoff. Of several equilibria it is the one that
/// the path from equal chances leads to.
///
/// \throws Failure(bad_input) with the residual if they do not hold to 1e-10.
[[nodiscard]] CoalitionOutcome solve_coalitions(const CoalitionGame& game);

/// Where one play of the equilibrium ends.
struct CoalitionPath {
  CoalitionStructure structure;  ///< in which nobody moves any more
  PartySet joined = 0;           ///< the coalition formed last; 0: none was
  int proposer = -1;             ///< first member of the coalition that proposed it
};

/// Proposers and moves are drawn round by round, from parties on their own until nobody
/// joins anybody.
[[nodiscard]] CoalitionPath draw_coalitions(const CoalitionOutcome& outcome,
                                            const Stream& stream);

}  // namespace tripart
