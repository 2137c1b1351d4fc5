#include "tripart/study/sweep_plan.hpp"

#include <set>

#include <gtest/gtest.h>

#include "tripart/study/point_seed.hpp"

namespace tripart {
namespace {

Factor listed(const std::string& id, std::size_t levels, bool keeps_payoffs) {
  Factor factor;
  factor.id = id;
  factor.paths = {"economy." + id};
  for (std::size_t level = 0; level < levels; ++level) {
    factor.levels.push_back({std::to_string(level)});
  }
  factor.keeps_payoffs = keeps_payoffs;
  return factor;
}

/// A grid of `tariffs` settings that change the economies, the slower factor, and
/// `tastes` that do not.
SweepFile grid(std::size_t tariffs, std::size_t tastes, std::uint64_t replicates) {
  SweepFile sweep;
  sweep.design = DesignKind::grid;
  sweep.factors = {listed("tariff", tariffs, false), listed("taste", tastes, true)};
  sweep.replicates = replicates;
  return sweep;
}

SweepPlan plan_of(const SweepFile& sweep, std::uint64_t economy_cost = 0) {
  return SweepPlan(sweep, Design(sweep), economy_cost);
}

TEST(SweepPlan, GoesPointByPointAndBlockByBlock) {
  const SweepPlan plan = plan_of(grid(1, 2, 9000));
  ASSERT_EQ(plan.units(), 6U);
  EXPECT_EQ(plan.unit(0), (SweepUnit{1, 1, 4096}));
  EXPECT_EQ(plan.unit(2), (SweepUnit{1, 8193, 9000}));
  EXPECT_EQ(plan.unit(3), (SweepUnit{2, 1, 4096}));
  EXPECT_TRUE(plan.ends_point(2));
  EXPECT_FALSE(plan.ends_point(3));
  EXPECT_EQ(plan.replicates_in({1, 4}), 9000U);
  EXPECT_EQ(plan.points_ended({1, 5}), 1U);
}

TEST(SweepPlan, HasSmallerUnitsWhereReplicatesAreSlow) {
  Model model;
  model.parties.resize(3);
  model.issues.resize(21);
  model.timeline.resize(195);
  EXPECT_EQ(unit_size_of(model), 4096U) << "nafta-2018.yaml";
  model.parties.resize(8);
  model.issues.resize(24);
  model.timeline.resize(4453);
  const std::uint64_t size = unit_size_of(model);
  EXPECT_GE(0.020 * static_cast<double>(size), 0.5) << "too small to be worth a unit";
  EXPECT_LE(0.020 * static_cast<double>(size), 10.0) << "much is lost of slow work";

  const SweepFile sweep = grid(1, 2, 1000);
  const SweepPlan plan(sweep, Design(sweep), 0, size);
  ASSERT_EQ(plan.units() % 2, 0U);
  EXPECT_EQ(plan.unit(1), (SweepUnit{1, size + 1, 2 * size}));
  EXPECT_EQ(plan.unit(plan.units() / 2 - 1).last, 1000U);
  EXPECT_EQ(plan.unit(plan.units() / 2), (SweepUnit{2, 1, size}));
  EXPECT_EQ(plan.replicates_in({0, plan.units()}), 2000U);
}

TEST(SweepPlan, WithAPrecisionKeepsAPointTogether) {
  SweepFile sweep = grid(1, 2, 9000);
  sweep.precision = Precision{"kind", "", "none", "probability", 0.01};
  const SweepPlan plan = plan_of(sweep);
  ASSERT_EQ(plan.units(), 2U);
  EXPECT_EQ(plan.unit(1), (SweepUnit{2, 1, 9000}));
}

TEST(SweepPlan, GivesEveryUnitToOneShardInOrder) {
  for (const std::uint64_t cost : {0U, 5000U}) {
    const SweepPlan plan = plan_of(grid(3, 5, 9000), cost);
    for (const std::uint64_t of : {1U, 2U, 3U, 7U, 44U, 45U, 46U, 1000U}) {
      std::uint64_t end = 0;
      for (std::uint64_t number = 1; number <= of; ++number) {
        const UnitRange shard = plan.shard(number, of);
        EXPECT_EQ(shard.begin, end) << number << " of " << of;
        EXPECT_GE(shard.end, shard.begin);
        end = shard.end;
      }
      EXPECT_EQ(end, plan.units()) << of;
    }
  }
}

TEST(SweepPlan, GivesNoShardMoreThanItsPieceAndOneUnit) {
  const SweepPlan plan = plan_of(grid(1, 64, 4096));
  for (const std::uint64_t of : {2U, 7U, 13U, 64U}) {
    for (std::uint64_t number = 1; number <= of; ++number) {
      EXPECT_LE(plan.shard(number, of).size(), 64 / of + 1);
    }
  }
}

TEST(SweepPlan, CountsReplicatesForNewEconomies) {
  // Ten points of 100 replicates share economies that cost 1000 more: two shards of the
  // same cost are 0 points and all, not 5 and 5.
  const SweepPlan plan = plan_of(grid(1, 10, 100), 1000);
  EXPECT_EQ(plan.solves(), 1U);
  EXPECT_EQ(plan.shard(1, 2), (UnitRange{0, 1}));
  // Where each of two tariffs needs its own, each is a shard.
  const SweepPlan two = plan_of(grid(2, 10, 100), 1000);
  EXPECT_EQ(two.solves(), 2U);
  EXPECT_EQ(two.shard(1, 2), (UnitRange{0, 10}));
}

TEST(SweepPlan, RemembersEconomiesThatAreNotNextToEachOther) {
  SweepFile sweep = grid(16, 3, 10);
  std::swap(sweep.factors[0], sweep.factors[1]);  // the tariff changes at every point
  EXPECT_EQ(plan_of(sweep, 1000).solves(), 16U);
  sweep = grid(17, 3, 10);
  std::swap(sweep.factors[0], sweep.factors[1]);
  EXPECT_EQ(plan_of(sweep, 1000).solves(), 51U) << "one more than are kept at hand";
}

TEST(SweepPlan, SolvesEveryPointWhereNoneShareRandomNumbers) {
  SweepFile sweep = grid(1, 6, 100);
  sweep.common_random_numbers = false;
  EXPECT_EQ(plan_of(sweep, 1000).solves(), 6U);
  EXPECT_EQ(plan_of(sweep, 1000).solves_in({2, 4}), 2U);
}

TEST(SweepPlan, CountsEconomiesOfAShardThatBeginsInTheMiddle) {
  const SweepPlan plan = plan_of(grid(2, 3, 9000), 1000);
  EXPECT_EQ(plan.solves_in({1, 3}), 1U);
  EXPECT_EQ(plan.solves_in({8, 10}), 2U);
  EXPECT_EQ(plan.solves_in({4, 4}), 0U);
}

TEST(DesignPointSeed, IsAnotherOneForEveryPointAndSeed) {
  std::set<std::uint64_t> seen;
  for (const std::uint64_t seed : {0ULL, 1ULL, 2ULL, 18446744073709551615ULL}) {
    for (std::uint64_t point = 1; point <= 20000; ++point) {
      seen.insert(design_point_seed(seed, point));
    }
  }
  EXPECT_EQ(seen.size(), 80000U);
}

// SplitMix64 with state 0 gives these first (Vigna, splitmix64.c); the finaliser of 0 is
// 0, so this is seed 0.
TEST(DesignPointSeed, OfSeedZeroIsThePublishedSequence) {
  EXPECT_EQ(design_point_seed(0, 1), 0xe220a8397b1dcdafU);
  EXPECT_EQ(design_point_seed(0, 2), 0x6e789e6aa1b965f4U);
  EXPECT_EQ(design_point_seed(0, 3), 0x06c45d188009454fU);
}

}  // namespace
}  // namespace tripart
