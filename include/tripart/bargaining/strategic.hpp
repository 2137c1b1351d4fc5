#pragma once

#include "tripart/bargaining/solution.hpp"

namespace tripart {

/// Share of the pie that the first proposer keeps when two parties alternate for ever
/// (Rubinstein 1982; T1): (1 - d2) / (1 - d1 d2).
///
/// \param first_discount   d1 in [0, 1): per-round discount factor of the proposer
/// \param second_discount  d2 in [0, 1): of the responder
[[nodiscard]] double rubinstein_share(double first_discount, double second_discount);

/// The same with `rounds` >= 1 rounds, after which both get nothing; by backward
/// induction from the last round, whose proposer takes all (Stahl 1972; T1c). With equal
/// factors it is (1 - (-d)^T) / (1 + d).
[[nodiscard]] double rubinstein_finite_share(double first_discount,
                                             double second_discount, int rounds);

/// What a party offers that can do so once and for all (T9).
struct FinalOffer {
  double offer = 0.0;       ///< to the responder, of a pie of 1
  double acceptance = 0.0;  ///< probability that the responder takes it
  double value = 0.0;       ///< expected pie of the proposer, its own fallback included
};

/// Take-it-or-leave-it with a pie of 1 and a responder whose fallback is uniform on
/// [0, highest] (T9): the offer y = min((1 - d) / 2, highest) maximises
/// (y / highest) (1 - y) + (1 - y / highest) d.
///
/// \param fallback  d in [0, 1]: the proposer's own value without a deal
/// \param highest   > 0
[[nodiscard]] FinalOffer take_it_or_leave_it_offer(double fallback, double highest);

/// Below every value: there is nothing to opt out to.
inline constexpr double no_outside_option = -1e300;

/// The rules of a strategic game over a frontier, 2 to 8 parties.
struct StrategicGame {
  NashProblem problem;  ///< powers are not used
  ProtocolKind protocol = ProtocolKind::rotating;
  PartyValues discount{};  ///< per round, in [0, 1]; below 1 unless `continuation` is or
                           ///< there is a last round
  PartyValues recognition{0.5, 0.5};  ///< random_proposer: adding up to 1
  int rounds = 0;                     ///< 0: no last round
  int proposer = 0;                   ///< who makes the first offer
  double continuation = 1.0;          ///< p: talks survive a refusal (T2)
  PartyValues breakdown{};            ///< b_j: value if they do not
  /// o_j: value of opting out in answer to an offer (T2b)
  PartyValues outside = {no_outside_option, no_outside_option, no_outside_option,
                         no_outside_option, no_outside_option, no_outside_option,
                         no_outside_option, no_outside_option};
};

/// What the parties agree on in the first round.
struct StrategicOutcome {
  bool agreed = false;  ///< false: no text leaves everybody better off
  Texts text{};
  PartyValues utility{};
  PartyValues surplus_share{};
};

/// Subgame-perfect outcome of alternating offers, or of offers by a proposer drawn anew
/// each round (stationary where there is no last round), when payoffs are surpluses over
/// the disagreement point, discounted by `discount` each round of delay. Works on the
/// exact frontier, straight or curved: whoever proposes takes the efficient text that
/// leaves the other its discounted expectation (Binmore, Rubinstein & Wolinsky 1986).
/// With a straight frontier it is T1, T1c and T5. More than two parties, breakdown,
/// opting out and `krishna_serrano` are solved as unanimity.hpp says.
[[nodiscard]] StrategicOutcome solve_strategic(const StrategicGame& game);

}  // namespace tripart
