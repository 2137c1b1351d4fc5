#pragma once

#include "tripart/bargaining/solution.hpp"

namespace tripart {

/// Division of a pie of 1 by a vote (Baron & Ferejohn 1989, closed rule): each round a
/// proposer is drawn and names a division, which stands once `quota` parties, the
/// proposer among them, are for it; otherwise a round is lost.
struct MajorityGame {
  int parties = 3;
  int quota = 2;              ///< 1 to parties; parties: unanimity (T5)
  PartyValues discount{};     ///< per round, in [0, 1)
  PartyValues recognition{};  ///< >= 0, adding up to 1
};

/// The stationary equilibrium, whose payoffs are unique (Eraslan 2002).
struct MajorityOutcome {
  PartyValues value{};     ///< expected share before a proposer is drawn; adds up to 1
  PartyValues price{};     ///< d_i v_i: what buys the vote of i
  PartyValues keeps{};     ///< share of i when it proposes
  PartyValues included{};  ///< chance to be paid by somebody else's proposal
};

/// Stationary shares with any patience and recognition (T6).
///
/// A proposer buys the cheapest votes. With m_i the chance that somebody else buys that
/// of i, X what a proposer keeps whose own vote is among the cheap ones and t the price
/// of the dearest vote bought, the conditions of the equilibrium come down to
///
///     m_i = 1 / d_i - p_i (1 + X / t)   between 0 and 1 - p_i,   sum_i m_i = quota - 1,
///
/// one falling function of X / t. Cheap votes cost p_i d_i X / (1 - d_i), those never
/// bought p_i d_i (X + t), all others t; the shares add up to 1. With equal parties and a
/// simple majority partners get d / n and the proposer 1 - d (n - 1) / (2 n).
[[nodiscard]] MajorityOutcome solve_majority(const MajorityGame& game);

/// More than half of the parties.
[[nodiscard]] constexpr int simple_majority(int parties) {
  return parties / 2 + 1;
}

}  // namespace tripart
