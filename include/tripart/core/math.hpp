#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "tripart/core/lanes.hpp"

#if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__) || __FINITE_MATH_ONLY__ != 0
#error "tripart is compiled without -ffast-math: the same seed must give the same bits"
#endif

/// Elementary functions whose bits do not depend on processor, compiler or vector width.
///
/// Every kernel is a fixed sequence of IEEE additions, multiplications, divisions and
/// selects, compiled with -ffp-contract=off: no branches, tables or library calls. It is
/// written once, for a double or for lanes of them (lanes.hpp), and every lane gives the
/// bits of the scalar call. Errors are
/// in units in the last place (ulp) of the result, measured against long double in
/// tests/unit/core/math_test.cpp. NaN in gives NaN out.
///
/// The kernels are always inlined, so an object compiled for a newer processor never
/// lends its copy of one to the rest of the program.
namespace tripart::math {

#define TRIPART_KERNEL [[gnu::always_inline]] inline

/// Nothing; a benchmark counts with it what a replicate evaluates (work_count.hpp there).
#if !defined(TRIPART_COUNTED)
#define TRIPART_COUNTED(kernel, X) static_cast<void>(0)
#endif

namespace detail {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
inline constexpr double ln2_high =
    0x1.62e42feep-1;  // 32 bits: its product with an exponent is exact
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;
inline constexpr double log2_e = 0x1.71547652b82fep+0;
inline constexpr double exp_highest =
    0x1.62e42fefa39efp+9;  // 709.78: above, exp is infinite
inline constexpr double exp_lowest =
    -0x1.6232bdd7abcd2p+9;  // -708.40: below, exp is less than 2^-1022
inline constexpr std::uint64_t fraction_bits = 0x000fffffffffffff;

TRIPART_KERNEL std::uint64_t bits_of(double x) {
  return __builtin_bit_cast(std::uint64_t, x);
}
TRIPART_KERNEL double real_of(std::uint64_t bits) {
  return __builtin_bit_cast(double, bits);
}
/// What a comparison of two X gives, and the bits of an X.
template <class X>
using Truth = decltype(X{} < X{});
template <class X>
using Bits = decltype(bits_of(X{}));

TRIPART_KERNEL double magnitude(double x) {
  return real_of(bits_of(x) & 0x7fffffffffffffff);
}
/// `condition ? yes : no` with both sides computed. On a double by its bits: a plain ?:
/// may be compiled to a jump, because the side not taken could raise a floating-point
/// flag, and then the loop around it does not vectorise.
template <class X>
TRIPART_KERNEL X select(Truth<X> condition, std::type_identity_t<X> yes,
                        std::type_identity_t<X> no) {
  if constexpr (std::is_same_v<X, double>) {
    const std::uint64_t mask = condition ? ~std::uint64_t{0} : 0;
    return real_of((bits_of(yes) & mask) | (bits_of(no) & ~mask));
  } else {
    return where(condition, yes, no);
  }
}
/// The upper 26 bits of x: the product of two such heads is exact.
template <class X>
TRIPART_KERNEL X head(X x) {
  return real_of(bits_of(x) & Bits<X>(~std::uint64_t{0x7ffffff}));
}

/// x + low = k ln 2 + r + tail with |r| <= 0.347; k stands in the lowest 12 bits of
/// `exponent`.
template <class X>
struct Reduced {
  X r;
  X tail;
  Bits<X> exponent;
};

template <class X>
TRIPART_KERNEL Reduced<X> reduce(X x, X low) {
  const X shifter = 0x1.8p52;  // adding it rounds to an integer, kept in the low bits
  const X shifted = x * log2_e + shifter;
  const X k = shifted - shifter;
  const X rest = x - k * ln2_high;
  const X correction = k * ln2_low - low;
  const X r = rest - correction;
  return {r, (rest - r) - correction, bits_of(shifted)};
}

/// (exp(r) - 1 - r) / r^2 for |r| <= 0.347: own Chebyshev fit, relative error of exp(r) -
/// 1 below 2^-60.
template <class X>
TRIPART_KERNEL X exp_remainder(X r) {
  const X r2 = r * r;
  const X r4 = r2 * r2;
  const X a = (0.5 + 0x1.5555555555557p-3 * r) +
              (0x1.5555555555556p-5 + 0x1.11111111100cep-7 * r) * r2;
  const X b = (0x1.6c16c16c162ccp-10 + 0x1.a01a01abef415p-13 * r) +
              (0x1.a01a01a6dcaffp-16 + 0x1.71de021a90822p-19 * r) * r2;
  const X c =
      (0x1.27e4db57442fbp-22 + 0x1.af4e196027428p-26 * r) + 0x1.1f731ea5352cap-29 * r2;
  return a + (b + c * r4) * r4;
}

/// exp(x + low) for |low| < 1e-4; the limits look at x alone.
template <class X>
TRIPART_KERNEL X exp_sum(X x, X low) {
  const Reduced<X> z = reduce(x, low);
  const X near_one = 1.0 + (z.r + (z.r * z.r * exp_remainder(z.r) + z.tail));
  const X value = real_of(bits_of(near_one) + (z.exponent << 52));
  const X above = select<X>(x < exp_lowest, 0.0, value);
  return select<X>(x != x, x, select<X>(x > exp_highest, infinity, above));
}

/// log(u) + correction for normal u > 0; `exponent_shift` is added to the exponent of u.
/// Scheme and coefficients of e_log.c in FreeBSD's msun (Sun Microsystems, 1993).
template <class X>
TRIPART_KERNEL X log_sum(X u, X correction, X exponent_shift) {
  const std::uint64_t root_half = 0x3fe6a09e667f3bcd;
  const Bits<X> raised = bits_of(u) + (0x3ff0000000000000 - root_half);
  const X k =
      real_of((raised >> 52) | 0x4330000000000000) - (0x1p52 + 1023.0) + exponent_shift;
  const X f = real_of((raised & fraction_bits) + root_half) - 1.0;
  const X s = f / (2.0 + f);
  const X z = s * s;
  const X w = z * z;
  const X even = w * (3.999999999940941908e-01 +
                      w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const X odd = z * (6.666666666666735130e-01 +
                     w * (2.857142874366239149e-01 +
                          w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const X half_square = 0.5 * f * f;
  const X series = s * (half_square + (even + odd));
  return k * ln2_high - ((half_square - (series + (k * ln2_low + correction))) - f);
}

/// The logarithm of any x; those that other kernels take do not count as their own.
template <class X>
TRIPART_KERNEL X log_of(X x) {
  const Truth<X> subnormal = x < 0x1p-1022;
  const X value = log_sum<X>(select<X>(subnormal, x * 0x1p54, x), 0.0,
                             select<X>(subnormal, -54.0, 0.0));
  const X finite = select<X>(x == infinity, x, value);
  const X at_zero = select<X>(x == 0.0, -infinity, not_a_number);
  return select<X>(x > 0.0, finite, at_zero);
}

/// (1 + t) * normal_cdf(-t) * exp(t^2 / 2) as a polynomial in y = (t - 6) / (t + 6), 0 <=
/// t <= 38: own Chebyshev fit, relative error below 2^-53; the last bit of c[0] makes the
/// value at t = 0 exactly 1/2.
template <class X>
TRIPART_KERNEL X mills_polynomial(X y) {
  const X w = y * y;
  X even = 0x1.ad114b202d845p-30;
  even = -0x1.0c9571dfddc67p-26 + w * even;
  even = 0x1.1c4fb60137ccdp-23 + w * even;
  even = -0x1.0c56ac2291dc6p-20 + w * even;
  even = 0x1.281d3a4566954p-18 + w * even;
  even = 0x1.3d0be4b180f3cp-15 + w * even;
  even = -0x1.c79a7d2d32b0ap-11 + w * even;
  even = -0x1.ceac1d8868b11p-8 + w * even;
  even = -0x1.43da9f739d6ecp-6 + w * even;
  even = -0x1.08766e432d016p-6 + w * even;
  even = 0x1.46229bd016ffdp-5 + w * even;
  even = 0x1.d0568f5d76666p-2 + w * even;
  X odd = 0x1.91332f7c59912p-29;
  odd = -0x1.56f2018efb9ddp-26 + w * odd;
  odd = -0x1.167565ad5b757p-31 + w * odd;
  odd = 0x1.deda01aef1be8p-20 + w * odd;
  odd = -0x1.ba230b57c91b6p-16 + w * odd;
  odd = 0x1.f52d0ba4fedd5p-14 + w * odd;
  odd = 0x1.80c840e0ede7ep-9 + w * odd;
  odd = 0x1.b212c0287994dp-7 + w * odd;
  odd = 0x1.7227accaeb30ep-6 + w * odd;
  odd = -0x1.1e9d4130ecb11p-8 + w * odd;
  odd = -0x1.5c438de6f0fe7p-4 + w * odd;
  return even + y * odd;
}

}  // namespace detail

/// e^x: 0 for x < -708.396 (where the result would be subnormal), infinity for x >
/// 709.782. Error below 1 ulp; exp(0) is exactly 1.
template <class X>
TRIPART_KERNEL X exp(X x) {
  TRIPART_COUNTED(exp, X);
  return detail::exp_sum<X>(x, 0.0);
}

/// e^x - 1, accurate near 0: -1 for x < -40, infinity as exp. Error below 1.5 ulp.
template <class X>
TRIPART_KERNEL X expm1(X x) {
  TRIPART_COUNTED(expm1, X);
  const X clamped =
      detail::select<X>(x < -40.0, -40.0, detail::select<X>(x > 40.0, 40.0, x));
  const detail::Reduced<X> z = detail::reduce<X>(clamped, 0.0);
  const X tail = z.r * z.r * detail::exp_remainder(z.r) + z.tail;
  using detail::real_of;
  const X scale = real_of((z.exponent + std::uint64_t{1023}) << 52);
  const X a = scale - 1.0;
  const X b = scale * z.r;
  const X sum = a + b;  // and what it loses:
  const X b_part = sum - a;
  const X lost = (a - (sum - b_part)) + (b - b_part);
  const X near = sum + (lost + scale * tail);
  return detail::select<X>(x > 40.0, detail::exp_sum<X>(x, 0.0),
                           detail::select<X>(x != x, x, near));
}

/// Natural logarithm: -infinity at 0, NaN below. Error below 1 ulp; log(1) is exactly 0.
template <class X>
TRIPART_KERNEL X log(X x) {
  TRIPART_COUNTED(log, X);
  return detail::log_of(x);
}

/// log(1 + x), accurate near 0: -infinity at -1, NaN below. Error below 2 ulp.
template <class X>
TRIPART_KERNEL X log1p(X x) {
  TRIPART_COUNTED(log1p, X);
  const X u = 1.0 + x;
  const X x_part = u - 1.0;
  const X lost = (1.0 - (u - x_part)) + (x - x_part);
  const X value = detail::log_sum<X>(u, lost / u, 0.0);
  const X finite = detail::select<X>(x == detail::infinity, x, value);
  const X at_pole = detail::select<X>(x == -1.0, -detail::infinity, detail::not_a_number);
  return detail::select<X>(x > -1.0, finite, at_pole);
}

/// x^y for finite x > 0 and finite y; overflow and underflow as exp.
/// Relative error below (2 + 1.5 |y log x|) 2^-53; x^0 and 1^y are exactly 1.
template <class X>
TRIPART_KERNEL X pow(X x, std::type_identity_t<X> y) {
  TRIPART_COUNTED(pow, X);
  const X l = detail::log_of(x);
  const X l_head = detail::head(l);
  const X y_head = detail::head(y);
  const X product = y * l;
  const X rounded =
      ((y_head * l_head - product) + y_head * (l - l_head) + (y - y_head) * l_head) +
      (y - y_head) * (l - l_head);
  return detail::exp_sum(product, rounded);
}

/// 1 / (1 + e^-x): 0 for x < -708.396. Error below 2 ulp; logistic(0) is exactly 1/2.
template <class X>
TRIPART_KERNEL X logistic(X x) {
  TRIPART_COUNTED(logistic, X);
  using detail::magnitude;
  const X t = detail::exp_sum<X>(-magnitude(x), 0.0);
  const X sum = 1.0 + t;
  const X lost = (1.0 - sum) + t;
  const X quotient = detail::select<X>(x < 0.0, t, 1.0) / sum;
  // Newton's start for 1 / sum (6 percent) takes back most of what rounding the sum cost.
  return quotient - quotient * lost * (24.0 / 17.0 - 8.0 / 17.0 * sum);
}

/// Standard normal distribution function: 0 for x < -37.63. Relative error below 5 ulp;
/// 1/2 at 0 exactly.
template <class X>
TRIPART_KERNEL X normal_cdf(X x) {
  TRIPART_COUNTED(normal_cdf, X);
  using detail::magnitude;
  const X size = magnitude(x);
  const X t = detail::select<X>(size > 38.0, 38.0, size);
  const X t_head = detail::head(t);
  const X density =
      detail::exp_sum(-0.5 * t_head * t_head, -0.5 * (t - t_head) * (t + t_head));
  const X tail = density * detail::mills_polynomial((t - 6.0) / (t + 6.0)) / (1.0 + t);
  return detail::select<X>(x > 0.0, 1.0 - tail, tail);
}

/// out[i] = exp(x[i]), the same bits as the scalar call; `out` may be `x`.
TRIPART_KERNEL void exp_each(const double* x, double* out, std::size_t n) {
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    out[i] = exp(x[i]);
  }
}

/// out[i] = log(x[i]), the same bits as the scalar call; `out` may be `x`.
TRIPART_KERNEL void log_each(const double* x, double* out, std::size_t n) {
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    out[i] = log(x[i]);
  }
}

/// x with normal_cdf(x) = p, by Wichura's AS 241 (Applied Statistics 37, 1988), routine
/// PPND16. Relative error below 1e-15; -infinity at 0, infinity at 1, NaN outside [0, 1].
/// Not vectorised.
[[nodiscard]] double normal_quantile(double p);

/// Student's t with `degrees_of_freedom` >= 1 (any real), 0 < p < 1.
/// Relative error below 1e-12 for 1e-12 <= p <= 1 - 1e-12. Iterative: for reports, not
/// for replicates.
[[nodiscard]] double t_quantile(double p, double degrees_of_freedom);

#undef TRIPART_KERNEL

}  // namespace tripart::math
