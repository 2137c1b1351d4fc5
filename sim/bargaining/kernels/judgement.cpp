#include "bargaining/kernels/judgement.hpp"

#include "tripart/bargaining/strategy.hpp"

namespace tripart::TRIPART_ISA_NAMESPACE {
namespace {

template <int W>
constexpr auto lanes = static_cast<std::size_t>(W);

template <int W>
void find_surpluses(const Types& types, const double* quality, const double* value,
                    std::size_t points) {
  for (std::size_t cell = 0; cell < types.cells; cell += lanes<W>) {
    const Lanes<W> reservation = types.known + Lanes<W>::load(types.private_part + cell);
    Lanes<W> surplus = -1.0;
    for (std::size_t n = 0; n < points; ++n) {
      surplus = max(surplus, quality[n] * (value[n] - reservation));
    }
    surplus.store(types.surplus + cell);
  }
}

template <int W>
void expect_acceptance(const Types& types, const double* quality, const double* value,
                       std::size_t points, double* acceptance) {
  for (std::size_t n = 0; n < points; n += lanes<W>) {
    const auto passes = Lanes<W>::load(quality + n);
    const auto worth = Lanes<W>::load(value + n);
    Lanes<W> accepts = 0.0;
    for (std::size_t cell = 0; cell < types.cells; ++cell) {
      const double probability = types.probability[cell];
      if (types.surplus[cell] < 0.0 || probability <= 0.0) {
        continue;
      }
      const double reservation = types.known + types.private_part[cell];
      const double least = types.surplus[cell] * types.kept;
      accepts += probability *
                 choice_probability(passes * (worth - reservation) - least, types.noise);
    }
    accepts.store(acceptance + n);
  }
}

// Never below Lambda(advantage / noise), which falls to .5 at 0, .1193 at -2 and .0025 at
// -6.
template <int W>
[[gnu::always_inline]] inline Lanes<W> most_of_choice(Lanes<W> advantage, double noise) {
  const Lanes<W> below_2 = where(advantage < -6.0 * noise, 0.003, Lanes<W>(0.12));
  const Lanes<W> below_0 = where(advantage < -2.0 * noise, below_2, 0.51);
  return where(advantage < 0.0, below_0, 1.0);
}

template <int W>
void bound_acceptance(const Types& types, const double* quality, const double* value,
                      std::size_t points, double* product) {
  for (std::size_t n = 0; n < points; n += lanes<W>) {
    const auto passes = Lanes<W>::load(quality + n);
    const auto worth = Lanes<W>::load(value + n);
    Lanes<W> accepts = 0.0;
    for (std::size_t cell = 0; cell < types.cells; ++cell) {
      if (types.surplus[cell] < 0.0) {
        continue;
      }
      const double reservation = types.known + types.private_part[cell];
      const double least = types.surplus[cell] * types.kept;
      accepts += types.probability[cell] *
                 most_of_choice(passes * (worth - reservation) - least, types.noise);
    }
    (Lanes<W>::load(product + n) * accepts).store(product + n);
  }
}

template <int W>
void weigh_answer(const Types& types, double quality, double value, bool accepted,
                  double* weight) {
  for (std::size_t cell = 0; cell < types.cells; cell += lanes<W>) {
    const auto surplus = Lanes<W>::load(types.surplus + cell);
    const Lanes<W> gain = quality * (Lanes<W>(value - types.known) -
                                     Lanes<W>::load(types.private_part + cell));
    const Lanes<W> accepts = where(
        surplus < 0.0, 0.0, choice_probability(gain - surplus * types.kept, types.noise));
    (accepted ? accepts : 1.0 - accepts).store(weight + cell);
  }
}

template <int W>
void weigh_offer(const Types& types, double quality, double value, double spread,
                 double* weight) {
  for (std::size_t cell = 0; cell < types.cells; cell += lanes<W>) {
    const auto surplus = Lanes<W>::load(types.surplus + cell);
    const Lanes<W> gain = quality * (Lanes<W>(value - types.known) -
                                     Lanes<W>::load(types.private_part + cell));
    const Lanes<W> gap = (surplus * types.kept - gain) / spread;
    const Lanes<W> fit = types.zero_intelligence ? where(gain >= 0.0, 1.0, Lanes<W>(0.0))
                                                 : math::exp(-0.5 * gap * gap);
    where(surplus < 0.0, 0.0, fit).store(weight + cell);
  }
}

}  // namespace

JudgementKernels judgement_kernels(int width) {
  return at_width(width, []<int W>() -> JudgementKernels {
    return {&find_surpluses<W>, &expect_acceptance<W>, &bound_acceptance<W>,
            &weigh_answer<W>, &weigh_offer<W>};
  });
}

}  // namespace tripart::TRIPART_ISA_NAMESPACE
