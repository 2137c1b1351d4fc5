#include "bargaining/cut_quantile.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

constexpr double stated_error = 2e-5;
constexpr Range everything{-1e308, 1e308};

TEST(CutQuantile, IsTheQuantileWhereNothingIsCut) {
  const Distribution normal = Distribution::normal(0.1, 0.05);
  const CutQuantile quantile(normal, everything);
  for (const double u : {1e-9, 0.2, 0.5, 0.9, 1.0 - 1e-9}) {
    EXPECT_EQ(quantile(u), normal.quantile(u));
  }
}

TEST(CutQuantile, SpreadsTheUniformOverTheRange) {
  const CutQuantile quantile(Distribution::uniform(0.0, 1.0), {0.25, 0.75});
  for (const double u : {0.0, 0.1, 0.5, 0.9, 1.0}) {
    EXPECT_NEAR(quantile(u), 0.25 + 0.5 * u, 1e-15);
  }
}

TEST(CutQuantile, NeverLeavesTheRange) {
  for (const Distribution& distribution :
       {Distribution::normal(0.0, 1.0), Distribution::lognormal(-1.0, 1.0),
        Distribution::gamma(0.7, 0.5), Distribution::beta(0.5, 0.5),
        Distribution::discrete({{0.1, 0.2}, {0.3, 0.3}, {0.9, 0.5}})}) {
    const CutQuantile quantile(distribution, {0.2, 0.6});
    double last = 0.2;
    for (int k = 0; k <= 1000; ++k) {
      const double value = quantile(static_cast<double>(k) / 1000.0);
      EXPECT_GE(value, last);
      EXPECT_LE(value, 0.6);
      last = value;
    }
  }
}

TEST(CutQuantile, KeepsPointsOfADiscreteDistributionThatLieOnTheBounds) {
  const CutQuantile quantile(
      Distribution::discrete({{0.1, 0.25}, {0.2, 0.25}, {0.3, 0.25}, {0.4, 0.25}}),
      {0.2, 0.3});
  EXPECT_EQ(quantile(0.0), 0.2);
  EXPECT_EQ(quantile(0.49), 0.2);
  EXPECT_EQ(quantile(0.51), 0.3);
  EXPECT_EQ(quantile(1.0), 0.3);
}

TEST(CutQuantile, OfBetaInvertsItsDistributionFunction) {
  const CutQuantile uniform(Distribution::beta(1.0, 1.0), everything);
  const CutQuantile parabola(Distribution::beta(2.0, 2.0), everything);
  const CutQuantile arcsine(Distribution::beta(0.5, 0.5), everything);
  for (int k = 1; k < 200; ++k) {
    const double u = static_cast<double>(k) / 200.0;
    EXPECT_NEAR(uniform(u), u, stated_error);
    const double x = parabola(u);
    EXPECT_NEAR(3.0 * x * x - 2.0 * x * x * x, u, stated_error);
    EXPECT_NEAR(2.0 / M_PI * std::asin(std::sqrt(arcsine(u))), u, stated_error);
  }
}

TEST(CutQuantile, OfGammaInvertsItsDistributionFunction) {
  const CutQuantile exponential(Distribution::gamma(1.0, 0.1), everything);
  const CutQuantile erlang(Distribution::gamma(3.0, 2.0), everything);
  const CutQuantile chi_square(Distribution::gamma(0.5, 2.0), everything);
  const CutQuantile peaked(Distribution::gamma(4000.0, 1.0), everything);
  for (int k = 1; k < 200; ++k) {
    const double u = static_cast<double>(k) / 200.0;
    EXPECT_NEAR(1.0 - std::exp(-exponential(u) / 0.1), u, stated_error);
    const double y = erlang(u) / 2.0;
    EXPECT_NEAR(1.0 - std::exp(-y) * (1.0 + y + y * y / 2.0), u, stated_error);
    EXPECT_NEAR(std::erf(std::sqrt(chi_square(u) / 2.0)), u, stated_error);
  }
  // Wilson-Hilferty's median, good to 1e-5 relative at this shape
  EXPECT_NEAR(peaked(0.5), 4000.0 * std::pow(1.0 - 1.0 / 36000.0, 3.0), 0.05);
}

TEST(CutQuantile, TakesANumberAsItStands) {
  EXPECT_EQ(CutQuantile(Distribution::constant(7.0), {0.0, 1.0})(0.3), 7.0);
}

TEST(CutQuantile, RefusesARangeThatHoldsNothing) {
  EXPECT_THROW(CutQuantile(Distribution::normal(0.0, 1.0), {9.0, 10.0}), Failure);
  EXPECT_THROW(CutQuantile(Distribution::uniform(0.0, 1.0), {2.0, 3.0}), Failure);
  EXPECT_THROW(CutQuantile(Distribution::gamma(2.0, 1.0), {-2.0, -1.0}), Failure);
}

}  // namespace
}  // namespace tripart
