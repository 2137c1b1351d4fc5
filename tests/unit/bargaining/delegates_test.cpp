#include "tripart/bargaining/delegates.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace tripart {
namespace {

DelegateGame game_of(const std::vector<double>& worth, double hub_discount,
                     const std::vector<double>& discount) {
  DelegateGame game;
  game.spokes = static_cast<int>(discount.size());
  game.worth = worth;
  game.hub_discount = hub_discount;
  for (std::size_t i = 0; i < discount.size(); ++i) {
    game.spoke_discount[i] = discount[i];
  }
  return game;
}

// Shares of what a pair adds, within 1e-3 at d = .999.
TEST(Delegates, EndNearNashInNash) {
  const DelegateOutcome outcome =
      play_delegates(game_of({0.0, 60.0, 50.0, 90.0}, 0.999, {0.999, 0.999}));
  ASSERT_TRUE(outcome.settled);
  EXPECT_EQ(outcome.agreed, 3U);
  EXPECT_NEAR(outcome.paid[0] / 40.0, 20.0 / 40.0, 1e-3);  // T7
  EXPECT_NEAR(outcome.paid[1] / 30.0, 15.0 / 30.0, 1e-3);
  EXPECT_NEAR(outcome.hub / 90.0, 55.0 / 90.0, 1e-3);
}

// The delegate proposes first: the spoke gets d_s (1 - d_h) / (1 - d_h d_s) of what its
// agreement adds to those of the others (Rubinstein 1982 in each pair).
TEST(Delegates, DivideWhatEachPairAddsAsAlternatingOffersDo) {
  const std::vector<double> worth = {0.0, 10.0, 8.0, 17.0, 6.0, 15.0, 13.0, 20.0};
  const std::vector<double> discount = {0.9, 0.7, 0.95};
  const DelegateOutcome outcome = play_delegates(game_of(worth, 0.8, discount));
  ASSERT_TRUE(outcome.settled);
  EXPECT_EQ(outcome.agreed, 7U);
  const std::vector<double> added = {20.0 - 13.0, 20.0 - 15.0, 20.0 - 17.0};
  double hub = 20.0;
  for (std::size_t i = 0; i < 3; ++i) {
    const double paid = added[i] * discount[i] * 0.2 / (1.0 - 0.8 * discount[i]);
    EXPECT_NEAR(outcome.paid[i], paid, 1e-9);
    hub -= paid;
  }
  EXPECT_NEAR(outcome.hub, hub, 1e-9);
}

TEST(Delegates, LeaveOutASpokeThatAddsNothing) {
  const DelegateOutcome outcome =
      play_delegates(game_of({0.0, 10.0, -1.0, 9.0}, 0.9, {0.9, 0.9}));
  ASSERT_TRUE(outcome.settled);
  EXPECT_EQ(outcome.agreed, 1U);
  EXPECT_EQ(outcome.paid[1], 0.0);
  EXPECT_NEAR(outcome.paid[0], 10.0 * 0.9 / 1.9, 1e-9);
}

// Either spoke is worth having, but not both: whoever expects the other to agree does
// not, whoever expects it not to agree does, for ever.
TEST(Delegates, SayWhenExpectationsNeverComeTrue) {
  const DelegateOutcome outcome =
      play_delegates(game_of({0.0, 10.0, 10.0, 9.0}, 0.5, {0.5, 0.5}));
  EXPECT_FALSE(outcome.settled);
}

}  // namespace
}  // namespace tripart
