#include "bargaining/kernels/judgement.hpp"

#include "bargaining/kernels/listed.hpp"
#include "tripart/bargaining/strategy.hpp"

namespace tripart::TRIPART_ISA_NAMESPACE {
namespace {

// Points that are judged together: what a type is, is worked out once for all of them.
constexpr std::size_t block = 2;

constexpr double least_promise = -1e300;  // below every value

template <int W>
void find_surpluses(const Types& types, const double* quality, const double* value,
                    std::size_t points) {
  for_each_block<W, block>(types.cells, [&]<std::size_t B>(std::size_t cell) {
    Lanes<W> reservation[B];
    Lanes<W> surplus[B];
#pragma GCC unroll 4
    for (std::size_t b = 0; b < B; ++b) {
      reservation[b] =
          types.known + Lanes<W>::load(types.private_part + cell + b * stride<W>);
      surplus[b] = -1.0;
    }
    for (std::size_t n = 0; n < points; ++n) {
#pragma GCC unroll 4
      for (std::size_t b = 0; b < B; ++b) {
        surplus[b] = max(surplus[b], quality[n] * (value[n] - reservation[b]));
      }
    }
#pragma GCC unroll 4
    for (std::size_t b = 0; b < B; ++b) {
      surplus[b].store(types.surplus + cell + b * stride<W>);
    }
  });
}

// The chance that a party of unknown type takes each of these texts: `chance_of` what a
// type would gain by it.
template <int W, class ChanceOf, class Use>
[[gnu::always_inline]] inline void over_types(const Types& types, const double* quality,
                                              const double* value, std::size_t points,
                                              ChanceOf chance_of, Use use) {
  for_each_block<W, block>(points, [&]<std::size_t B>(std::size_t n) {
    Lanes<W> passes[B];
    Lanes<W> worth[B];
    Lanes<W> accepts[B];
#pragma GCC unroll 4
    for (std::size_t b = 0; b < B; ++b) {
      passes[b] = Lanes<W>::load(quality + n + b * stride<W>);
      worth[b] = Lanes<W>::load(value + n + b * stride<W>);
      accepts[b] = 0.0;
    }
    for (std::size_t cell = 0; cell < types.cells; ++cell) {
      const double probability = types.probability[cell];
      if (types.surplus[cell] < 0.0 || probability <= 0.0) {
        continue;
      }
      const double reservation = types.known + types.private_part[cell];
      const double least = types.surplus[cell] * types.kept;
#pragma GCC unroll 4
      for (std::size_t b = 0; b < B; ++b) {
        accepts[b] +=
            probability * chance_of(passes[b] * (worth[b] - reservation) - least);
      }
    }
#pragma GCC unroll 4
    for (std::size_t b = 0; b < B; ++b) {
      use(n + b * stride<W>, accepts[b]);
    }
  });
}

template <int W>
void expect_acceptance(const Types& types, const double* quality, const double* value,
                       std::size_t points, double* acceptance) {
  over_types<W>(
      types, quality, value, points,
      [&](Lanes<W> advantage) { return choice_probability(advantage, types.noise); },
      [&](std::size_t n, Lanes<W> accepts) { accepts.store(acceptance + n); });
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
  over_types<W>(
      types, quality, value, points,
      [&](Lanes<W> advantage) { return most_of_choice(advantage, types.noise); },
      [&](std::size_t n, Lanes<W> accepts) {
        (Lanes<W>::load(product + n) * accepts).store(product + n);
      });
}

// Raised by more than what rounding can do.
template <int W>
double bound_promises(const double* expected, double fallback, std::size_t points,
                      double* product) {
  constexpr double rounding = 1e-12;
  Lanes<W> most = least_promise;
  for (std::size_t n = 0; n < points; n += stride<W>) {
    const auto own = Lanes<W>::load(expected + n);
    const Lanes<W> at_most =
        fallback + Lanes<W>::load(product + n) * max(Lanes<W>(0.0), own - fallback) +
        rounding * (magnitude(own) + magnitude(Lanes<W>(fallback)));
    at_most.store(product + n);
    most = max(most, where(is_listed<W>(n, points), at_most, least_promise));
  }
  return greatest_of(most);
}

// How well what a party did about one text fits every type: `fit` of the most it can gain
// at the table and of what it gains by the text.
template <int W, class FitOf>
[[gnu::always_inline]] inline void weigh(const Types& types, double quality, double value,
                                         FitOf fit_of, double* weight) {
  for (std::size_t cell = 0; cell < types.cells; cell += stride<W>) {
    const Lanes<W> gain = quality * (Lanes<W>(value - types.known) -
                                     Lanes<W>::load(types.private_part + cell));
    fit_of(Lanes<W>::load(types.surplus + cell), gain).store(weight + cell);
  }
}

template <int W>
void weigh_answer(const Types& types, double quality, double value, bool accepted,
                  double* weight) {
  weigh<W>(
      types, quality, value,
      [&](Lanes<W> surplus, Lanes<W> gain) {
        const Lanes<W> accepts =
            where(surplus < 0.0, 0.0,
                  choice_probability(gain - surplus * types.kept, types.noise));
        return accepted ? accepts : 1.0 - accepts;
      },
      weight);
}

template <int W>
void weigh_offer(const Types& types, double quality, double value, double spread,
                 double* weight) {
  weigh<W>(
      types, quality, value,
      [&](Lanes<W> surplus, Lanes<W> gain) {
        const Lanes<W> gap = (surplus * types.kept - gain) / spread;
        const Lanes<W> fit = types.zero_intelligence
                                 ? where(gain >= 0.0, 1.0, Lanes<W>(0.0))
                                 : math::exp(-0.5 * gap * gap);
        return where(surplus < 0.0, 0.0, fit);
      },
      weight);
}

}  // namespace

JudgementKernels judgement_kernels(int width) {
  return at_width(width, []<int W>() -> JudgementKernels {
    return {&find_surpluses<W>, &expect_acceptance<W>, &bound_acceptance<W>,
            &bound_promises<W>, &weigh_answer<W>,      &weigh_offer<W>};
  });
}

}  // namespace tripart::TRIPART_ISA_NAMESPACE
