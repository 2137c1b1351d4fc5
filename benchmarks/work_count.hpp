#pragma once

#include <cstdint>

/// Counts what the kernels evaluate. Included before everything else where the work of a
/// replicate is counted (CMakeLists.txt), and nowhere else: in the product
/// TRIPART_COUNTED is nothing.
namespace tripart::counting {

enum Kernel : int {
  philox,  ///< blocks, of which each gives one random number
  normal_quantile,
  exp,
  expm1,
  log,
  log1p,
  pow,
  logistic,
  normal_cdf,
  kernels
};

inline constexpr const char* names[kernels] = {
    "philox", "normal_quantile", "exp",       "expm1", "log", "log1p",
    "pow",    "logistic",        "normal_cdf"};

inline std::uint64_t evaluated[kernels] = {};

/// Lanes of X count one each.
template <class X>
[[gnu::always_inline]] inline void add(Kernel kernel) {
  evaluated[kernel] += sizeof(X) / sizeof(double);
}

}  // namespace tripart::counting

#if !defined(TRIPART_COUNTED)  // math.hpp came first: nothing is counted here
#define TRIPART_COUNTED(kernel, X) \
  ::tripart::counting::add<X>(::tripart::counting::Kernel::kernel)
#endif
