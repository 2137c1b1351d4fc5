#include "tripart/bargaining/voting.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/core/random.hpp"

namespace tripart {
namespace {

OptionMatrix reference_strengths() {
  OptionMatrix strength{};
  strength[0] = {0.0, 12.099, 54.921};
  strength[1] = {10.333, 0.0, 27.079};
  strength[2] = {5.007, 55.047, 0.0};
  return strength;
}

OptionMatrix random_strengths(int options, std::uint32_t number) {
  const Stream stream(9, number, Purpose::parameter, "strength");
  OptionMatrix strength{};
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(options); ++i) {
    for (std::uint32_t j = 0; j < static_cast<std::uint32_t>(options); ++j) {
      strength[i][j] = i == j ? 0.0 : 0.2 + 5.0 * stream.uniform(8 * i + j);
    }
  }
  return strength;
}

/// Chances of the steps as MODEL.md states them, written down anew.
std::vector<std::vector<double>> steps(const OptionMatrix& c, int options, bool incentive,
                                       double exponent) {
  const auto n = static_cast<std::size_t>(options);
  const auto wins = [&](std::size_t j, std::size_t i) {
    const double a = std::pow(c[j][i], exponent);
    const double b = std::pow(c[i][j], exponent);
    return a / (a + b);
  };
  std::vector<std::vector<double>> step(n, std::vector<double>(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) {
    double hopes = 0.0;
    for (std::size_t k = 0; k < n; ++k) {
      hopes += k != i ? c[k][i] * wins(k, i) : 0.0;
    }
    step[i][i] = 1.0;
    for (std::size_t j = 0; j < n; ++j) {
      if (j != i) {
        const double challenges =
            incentive ? c[j][i] * wins(j, i) / hopes : 1.0 / (options - 1.0);
        step[i][j] = challenges * wins(j, i);
        step[i][i] -= step[i][j];
      }
    }
  }
  return step;
}

/// The distribution that a step leaves as it is, from linear equations.
std::vector<double> at_rest(const std::vector<std::vector<double>>& step) {
  const std::size_t n = step.size();
  std::vector<std::vector<double>> row(n, std::vector<double>(n + 1, 0.0));
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t i = 0; i < n; ++i) {
      row[j][i] = j + 1 == n ? 1.0 : step[i][j] - (i == j ? 1.0 : 0.0);
    }
  }
  row[n - 1][n] = 1.0;
  for (std::size_t p = 0; p < n; ++p) {
    std::size_t best = p;
    for (std::size_t r = p; r < n; ++r) {
      best = std::fabs(row[r][p]) > std::fabs(row[best][p]) ? r : best;
    }
    std::swap(row[p], row[best]);
    for (std::size_t r = 0; r < n; ++r) {
      if (r != p) {
        const double factor = row[r][p] / row[p][p];
        for (std::size_t c = p; c <= n; ++c) {
          row[r][c] -= factor * row[p][c];
        }
      }
    }
  }
  std::vector<double> share;
  for (std::size_t p = 0; p < n; ++p) {
    share.push_back(row[p][n] / row[p][p]);
  }
  return share;
}

TEST(CondorcetElection, GivesTheProbabilitiesOfTheReferenceLog) {
  struct Case {
    Transition transition;
    PartyValues probability;
  };
  for (const Case& known :
       {Case{Transition::uniform, {0.6351, 0.2148, 0.1501}},
        Case{Transition::incentive, {0.5094, 0.2796, 0.2110}},
        Case{Transition::conditional, {0.8659, 0.1241, 0.0100}}}) {  // K1
    const PartyValues chosen =
        election_probabilities(reference_strengths(), 3, known.transition, 2.0);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(chosen[i], known.probability[i], 5.001e-5) << i;
    }
  }
}

