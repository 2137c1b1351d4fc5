// Sobol' indices of functions whose indices are known (known_functions.hpp).
#include "tripart/study/sobol_indices.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "support/known_functions.hpp"

namespace tripart {
namespace {

using testing_support::drawn_responses;
using testing_support::g_function;
using testing_support::ishigami;
using testing_support::KnownFunction;

TEST(KnownFunctions, HaveTheIndicesThatArePublished) {
  const KnownFunction f = ishigami();
  const std::array published_first{0.3139, 0.4424, 0.0};
  const std::array published_total{0.5576, 0.4424, 0.2437};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(f.first_order[i], published_first[i], 5e-5);
    EXPECT_NEAR(f.total[i], published_total[i], 5e-5);
  }
}

// By hand: c = 3, V = 14/3; products -1 and 6, squares 1 and 4.
TEST(SobolIndices, AreTheFormulasOfSaltelliAndJansen) {
  Responses responses = Responses::exact({1, 2, 2, 3, 6, 5});
  responses.noise.assign(6, 0.3);
  const SobolIndices indices =
      sobol_indices({2, 1}, responses, Noise::independent, BootstrapOptions{});
  const FactorIndices& factor = indices.factors.at(0);
  EXPECT_NEAR(factor.first_order.value.value(), 2.5 * 3 / 14, 1e-15);
  EXPECT_NEAR(factor.total.value.value(), 1.25 * 3 / 14, 1e-15);
  EXPECT_NEAR(factor.first_order_corrected.value.value(), 2.5 / (14.0 / 3 - 0.3), 1e-15);
  EXPECT_NEAR(factor.total_corrected.value.value(), 0.95 / (14.0 / 3 - 0.3), 1e-15);
  EXPECT_EQ(indices.base_points, 2U);
}

TEST(SobolIndices, OfTheIshigamiAndGFunctionsLieWithinFiveErrorsOfTheExactOnes) {
  for (const KnownFunction& f : {ishigami(), g_function()}) {
    const SaltelliLayout layout{4096, f.factors};
    const SobolIndices indices =
        sobol_indices(layout, drawn_responses(f, layout, 1), Noise::shared, {200, 1});
    for (std::size_t i = 0; i < f.factors; ++i) {
      const FactorIndices& factor = indices.factors[i];
      EXPECT_NEAR(*factor.first_order.value, f.first_order[i],
                  5.0 * *factor.first_order.std_error)
          << f.factors << " factors, " << i;
      EXPECT_NEAR(*factor.total.value, f.total[i], 5.0 * *factor.total.std_error)
          << f.factors << " factors, " << i;
      EXPECT_LT(*factor.first_order.std_error, 0.04);
      EXPECT_LT(*factor.total.std_error, 0.04);
      EXPECT_FALSE(factor.total_corrected.value);  // noise may be shared
    }
  }
}

TEST(SobolIndices, DoNotChangeWithUnitAndOrigin) {
  const KnownFunction f = ishigami();
  const SaltelliLayout layout{64, f.factors};
  const Responses plain = drawn_responses(f, layout, 3);
  Responses other = plain;
  for (double& value : other.values) {
    value = 1000.0 - 4.0 * value;
  }
  const SobolIndices a = sobol_indices(layout, plain, Noise::shared, {50, 1});
  const SobolIndices b = sobol_indices(layout, other, Noise::shared, {50, 1});
  for (std::size_t i = 0; i < f.factors; ++i) {
    EXPECT_NEAR(*a.factors[i].first_order.value, *b.factors[i].first_order.value, 1e-10);
    EXPECT_NEAR(*a.factors[i].total.low, *b.factors[i].total.low, 1e-10);
  }
}

TEST(SobolIndices, OfAFactorThatDoesNothingAreExactlyZero) {
  const KnownFunction f{2, [](std::span<const double> u) { return u[0]; }, {}, {}};
  const SaltelliLayout layout{32, 2};
  const SobolIndices indices =
      sobol_indices(layout, drawn_responses(f, layout, 1), Noise::shared, {50, 1});
  EXPECT_EQ(indices.factors[1].first_order.value, 0.0);
  EXPECT_EQ(indices.factors[1].total.value, 0.0);
  EXPECT_EQ(indices.factors[1].total.high, 0.0);
}

TEST(SobolIndices, AreNotClippedAtZero) {
  const KnownFunction f = g_function();
  const SaltelliLayout layout{64, f.factors};
  bool below = false;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    for (const FactorIndices& factor :
         sobol_indices(layout, drawn_responses(f, layout, seed), Noise::shared, {2, 1})
             .factors) {
      below = below || *factor.first_order.value < 0.0;
    }
  }
  EXPECT_TRUE(below);
}

TEST(SobolIndices, AreEmptyWhereNothingVaries) {
  const SobolIndices indices = sobol_indices(
      {3, 1}, Responses::exact(std::vector<double>(9, 0.1)), Noise::independent, {10, 1});
  EXPECT_FALSE(indices.factors[0].first_order.value);
  EXPECT_FALSE(indices.factors[0].total_corrected.value);
  EXPECT_EQ(indices.base_points, 3U);
}

TEST(SobolIndices, LeaveOutBasePointsWithoutAValue) {
  const KnownFunction f = ishigami();
  const SaltelliLayout layout{20, f.factors};
  Responses responses = drawn_responses(f, layout, 1);
  Responses less = responses;
  less.values.erase(less.values.begin() + 35, less.values.begin() + 40);
  less.noise.resize(95);
  responses.values[layout.ab(7, 1) - 1] = std::numeric_limits<double>::quiet_NaN();
  const SobolIndices a = sobol_indices(layout, responses, Noise::shared, {10, 1});
  const SobolIndices b = sobol_indices({19, f.factors}, less, Noise::shared, {10, 1});
  EXPECT_EQ(a.left_out, 1U);
  EXPECT_EQ(a.base_points, 19U);
  EXPECT_EQ(a.factors[0].total.value, b.factors[0].total.value);
  EXPECT_EQ(a.factors[2].first_order.high, b.factors[2].first_order.high);
}

TEST(Noisiness, IsTheShareOfTheVarianceThatReplicatesMake) {
  Responses responses = Responses::exact({1, 2, 3, 4});
  responses.noise = {0.1, 0.1, 0.1, 0.2};
  EXPECT_NEAR(noisiness(responses).share.value(), 0.125 / (5.0 / 3.0), 1e-15);
  responses.values[3] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_NEAR(noisiness(responses).share.value(), 0.1, 1e-15);
  EXPECT_EQ(noisiness(responses).points, 3U);
  EXPECT_FALSE(noisiness(Responses::exact({5, 5})).share);
}

}  // namespace
}  // namespace tripart
