#pragma once

#include "tripart/core/lanes.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// Two operations on lanes for which the vector extensions have no spelling that g++
/// turns into the instruction there is. For kernels only.
namespace tripart {

namespace detail {

/// Masked with all lanes, which costs nothing: g++ 12 thinks that the plain intrinsics of
/// AVX-512 use an uninitialised register.
inline constexpr unsigned char all_lanes = 0xff;

/// `apply` to each register's worth of lanes; clang's and g++'s intrinsics take no more.
template <class Register, class Vector, class Apply>
[[nodiscard, gnu::always_inline]] inline Vector by_register(Vector a, Vector b,
                                                            Apply apply) {
  constexpr std::size_t parts = sizeof(Vector) / sizeof(Register);
  Register left[parts];
  Register right[parts];
  __builtin_memcpy(left, &a, sizeof(Vector));
  __builtin_memcpy(right, &b, sizeof(Vector));
  for (std::size_t part = 0; part < parts; ++part) {
    left[part] = apply(left[part], right[part]);
  }
  Vector result;
  __builtin_memcpy(&result, left, sizeof(Vector));
  return result;
}

}  // namespace detail

/// The products of the lower 32 bits of a and b.
template <int W>
[[nodiscard, gnu::always_inline]] inline Words<W> wide_product(Words<W> a, Words<W> b) {
  using V = typename Words<W>::Vector;
#if defined(__AVX512F__)
  if constexpr (W == 8) {
    return {__builtin_bit_cast(
        V, _mm512_maskz_mul_epu32(detail::all_lanes, __builtin_bit_cast(__m512i, a.words),
                                  __builtin_bit_cast(__m512i, b.words)))};
  }
#endif
#if defined(__AVX2__)
  if constexpr (W >= 4) {
    return {detail::by_register<__m256i>(
        a.words, b.words, [](__m256i x, __m256i y) { return _mm256_mul_epu32(x, y); })};
  }
#endif
#if defined(__x86_64__)
  if constexpr (W >= 2) {
    return {detail::by_register<__m128i>(
        a.words, b.words, [](__m128i x, __m128i y) { return _mm_mul_epu32(x, y); })};
  }
#endif
  const V low = Words<W>(V{} + 0xffffffffU).words;
  return {(a.words & low) * (b.words & low)};
}

/// The square root in each lane, rounded correctly like all that the standard demands.
template <int W>
[[nodiscard, gnu::always_inline]] inline Lanes<W> sqrt(Lanes<W> x) {
#if defined(__AVX512F__)
  if constexpr (W == 8) {
    using V = typename Lanes<W>::Vector;
    return {__builtin_bit_cast(
        V,
        _mm512_maskz_sqrt_pd(detail::all_lanes, __builtin_bit_cast(__m512d, x.reals)))};
  }
#endif
#if defined(__AVX2__)
  if constexpr (W >= 4) {
    return {detail::by_register<__m256d>(
        x.reals, x.reals, [](__m256d y, __m256d) { return _mm256_sqrt_pd(y); })};
  }
#endif
#if defined(__x86_64__)
  if constexpr (W >= 2) {
    return {detail::by_register<__m128d>(
        x.reals, x.reals, [](__m128d y, __m128d) { return _mm_sqrt_pd(y); })};
  }
#endif
  if constexpr (W == 1) {
    return {__builtin_sqrt(x.reals)};
  } else {
    for (int lane = 0; lane < W; ++lane) {
      x.reals[lane] = __builtin_sqrt(x.reals[lane]);
    }
    return x;
  }
}

[[nodiscard, gnu::always_inline]] inline double sqrt(double x) {
  return __builtin_sqrt(x);
}

}  // namespace tripart
