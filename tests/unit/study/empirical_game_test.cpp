#include "tripart/study/empirical_game.hpp"

#include <cmath>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "support/games.hpp"
#include "support/noisy_game.hpp"

namespace tripart {
namespace {

using namespace testing_support;

TEST(EmpiricalGame, DifferencesAreFreeOfWhatAReplicateAddsToAllProfiles) {
  const EmpiricalGame game = noisy(prisoners_dilemma(), 1, 400, 10.0, 0.0);
  EXPECT_GT(*game.payoff(0, 0).std_error, 0.4);
  const Estimate gain = game.difference(0, 2, 0);
  EXPECT_NEAR(*gain.value, 2.0, 1e-8);
  EXPECT_LT(*gain.std_error, 1e-8);
}

TEST(EmpiricalGame, ErrorOfADifferenceIsThatOfIndependentNoise) {
  // 2 x 3^2 / 5000; its own error is one of sqrt(2 x 512) = 3 percent, six of them
  // allowed.
  const EmpiricalGame game = noisy(prisoners_dilemma(), 2, 5000, 10.0, 3.0);
  const double expected = std::sqrt(2.0 * 9.0 / 5000.0);
  EXPECT_NEAR(*game.difference(0, 2, 0).std_error / expected, 1.0, 0.18);
}

TEST(EmpiricalGame, GroupsAreEquallyLargeAndTheSameInEveryProfile) {
  const EmpiricalGame game = noisy(prisoners_dilemma(), 3, 1300, 1.0, 0.0);
  EXPECT_EQ(game.group_count(), 512);
  double sum = 0.0;
  for (int group = 0; group < game.group_count(); ++group) {
    const double size = 1300.0 * game.group_share(group);
    EXPECT_TRUE(std::fabs(size - 2.0) < 1e-9 || std::fabs(size - 3.0) < 1e-9) << size;
    sum += game.group_share(group);
    EXPECT_NEAR(game.deviation(0, 0, group), game.deviation(3, 0, group), 1e-9);
  }
  EXPECT_NEAR(sum, 1.0, 1e-12);
}

// Economies are dealt out to replicates in turn, here 64 of them; groups must mix them,
// or errors would be those of a few economies each. Null: group means of a value that
// only the economy decides vary as independent draws do; n = 512 groups of 32: within a
// factor 1.25.
TEST(EmpiricalGame, GroupsMixReplicatesThatComeInAFixedOrder) {
  EmpiricalGame game({1, 1}, 5, 16384);
  for (std::uint64_t replicate = 1; replicate <= 16384; ++replicate) {
    const double value = static_cast<double>(replicate % 64);
    game.add(0, replicate, std::vector{value, value});
  }
  game.settle();
  std::vector<double> deviations;
  for (int group = 0; group < game.group_count(); ++group) {
    deviations.push_back(game.deviation(0, 0, group));
  }
  const double ratio =
      *game.estimate(0.0, deviations).std_error / *game.payoff(0, 0).std_error;
  EXPECT_GT(ratio, 0.8);
  EXPECT_LT(ratio, 1.25);
}

TEST(EmpiricalGame, RegretsOfStrategiesAreWhatTheMixtureIsWorthBeyondThem) {
  const EmpiricalGame game = noisy(prisoners_dilemma(), 4, 100, 5.0, 0.0);
  const auto regrets = strategy_regrets(game, {{0, 1}, {0, 1}});
  EXPECT_NEAR(*regrets[0][0].regret.value, 1.0, 1e-8);  // to cooperate costs 1
  EXPECT_NEAR(*regrets[0][1].regret.value, 0.0, 1e-12);
  EXPECT_LT(*regrets[0][0].regret.std_error, 1e-8);
  EXPECT_EQ(regrets[0][0].payoff, game.game().payoff(1, 0));
}

TEST(Bootstrap, OfAGameWithoutNoiseLeavesNoDoubt) {
  const EmpiricalGame game = noisy(prisoners_dilemma(), 1, 50, 0.0, 0.0);
  const Bootstrap bootstrap(game, 1);
  const Regret both_cooperate = bootstrap.regret({{1, 0}, {1, 0}});
  EXPECT_EQ(both_cooperate.epsilon, 2.0);
  EXPECT_EQ(both_cooperate.low, 2.0);
  EXPECT_EQ(both_cooperate.high, 2.0);
  EXPECT_FALSE(both_cooperate.is_equilibrium(1e-9));
  EXPECT_TRUE(bootstrap.regret({{0, 1}, {0, 1}}).is_equilibrium(1e-9));
}

TEST(Bootstrap, IsTheSameBitsForTheSameSeedAndOthersForAnother) {
  const EmpiricalGame game = noisy(matching_pennies(), 1, 200, 1.0, 1.0);
  const MixedProfile mixed{{0.6, 0.4}, {0.5, 0.5}};
  const Regret one = Bootstrap(game, 1).regret(mixed);
  const Regret same = Bootstrap(game, 1).regret(mixed);
  EXPECT_EQ(one.low, same.low);
  EXPECT_EQ(one.std_error, same.std_error);
  EXPECT_NE(one.std_error, Bootstrap(game, 2).regret(mixed).std_error);
}

}  // namespace
}  // namespace tripart
