#pragma once

#include "tripart/bargaining/solution.hpp"

/// The probabilistic Condorcet election of expected-utility models: options meet in
/// pairs, the coalition behind one of them against that behind the other, and strength
/// decides with what probability each wins (K1).
namespace tripart {

/// Strengths c[i][j] of those who prefer i to j, or any other number per pair of options.
using OptionMatrix = std::array<PartyValues, max_parties>;

struct Election {
  int options = 0;
  int voters = 0;
  std::array<PartyValues, max_parties> utility{};  ///< [voter][option], in [0, 1]
  PartyValues weight{};  ///< of voters: capability x salience, > 0
  ElectionRules rules;
};

/// c_ij = sum over voters of their vote for i against j where that is positive.
[[nodiscard]] OptionMatrix coalition_strengths(const Election& election);

/// P_ij = c_ij^n / (c_ij^n + c_ji^n), one half where nobody cares, and on the diagonal.
[[nodiscard]] OptionMatrix victory_probabilities(const OptionMatrix& strength,
                                                 int options, double contest_exponent);

/// Probability of each option to be chosen.
///
///     uniform      j takes the place of i with P_ji / (options - 1)
///     incentive    j challenges i with c_ji P_ji / sum_k c_ki P_ki and wins with P_ji
///     conditional  prod_j P_ij, scaled to add up to 1
///
/// Chains start from equal probabilities and run to their limit; where that depends on
/// the start (options between which nobody cares) it is the limit from there. Where no
/// option can beat all others (each is sure to lose to some other) the conditional rule
/// gives equal probabilities.
[[nodiscard]] PartyValues election_probabilities(const OptionMatrix& strength,
                                                 int options, Transition transition,
                                                 double contest_exponent);

[[nodiscard]] PartyValues solve_election(const Election& election);

}  // namespace tripart
