#include "tripart/study/design.hpp"

#include <algorithm>
#include <cmath>
#include <gmock/gmock.h>
#include <limits>
#include <set>

#include <gtest/gtest.h>

#include "tripart/core/number.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

using ::testing::ElementsAre;

Factor levels(const std::string& id, const std::vector<std::string>& values) {
  Factor factor;
  factor.id = id;
  factor.paths = {"paths." + id};
  for (const std::string& value : values) {
    factor.levels.push_back({value});
  }
  return factor;
}

Factor range(const std::string& id, double lo, double hi) {
  Factor factor;
  factor.id = id;
  factor.paths = {"paths." + id};
  factor.distribution = Distribution::uniform(lo, hi);
  factor.within = {-1e308, 1e308};
  return factor;
}

SweepFile sweep_of(DesignKind kind, std::uint64_t size, std::size_t factors) {
  SweepFile sweep;
  sweep.design = kind;
  sweep.size = size;
  for (std::size_t i = 0; i < factors; ++i) {
    sweep.factors.push_back(range("f" + std::to_string(i), 0.0, 1.0));
  }
  return sweep;
}

std::vector<std::vector<double>> coordinates_of(const SweepFile& sweep) {
  const Design design(sweep);
  std::vector<std::vector<double>> all;
  for (std::uint64_t number = 1; number <= design.size(); ++number) {
    all.push_back(design.point(number).coordinates);
  }
  return all;
}

TEST(Design, GridGoesThroughEveryCombinationTheLastFactorFastest) {
  SweepFile sweep;
  sweep.factors = {levels("a", {"x", "y"}), levels("b", {"1", "2", "3"})};
  const Design design(sweep);
  ASSERT_EQ(design.size(), 6U);
  EXPECT_THAT(design.point(1).values, ElementsAre("x", "1"));
  EXPECT_THAT(design.point(2).values, ElementsAre("x", "2"));
  EXPECT_THAT(design.point(4).values, ElementsAre("y", "1"));
  EXPECT_THAT(design.point(6).overrides, ElementsAre("paths.a=y", "paths.b=3"));
  EXPECT_THAT(design.point(6).coordinates, ElementsAre(2.0, 3.0));
}

TEST(Design, PointsThatDifferInTastesShareAnEconomy) {
  SweepFile sweep;
  sweep.factors = {levels("a", {"x", "y"}), levels("b", {"1", "2"})};
  sweep.factors[1].keeps_payoffs = false;
  const Design design(sweep);
  EXPECT_EQ(design.point(1).economy, design.point(3).economy);
  EXPECT_NE(design.point(1).economy, design.point(2).economy);
  EXPECT_EQ(design.point(1).economy, "paths.b=1\n");
}

TEST(Design, OneAtATimeLeavesTheOthersAtTheirCentre) {
  SweepFile sweep;
  sweep.design = DesignKind::one_at_a_time;
  sweep.factors = {levels("a", {"x", "y"}), levels("b", {"1", "2", "3"})};
  sweep.factors[0].central = {"c"};
  sweep.factors[1].own = "what it is";
  const Design design(sweep);
  ASSERT_EQ(design.size(), 6U);
  EXPECT_THAT(design.point(1).values, ElementsAre("c", "what it is"));
  EXPECT_THAT(design.point(1).overrides, ElementsAre("paths.a=c"));
  EXPECT_THAT(design.point(3).overrides, ElementsAre("paths.a=y"));
  EXPECT_THAT(design.point(3).coordinates, ElementsAre(2.0, 0.0));
  EXPECT_THAT(design.point(4).overrides, ElementsAre("paths.a=c", "paths.b=1"));
  EXPECT_THAT(design.point(6).values, ElementsAre("c", "3"));
}

TEST(Design, ListsKeepTheirOrder) {
  SweepFile sweep;
  sweep.design = DesignKind::list;
  sweep.factors = {levels("a", {"x", "y"}), levels("b", {"1"})};
  sweep.points = {{"y", "1"}, {"x", "1"}, {"y", "1"}};
  const Design design(sweep);
  ASSERT_EQ(design.size(), 3U);
  EXPECT_THAT(design.point(1).overrides, ElementsAre("paths.a=y", "paths.b=1"));
  EXPECT_THAT(design.point(2).overrides, ElementsAre("paths.a=x", "paths.b=1"));
  EXPECT_THAT(design.point(3).coordinates, ElementsAre(2.0, 1.0));
}

