#include "tripart/history/particle_weights.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace tripart {
namespace {

TEST(ParticleWeights, EffectiveSizeIsTheCountAtEqualWeightsAndOneAtOne) {
  EXPECT_DOUBLE_EQ(effective_size(std::vector{2.0, 2.0, 2.0}), 3.0);
  EXPECT_DOUBLE_EQ(effective_size(std::vector{1.0, 0.0, 0.0}), 1.0);
  EXPECT_EQ(effective_size(std::vector{0.0, 0.0}), 0.0);
}

TEST(ParticleWeights, MomentsAreThoseOfTheDrawsTheWeightsStandFor) {
  const std::vector values{1.0, 2.0, 5.0};
  const std::vector weights{2.0, 1.0, 1.0};  // 1, 1, 2, 5
  EXPECT_DOUBLE_EQ(weighted_mean(values, weights), 2.25);
  EXPECT_DOUBLE_EQ(weighted_sd(values, weights), std::sqrt(10.75 / 4.0));
  EXPECT_EQ(weighted_quantile(values, weights, 0.5), 1.0);
  EXPECT_EQ(weighted_quantile(values, weights, 0.51), 2.0);
  EXPECT_EQ(weighted_quantile(values, weights, 1.0), 5.0);
}

TEST(ParticleWeights, QuantilesPassOverValuesWithoutWeight) {
  EXPECT_EQ(weighted_quantile(std::vector{1.0, 2.0}, std::vector{0.0, 1.0}, 0.0), 2.0);
}

TEST(ParticleWeights, TheFactorTimesItselfIsTheCovariance) {
  const std::vector<double> lower = lower_factor({4.0, 2.0, 2.0, 5.0}, 2, 1e-12);
  EXPECT_EQ(lower, (std::vector{2.0, 0.0, 1.0, 2.0}));
}

TEST(ParticleWeights, ADirectionWithoutVarianceGetsTheLeast) {
  const std::vector<double> lower = lower_factor({1.0, 1.0, 1.0, 1.0}, 2, 0.25);
  EXPECT_EQ(lower, (std::vector{1.0, 0.0, 1.0, 0.5}));
}

TEST(ParticleWeights, SystematicDrawsTakeEachAsOftenAsItsWeightSays) {
  EXPECT_EQ(systematic_draws(std::vector{1.0, 2.0, 1.0}, 4, 0.5),
            (std::vector<std::size_t>{0, 1, 1, 2}));
}

TEST(ParticleWeights, RankCorrelationSeesOrderOnly) {
  const std::vector a{1.0, 2.0, 3.0, 4.0};
  EXPECT_DOUBLE_EQ(rank_correlation(a, std::vector{1.0, 10.0, 100.0, 1000.0}), 1.0);
  EXPECT_DOUBLE_EQ(rank_correlation(a, std::vector{4.0, 3.0, 2.0, 1.0}), -1.0);
  EXPECT_EQ(rank_correlation(a, std::vector{5.0, 5.0, 5.0, 5.0}), 0.0);
  // Ranks 1.5 1.5 3 4 beside 1 2 3 4.
  EXPECT_DOUBLE_EQ(rank_correlation(a, std::vector{2.0, 2.0, 3.0, 4.0}),
                   4.5 / std::sqrt(5.0 * 4.5));
}

TEST(ParticleWeights, MedianOfAnEvenNumberIsTheMiddle) {
  EXPECT_EQ(plain_median({4.0, 1.0, 3.0, 2.0}), 2.5);
  EXPECT_EQ(plain_median({3.0, 1.0, 2.0}), 2.0);
}

}  // namespace
}  // namespace tripart
