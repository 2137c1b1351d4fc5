#include "tripart/results/variance_split.hpp"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace tripart {
namespace {

VarianceSplit split(const std::vector<GroupMoments>& groups, std::uint64_t seed = 1) {
  return split_variance(groups, Resamples(seed, groups.size()));
}

/// Two values g - 1 and g + 1 in group g: MSB = 2 x 77.5, MSW = 2.
std::vector<GroupMoments> thirty() {
  std::vector<GroupMoments> groups;
  for (int g = 0; g < 30; ++g) {
    groups.push_back({2, static_cast<double>(g), 2.0});
  }
  return groups;
}

TEST(VarianceSplit, IsTheAnalysisOfVarianceDoneByHand) {
  const VarianceSplit found = split(thirty());
  EXPECT_NEAR(*found.between.value, 76.5, 1e-12);
  EXPECT_NEAR(*found.within.value, 2.0, 1e-12);
  EXPECT_NEAR(*found.share.value, 76.5 / 78.5, 1e-14);
  EXPECT_EQ(found.share.replicates, 60U);
}

// Group g holds g + 1 values of mean g^2 / 100 and squared deviations g: the definition,
// step by step.
TEST(VarianceSplit, WeighsGroupsOfUnequalSize) {
  std::vector<GroupMoments> groups;
  double n = 0.0, squares_n = 0.0, sum = 0.0, within = 0.0;
  for (int g = 0; g < 40; ++g) {
    const double mean = 0.01 * g * g;
    groups.push_back({static_cast<std::uint64_t>(g + 1), mean, static_cast<double>(g)});
    n += g + 1;
    squares_n += (g + 1.0) * (g + 1.0);
    sum += (g + 1) * mean;
    within += g;
  }
  double between = 0.0;
  for (const GroupMoments& group : groups) {
    const double d = group.mean - sum / n;
    between += static_cast<double>(group.count) * d * d;
  }
  const double msw = within / (n - 40.0);
  const double n0 = (n - squares_n / n) / 39.0;
  const VarianceSplit found = split(groups);
  EXPECT_NEAR(*found.within.value, msw, 1e-12);
  EXPECT_NEAR(*found.between.value, (between / 39.0 - msw) / n0, 1e-9);
}

TEST(VarianceSplit, PassesOverEmptyGroups) {
  std::vector<GroupMoments> groups = thirty();
  const VarianceSplit full = split(groups);
  groups.insert(groups.begin() + 7, GroupMoments{});
  const VarianceSplit found = split(groups);
  EXPECT_NEAR(*found.between.value, *full.between.value, 1e-9);
  EXPECT_EQ(found.share.replicates, 60U);
}

TEST(VarianceSplit, IsNotGivenForFewerThanThirtyEconomies) {
  std::vector<GroupMoments> groups = thirty();
  groups[4] = {};
  const VarianceSplit found = split(groups);
  for (const Estimate& part : {found.between, found.within, found.share}) {
    EXPECT_FALSE(part.value || part.std_error || part.low || part.high);
    EXPECT_EQ(part.replicates, 58U);
  }
}

TEST(VarianceSplit, IsNotGivenWhereNoEconomyHasTwoReplicates) {
  EXPECT_FALSE(split(std::vector<GroupMoments>(40, {1, 2.0, 0.0})).share.value);
}

TEST(VarianceSplit, GivesNoShareOfNothing) {
  // 0.1 has no exact double: any careless sum would leave a variance of its rounding
  const VarianceSplit found = split(std::vector<GroupMoments>(40, {7, 0.1, 0.0}));
  EXPECT_EQ(found.between.value, 0.0);
  EXPECT_EQ(found.within.value, 0.0);
  EXPECT_FALSE(found.share.value);
  EXPECT_FALSE(found.share.low);
}

TEST(VarianceSplit, IsAllTradeModelWhereEconomiesDecide) {
  std::vector<GroupMoments> groups = thirty();
  for (GroupMoments& group : groups) {
    group.squares = 0.0;
  }
  const VarianceSplit found = split(groups);
  EXPECT_EQ(found.share.value, 1.0);
  EXPECT_EQ(found.share.low, 1.0);
  EXPECT_EQ(found.share.high, 1.0);
}

TEST(VarianceSplit, IsNeverNegative) {
  std::vector<GroupMoments> groups = thirty();
  for (GroupMoments& group : groups) {
    group.mean *= 1e-6;
  }
  const VarianceSplit found = split(groups);
  EXPECT_EQ(found.between.value, 0.0);
  EXPECT_EQ(found.share.value, 0.0);
  EXPECT_EQ(found.share.low, 0.0);
}

TEST(VarianceSplit, DoesNotDependOnUnitOrOrigin) {
  std::vector<GroupMoments> groups = thirty();
  const VarianceSplit before = split(groups);
  for (GroupMoments& group : groups) {
    group.mean = 3.0 + 8.0 * group.mean;
    group.squares *= 64.0;
  }
  const VarianceSplit after = split(groups);
  EXPECT_NEAR(*after.between.value, 64.0 * *before.between.value, 1e-9);
  EXPECT_NEAR(*after.share.low, *before.share.low, 1e-12);
  EXPECT_NEAR(*after.share.high, *before.share.high, 1e-12);
}

TEST(Resamples, AreAFunctionOfSeedAndNumberOfEconomies) {
  const Resamples a(5, 40);
  const Resamples b(5, 40);
  const Resamples c(6, 40);
  bool same = true;
  bool other = false;
  std::vector<double> times(40, 0.0);
  for (std::size_t index = 0; index < Resamples::size; ++index) {
    EXPECT_EQ(std::accumulate(a.sample(index), a.sample(index) + 40, 0), 40);
    for (std::size_t economy = 0; economy < 40; ++economy) {
      same = same && a.sample(index)[economy] == b.sample(index)[economy];
      other = other || a.sample(index)[economy] != c.sample(index)[economy];
      times[economy] += a.sample(index)[economy];
    }
  }
  EXPECT_TRUE(same);
  EXPECT_TRUE(other);
  // Null: each economy is drawn 999 times in the mean, standard deviation 31; 5 of them.
  for (const double drawn : times) {
    EXPECT_NEAR(drawn, 999.0, 155.0);
  }
}

}  // namespace
}  // namespace tripart
