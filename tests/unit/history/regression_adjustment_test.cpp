#include "tripart/history/regression_adjustment.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tripart/core/random.hpp"
#include "tripart/history/particle_weights.hpp"

namespace tripart {
namespace {

/// x standard normal, summary x + .5 e, observed 1: the posterior is N(.8, .2). Plain
/// acceptance of everything leaves the prior.
std::vector<AbcParticle> accepted_at_any_distance(const Distance& distance) {
  std::vector<AbcParticle> particles;
  const Stream stream(20180305, 1, Purpose::session, "adjustment");
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const double x = draw_normal(2 * i, stream);
    const std::vector<double> summary{x + 0.5 * draw_normal(2 * i + 1, stream), 3.0};
    particles.push_back({{x, -x}, summary, distance(summary), 1.0 / 2000.0});
  }
  return particles;
}

TEST(RegressionAdjustment, TurnsAWideToleranceIntoTheLinearPosterior) {
  const Distance distance(
      {{SummaryForm::number, 1.0, 1.0, 1.0}, {SummaryForm::number, 3.0, 3.0, 1.0}});
  const AdjustedPopulation adjusted =
      adjust_by_regression(accepted_at_any_distance(distance), distance);
  const WeightedMoments moments = weighted_moments(adjusted.positions, adjusted.weights);
  // Of 2,000 draws the mean has a standard error of .01, the sd of .007.
  EXPECT_NEAR(moments.mean[0], 0.8, 0.05);
  EXPECT_NEAR(moments.mean[1], -0.8, 0.05);
  EXPECT_NEAR(std::sqrt(moments.covariance[0]), std::sqrt(0.2), 0.03);
}

TEST(RegressionAdjustment, LeavesAloneWhatNoSummaryMoves) {
  const Distance distance({{SummaryForm::number, 0.0, 0.0, 1.0}});
  std::vector<AbcParticle> particles;
  const Stream stream(20180305, 2, Purpose::session, "adjustment");
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const std::vector<double> summary{draw_normal(2 * i, stream)};
    particles.push_back(
        {{draw_normal(2 * i + 1, stream)}, summary, distance(summary), 1.0});
  }
  const AdjustedPopulation adjusted = adjust_by_regression(particles, distance);
  const WeightedMoments moments = weighted_moments(adjusted.positions, adjusted.weights);
  EXPECT_NEAR(moments.mean[0], 0.0, 0.1);
  EXPECT_NEAR(moments.covariance[0], 1.0, 0.15);
}

TEST(RegressionAdjustment, IsNothingForAHandful) {
  const Distance distance({{SummaryForm::number, 0.0, 0.0, 1.0}});
  const std::vector<AbcParticle> three(3, {{0.0}, {1.0}, 1.0, 1.0 / 3.0});
  EXPECT_TRUE(adjust_by_regression(three, distance).positions.empty());
}

}  // namespace
}  // namespace tripart
