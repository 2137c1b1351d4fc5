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

// u(x) of B1 for a quadratic or an absolute loss.
template <int W>
[[gnu::always_inline]] inline Lanes<W> utility(Lanes<W> text, Lanes<W> ideal,
                                               int loss_exponent) {
  const Lanes<W> distance = text - ideal;
  return Lanes<W>(1.0) - (loss_exponent == 2 ? distance * distance : magnitude(distance));
}

template <int W>
void text_gains(const TextStakes& of, double* out, size_t n) {
  for (size_t k = 0; k < n; k += W) {
    const auto ideal = Lanes<W>::load(of.ideal + k);
    const Mask<W> has_x0 = Lanes<W>::load(of.has_status_quo + k) > Lanes<W>(0.0);
    const Lanes<W> without = where(
        has_x0, utility(Lanes<W>::load(of.status_quo + k), ideal, of.loss_exponent), 0.0);
    const Lanes<W> with = utility(Lanes<W>::load(of.text + k), ideal, of.loss_exponent);
    (Lanes<W>::load(of.coverage + k) *
     (Lanes<W>::load(of.salience + k) * (with - without)))
        .store(out + k);
  }
}

}  // namespace

TableKernels table_kernels(int lanes) {
  return at_width(lanes, []<int W>() -> TableKernels {
    return {&weighted_sum<W>, &chapter_hazards<W>, &text_gains<W>};
  });
}

}  // namespace tripart::TRIPART_ISA_NAMESPACE