// Values are the quantiles of the coordinates, cut to what the key allows; levels get
// equal slices.
TEST(Design, CoordinatesBecomeQuantilesAndLevels) {
  SweepFile sweep = sweep_of(DesignKind::sobol, 256, 2);
  sweep.factors[0].distribution = Distribution::normal(0.0, 1.0);
  sweep.factors[0].within = {0.0, 1.0};
  sweep.factors[1] = levels("b", {"1", "2", "3", "4"});
  const Design design(sweep);
  std::vector<int> times(4, 0);
  int below_median = 0;
  for (std::uint64_t number = 1; number <= 256; ++number) {
    const DesignPoint point = design.point(number);
    const double value = parse_number(point.values[0]).value();
    EXPECT_GE(value, 0.0);
    EXPECT_LE(value, 1.0);
    // The half normal cut at 1 has its median where Phi = (.5 + .8413447) / 2.
    below_median += value < 0.4415 ? 1 : 0;
    ++times.at(static_cast<std::size_t>(*parse_count(point.values[1])) - 1);
    EXPECT_EQ(point.overrides[0], "paths.f0=" + point.values[0]);
  }
  EXPECT_EQ(below_median, 128);
  EXPECT_THAT(times, ElementsAre(64, 64, 64, 64));
}

// A longer sequence, more base points or trajectories leave the points there were alone.
TEST(Design, MorePointsChangeNoneBefore) {
  for (const DesignKind kind :
       {DesignKind::sobol, DesignKind::saltelli, DesignKind::morris}) {
    const auto few = coordinates_of(sweep_of(kind, 8, 3));
    auto many = coordinates_of(sweep_of(kind, 16, 3));
    EXPECT_EQ(many.size(), 2 * few.size());
    many.resize(few.size());
    EXPECT_EQ(many, few);
  }
}

TEST(Design, SeedsDrawDifferentDesigns) {
  for (const DesignKind kind : {DesignKind::latin_hypercube, DesignKind::sobol,
                                DesignKind::saltelli, DesignKind::morris}) {
    SweepFile sweep = sweep_of(kind, 16, 4);
    const auto one = coordinates_of(sweep);
    EXPECT_EQ(one, coordinates_of(sweep));
    sweep.design_seed = 2;
    EXPECT_NE(one, coordinates_of(sweep));
  }
}

TEST(Design, SaltelliTakesOneColumnFromTheOtherMatrix) {
  constexpr std::uint64_t factors = 3;
  const auto points = coordinates_of(sweep_of(DesignKind::saltelli, 32, factors));
  const SaltelliLayout layout{32, factors};
  ASSERT_EQ(points.size(), layout.size());
  std::set<double> seen;
  for (std::uint64_t j = 0; j < 32; ++j) {
    const auto& a = points[layout.a(j) - 1];
    const auto& b = points[layout.b(j) - 1];
    for (std::uint64_t i = 0; i < factors; ++i) {
      auto expected = a;
      expected[i] = b[i];
      EXPECT_EQ(points[layout.ab(j, i) - 1], expected) << j << ", " << i;
      seen.insert(a[i]);
      seen.insert(b[i]);
    }
  }
  EXPECT_EQ(seen.size(), 2 * 32 * factors) << "A and B share no coordinate";
}

// p = 6: steps of 3 of 5 intervals. Each level must be as likely as the others: 200 x 4
// points of 3 factors, 400 a level; 5 sd of the start's choice alone are 5 sqrt(200 x 4 x
// 1/6 x 5/6 x 4) = 105.
TEST(Design, MorrisMovesOneFactorByHalfTheGridEachStep) {
  constexpr std::uint64_t trajectories = 200;
  constexpr std::size_t factors = 3;
  SweepFile sweep = sweep_of(DesignKind::morris, trajectories, factors);
  sweep.levels = 6;
  const auto points = coordinates_of(sweep);
  const MorrisLayout layout{trajectories, factors};
  ASSERT_EQ(points.size(), layout.size());
  std::vector<int> visits(6, 0);
  int ups = 0;
  int firsts = 0;
  for (std::uint64_t t = 0; t < trajectories; ++t) {
    std::set<std::size_t> moved;
    for (std::uint64_t step = 0; step < factors; ++step) {
      const auto& from = points[layout.start(t) - 1 + step];
      const auto& to = points[layout.start(t) + step];
      for (std::size_t i = 0; i < factors; ++i) {
        visits.at(static_cast<std::size_t>(std::lround(5.0 * from[i])))++;
        if (from[i] != to[i]) {
          EXPECT_NEAR(std::abs(to[i] - from[i]), 0.6, 1e-15);
          EXPECT_TRUE(moved.insert(i).second) << "factor " << i << " moves twice";
          ups += to[i] > from[i] ? 1 : 0;
          firsts += step == 0 && i == 0 ? 1 : 0;
        }
      }
    }
    EXPECT_EQ(moved.size(), factors);
  }
  for (const int times : visits) {
    EXPECT_NEAR(times, 300, 105);
  }
  EXPECT_NEAR(ups, 300, 62);    // 5 sd of 600 fair coins
  EXPECT_NEAR(firsts, 67, 34);  // 5 sd of 200 with 1/3
}

