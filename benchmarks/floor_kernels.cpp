#include "floor_kernels.hpp"

#include "core/normal_quantile.hpp"
#include "tripart/core/math.hpp"

namespace tripart::TRIPART_ISA_NAMESPACE {
namespace {

template <int W, class Function>
FloorKernels::Each each(Function /*function*/) {
  return [](const double* x, double* out, std::size_t n) {
    for (std::size_t i = 0; i < n; i += W) {
      Function{}(Lanes<W>::load(x + i)).store(out + i);
    }
  };
}

template <int W>
FloorKernels all() {
  using X = Lanes<W>;
  return {each<W>([](X x) { return math::normal_quantile_inside(x); }),
          each<W>([](X x) { return math::exp(x); }),
          each<W>([](X x) { return math::expm1(x); }),
          each<W>([](X x) { return math::log(x); }),
          each<W>([](X x) { return math::log1p(x); }),
          each<W>([](X x) { return math::pow(x, x); }),
          each<W>([](X x) { return math::logistic(x); }),
          each<W>([](X x) { return math::normal_cdf(x); })};
}

}  // namespace

FloorKernels floor_kernels(int lanes) {
  return at_width(lanes, []<int W>() -> FloorKernels { return all<W>(); });
}

}  // namespace tripart::TRIPART_ISA_NAMESPACE
