#pragma once

/// The words of a probabilistic Condorcet election (K1).
namespace tripart {

/// How a difference of utilities becomes a vote.
enum class VoteRule {
  binary,        ///< all of one's weight whatever the difference
  proportional,  ///< weight x difference
  cubic,         ///< weight x difference^3
};

/// Who challenges whom.
enum class Transition {
  uniform,      ///< a Markov chain in which every rival challenges equally often
  incentive,    ///< a Markov chain in which rivals challenge by what they hope to gain
  conditional,  ///< no chain: the option that would beat every other
};

struct ElectionRules {
  VoteRule vote = VoteRule::proportional;
  Transition transition = Transition::conditional;
  double contest_exponent = 2.0;  ///< of strengths in contests, > 0; 2: the square law
};

}  // namespace tripart
