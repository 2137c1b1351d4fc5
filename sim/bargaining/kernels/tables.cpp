#include "bargaining/kernels/tables.hpp"

#include "tripart/core/math.hpp"

namespace tripart::TRIPART_ISA_NAMESPACE {
namespace {

using std::size_t;

template <int W>
void weighted_sum(const double* start, const double* weight, const double* const* row,
                  size_t terms, double* out, size_t n) {
  for (size_t i = 0; i < n; i += W) {
    Lanes<W> sum = Lanes<W>::load(start + i);
    for (size_t term = 0; term < terms; ++term) {
      sum += Lanes<W>(weight[term]) * Lanes<W>::load(row[term] + i);
    }
    sum.store(out + i);
  }
}

template <int W>
void chapter_hazards(const double* gap, double start, double a2, double advance,
                     double months, double* out, size_t n) {
  for (size_t i = 0; i < n; i += W) {
    const Lanes<W> eta =
        Lanes<W>(start) - Lanes<W>(a2) * Lanes<W>::load(gap + i) + Lanes<W>(advance);
    (Lanes<W>(months) * math::exp(eta)).store(out + i);
  }
}

}  // namespace

TableKernels table_kernels(int lanes) {
  return at_width(lanes, []<int W>() -> TableKernels {
    return {&weighted_sum<W>, &chapter_hazards<W>};
  });
}

}  // namespace tripart::TRIPART_ISA_NAMESPACE
