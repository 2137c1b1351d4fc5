#include "tripart/core/math.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

constexpr std::uint32_t points = 200000;
const double infinity = std::numeric_limits<double>::infinity();
const double nan = std::numeric_limits<double>::quiet_NaN();

double ulps(double found, long double exact) {
  int exponent = 0;
  std::frexp(static_cast<double>(exact), &exponent);
  const long double ulp = std::ldexp(1.0L, std::max(exponent - 53, -1074));
  return static_cast<double>(std::fabs(static_cast<long double>(found) - exact) / ulp);
}

using Kernel = std::function<double(double)>;
using Oracle = std::function<long double(long double)>;

double worst_error(double low, double high, const Kernel& kernel, const Oracle& oracle) {
  const Stream stream(1, 0, 0);
  double worst = 0.0;
  for (std::uint32_t i = 0; i < points; ++i) {
    const double x = low + (high - low) * stream.uniform(i);
    const double error = ulps(kernel(x), oracle(static_cast<long double>(x)));
    worst = error <= worst ? worst : error;  // NaN stays
  }
  return worst;
}

// Arguments spread evenly in their logarithm: many small ones.
double worst_error_by_size(double low, double high, const Kernel& kernel,
                           const Oracle& oracle) {
  return worst_error(
      std::log(low), std::log(high), [&](double l) { return kernel(std::exp(l)); },
      [&](long double l) {
        return oracle(static_cast<long double>(std::exp(static_cast<double>(l))));
      });
}

long double exact_logistic(long double x) {
  return x < 0 ? std::exp(x) / (1 + std::exp(x)) : 1 / (1 + std::exp(-x));
}
long double exact_normal_cdf(long double x) {
  return 0.5L * std::erfc(-x * 0.707106781186547524400844362104849039L);
}

double exp_of(double x) {
  return math::exp(x);
}
double expm1_of(double x) {
  return math::expm1(x);
}
double log_of(double x) {
  return math::log(x);
}
double log1p_of(double x) {
  return math::log1p(x);
}
double logistic_of(double x) {
  return math::logistic(x);
}
double normal_cdf_of(double x) {
  return math::normal_cdf(x);
}

TEST(Kernels, ExpIsWithinOneUlp) {
  const Oracle oracle = [](long double x) { return std::exp(x); };
  EXPECT_LT(worst_error(-708.39, 709.78, exp_of, oracle), 1.0);
  EXPECT_LT(worst_error(-1.0, 1.0, exp_of, oracle), 1.0);
}

TEST(Kernels, Expm1IsWithinOneAndAHalfUlp) {
  const Oracle oracle = [](long double x) { return std::expm1(x); };
  EXPECT_LT(worst_error(-60.0, 709.78, expm1_of, oracle), 1.5);
  EXPECT_LT(worst_error(-1.5, 1.5, expm1_of, oracle), 1.5);
  EXPECT_LT(worst_error_by_size(1e-300, 1.0, expm1_of, oracle), 1.5);
}

TEST(Kernels, LogIsWithinOneUlp) {
  const Oracle oracle = [](long double x) { return std::log(x); };
  EXPECT_LT(worst_error(0.4, 3.0, log_of, oracle), 1.0);
  EXPECT_LT(worst_error_by_size(5e-324, 1e308, log_of, oracle), 1.0);
}

TEST(Kernels, Log1pIsWithinTwoUlp) {
  const Oracle oracle = [](long double x) { return std::log1p(x); };
  EXPECT_LT(worst_error(-0.99999, 3.0, log1p_of, oracle), 2.0);
  EXPECT_LT(worst_error_by_size(1e-300, 1e308, log1p_of, oracle), 2.0);
  EXPECT_LT(worst_error_by_size(
                1e-300, 1.0, [](double x) { return math::log1p(-x); },
                [](long double x) { return std::log1p(-x); }),
            2.0);
}

TEST(Kernels, LogisticIsWithinTwoUlp) {
  EXPECT_LT(worst_error(-708.39, 50.0, logistic_of, exact_logistic), 2.0);
  EXPECT_LT(worst_error(-8.0, 8.0, logistic_of, exact_logistic), 2.0);
}

