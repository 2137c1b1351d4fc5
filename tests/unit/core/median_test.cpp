#include "tripart/core/median.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "support/chance.hpp"

namespace tripart {
namespace {

constexpr Range everywhere{-1e308, 1e308};

// Against a million quantiles' own middle: exact for what has quantiles.
TEST(Median, IsTheMiddleQuantile) {
  EXPECT_EQ(median_within(Distribution::constant(3.0), {0.0, 1.0}), 3.0);
  EXPECT_EQ(median_within(Distribution::normal(0.4, 2.0), everywhere), 0.4);
  EXPECT_EQ(median_within(Distribution::uniform(1.0, 4.0), everywhere), 2.5);
  EXPECT_NEAR(median_within(Distribution::lognormal(0.7, 3.0), everywhere),
              2.013752707470477, 1e-12);
  EXPECT_EQ(median_within(Distribution::discrete({{1.0, 0.2}, {2.0, 0.4}, {5.0, 0.4}}),
                          everywhere),
            2.0);
}

TEST(Median, IsOfWhatTheRangeLeaves) {
  EXPECT_NEAR(median_within(Distribution::uniform(-1.0, 1.0), {0.0, 2.0}), 0.5, 1e-12);
  EXPECT_NEAR(median_within(Distribution::uniform(-1.0, 1.0), {-2.0, 0.5}), -0.25, 1e-12);
  // A half normal: the quantile at 3/4.
  EXPECT_NEAR(median_within(Distribution::normal(0.0, 1.0), {0.0, 100.0}),
              0.6744897501960817, 1e-9);
  EXPECT_EQ(median_within(Distribution::discrete({{1.0, 0.2}, {2.0, 0.4}, {5.0, 0.4}}),
                          {3.0, 9.0}),
            5.0);
}

TEST(Median, OfBetaAndGammaIsTheirOwn) {
  EXPECT_NEAR(median_within(Distribution::beta(2.0, 2.0), {0.0, 1.0}), 0.5, 1e-14);
  EXPECT_NEAR(median_within(Distribution::beta(1.0, 3.0), {0.0, 1.0}), 0.2062994740159002,
              1e-13);  // 1 - 2^(-1/3)
  EXPECT_NEAR(median_within(Distribution::beta(2.0, 6.0), {0.0, 1.0}), 0.2284899635065957,
              1e-13);
  EXPECT_NEAR(median_within(Distribution::gamma(1.0, 2.0), {0.0, 1e9}),
              1.3862943611198906, 1e-13);  // 2 log 2
  EXPECT_NEAR(median_within(Distribution::gamma(2.0, 1.0), {0.0, 1e9}),
              1.6783469900166605, 1e-12);
}

// Null: half of 20,000 draws lie below; false alarm 6e-7 (|z| > 5); a median off by .02
// of a standard deviation is 2.3 standard errors, one off by .05 fails.
TEST(Median, HasHalfOfTheDrawsBelow) {
  const Distribution all[] = {Distribution::beta(0.5, 4.0), Distribution::beta(5.0, 2.0),
                              Distribution::gamma(0.4, 3.0),
                              Distribution::gamma(2.0, 1.0),
                              Distribution::triangular(0.0, 0.1, 1.0)};
  for (const Distribution& distribution : all) {
    const double median = median_within(distribution, {0.0, 1e9});
    int below = 0;
    constexpr int n = 20000;
    for (std::uint32_t replicate = 1; replicate <= n; ++replicate) {
      const Stream stream(test::seed(1), replicate, Purpose::parameter, "median");
      below += draw_value(distribution, {0.0, 1e9}, stream) < median ? 1 : 0;
    }
    EXPECT_LT(std::abs(2 * below - n), 5 * 142) << median;
  }
}

}  // namespace
}  // namespace tripart
