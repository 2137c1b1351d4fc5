#pragma once

#include "tripart/core/isa.hpp"

/// How a kernel that is compiled once per instruction set is declared and chosen.
///
/// `sim/LAYER/kernels/NAME.cpp` is compiled for each set with TRIPART_ISA_NAMESPACE set
/// to its name, and defines there
///
///     namespace tripart::TRIPART_ISA_NAMESPACE {
///     Table name(int lanes) { return kernels_at<...>(lanes); }
///     }
///
/// where Table is a struct of function pointers, one per kernel. TRIPART_PER_ISA(Table,
/// name) in a header declares all of them and `Table name(Width)`, which chooses. Such a
/// source includes only what is always inlined (lanes.hpp, core/math.hpp) and plain data:
/// a function of the standard library or of Eigen compiled here could be the copy that
/// the linker keeps for the whole program, which would then need the newer processor.
#if defined(__x86_64__)
#define TRIPART_PER_ISA(Table, name)                               \
  namespace baseline {                                             \
  Table name(int lanes);                                           \
  }                                                                \
  namespace avx2 {                                                 \
  Table name(int lanes);                                           \
  }                                                                \
  namespace avx512 {                                               \
  Table name(int lanes);                                           \
  }                                                                \
  inline Table name(Width width) {                                 \
    return width.isa == Isa::avx512 ? avx512::name(width.lanes)    \
           : width.isa == Isa::avx2 ? avx2::name(width.lanes)      \
                                    : baseline::name(width.lanes); \
  }
#else
#define TRIPART_PER_ISA(Table, name)    \
  namespace baseline {                  \
  Table name(int lanes);                \
  }                                     \
  inline Table name(Width width) {      \
    return baseline::name(width.lanes); \
  }
#endif

/// `make<W>()` for `lanes` = W: every width in the baseline objects, so that all can be
/// tested everywhere, and the full one in the others.
#define TRIPART_ISA_IS_baseline 0
#define TRIPART_ISA_IS_avx2 4
#define TRIPART_ISA_IS_avx512 8
#define TRIPART_ISA_JOIN(a, b) a##b
#define TRIPART_ISA_LANES(isa) TRIPART_ISA_JOIN(TRIPART_ISA_IS_, isa)

#if defined(TRIPART_ISA_NAMESPACE)
namespace tripart::TRIPART_ISA_NAMESPACE {

template <class Make>
[[gnu::always_inline]] inline auto at_width(int lanes, Make make) {
  constexpr int own = TRIPART_ISA_LANES(TRIPART_ISA_NAMESPACE);
  if constexpr (own != 0) {
    return make.template operator()<own>();
  } else {
    return lanes == 1   ? make.template operator()<1>()
           : lanes == 2 ? make.template operator()<2>()
           : lanes == 4 ? make.template operator()<4>()
                        : make.template operator()<8>();
  }
}

}  // namespace tripart::TRIPART_ISA_NAMESPACE
#endif
