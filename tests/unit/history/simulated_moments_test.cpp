#include "tripart/history/simulated_moments.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "history/nelder_mead.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

const std::atomic<bool> never_stopped{false};
constexpr double histories = 25.0;

/// Means of 25 histories each: x + e and 2 y + e, e standard normal, and 1.
std::optional<std::vector<double>> linear(std::span<const double> z, std::uint64_t key,
                                          SimulationUse /*use*/) {
  const Stream stream(key, 0, Purpose::session, "linear");
  const double root = std::sqrt(histories);
  return std::vector<double>{z[0] + draw_normal(0, stream) / root,
                             2.0 * z[1] + draw_normal(1, stream) / root, 1.0};
}

std::optional<MomentsEstimate> fit(std::size_t dimension, int jobs) {
  AbcOptions options;
  options.dimension = dimension;
  options.particles = 100;
  options.rounds = 0;
  AbcSmc smc(options,
             {{SummaryForm::number, 0.5, 0.5, 1.0},
              {SummaryForm::number, -1.0, -1.0, 1.0},
              {SummaryForm::number, 7.0, 7.0, 1.0}},
             linear);
  EXPECT_TRUE(smc.run(jobs, never_stopped));
  MomentsOptions moments;
  moments.evaluations = 60;
  moments.batches = 400;
  moments.replicates = static_cast<std::uint64_t>(histories);
  return estimate_by_moments(smc.prior(), smc.distance(), linear, moments, jobs,
                             never_stopped);
}

TEST(SimulatedMoments, FindsTheSettingAndSaysHowSureItIs) {
  // One history has a standard deviation of 1 in x and of 1/2 in y; the simulated means
  // add 1/25 to the variance. 400 batches: errors within 4 percent at one sigma, so .15
  // fails by chance less than once in 5,000.
  const auto estimate = fit(2, 2);
  ASSERT_TRUE(estimate);
  EXPECT_NEAR(estimate->position[0], 0.5, 0.9);  // the same draws throughout: 4.5 x .2
  EXPECT_NEAR(estimate->position[1], -0.5, 0.45);
  const double widened = std::sqrt(1.0 + 1.0 / histories);
  ASSERT_TRUE(estimate->errors[0] && estimate->errors[1]);
  EXPECT_NEAR(*estimate->errors[0] / widened, 1.0, 0.15);
  EXPECT_NEAR(*estimate->errors[1] / widened, 0.5, 0.08);
  EXPECT_EQ(estimate->afresh.size(), 400U);
}

TEST(SimulatedMoments, HasNoErrorForWhatMovesNothing) {
  const auto estimate = fit(3, 1);
  ASSERT_TRUE(estimate);
  EXPECT_TRUE(estimate->errors[0]);
  EXPECT_FALSE(estimate->errors[2]);
}

TEST(SimulatedMoments, IsTheSameOnAnyNumberOfThreads) {
  const auto one = fit(2, 1);
  const auto three = fit(2, 3);
  EXPECT_EQ(one->position, three->position);
  EXPECT_EQ(one->errors, three->errors);
  EXPECT_EQ(one->simulations, three->simulations);
}

TEST(SimulatedMoments, StoppedItIsNothing) {
  const std::atomic<bool> stopped{true};
  const std::vector<AbcParticle> prior{{{0.0, 0.0}, {0.0, 0.0, 1.0}, 1.0, 1.0}};
  const Distance distance({{SummaryForm::number, 0.5, 0.5, 1.0},
                           {SummaryForm::number, -1.0, -1.0, 1.0},
                           {SummaryForm::number, 7.0, 7.0, 1.0}});
  EXPECT_FALSE(estimate_by_moments(prior, distance, linear, {}, 1, stopped));
}

TEST(NelderMead, FindsTheBottomOfABentValley) {
  const auto rosenbrock = [](const std::vector<double>& x) {
    const double a = 1.0 - x[0];
    const double b = x[1] - x[0] * x[0];
    return std::optional(a * a + 100.0 * b * b);
  };
  const auto lowest = find_lowest(rosenbrock, {-1.2, 1.0}, 0.5, 500);
  ASSERT_TRUE(lowest);
  EXPECT_NEAR(lowest->at[0], 1.0, 1e-3);
  EXPECT_NEAR(lowest->at[1], 1.0, 1e-3);
  EXPECT_LE(lowest->evaluations, 500U);
}

}  // namespace
}  // namespace tripart
