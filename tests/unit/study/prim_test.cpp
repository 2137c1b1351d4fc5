// Boxes planted in clouds of points, found again.
#include "tripart/study/prim.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "study/limit_test.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

using Factors = std::vector<std::vector<double>>;

Factors cloud(std::size_t factors, std::size_t points, std::uint64_t seed) {
  Factors values(factors, std::vector<double>(points));
  for (std::size_t point = 0; point < points; ++point) {
    const Stream stream(seed, point, Purpose::bootstrap, "cloud");
    for (std::size_t i = 0; i < factors; ++i) {
      values[i][point] = stream.uniform(static_cast<std::uint32_t>(i));
    }
  }
  return values;
}

bool planted(const Factors& x, std::size_t point) {
  return x[0][point] > 0.55 && x[2][point] > 0.2 && x[2][point] < 0.7;
}

std::vector<double> target_of(const Factors& x, double inside, double outside) {
  std::vector<double> y;
  for (std::size_t point = 0; point < x[0].size(); ++point) {
    y.push_back(planted(x, point) ? inside : outside);
  }
  return y;
}

void expect_planted(const PrimBox& box, double tolerance) {
  ASSERT_EQ(box.limits.size(), 2U);
  EXPECT_EQ(box.limits[0].factor, 0U);
  EXPECT_NEAR(box.limits[0].low.value(), 0.55, tolerance);
  EXPECT_FALSE(box.limits[0].high);
  EXPECT_EQ(box.limits[1].factor, 2U);
  EXPECT_NEAR(box.limits[1].low.value(), 0.2, tolerance);
  EXPECT_NEAR(box.limits[1].high.value(), 0.7, tolerance);
}

TEST(Prim, FindsAPlantedBoxExactly) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Factors x = cloud(5, 1000, seed);
    const PrimResult result = find_boxes(x, target_of(x, 1.0, 0.0), {});
    EXPECT_EQ(result.suggested.coverage, 1.0) << seed;
    EXPECT_EQ(result.suggested.density, 1.0) << seed;
    EXPECT_EQ(result.suggested.harmonic_mean, 1.0) << seed;
    expect_planted(result.suggested, 0.02);
    for (const PrimLimit& limit : result.suggested.limits) {
      EXPECT_LT(limit.p_value.value(), 1e-10);
    }
  }
}

TEST(Prim, FindsAPlantedBoxInTargetsThatAreProbabilities) {
  const Factors x = cloud(5, 1000, 1);
  PrimOptions options;
  options.resampling.resamples = 99;
  const PrimResult result = find_boxes(x, target_of(x, 0.75, 0.25), options);
  expect_planted(result.suggested, 0.02);
  EXPECT_EQ(result.suggested.density, 0.75);
  EXPECT_EQ(result.suggested.harmonic_mean, 1.0);
  EXPECT_EQ(result.suggested.limits[0].p_value, 0.01);  // better than all 99 samples
}

TEST(Prim, FindsAPlantedBoxThroughNoise) {
  const Factors x = cloud(5, 4000, 2);
  std::vector<double> y;
  for (std::size_t point = 0; point < 4000; ++point) {
    const double u = Stream(1, point, Purpose::bootstrap, "noise").uniform(0);
    y.push_back(u < (planted(x, point) ? 0.9 : 0.1) ? 1.0 : 0.0);
  }
  const PrimBox box = find_boxes(x, y, {}).suggested;
  expect_planted(box, 0.05);
  EXPECT_NEAR(box.density, 0.9, 0.03);
}

TEST(Prim, PeelsPatientlyAndNeverBelowTheLeastMass) {
  const Factors x = cloud(3, 1000, 3);
  std::vector<double> y;
  for (std::size_t point = 0; point < 1000; ++point) {
    y.push_back(x[0][point] + x[1][point] > 1.2 ? 1.0 : 0.0);
  }
  const PrimResult result = find_boxes(x, y, {});
  ASSERT_GT(result.peeled.size(), 10U);
  EXPECT_EQ(result.peeled[0].mass, 1.0);
  EXPECT_EQ(result.peeled[0].coverage, 1.0);
  EXPECT_TRUE(result.peeled[0].limits.empty());
  for (std::size_t i = 1; i < result.peeled.size(); ++i) {
    const double before = static_cast<double>(result.peeled[i - 1].points);
    const double lost = before - static_cast<double>(result.peeled[i].points);
    EXPECT_GE(lost, 1.0);
    EXPECT_LE(lost, std::max(1.0, 0.05 * before));
    EXPECT_GE(result.peeled[i].mass, 0.05);
    EXPECT_LE(result.peeled[i].coverage, result.peeled[i - 1].coverage);
  }
  EXPECT_GT(result.peeled.back().density, 0.99);
}