TEST(Kernels, NormalCdfIsWithinFiveUlpInBothTails) {
  EXPECT_LT(worst_error(-37.6, -8.0, normal_cdf_of, exact_normal_cdf), 5.0);
  EXPECT_LT(worst_error(-8.0, 8.0, normal_cdf_of, exact_normal_cdf), 5.0);
  EXPECT_LT(worst_error(-0.5, 0.5, normal_cdf_of, exact_normal_cdf), 5.0);
}

TEST(Kernels, PowErrorGrowsNoFasterThanStated) {
  const Stream stream(2, 0, 0);
  for (std::uint32_t i = 0; i < points; ++i) {
    const double x = std::exp(-7.0 + 14.0 * stream.uniform(2 * i));
    const double y = -60.0 + 120.0 * stream.uniform(2 * i + 1);
    const long double exact =
        std::pow(static_cast<long double>(x), static_cast<long double>(y));
    const double bound = 2.0 + 1.5 * std::fabs(y * std::log(x));
    const auto error = static_cast<double>(
        std::fabs(static_cast<long double>(math::pow(x, y)) - exact) / exact);
    ASSERT_LT(error * 0x1p53, bound) << "x " << x << " y " << y;
  }
}

TEST(Kernels, NormalQuantileIsWithinStatedError) {
  const Stream stream(3, 0, 0);
  for (std::uint32_t i = 0; i < points; ++i) {
    const double tail_p = std::exp(-700.0 * stream.uniform(2 * i));
    for (const double p : {stream.uniform(2 * i + 1), tail_p}) {
      // One Newton step in long double from the value found, on the side where p is not
      // near 1.
      const double found = math::normal_quantile(p);
      const auto x = static_cast<long double>(found);
      const long double density =
          std::exp(-0.5L * x * x) * 0.398942280401432677939946059934381868L;
      const long double miss =
          x <= 0 ? exact_normal_cdf(x) - static_cast<long double>(p)
                 : (1.0L - static_cast<long double>(p)) - exact_normal_cdf(-x);
      ASSERT_LE(std::fabs(miss / density), 1e-15L * std::fabs(x)) << "p " << p;
    }
  }
}

// Published critical values (NIST/SEMATECH e-Handbook, table of Student's t) and closed
// forms.
TEST(Kernels, StudentQuantileMatchesTablesAndClosedForms) {
  EXPECT_NEAR(math::t_quantile(0.975, 1), 12.706, 5e-4);
  EXPECT_NEAR(math::t_quantile(0.975, 10), 2.228, 5e-4);
  EXPECT_NEAR(math::t_quantile(0.995, 30), 2.750, 5e-4);
  EXPECT_NEAR(math::t_quantile(0.95, 100), 1.660, 5e-4);
  EXPECT_EQ(math::t_quantile(0.5, 7), 0.0);
  for (const double p :
       {1e-12, 1e-6, 0.001, 0.1, 0.24999, 0.25001, 0.4, 0.49, 0.6, 0.9, 0.999}) {
    const double cauchy = -1.0 / std::tan(M_PI * p);
    EXPECT_NEAR(math::t_quantile(p, 1) / cauchy, 1.0, 1e-12) << "p " << p;
    const double two = (2 * p - 1) / std::sqrt(2 * p * (1 - p));
    EXPECT_NEAR(math::t_quantile(p, 2) / two, 1.0, 1e-12) << "p " << p;
    const double many = math::t_quantile(p, 1e15);
    EXPECT_NEAR(many / math::normal_quantile(p), 1.0, 1e-12) << "p " << p;
    // The two methods agree where one takes over from the other.
    EXPECT_NEAR(math::t_quantile(p, 20000.0) / math::t_quantile(p, 20000.001), 1.0,
                1e-10);
  }
}

