#include "tripart/core/distribution.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"

namespace tripart {
namespace {

struct Law {
  std::string name;
  Distribution distribution;
  double mean;
};

std::vector<Law> laws() {
  return {{"normal", Distribution::normal(0.3, 2.0), 0.3},
          {"uniform", Distribution::uniform(-1.0, 3.0), 1.0},
          {"beta", Distribution::beta(2.0, 3.0), 0.4},
          {"lognormal", Distribution::lognormal(-0.7, 0.5), std::exp(-0.575)},
          {"triangular", Distribution::triangular(0.0, 0.1, 0.2), 0.1},
          {"skew triangular", Distribution::triangular(0.0, 0.0, 3.0), 1.0},
          {"gamma", Distribution::gamma(2.0, 1.5), 3.0},
          {"discrete", Distribution::discrete({{4.0, 0.25}, {0.0, 0.75}}), 1.0}};
}

TEST(Distribution, HasTheStatedMean) {
  for (const Law& law : laws()) {
    EXPECT_NEAR(law.distribution.mean(), law.mean, 1e-14) << law.name;
  }
}

TEST(Distribution, QuantilesMatchClosedForms) {
  EXPECT_EQ(Distribution::constant(3.5).quantile(0.2), 3.5);
  EXPECT_NEAR(Distribution::normal(1.0, 2.0).quantile(0.975),
              1.0 + 2.0 * 1.959963984540054, 1e-14);
  EXPECT_NEAR(Distribution::uniform(1.0, 3.0).quantile(0.25), 1.5, 1e-15);
  EXPECT_NEAR(Distribution::lognormal(0.5, 2.0).quantile(0.5), std::exp(0.5), 1e-15);
  EXPECT_NEAR(Distribution::triangular(0.0, 1.0, 4.0).quantile(0.25), 1.0, 1e-15);
  EXPECT_NEAR(Distribution::triangular(0.0, 1.0, 4.0).quantile(0.0625), 0.5, 1e-15);
  EXPECT_NEAR(Distribution::triangular(0.0, 1.0, 4.0).quantile(0.8125), 2.5, 1e-15);
  EXPECT_EQ(Distribution::triangular(2.0, 2.0, 2.0).quantile(0.3), 2.0);
  const Distribution coin = Distribution::discrete({{7.0, 0.6}, {5.0, 0.4}, {9.0, 0.0}});
  EXPECT_EQ(coin.quantile(0.4), 5.0);
  EXPECT_EQ(coin.quantile(0.41), 7.0);
  EXPECT_EQ(coin.quantile(1.0 - 0x1p-53), 7.0);
}

TEST(Distribution, DiscretePointsMayBeWrittenInAnyOrder) {
  EXPECT_EQ(Distribution::discrete({{2.0, 0.3}, {1.0, 0.7}}),
            Distribution::discrete({{1.0, 0.7}, {2.0, 0.3}}));
}

TEST(Distribution, DrawsOutsideTheRangeAreDrawnAgainFromTheNextIndex) {
  const Distribution uniform = Distribution::uniform(0.0, 1.0);
  const Stream stream(3, 1, Purpose::parameter, "again");
  std::uint32_t index = 0;
  while (stream.uniform(index) > 0.01) {
    ++index;
  }
  ASSERT_GT(index, 0u);
  EXPECT_EQ(draw_value(uniform, {0.0, 0.01}, stream), stream.uniform(index));
  for (const Law& law : laws()) {
    const double value = draw_value(law.distribution, {0.0, 0.15}, stream);
    EXPECT_TRUE(value >= 0.0 && value <= 0.15) << law.name << " " << value;
  }
}

TEST(Distribution, RangeThatIsHardlyTouchedIsTheUsersMistake) {
  const Stream stream(3, 1, 1u);
  const double infinity = std::numeric_limits<double>::infinity();
  try {
    static_cast<void>(
        draw_value(Distribution::uniform(0.0, 1.0), {2.0, infinity}, stream));
    FAIL() << "drew a value that cannot be";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::bad_input);
    EXPECT_NE(std::string(failure.what()).find("[2, infinity]"), std::string::npos)
        << failure.what();
  }
}

TEST(Distribution, ConstantIsReturnedAsWritten) {
  const Stream stream(3, 1, 1u);
  EXPECT_EQ(draw_value(Distribution::constant(5.0), {0.0, 1.0}, stream), 5.0);
  EXPECT_TRUE(Distribution::constant(5.0).is_constant());
  EXPECT_FALSE(Distribution::normal(5.0, 0.0).is_constant());
}

TEST(Distribution, BadParametersAreNamed) {
  const auto why = [](const Distribution& d) {
    return d.why_invalid().value_or("valid");
  };
  EXPECT_EQ(why(Distribution::normal(0.0, -1.0)), "normal needs sd >= 0, found -1");
  EXPECT_EQ(why(Distribution::uniform(1.0, 0.5)), "uniform needs lo <= hi, found 0.5");
  EXPECT_EQ(why(Distribution::beta(0.0, 1.0)), "beta needs a > 0 and b > 0, found 0");
  EXPECT_EQ(why(Distribution::lognormal(0.0, -0.1)),
            "lognormal needs sigma >= 0, found -0.1");
  EXPECT_EQ(why(Distribution::triangular(0.0, 2.0, 1.0)),
            "triangular needs lo <= mode <= hi, found 2");
  EXPECT_EQ(why(Distribution::gamma(1.0, 0.0)),
            "gamma needs shape > 0 and scale > 0, found 0");
  EXPECT_EQ(why(Distribution::discrete({})), "discrete needs at least one [value, p]");
  EXPECT_EQ(why(Distribution::discrete({{1.0, 1.5}})),
            "discrete needs every p in [0, 1], found 1.5");
  EXPECT_EQ(why(Distribution::discrete({{1.0, 0.5}, {2.0, 0.25}})),
            "discrete needs probabilities that sum to 1, found 0.75");
  EXPECT_EQ(why(Distribution::constant(std::nan(""))),
            "a distribution needs finite parameters");
  EXPECT_EQ(why(Distribution::discrete({{1.0, 0.5}, {2.0, 0.5 + 1e-10}})), "valid");
  EXPECT_EQ(why(Distribution::uniform(1.0, 1.0)), "valid");
  for (const Law& law : laws()) {
    EXPECT_EQ(why(law.distribution), "valid") << law.name;
  }
}

}  // namespace
}  // namespace tripart
