#include "tripart/bargaining/ratification.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace tripart {
namespace {

RatificationStakes doubtful() {
  RatificationStakes stakes;
  stakes.deal = 0.3;
  stakes.reversion = 0.1;
  stakes.threshold = 0.15;
  stakes.noise = 0.15;
  return stakes;
}

TEST(Ratification, IsTheNormalProbabilityOfItsMargin) {
  EXPECT_NEAR(ratification_probability(doubtful()),
              0.5 * std::erfc(-(0.05 / 0.15) / std::sqrt(2.0)), 1e-15);
}

TEST(Ratification, IsSureOfItselfWithoutNoise) {
  RatificationStakes stakes = doubtful();
  stakes.noise = 0.0;
  EXPECT_EQ(ratification_probability(stakes), 1.0);
  stakes.threshold = 0.21;
  EXPECT_EQ(ratification_probability(stakes), 0.0);
}

TEST(Ratification, IsHarderUnderATariffAndForABilateralDeal) {
  const double easy = ratification_probability(doubtful());
  RatificationStakes stakes = doubtful();
  stakes.tariff_penalty = 0.1;
  const double under_tariff = ratification_probability(stakes);
  EXPECT_LT(under_tariff, easy);
  stakes.bilateral_bonus = -0.1;
  EXPECT_LT(ratification_probability(stakes), under_tariff);
}

TEST(WinSet, IsWhatTheLegislaturePrefersToTheStatusQuo) {
  const WinSet set = win_set(0.6, 0.9);
  EXPECT_NEAR(set.low, 0.3, 1e-15);
  EXPECT_EQ(set.high, 0.9);
  for (const double text : {0.31, 0.6, 0.89}) {
    EXPECT_LT(std::fabs(text - 0.6), 0.3);
  }
  EXPECT_EQ(win_set(0.6, 0.2).low, 0.2);
}

TEST(Setter, ProposesTheNearestTextThatPasses) {
  EXPECT_NEAR(setter_proposal(0.6, 0.9), 0.3, 1e-15);  // T12
  EXPECT_NEAR(setter_proposal(0.8, 0.9), 0.7, 1e-15);
  EXPECT_EQ(setter_proposal(0.3, 0.9), 0.0);   // the win-set reaches the setter's ideal
  EXPECT_EQ(setter_proposal(0.95, 0.9), 0.9);  // l > q: the status quo stays
}

// Schelling's conjecture, in the game of T12 where the ratifier's ideal is known.
TEST(Setter, ConcedesMoreToAMoreHawkishRatifier) {
  double last = 0.0;
  for (int step = 0; step <= 100; ++step) {
    const double proposal = setter_proposal(0.01 * step, 0.9);
    EXPECT_GE(proposal, last);
    last = proposal;
  }
  EXPECT_NEAR(last, 0.9, 1e-15);
}

}  // namespace
}  // namespace tripart
