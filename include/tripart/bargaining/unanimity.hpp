#pragma once

#include "tripart/bargaining/strategic.hpp"

namespace tripart {

/// What everybody proposes and holds out for in a game of offers without a last round.
struct UnanimityEquilibrium {
  bool found = false;  ///< false: no text gives everybody more than never agreeing
  std::array<FrontierPoint, max_parties> proposal;  ///< by proposer
  /// [proposer][party]: the least V_j that `party` accepts from this proposer
  std::array<PartyValues, max_parties> least{};
  PartyValues expected{};  ///< V_j before the first proposer is known
};

/// Stationary equilibrium of a game in which every other party must accept, 2 to 8
/// parties, on the exact frontier: whoever proposes takes its best text that leaves every
/// other party what waiting is worth to it,
///
///     w_j = max(o_j, (1 - p) b_j + p (s_j + d_j (v_j - s_j))),
///
/// v_j being what the party expects of the next round (T2, T2b, T5, T5b). With
/// `krishna_serrano` a party that accepts leaves with its share, so that the first
/// proposer and each other party bargain as if they were alone, given what the rest gets
/// (Krishna & Serrano 1996; T5c on a straight frontier). `rounds` is not read.
///
/// \throws Failure(our_bug) where no equilibrium is found to 1e-11 of what is at stake.
[[nodiscard]] UnanimityEquilibrium solve_unanimity(const StrategicGame& game);

/// What the first of `game.rounds` proposers offers, by backward induction; after the
/// last refusal the party has s_j or, with probability 1 - p, b_j. Not found where some
/// party would rather wait.
[[nodiscard]] FrontierPoint solve_last_rounds(const StrategicGame& game);

}  // namespace tripart