TEST(Design, MorrisTakesTheEndsOfARangeAndTheMiddlesOfOthers) {
  SweepFile sweep = sweep_of(DesignKind::morris, 50, 3);
  sweep.factors[0] = range("a", 2.0, 5.0);
  sweep.factors[1].distribution = Distribution::triangular(0.0, 0.0, 1.0);
  sweep.factors[2] = levels("c", {"1", "2", "3", "4"});
  const Design design(sweep);
  std::vector<std::set<std::string>> seen(3);
  for (std::uint64_t number = 1; number <= design.size(); ++number) {
    const DesignPoint point = design.point(number);
    for (std::size_t i = 0; i < 3; ++i) {
      seen[i].insert(point.values[i]);
    }
  }
  EXPECT_THAT(seen[0], ElementsAre("2", "3", "4", "5"));
  EXPECT_EQ(seen[1].size(), 4U);
  EXPECT_NEAR(parse_number(*seen[1].begin()).value(), 1.0 - std::sqrt(7.0 / 8.0), 1e-12);
  EXPECT_EQ(seen[2].size(), 4U);
}

/// Sum over pairs of d^-10, of points as ranks.
double crowding(const std::vector<std::vector<double>>& points) {
  double sum = 0.0;
  for (std::size_t one = 0; one < points.size(); ++one) {
    for (std::size_t other = 0; other < one; ++other) {
      double squared = 0.0;
      for (std::size_t i = 0; i < points[one].size(); ++i) {
        squared += std::pow(points[one][i] - points[other][i], 2);
      }
      sum += std::pow(squared, -5);
    }
  }
  return sum;
}

TEST(Design, LatinHypercubeHasEachSliceOnceAndKeepsApart) {
  constexpr std::size_t points = 40;
  constexpr std::size_t factors = 3;
  auto design = coordinates_of(sweep_of(DesignKind::latin_hypercube, points, factors));
  for (std::size_t i = 0; i < factors; ++i) {
    std::set<double> slices;
    for (auto& point : design) {
      EXPECT_GT(point[i], 0.0);
      EXPECT_LT(point[i], 1.0);
      point[i] = std::floor(points * point[i]);
      slices.insert(point[i]);
    }
    EXPECT_EQ(slices.size(), points);
  }
  std::vector<double> random;
  for (std::uint64_t trial = 0; trial < 99; ++trial) {
    std::vector<std::vector<double>> drawn(points, std::vector<double>(factors));
    for (std::size_t i = 0; i < factors; ++i) {
      const Stream stream(99, trial, static_cast<std::uint32_t>(i));
      for (std::size_t p = 0; p < points; ++p) {
        const auto other = static_cast<std::size_t>(
            stream.uniform(static_cast<std::uint32_t>(p)) * static_cast<double>(p + 1));
        drawn[p][i] = drawn[other][i];
        drawn[other][i] = static_cast<double>(p);
      }
    }
    random.push_back(crowding(drawn));
  }
  // Not only below the median of random ones, but far below the best of 99.
  EXPECT_LT(crowding(design), 0.2 * *std::min_element(random.begin(), random.end()));
}

TEST(Design, LatinHypercubeOfManyPointsIsStillOne) {
  const SweepFile sweep = sweep_of(DesignKind::latin_hypercube, 100'000, 2);
  const Design design(sweep);
  std::vector<bool> held(100'000, false);
  for (std::uint64_t number = 1; number <= design.size(); ++number) {
    const auto slice = static_cast<std::size_t>(
        std::floor(100'000.0 * design.point(number).coordinates[1]));
    EXPECT_FALSE(held.at(slice));
    held[slice] = true;
  }
}

// What a design is may not change with the compiler or processor: these are the bits of
// the first release.
TEST(Design, PointsAreTheSameEverywhere) {
  const auto last = [](DesignKind kind) {
    SweepFile sweep = sweep_of(kind, 16, 2);
    sweep.factors[0].distribution = Distribution::lognormal(-0.7, 0.7);
    sweep.factors[0].within = {0.01, 100.0};
    const Design design(sweep);
    const DesignPoint point = design.point(design.size());
    return point.values[0] + " " + point.values[1];
  };
  EXPECT_EQ(last(DesignKind::latin_hypercube), "0.16843335290974046 0.9029616639018059");
  EXPECT_EQ(last(DesignKind::sobol), "0.6721430766593525 0.9521103360519857");
  EXPECT_EQ(last(DesignKind::saltelli), "0.6721430766593525 0.40446575779765925");
  EXPECT_EQ(last(DesignKind::morris), "0.22196301052783166 0");
}

TEST(Design, PointsFarOutAreReachedAtOnce) {
  SweepFile sweep = sweep_of(DesignKind::saltelli, 20'000'000, 3);
  const Design design(sweep);
  EXPECT_EQ(design.size(), most_design_points);
  EXPECT_EQ(design.point(most_design_points).coordinates.size(), 3U);
  sweep.design = DesignKind::grid;
  sweep.factors = {levels("a", {"x"})};
  for (int i = 0; i < 8; ++i) {
    sweep.factors.push_back(levels("b" + std::to_string(i),
                                   {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}));
  }
  EXPECT_EQ(Design(sweep).size(), most_design_points);
  EXPECT_THAT(Design(sweep).point(12345679).values,
              ElementsAre("x", "1", "2", "3", "4", "5", "6", "7", "8"));
}

}  // namespace
}  // namespace tripart
