// Probabilistic Condorcet elections (K1).
#include "tripart/bargaining/voting.hpp"

#include <algorithm>

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"

namespace tripart {
namespace {

double vote_of(VoteRule rule, double difference) {
  switch (rule) {
    case VoteRule::binary:
      return 1.0;
    case VoteRule::proportional:
      return difference;
    case VoteRule::cubic:
      return difference * difference * difference;
  }
  return 0.0;
}

// Chance of the chain to go from option i to option j in one step.
OptionMatrix steps_of(const OptionMatrix& strength, const OptionMatrix& victory,
                      std::size_t n, Transition transition) {
  OptionMatrix step{};
  for (std::size_t i = 0; i < n; ++i) {
    double hopes = 0.0;
    for (std::size_t k = 0; k < n; ++k) {
      hopes += k != i ? strength[k][i] * victory[k][i] : 0.0;
    }
    double leaves = 0.0;
    for (std::size_t j = 0; j < n; ++j) {
      if (j == i) {
        continue;
      }
      const double challenge =
          transition == Transition::uniform
              ? 1.0 / static_cast<double>(n - 1)
              : (hopes > 0.0 ? strength[j][i] * victory[j][i] / hopes : 0.0);
      step[i][j] = challenge * victory[j][i];
      leaves += step[i][j];
    }
    step[i][i] = 1.0 - leaves;
  }
  return step;
}

// Two to the 60th steps of the chain that pauses every other time, from equal
// probabilities, by squaring; rows are kept at 1 so that rounding does not pile up.
PartyValues limit_of(OptionMatrix step, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      step[i][j] = 0.5 * (step[i][j] + (i == j ? 1.0 : 0.0));
    }
  }
  constexpr int doublings = 60;
  for (int doubling = 0; doubling < doublings; ++doubling) {
    OptionMatrix twice{};
    for (std::size_t i = 0; i < n; ++i) {
      double sum = 0.0;
      for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t k = 0; k < n; ++k) {
          twice[i][j] += step[i][k] * step[k][j];
        }
        sum += twice[i][j];
      }
      for (std::size_t j = 0; j < n; ++j) {
        twice[i][j] /= sum;
      }
    }
    step = twice;
  }
  PartyValues probability{};
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      probability[j] += step[i][j] / static_cast<double>(n);
    }
  }
  return probability;
}

PartyValues beats_all(const OptionMatrix& victory, std::size_t n) {
  PartyValues probability{};
  double sum = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    probability[i] = 1.0;
    for (std::size_t j = 0; j < n; ++j) {
      probability[i] *= j != i ? victory[i][j] : 1.0;
    }
    sum += probability[i];
  }
  for (std::size_t i = 0; i < n; ++i) {
    probability[i] = sum > 0.0 ? probability[i] / sum : 1.0 / static_cast<double>(n);
  }
  return probability;
}

}  // namespace

OptionMatrix coalition_strengths(const Election& election) {
  TRIPART_EXPECTS(election.options <= max_parties && election.voters <= max_parties);
  const auto options = static_cast<std::size_t>(election.options);
  OptionMatrix strength{};
  for (std::size_t i = 0; i < options; ++i) {
    for (std::size_t j = 0; j < options; ++j) {
      for (std::size_t k = 0; k < static_cast<std::size_t>(election.voters); ++k) {
        const double difference = election.utility[k][i] - election.utility[k][j];
        if (difference > 0.0) {
          strength[i][j] += election.weight[k] * vote_of(election.rules.vote, difference);
        }
      }
    }
  }
  return strength;
}

OptionMatrix victory_probabilities(const OptionMatrix& strength, int options,
                                   double contest_exponent) {
  TRIPART_EXPECTS(options >= 1 && options <= max_parties && contest_exponent > 0.0);
  const auto n = static_cast<std::size_t>(options);
  OptionMatrix victory{};
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const double mine = strength[i][j];
      const double theirs = strength[j][i];
      // Of the weaker side's ratio to the stronger one's, which neither over- nor
      // underflows.
      const double strongest = std::max(mine, theirs);
      victory[i][j] = 0.5;
      if (i != j && strongest > 0.0) {
        const double ratio = std::min(mine, theirs) / strongest;
        const double power = contest_exponent == 2.0 ? ratio * ratio
                             : ratio > 0.0           ? math::pow(ratio, contest_exponent)
                                                     : 0.0;
        victory[i][j] = (mine >= theirs ? 1.0 : power) / (1.0 + power);
      }
    }
  }
  return victory;
}

PartyValues election_probabilities(const OptionMatrix& strength, int options,
                                   Transition transition, double contest_exponent) {
  const auto n = static_cast<std::size_t>(options);
  const OptionMatrix victory = victory_probabilities(strength, options, contest_exponent);
  if (n == 1) {
    return PartyValues{1.0};
  }
  return transition == Transition::conditional
             ? beats_all(victory, n)
             : limit_of(steps_of(strength, victory, n, transition), n);
}

PartyValues solve_election(const Election& election) {
  return election_probabilities(coalition_strengths(election), election.options,
                                election.rules.transition,
                                election.rules.contest_exponent);
}

}  // namespace tripart