TEST(CondorcetElection, IsAtRestInItsChain) {
  for (std::uint32_t number = 0; number <= 30; ++number) {
    const int options = number == 0 ? 3 : 2 + static_cast<int>(number % 7);
    const double exponent = number % 3 == 1 ? 1.0 : 2.0;
    const OptionMatrix strength =
        number == 0 ? reference_strengths() : random_strengths(options, number);
    for (const bool incentive : {false, true}) {
      const PartyValues chosen = election_probabilities(
          strength, options, incentive ? Transition::incentive : Transition::uniform,
          exponent);
      const std::vector<double> rest =
          at_rest(steps(strength, options, incentive, exponent));
      for (std::size_t i = 0; i < static_cast<std::size_t>(options); ++i) {
        EXPECT_NEAR(chosen[i], rest[i], 1e-12) << "election " << number;
      }
    }
  }
}

TEST(CondorcetElection, WeighsEachOptionByTheChanceToBeatAllOthers) {
  for (std::uint32_t number = 1; number <= 3; ++number) {
    const OptionMatrix c = random_strengths(4, number);
    std::vector<double> product(4, 1.0);
    double sum = 0.0;
    for (std::size_t i = 0; i < 4; ++i) {
      for (std::size_t j = 0; j < 4; ++j) {
        product[i] *=
            i != j ? c[i][j] * c[i][j] / (c[i][j] * c[i][j] + c[j][i] * c[j][i]) : 1.0;
      }
      sum += product[i];
    }
    const PartyValues chosen = election_probabilities(c, 4, Transition::conditional, 2.0);
    for (std::size_t i = 0; i < 4; ++i) {
      EXPECT_NEAR(chosen[i], product[i] / sum, 1e-12);
    }
  }
}

TEST(CondorcetElection, IsWonByAnOptionThatNobodyCanBeat) {
  OptionMatrix strength{};
  strength[1] = {2.0, 0.0, 1.0};
  strength[0] = {0.0, 0.0, 3.0};
  for (const Transition transition :
       {Transition::uniform, Transition::incentive, Transition::conditional}) {
    const PartyValues chosen = election_probabilities(strength, 3, transition, 2.0);
    EXPECT_NEAR(chosen[1], 1.0, 1e-12);
  }
}

TEST(CondorcetElection, IsALotteryWhereNobodyCares) {
  for (const Transition transition :
       {Transition::uniform, Transition::incentive, Transition::conditional}) {
    const PartyValues chosen = election_probabilities({}, 4, transition, 2.0);
    for (std::size_t i = 0; i < 4; ++i) {
      EXPECT_NEAR(chosen[i], 0.25, 1e-15);
    }
  }
}

Election two_camps() {
  Election election;
  election.options = 2;
  election.voters = 3;
  election.utility[0] = {1.0, 0.5};
  election.utility[1] = {0.2, 0.3};
  election.utility[2] = {0.4, 0.4};
  election.weight = {1.0, 4.0, 100.0};
  return election;
}

TEST(CoalitionStrength, AddsUpTheVotesOfThoseWhoPrefer) {
  Election election = two_camps();
  EXPECT_NEAR(coalition_strengths(election)[0][1], 0.5, 1e-15);
  EXPECT_NEAR(coalition_strengths(election)[1][0], 0.4, 1e-15);
  election.rules.vote = VoteRule::cubic;
  EXPECT_NEAR(coalition_strengths(election)[0][1], 0.125, 1e-15);
  EXPECT_NEAR(coalition_strengths(election)[1][0], 0.004, 1e-15);
  election.rules.vote = VoteRule::binary;
  EXPECT_EQ(coalition_strengths(election)[0][1], 1.0);
  EXPECT_EQ(coalition_strengths(election)[1][0], 4.0);
}

TEST(CondorcetElection, FollowsTheSquareOfStrengthBetweenTwo) {
  const double odds = (0.5 / 0.4) * (0.5 / 0.4);
  for (const Transition transition :
       {Transition::uniform, Transition::incentive, Transition::conditional}) {
    Election election = two_camps();
    election.rules.transition = transition;
    EXPECT_NEAR(solve_election(election)[0], odds / (1.0 + odds), 1e-13);
    election.rules.contest_exponent = 1.0;
    EXPECT_NEAR(solve_election(election)[0], 5.0 / 9.0, 1e-13);
  }
}

}  // namespace
}  // namespace tripart