TEST(Kernels, SpecialArgumentsEndAsDocumented) {
  EXPECT_EQ(math::exp(0.0), 1.0);
  EXPECT_EQ(math::exp(709.79), infinity);
  EXPECT_EQ(math::exp(-708.40), 0.0);
  EXPECT_EQ(math::exp(infinity), infinity);
  EXPECT_EQ(math::exp(-infinity), 0.0);
  EXPECT_EQ(math::expm1(0.0), 0.0);
  EXPECT_EQ(math::expm1(-infinity), -1.0);
  EXPECT_EQ(math::expm1(infinity), infinity);
  EXPECT_EQ(math::log(1.0), 0.0);
  EXPECT_EQ(math::log(0.0), -infinity);
  EXPECT_EQ(math::log(infinity), infinity);
  EXPECT_TRUE(std::isnan(math::log(-1.0)));
  EXPECT_EQ(math::log1p(0.0), 0.0);
  EXPECT_EQ(math::log1p(-1.0), -infinity);
  EXPECT_EQ(math::log1p(infinity), infinity);
  EXPECT_TRUE(std::isnan(math::log1p(-1.5)));
  EXPECT_EQ(math::pow(3.0, 0.0), 1.0);
  EXPECT_EQ(math::pow(1.0, -4.2), 1.0);
  EXPECT_EQ(math::pow(10.0, 400.0), infinity);
  EXPECT_EQ(math::pow(10.0, -400.0), 0.0);
  EXPECT_EQ(math::logistic(0.0), 0.5);
  EXPECT_EQ(math::logistic(infinity), 1.0);
  EXPECT_EQ(math::logistic(-infinity), 0.0);
  EXPECT_EQ(math::normal_cdf(0.0), 0.5);
  EXPECT_EQ(math::normal_cdf(infinity), 1.0);
  EXPECT_EQ(math::normal_cdf(-infinity), 0.0);
  EXPECT_EQ(math::normal_quantile(0.5), 0.0);
  EXPECT_EQ(math::normal_quantile(0.0), -infinity);
  EXPECT_EQ(math::normal_quantile(1.0), infinity);
  EXPECT_TRUE(std::isnan(math::normal_quantile(1.5)));
  for (const auto kernel :
       {exp_of, expm1_of, log_of, log1p_of, logistic_of, normal_cdf_of}) {
    EXPECT_TRUE(std::isnan(kernel(nan)));
  }
}

TEST(Kernels, LoopsGiveTheBitsOfScalarCalls) {
  const Stream stream(4, 0, 0);
  std::vector<double> x(1003);  // no multiple of any vector width
  for (std::uint32_t i = 0; i < x.size(); ++i) {
    x[i] = 1500.0 * stream.uniform(i) - 750.0;
  }
  std::vector<double> out(x.size());
  math::exp_each(x.data(), out.data(), x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    EXPECT_EQ(std::bit_cast<std::uint64_t>(out[i]),
              std::bit_cast<std::uint64_t>(exp_of(x[i])));
    x[i] = std::fabs(x[i]);
  }
  math::log_each(x.data(), out.data(), x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    EXPECT_EQ(std::bit_cast<std::uint64_t>(out[i]),
              std::bit_cast<std::uint64_t>(log_of(x[i])));
  }
}

// FNV-1a over the bits of every kernel at fixed arguments: the same on every compiler and
// processor.
TEST(Kernels, BitsAreTheSameEverywhere) {
  std::uint64_t hash = 14695981039346656037u;
  const auto eat = [&hash](double value) {
    hash = (hash ^ std::bit_cast<std::uint64_t>(value)) * 1099511628211u;
  };
  const Stream stream(5, 0, 0);
  for (std::uint32_t i = 0; i < 20000; ++i) {
    const double u = stream.uniform(i);
    const double x = 60.0 * u - 30.0;
    for (const auto kernel : {exp_of, expm1_of, logistic_of, normal_cdf_of}) {
      eat(kernel(x));
    }
    eat(math::log(u));
    eat(math::log1p(-u));
    eat(math::pow(u, 3.3));
    eat(math::normal_quantile(u));
  }
  eat(math::t_quantile(0.975, 41.0));
  EXPECT_EQ(hash, 16137156906732780673u);
}

#ifdef TRIPART_CONTRACTS
TEST(Kernels, StudentQuantileRefusesWhatHasNoAnswer) {
  EXPECT_THROW(static_cast<void>(math::t_quantile(0.0, 5)), ContractViolation);
  EXPECT_THROW(static_cast<void>(math::t_quantile(0.9, 0.5)), ContractViolation);
}
#endif

}  // namespace
}  // namespace tripart
