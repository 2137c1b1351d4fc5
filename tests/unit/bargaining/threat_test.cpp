#include "tripart/bargaining/threat.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace tripart {
namespace {

TEST(Execution, IsTheNormalProbabilityOfItsAdvantage) {
  const ThreatStakes stakes{
      .gain = -0.1, .audience_cost = 0.06, .cost = 0.02, .noise = 0.1};
  EXPECT_NEAR(execution_probability(stakes), 0.5 * std::erfc(0.6 / std::sqrt(2.0)),
              1e-15);
}

TEST(Execution, RisesWithAudienceCost) {
  ThreatStakes stakes{.gain = -0.1, .noise = 0.05};
  double previous = execution_probability(stakes);
  for (int step = 1; step <= 20; ++step) {
    stakes.audience_cost = 0.02 * step;
    const double next = execution_probability(stakes);
    EXPECT_GT(next, previous) << "audience cost " << stakes.audience_cost;
    previous = next;
  }
}

// T10d: with execution cost uniform on [0, K], the share of costs at which it pays is A /
// K.
TEST(Execution, HappensForTheCostsBelowTheAudienceCost) {
  struct Case {
    double audience_cost, highest_cost;
  };
  for (const Case& game : {Case{1.2, 3.0}, Case{0.5, 4.0}, Case{2.0, 1.5}}) {
    constexpr int costs = 100000;
    double executed = 0.0;
    for (int i = 0; i < costs; ++i) {
      ThreatStakes stakes;
      stakes.audience_cost = game.audience_cost;
      stakes.cost = game.highest_cost * (i + 0.5) / costs;
      executed += execution_probability(stakes) / costs;
    }
    EXPECT_NEAR(executed, std::min(1.0, game.audience_cost / game.highest_cost),
                1.0 / costs);
  }
}

TEST(AudienceStock, GrowsByTheMonthUpToItsCap) {
  const double month = 365.25 / 12.0;
  EXPECT_EQ(audience_stock(0.02, 0.0, 6.0), 0.0);
  EXPECT_NEAR(audience_stock(0.02, 3.0 * month, 6.0), 0.06, 1e-15);
  EXPECT_NEAR(audience_stock(0.02, 60.0 * month, 6.0), 0.12, 1e-15);
  EXPECT_EQ(audience_stock(0.02, -5.0, 6.0), 0.0);
}

TEST(Credibility, IsTheMeanOfItsBeta) {
  Credibility tariff{5.0, 5.0};
  EXPECT_EQ(tariff.mean(), 0.5);
  tariff.successes += 1.0;
  EXPECT_NEAR(tariff.mean(), 6.0 / 11.0, 1e-15);
  tariff.failures += 0.5;  // put off
  EXPECT_NEAR(tariff.mean(), 6.0 / 11.5, 1e-15);
  EXPECT_EQ((Credibility{2.0, 6.0}.mean()), 0.25);
}

TEST(Retaliation, WeighsItsGainAgainstEscalation) {
  EXPECT_EQ(retaliation_probability(0.02, 0.02, 1.0, 0.0, 0.02, 0.0), 0.5);
  EXPECT_LT(retaliation_probability(0.02, 0.05, 1.0, 0.0, 0.02, 0.0), 0.5);
  EXPECT_GT(retaliation_probability(0.02, 0.05, 1.0, 0.04, 0.02, 0.0), 0.5);
  EXPECT_NEAR(retaliation_probability(0.02, 0.02, 1.0, 0.0, 0.02, 0.3), 0.35, 1e-15);
}

}  // namespace
}  // namespace tripart
