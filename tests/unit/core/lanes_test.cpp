#include "tripart/core/lanes.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/core/math.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

// Numbers of every size, and those at which kernels change their minds.
std::vector<double> samples() {
  std::vector<double> all = {0.0,
                             -0.0,
                             1.0,
                             -1.0,
                             0.5,
                             40.0,
                             -40.0,
                             709.7,
                             709.8,
                             -708.3,
                             -708.4,
                             38.0,
                             -37.7,
                             1e-310,
                             1e300,
                             -1e300,
                             1e-300,
                             std::numeric_limits<double>::infinity(),
                             -std::numeric_limits<double>::infinity(),
                             std::numeric_limits<double>::quiet_NaN()};
  const Stream stream(1, 1, 1);
  for (std::uint32_t i = 0; all.size() < 4096; ++i) {
    all.push_back(math::exp(200.0 * (stream.uniform(2 * i) - 0.5)) *
                  (stream.uniform(2 * i + 1) - 0.5));
  }
  return all;
}

bool same_bits(double a, double b) {
  return std::memcmp(&a, &b, sizeof(a)) == 0 || (std::isnan(a) && std::isnan(b));
}

template <class Width>
class LanesTest : public testing::Test {};

template <int W>
struct WidthOf {
  static constexpr int lanes = W;
};
using Widths = testing::Types<WidthOf<1>, WidthOf<2>, WidthOf<4>, WidthOf<8>>;
TYPED_TEST_SUITE(LanesTest, Widths);

// `apply` to lanes of a and b gives in each lane the bits that it gives for the doubles.
template <int W, class Apply>
void expect_bits_of_scalar(Apply apply) {
  const std::vector<double> a = samples();
  for (std::size_t at = 0; at + W <= a.size(); at += W) {
    const std::size_t other = (7 * at + 11 * W) % (a.size() - W);
    const Lanes<W> result = apply(Lanes<W>::load(&a[at]), Lanes<W>::load(&a[other]));
    for (int lane = 0; lane < W; ++lane) {
      const auto offset = static_cast<std::size_t>(lane);
      const double expected = apply(a[at + offset], a[other + offset]);
      ASSERT_TRUE(same_bits(result.lane(lane), expected))
          << a[at + offset] << " and " << a[other + offset] << ": " << result.lane(lane)
          << ", not " << expected;
    }
  }
}

TYPED_TEST(LanesTest, KernelsGiveTheBitsOfTheScalarCall) {
  constexpr int W = TypeParam::lanes;
  expect_bits_of_scalar<W>([](auto a, auto /*b*/) { return math::exp(a); });
  expect_bits_of_scalar<W>([](auto a, auto /*b*/) { return math::expm1(a); });
  expect_bits_of_scalar<W>([](auto a, auto /*b*/) { return math::log(a); });
  expect_bits_of_scalar<W>([](auto a, auto /*b*/) { return math::log1p(a); });
  expect_bits_of_scalar<W>([](auto a, auto /*b*/) { return math::logistic(a); });
  expect_bits_of_scalar<W>([](auto a, auto /*b*/) { return math::normal_cdf(a); });
  expect_bits_of_scalar<W>([](auto a, auto b) { return math::pow(a, b); });
}

TYPED_TEST(LanesTest, ArithmeticIsThatOfDoubles) {
  constexpr int W = TypeParam::lanes;
  expect_bits_of_scalar<W>([](auto a, auto b) { return (a + b) * 3.0 - a / b; });
  expect_bits_of_scalar<W>([](auto a, auto b) { return -a + 1.0 / b; });
}

TYPED_TEST(LanesTest, ChoicesAreMadeLaneByLane) {
  constexpr int W = TypeParam::lanes;
  const std::vector<double> a = samples();
  for (std::size_t at = 0; at + 2 * W <= a.size(); at += W) {
    const Lanes<W> x = Lanes<W>::load(&a[at]);
    const Lanes<W> y = Lanes<W>::load(&a[at + W]);
    const Mask<W> between = x < y && !(x <= -1.0) && (y >= 0.0 || y == -0.5);
    bool some = false;
    bool every = true;
    for (int lane = 0; lane < W; ++lane) {
      const double p = x.lane(lane);
      const double q = y.lane(lane);
      const bool holds = p < q && !(p <= -1.0) && (q >= 0.0 || q == -0.5);
      some = some || holds;
      every = every && holds;
      EXPECT_TRUE(same_bits(where(between, x, 2.0).lane(lane), holds ? p : 2.0));
      EXPECT_TRUE(same_bits(max(x, y).lane(lane), std::max(p, q)));
      EXPECT_TRUE(same_bits(min(x, y).lane(lane), std::min(p, q)));
      EXPECT_TRUE(same_bits(magnitude(x).lane(lane), std::fabs(p)));
    }
    EXPECT_EQ(any(between), some);
    EXPECT_EQ(all(between), every);
  }
}

TEST(Padded, IsTheNextMultipleOfEight) {
  EXPECT_EQ(padded(0), 0U);
  EXPECT_EQ(padded(1), 8U);
  EXPECT_EQ(padded(8), 8U);
  EXPECT_EQ(padded(36), 40U);
}

}  // namespace
}  // namespace tripart
