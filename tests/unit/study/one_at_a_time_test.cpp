#include "tripart/study/one_at_a_time.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace tripart {
namespace {

// Two factors with levels 0 1 2 and 0 1, the central ones 1 and 0.
const std::vector<double> level_outputs{1, 0, 2, 0, 0, 0, 1, 1};

Responses responses() {
  Responses all = Responses::exact({10, 16, 7, 11});
  all.noise = {0.01, 0.04, 0.09, 0.16};
  return all;
}

TEST(OneAtATime, HoldsEveryLevelAgainstTheCentralPoint) {
  const OneAtATime result = one_at_a_time(2, level_outputs, 1, responses());
  ASSERT_EQ(result.levels.size(), 5U);
  const std::array<std::uint64_t, 5> points{3, 1, 2, 1, 4};
  const std::array changes{-3.0, 0.0, 6.0, 0.0, 1.0};
  const std::array errors{std::sqrt(0.10), 0.0, std::sqrt(0.05), 0.0, std::sqrt(0.17)};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(result.levels[i].point, points[i]);
    EXPECT_EQ(result.levels[i].factor, i < 3 ? 0U : 1U);
    EXPECT_EQ(result.levels[i].is_central, points[i] == 1);
    EXPECT_EQ(result.levels[i].change, changes[i]);
    EXPECT_NEAR(*result.levels[i].change_std_error, errors[i], 1e-15);
  }
}

TEST(OneAtATime, SwingsFromTheFirstLevelToTheLast) {
  const OneAtATime result = one_at_a_time(2, level_outputs, 1, responses());
  ASSERT_EQ(result.swings.size(), 2U);
  const Swing& first = result.swings[0];
  EXPECT_EQ(first.low, 7.0);
  EXPECT_EQ(first.central, 10.0);
  EXPECT_EQ(first.high, 16.0);
  EXPECT_EQ(first.swing, 9.0);
  EXPECT_NEAR(*first.swing_std_error, std::sqrt(0.13), 1e-15);
  EXPECT_EQ(result.swings[1].low_point, 1U);
  EXPECT_EQ(result.swings[1].swing, 1.0);
}

TEST(OneAtATime, RangesOverAllLevelsWhereTheMiddleIsHighest) {
  Responses hump = responses();
  hump.values = {30, 16, 7, 11};
  const OneAtATime result = one_at_a_time(2, level_outputs, 1, hump);
  EXPECT_EQ(result.swings[0].swing, 9.0);
  EXPECT_EQ(result.swings[0].range, 23.0);
  EXPECT_EQ(result.swings[1].swing, -19.0);
}

TEST(OneAtATime, SwingsBetweenTheLevelsWhereTheCentralOneHasNoPlace) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> placed{none, none, 2, none, 0, none, none, 1};
  const OneAtATime result = one_at_a_time(2, placed, 1, responses());
  ASSERT_EQ(result.levels.size(), 5U);
  EXPECT_TRUE(result.levels[0].is_central);
  EXPECT_EQ(result.swings[0].low_point, 3U);
  EXPECT_EQ(result.swings[0].swing, 9.0);
  EXPECT_EQ(result.swings[1].low_point, 1U);  // of one level only
  EXPECT_EQ(result.swings[1].swing, 1.0);
}

TEST(OneAtATime, IsEmptyWhereAPointHasNoValue) {
  Responses gap = responses();
  gap.values[1] = std::numeric_limits<double>::quiet_NaN();
  const OneAtATime result = one_at_a_time(2, level_outputs, 1, gap);
  EXPECT_FALSE(result.levels[2].value);
  EXPECT_FALSE(result.levels[2].change);
  EXPECT_FALSE(result.swings[0].swing);
  EXPECT_EQ(result.swings[0].range, 3.0);
  EXPECT_EQ(result.swings[1].swing, 1.0);
}

}  // namespace
}  // namespace tripart
