#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>

#include "study/design_layout.hpp"
#include "support/known_functions.hpp"
#include "tripart/study/morris.hpp"

namespace tripart {
namespace {

using testing_support::g_function;
using testing_support::KnownFunction;

/// Trajectories on a grid of four levels with steps of two thirds, factors in a drawn
/// order.
struct Walk {
  MorrisLayout layout;
  std::vector<double> coordinates;
  Responses responses;
};

Walk walk(const KnownFunction& f, std::uint64_t trajectories, std::uint64_t seed) {
  Walk result{{trajectories, f.factors}, {}, {}};
  for (std::uint64_t t = 0; t < trajectories; ++t) {
    const Stream stream(seed, t, Purpose::bootstrap, "walk");
    std::vector<double> at(f.factors);
    std::vector<std::size_t> order(f.factors);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<bool> up(f.factors);
    for (std::uint32_t i = 0; i < f.factors; ++i) {
      up[i] = stream.uniform(2 * i) < 0.5;
      at[i] = (stream.uniform(2 * i + 1) < 0.5 ? 0.0 : 1.0 / 3.0) + (up[i] ? 0 : 2.0 / 3);
      std::swap(order[i],
                order[static_cast<std::size_t>(stream.uniform(100 + i) * (i + 1))]);
    }
    const auto add = [&] {
      result.coordinates.insert(result.coordinates.end(), at.begin(), at.end());
      result.responses.values.push_back(f.value(at));
      result.responses.noise.push_back(0.0);
    };
    add();
    for (const std::size_t i : order) {
      at[i] += up[i] ? 2.0 / 3 : -2.0 / 3;
      add();
    }
  }
  return result;
}

KnownFunction linear() {
  return {3, [](std::span<const double> u) { return 5.0 * u[0] - 2.0 * u[1]; }, {}, {}};
}

TEST(Morris, FindsTheSlopesOfALinearFunctionWithoutCurvature) {
  Walk w = walk(linear(), 6, 1);
  w.responses.noise.assign(w.responses.values.size(), 0.02);
  const MorrisScreening screening =
      morris_effects(w.layout, w.coordinates, w.responses, {100, 1});
  EXPECT_EQ(screening.trajectories, 6U);
  const std::array slopes{5.0, -2.0, 0.0};
  for (std::size_t i = 0; i < 3; ++i) {
    const MorrisEffects& effects = screening.factors[i];
    EXPECT_NEAR(*effects.mu.value, slopes[i], 1e-13);
    EXPECT_NEAR(*effects.mu_star.value, std::fabs(slopes[i]), 1e-13);
    EXPECT_NEAR(*effects.sigma.value, 0.0, 1e-13);
    EXPECT_NEAR(*effects.mu.high, slopes[i], 1e-12);
    EXPECT_NEAR(*effects.noise_sd, std::sqrt(0.04) * 1.5, 1e-14);
  }
}

// Effects 1 and 4 of steps of a half: mu 2.5, sigma 1.5 sqrt(2); of -1 and 4: mu* 2.5.
TEST(Morris, TakesSizeAndSignApart) {
  const MorrisLayout layout{2, 1};
  const std::vector<double> coordinates{0.0, 0.5, 1.0, 0.5};
  const MorrisScreening one =
      morris_effects(layout, coordinates, Responses::exact({1, 1.5, 7, 5}), {10, 1});
  EXPECT_EQ(*one.factors[0].mu.value, 2.5);
  EXPECT_NEAR(*one.factors[0].sigma.value, 1.5 * std::sqrt(2.0), 1e-15);
  const MorrisScreening two =
      morris_effects(layout, coordinates, Responses::exact({1, 0.5, 7, 5}), {10, 1});
  EXPECT_EQ(*two.factors[0].mu.value, 1.5);
  EXPECT_EQ(*two.factors[0].mu_star.value, 2.5);
}

// Effects .2 and 8: resamples have means of .2, 4.1 and 8, and 1.96 times their spread,
// 5.4, is more than 4.1.
TEST(Morris, IntervalsOfSizesEndAtZero) {
  const MorrisScreening wide = morris_effects({2, 1}, std::vector{0.0, 0.5, 1.0, 0.5},
                                              Responses::exact({1, 1.1, 7, 3}), {100, 1});
  EXPECT_LT(*wide.factors[0].mu.low, 0.0) << "an effect has a sign";
  EXPECT_EQ(*wide.factors[0].mu_star.low, 0.0);
}

TEST(Morris, RanksTheFactorsOfTheGFunctionRightly) {
  const KnownFunction g = g_function();
  const MorrisLayout layout{40, g.factors};
  const auto design = make_morris(g.factors, 4, 1);
  std::vector<double> coordinates;
  std::vector<double> values;
  for (std::uint64_t number = 0; number < layout.size(); ++number) {
    const std::vector<double> here = design->coordinates(number);
    coordinates.insert(coordinates.end(), here.begin(), here.end());
    values.push_back(g.value(here));
  }
  const MorrisScreening screening =
      morris_effects(layout, coordinates, Responses::exact(values), {100, 1});
  for (std::size_t i = 0; i + 1 < 5; ++i) {
    EXPECT_GT(*screening.factors[i].mu_star.value,
              *screening.factors[i + 1].mu_star.value);
  }
  for (std::size_t i = 4; i < 8; ++i) {
    EXPECT_LT(*screening.factors[i].mu_star.value,
              0.2 * *screening.factors[3].mu_star.value);
  }
}

TEST(Morris, LeavesOutTrajectoriesWithoutAValue) {
  Walk w = walk(linear(), 3, 1);
  w.responses.values[5] = std::numeric_limits<double>::quiet_NaN();
  const MorrisScreening screening =
      morris_effects(w.layout, w.coordinates, w.responses, {10, 1});
  EXPECT_EQ(screening.trajectories, 2U);
  EXPECT_EQ(screening.left_out, 1U);
  EXPECT_NEAR(*screening.factors[0].mu.value, 5.0, 1e-13);
  for (double& value : w.responses.values) {
    value = std::numeric_limits<double>::quiet_NaN();
  }
  EXPECT_FALSE(
      morris_effects(w.layout, w.coordinates, w.responses, {10, 1}).factors[0].mu.value);
}

TEST(Morris, SaysNothingOfErrorsAfterOneTrajectory) {
  Walk w = walk(linear(), 1, 1);
  const MorrisScreening screening =
      morris_effects(w.layout, w.coordinates, w.responses, {10, 1});
  EXPECT_TRUE(screening.factors[0].mu.value);
  EXPECT_FALSE(screening.factors[0].mu.std_error);
  EXPECT_FALSE(screening.factors[0].sigma.value);
}

}  // namespace
}  // namespace tripart
