// How often the bootstrap of a game's regrets holds the truth.
#include <gtest/gtest.h>

#include "support/games.hpp"
#include "support/noisy_game.hpp"
#include "tripart/study/equilibria.hpp"

namespace tripart {
namespace {

using namespace testing_support;

/// Share of `samples` in which the interval holds the true epsilon of the profile that
/// `choose` names.
template <class Choose>
double coverage(const NormalFormGame& truth, int samples, std::uint64_t replicates,
                Choose choose) {
  int covered = 0;
  for (int sample = 0; sample < samples; ++sample) {
    const auto seed = static_cast<std::uint64_t>(100 + sample);
    const EmpiricalGame game = noisy(truth, seed, replicates, 2.0, 1.0);
    const MixedProfile mixed = choose(game);
    const Regret regret = Bootstrap(game, seed).regret(mixed);
    const double true_epsilon = epsilon(truth, mixed);
    covered += regret.low <= true_epsilon && true_epsilon <= regret.high ? 1 : 0;
  }
  return covered / static_cast<double>(samples);
}

// Null: 95 percent of intervals hold the true epsilon. 400 samples: one standard error is
// 1.1 points, and the bounds below are four of them plus a point for the bootstrap's own
// small-sample error; an interval of 85 percent fails.
TEST(Bootstrap, IntervalHoldsTheTrueEpsilonOfAFixedProfile) {
  const double share = coverage(prisoners_dilemma(), 400, 200, [](const EmpiricalGame&) {
    return MixedProfile{{1, 0}, {0.5, 0.5}};
  });
  EXPECT_GT(share, 0.896);
  EXPECT_LT(share, 0.995);
}

TEST(Bootstrap, IntervalHoldsTheTrueEpsilonOfTheMixtureFound) {
  const double share =
      coverage(matching_pennies(), 400, 200, [](const EmpiricalGame& game) {
        return find_equilibria(game.game()).found.front().mixed;
      });
  EXPECT_GT(share, 0.896);
  EXPECT_LE(share, 1.0);
}

}  // namespace
}  // namespace tripart
