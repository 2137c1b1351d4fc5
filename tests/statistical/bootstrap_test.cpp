// How often the bootstrap of a game's regrets holds the truth.
#include <cmath>

#include <gtest/gtest.h>

#include "support/chance.hpp"
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
    const auto seed = test::seed(100) + static_cast<std::uint64_t>(sample);
    const EmpiricalGame game = noisy(truth, seed, replicates, 2.0, 1.0);
    const MixedProfile mixed = choose(game);
    const Regret regret = Bootstrap(game, seed).regret(mixed);
    const double true_epsilon = epsilon(truth, mixed);
    covered += regret.low <= true_epsilon && true_epsilon <= regret.high ? 1 : 0;
  }
  return covered / static_cast<double>(samples);
}

// Null: 95 percent of intervals hold the true epsilon, less a point for the bootstrap's
// own small-sample error. 400 samples: one standard error is 1.2 points, and the bound is
// four of them (false alarm 3e-5), with fresh seeds 4.9 (5e-7); an interval of 85 percent
// fails.
double least_coverage() {
  return 0.94 - test::largest_z() * std::sqrt(0.94 * 0.06 / 400.0);
}

TEST(Bootstrap, IntervalHoldsTheTrueEpsilonOfAFixedProfile) {
  const double share = coverage(prisoners_dilemma(), 400, 200, [](const EmpiricalGame&) {
    return MixedProfile{{1, 0}, {0.5, 0.5}};
  });
  EXPECT_GT(share, least_coverage());
  EXPECT_LT(share, 0.995);
}

TEST(Bootstrap, IntervalHoldsTheTrueEpsilonOfTheMixtureFound) {
  const double share =
      coverage(matching_pennies(), 400, 200, [](const EmpiricalGame& game) {
        return find_equilibria(game.game()).found.front().mixed;
      });
  EXPECT_GT(share, least_coverage());
  EXPECT_LE(share, 1.0);
}

}  // namespace
}  // namespace tripart
