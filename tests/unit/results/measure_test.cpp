#include "tripart/results/measure.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace tripart {
namespace {

std::vector<double> mixed_values() {
  std::vector<double> values;
  std::mt19937_64 bits(1);
  for (int i = 0; i < 2000; ++i) {
    values.push_back(
        static_cast<double>(static_cast<std::int64_t>(bits() % 2'000'001) - 1'000'000) /
        70000.0);
  }
  values.push_back(300.0);
  values.push_back(-0.00001);
  return values;
}

void expect_same(const Histogram& a, const Histogram& b) {
  const auto left = a.bins();
  const auto right = b.bins();
  ASSERT_EQ(left.size(), right.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    EXPECT_EQ(left[i].low, right[i].low);
    EXPECT_EQ(left[i].high, right[i].high);
    EXPECT_EQ(left[i].count, right[i].count);
  }
}

TEST(Histogram, DoesNotDependOnTheOrderOfTheData) {
  std::vector<double> values = mixed_values();
  Histogram forward;
  for (const double value : values) {
    forward.add(value);
  }
  std::reverse(values.begin(), values.end());
  Histogram backward;
  for (const double value : values) {
    backward.add(value);
  }
  expect_same(forward, backward);
}

TEST(Histogram, MergedPartsEqualTheWhole) {
  const std::vector<double> values = mixed_values();
  Histogram whole;
  Histogram parts[3];
  for (std::size_t i = 0; i < values.size(); ++i) {
    whole.add(values[i]);
    parts[i * 3 / values.size()].add(values[i]);
  }
  Histogram merged;
  for (const Histogram* part : {&parts[2], &parts[0], &parts[1]}) {
    merged.merge(*part);
  }
  expect_same(whole, merged);
}

TEST(Histogram, BinsHoldTheirValuesAndNeverExceedTheirNumber) {
  Histogram histogram;
  const std::vector<double> values = mixed_values();
  std::uint64_t sum = 0;
  for (const double value : values) {
    histogram.add(value);
  }
  for (const auto& bin : histogram.bins()) {
    const auto inside = std::count_if(values.begin(), values.end(), [&](double v) {
      return v >= bin.low && v < bin.high;
    });
    EXPECT_EQ(static_cast<std::uint64_t>(inside), bin.count) << bin.low;
    sum += bin.count;
  }
  EXPECT_EQ(sum, values.size());
  EXPECT_LE(histogram.bins().size(), static_cast<std::size_t>(Histogram::most_bins));
}

TEST(IntegerCounts, QuantilesAreThoseOfTheSortedValues) {
  IntegerCounts counts;
  for (const int value : {5, 1, 3, 3, 9}) {
    counts.add(value);
  }
  EXPECT_EQ(counts.quantile(0.0), 1);
  EXPECT_EQ(counts.quantile(0.2), 1);
  EXPECT_EQ(counts.quantile(0.21), 3);
  EXPECT_EQ(counts.quantile(0.5), 3);
  EXPECT_EQ(counts.quantile(0.95), 9);
  EXPECT_EQ(counts.at_most(3), 3U);
  EXPECT_EQ(counts.at_most(-1), 0U);
  EXPECT_DOUBLE_EQ(*counts.mean(), 4.2);
  counts.add(-4);
  EXPECT_EQ(counts.at_most(0), 1U);
}

TEST(Probability, NeverSeenIsBoundedAndNothingCountedIsAbsent) {
  const Estimate never = estimate_probability(0, 1000);
  EXPECT_EQ(never.value, 0.0);
  EXPECT_EQ(never.low, 0.0);
  EXPECT_NEAR(*never.high, 3.8e-3, 0.05e-3);
  EXPECT_FALSE(estimate_probability(0, 0).value.has_value());
  // Wilson 1927: 10 of 100.
  EXPECT_NEAR(*estimate_probability(10, 100).low, 0.0552291, 1e-6);
  EXPECT_NEAR(*estimate_probability(10, 100).high, 0.1743657, 1e-6);
}

TEST(Measure, OfWholeNumbersHasExactQuantiles) {
  Measure days(Measure::Values::whole);
  for (int day = 1; day <= 1001; ++day) {
    days.add(day);
  }
  EXPECT_EQ(days.quantile(0.5).value, 501.0);
  EXPECT_EQ(days.quantile(0.05).value, 51.0);
  // Ranks 501 -+ 31: the binomial spread of a median among 1001.
  EXPECT_NEAR(*days.quantile(0.5).low, 470.0, 1.0);
  EXPECT_NEAR(*days.quantile(0.5).high, 532.0, 1.0);
  EXPECT_EQ(days.mean().value, 501.0);
}

TEST(Measure, SaysNothingItCannotKnow) {
  Measure empty;
  EXPECT_FALSE(empty.mean().value.has_value());
  EXPECT_FALSE(empty.quantile(0.5).value.has_value());
  empty.add(2.0);
  EXPECT_EQ(empty.mean().value, 2.0);
  EXPECT_FALSE(empty.mean().low.has_value());
  EXPECT_FALSE(empty.sd().value.has_value());
}

TEST(Measure, MergedPartsEqualTheWhole) {
  const std::vector<double> values = mixed_values();
  Measure whole;
  Measure first;
  Measure second;
  for (std::size_t i = 0; i < values.size(); ++i) {
    whole.add(values[i]);
    (i % 3 == 0 ? first : second).add(values[i]);
  }
  second.merge(first);
  EXPECT_EQ(second.mean().value, whole.mean().value);
  EXPECT_EQ(second.sd().value, whole.sd().value);
  EXPECT_EQ(second.quantile(0.95).value, whole.quantile(0.95).value);
}

}  // namespace
}  // namespace tripart