TEST(Prim, TakesEqualValuesTogether) {
  // A grid of 5 x 5 with 4 points at each node; the target: first factor 3 or 4.
  Factors x(2);
  std::vector<double> y;
  for (int i = 0; i < 100; ++i) {
    x[0].push_back(i % 5);
    x[1].push_back(i / 5 % 5);
    y.push_back(i % 5 >= 3 ? 1.0 : 0.0);
  }
  const PrimResult result = find_boxes(x, y, {});
  ASSERT_EQ(result.peeled.size(), 4U);  // 0, 1 and 2 go one after the other
  EXPECT_EQ(result.peeled[1].points, 80U);
  ASSERT_EQ(result.suggested.limits.size(), 1U);
  EXPECT_EQ(result.suggested.limits[0].low, 2.5);
  EXPECT_EQ(result.suggested.coverage, 1.0);
  EXPECT_EQ(result.suggested.density, 1.0);
}

TEST(Prim, DropsLimitsThatChanceExplains) {
  // The target is a coin: no limit means anything.
  int limits = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Factors x = cloud(4, 200, seed);
    std::vector<double> y;
    for (std::size_t point = 0; point < 200; ++point) {
      const Stream coin(seed, point, Purpose::bootstrap, "coin");
      y.push_back(coin.uniform(0) < 0.5 ? 1.0 : 0.0);
    }
    PrimOptions strict;
    strict.level = 1e-6;
    limits += static_cast<int>(find_boxes(x, y, strict).suggested.limits.size());
    strict.level = 1.0;
    const PrimBox loose = find_boxes(x, y, strict).suggested;
    for (const PrimLimit& limit : loose.limits) {
      EXPECT_GT(limit.p_value.value(), 1e-6);
    }
  }
  EXPECT_EQ(limits, 0);
}

TEST(Prim, SuggestsTheWholeSpaceWhereTheTargetIsTheSameEverywhere) {
  for (const double value : {0.0, 0.4, 1.0}) {
    const Factors x = cloud(2, 50, 1);
    const PrimResult result = find_boxes(x, std::vector<double>(50, value), {});
    EXPECT_EQ(result.peeled.size(), 1U);
    EXPECT_TRUE(result.suggested.limits.empty());
    EXPECT_EQ(result.suggested.points, 50U);
  }
}

TEST(LimitTest, IsTheBinomialTail) {
  EXPECT_NEAR(binomial_tail(3, 4, 0.5), 5.0 / 16, 1e-14);
  EXPECT_NEAR(binomial_tail(1, 4, 0.5), 15.0 / 16, 1e-14);
  EXPECT_NEAR(binomial_tail(10, 10, 0.3), std::pow(0.3, 10), 1e-18);
  EXPECT_EQ(binomial_tail(0, 5, 0.1), 1.0);
  EXPECT_EQ(binomial_tail(2, 5, 0.0), 0.0);
  EXPECT_EQ(binomial_tail(2, 5, 1.0), 1.0);
  // Far below the mean, where the first term underflows.
  EXPECT_NEAR(binomial_tail(1, 100000, 0.5), 1.0, 1e-12);
}

// Of 3 values 2 are drawn: sums 3, 4 and 5, each with a chance of a third.
// Null: draws with these chances. |z| > 5: false alarm 6e-7.
TEST(LimitTest, DrawsSamplesWithoutReplacement) {
  const BootstrapOptions options{20000, 7};
  const double share = drawn_tail(4.0, 2, {1.0, 2.0, 3.0}, options);
  EXPECT_NEAR(share, 2.0 / 3, 5.0 * std::sqrt(2.0 / 9 / 20000) + 1e-4);
  EXPECT_NEAR(drawn_tail(9.0, 2, {1.0, 2.0, 3.0}, options), 1.0 / 20001, 1e-15);
  EXPECT_EQ(drawn_tail(0.0, 2, {1.0, 2.0, 3.0}, options), 1.0);
}

}  // namespace
}  // namespace tripart
