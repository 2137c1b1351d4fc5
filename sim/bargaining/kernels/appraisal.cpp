#include "bargaining/kernels/appraisal.hpp"

#include "bargaining/kernels/listed.hpp"
namespace tripart::TRIPART_ISA_NAMESPACE {
namespace {

// Q_i of B15.
template <int W>
[[gnu::always_inline]] inline Lanes<W> chance_to_pass(const Appraiser& party,
                                                      const RatificationStakes& stakes,
                                                      Lanes<W> value, Lanes<W> content) {
  return party.ratifies
             ? ratification_probability(value + party.voters_extra * content, stakes)
             : Lanes<W>(1.0);
}

// What the texts of the points [n, n + W) are to a party: A_i, and the part of V_i that
// they move.
template <int W>
struct TextWorth {
  Lanes<W> content, worth;

  [[gnu::always_inline]] TextWorth(const Appraiser& party, std::size_t n)
      : content(Lanes<W>::load(party.content + n)),
        worth(Lanes<W>::load(party.effect + n) + party.content_weight * content) {}
};

template <int W>
void appraise(const Appraisal& menu) {
  for (std::size_t n = menu.first; n < menu.last; n += stride<W>) {
    Lanes<W> quality = 1.0;
    for (std::size_t s = 0; s < menu.appraisers; ++s) {
      const Appraiser& party = menu.appraiser[s];
      const TextWorth<W> text(party, n);
      const Lanes<W> value = party.base + text.worth;
      value.store(party.value + n);
      quality *= chance_to_pass(party, party.stakes, value, text.content);
    }
    quality.store(menu.quality + n);
  }
}

template <int W>
void appraise_lifting(const Appraisal& menu) {
  const double off = menu.off_at_vote;
  for (std::size_t n = menu.first; n < menu.last; n += stride<W>) {
    const Mask<W> comes_off = Lanes<W>::load(menu.comes_off + n) != 0.0;
    Lanes<W> passes_today = 1.0;
    Lanes<W> passes_freed = 1.0;
    for (std::size_t s = 0; s < menu.appraisers; ++s) {
      const Appraiser& party = menu.appraiser[s];
      const TextWorth<W> text(party, n);
      const Lanes<W> today = party.base + text.worth;
      const Lanes<W> freed = party.freed_base + text.worth;
      const Lanes<W> value =
          (1.0 - party.lift_discount) * today + party.lift_discount * freed;
      where(comes_off, value, Lanes<W>::load(party.value + n)).store(party.value + n);
      passes_today *= chance_to_pass(party, party.stakes, today, text.content);
      passes_freed *= chance_to_pass(party, party.freed_stakes, freed, text.content);
    }
    // All legislatures vote under the same tariffs.
    const Lanes<W> quality = (1.0 - off) * passes_today + off * passes_freed;
    where(comes_off, quality, Lanes<W>::load(menu.quality + n)).store(menu.quality + n);
  }
}

template <int W>
void is_fair(const Appraisal& menu, std::size_t issuer, double least, double* fair) {
  for (std::size_t n = menu.first; n < menu.last; n += stride<W>) {
    Lanes<W> total = 0.0;
    Lanes<W> own = 0.0;
    for (std::size_t s = 0; s < menu.appraisers; ++s) {
      const Appraiser& party = menu.appraiser[s];
      const Lanes<W> value = party.freed_base + Lanes<W>::load(party.effect + n) +
                             party.content_weight * Lanes<W>::load(party.content + n);
      const Lanes<W> surplus = max(Lanes<W>(0.0), value - party.reservation);
      total += surplus;
      own = s == issuer ? surplus : own;
    }
    where(total > 0.0 && own >= least * total, 1.0, Lanes<W>(0.0)).store(fair + n);
  }
}

template <int W>
double expect(const double* quality, const double* value, double reservation,
              std::size_t points, double* expected) {
  Lanes<W> best = worst_value;
  for (std::size_t n = 0; n < points; n += stride<W>) {
    const auto passes = Lanes<W>::load(quality + n);
    const Lanes<W> worth =
        passes * Lanes<W>::load(value + n) + (1.0 - passes) * reservation;
    worth.store(expected + n);
    best = max(best, where(is_listed<W>(n, points), worth, worst_value));
  }
  return greatest_of(best);
}

}  // namespace

AppraisalKernels appraisal_kernels(int width) {
  return at_width(width, []<int W>() -> AppraisalKernels {
    return {&appraise<W>, &appraise_lifting<W>, &is_fair<W>, &expect<W>};
  });
}

}  // namespace tripart::TRIPART_ISA_NAMESPACE
