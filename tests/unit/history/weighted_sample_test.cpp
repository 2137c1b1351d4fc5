#include "tripart/history/weighted_sample.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace tripart {
namespace {

const std::vector<double> five_values = {3.0, 1.0, 9.0, 4.0, 4.0};
const std::vector<std::uint8_t> all_five = {1, 1, 1, 1, 1};

// The other form of the score, E|X - y| - E|X - X'| / 2 (Gneiting & Raftery 2007, eq.
// 21), every pair by itself.
double crps_by_pairs(const std::vector<double>& values,
                     const std::vector<double>& weights, double actual) {
  double total = 0.0;
  double to_actual = 0.0;
  double apart = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    total += weights[i];
    to_actual += weights[i] * std::fabs(values[i] - actual);
    for (std::size_t j = 0; j < values.size(); ++j) {
      apart += weights[i] * weights[j] * std::fabs(values[i] - values[j]);
    }
  }
  return to_actual / total - apart / (2.0 * total * total);
}

TEST(WeightedSample, CrpsIsTheExpectedDistanceLessHalfTheSpread) {
  const WeightedSample sample(five_values, all_five);
  for (const double actual : {-2.0, 1.0, 2.5, 4.0, 8.0, 12.0}) {
    for (const auto& weights :
         {std::vector<double>{1, 1, 1, 1, 1}, std::vector<double>{2, 0, 1, 3, 0}}) {
      EXPECT_NEAR(sample.crps(actual, weights),
                  crps_by_pairs(five_values, weights, actual), 1e-12)
          << actual;
    }
  }
}

TEST(WeightedSample, CrpsOfASingleValueIsItsDistance) {
  const WeightedSample sample(five_values, std::vector<std::uint8_t>{0, 0, 1, 0, 0});
  const std::vector<double> weights(5, 1.0);
  EXPECT_EQ(sample.size(), 1U);
  EXPECT_EQ(sample.crps(4.0, weights), 5.0);
  EXPECT_EQ(sample.crps(11.0, weights), 2.0);
  EXPECT_EQ(sample.crps(9.0, weights), 0.0);
}

TEST(WeightedSample, AWeightIsARepetition) {
  const WeightedSample weighed(five_values, all_five);
  const std::vector<double> weights = {2, 0, 1, 3, 0};
  const std::vector<double> repeated_values = {3, 3, 9, 4, 4, 4};
  const std::vector<std::uint8_t> all_six(6, 1);
  const WeightedSample repeated(repeated_values, all_six);
  const std::vector<double> ones(6, 1.0);
  EXPECT_EQ(weighed.mean(weights), repeated.mean(ones));
  EXPECT_NEAR(weighed.sd(weights), repeated.sd(ones), 1e-15);
  for (const double p : {0.05, 0.34, 0.5, 0.9}) {
    EXPECT_EQ(weighed.quantile(p, weights), repeated.quantile(p, ones)) << p;
  }
  EXPECT_EQ(weighed.share([](double x) { return x > 3.5; }, weights), 4.0 / 6.0);
}

TEST(WeightedSample, WhatSaysNothingDoesNotCount) {
  const WeightedSample sample(five_values, std::vector<std::uint8_t>{1, 1, 0, 0, 0});
  EXPECT_EQ(sample.mean(std::vector<double>(5, 1.0)), 2.0);
  EXPECT_EQ(sample.weight(std::vector<double>(5, 1.0)), 2.0);
}

}  // namespace
}  // namespace tripart
