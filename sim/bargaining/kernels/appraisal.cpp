#include "bargaining/kernels/appraisal.hpp"

namespace tripart::TRIPART_ISA_NAMESPACE {
namespace {

constexpr double place[most_lanes] = {0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};

template <int W>
constexpr auto lanes = static_cast<std::size_t>(W);

// Q_i of B15.
template <int W>
[[gnu::always_inline]] inline Lanes<W> chance_to_pass(const Appraiser& party,
                                                      const RatificationStakes& stakes,
                                                      Lanes<W> value, Lanes<W> content) {
  return party.ratifies
             ? ratification_probability(value + party.voters_extra * content, stakes)
             : Lanes<W>(1.0);
}

template <int W>
void appraise(const Appraisal& menu) {
  for (std::size_t n = menu.first; n < menu.last; n += lanes<W>) {
    Lanes<W> quality = 1.0;
    for (std::size_t s = 0; s < menu.appraisers; ++s) {
      const Appraiser& party = menu.appraiser[s];
      const auto content = Lanes<W>::load(party.content + n);
      const Lanes<W> text =
          Lanes<W>::load(party.effect + n) + party.content_weight * content;
      const Lanes<W> value = party.base + text;
      value.store(party.value + n);
      quality *= chance_to_pass(party, party.stakes, value, content);
    }
    quality.store(menu.quality + n);
  }
}

template <int W>
void appraise_lifting(const Appraisal& menu) {
  const double off = menu.off_at_vote;
  for (std::size_t n = menu.first; n < menu.last; n += lanes<W>) {
    const Mask<W> comes_off = Lanes<W>::load(menu.comes_off + n) != 0.0;
    Lanes<W> quality = 1.0;
    for (std::size_t s = 0; s < menu.appraisers; ++s) {
      const Appraiser& party = menu.appraiser[s];
      const auto content = Lanes<W>::load(party.content + n);
      const Lanes<W> text =
          Lanes<W>::load(party.effect + n) + party.content_weight * content;
      const Lanes<W> today = party.base + text;
      const Lanes<W> freed = party.freed_base + text;
      const Lanes<W> value =
          (1.0 - party.lift_discount) * today + party.lift_discount * freed;
      where(comes_off, value, Lanes<W>::load(party.value + n)).store(party.value + n);
      quality *= (1.0 - off) * chance_to_pass(party, party.stakes, today, content) +
                 off * chance_to_pass(party, party.freed_stakes, freed, content);
    }
    where(comes_off, quality, Lanes<W>::load(menu.quality + n)).store(menu.quality + n);
  }
}

template <int W>
void is_fair(const Appraisal& menu, std::size_t issuer, double least, double* fair) {
  for (std::size_t n = menu.first; n < menu.last; n += lanes<W>) {
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
  for (std::size_t n = 0; n < points; n += lanes<W>) {
    const auto passes = Lanes<W>::load(quality + n);
    const Lanes<W> worth =
        passes * Lanes<W>::load(value + n) + (1.0 - passes) * reservation;
    worth.store(expected + n);
    const Mask<W> listed = Lanes<W>::load(place) < static_cast<double>(points - n);
    best = max(best, where(listed, worth, worst_value));
  }
  double greatest = best.lane(0);
  for (int lane = 1; lane < W; ++lane) {
    greatest = best.lane(lane) > greatest ? best.lane(lane) : greatest;
  }
  return greatest + 0.0;  // of -0 and 0, which are equal, always 0
}

}  // namespace

AppraisalKernels appraisal_kernels(int width) {
  return at_width(width, []<int W>() -> AppraisalKernels {
    return {&appraise<W>, &appraise_lifting<W>, &is_fair<W>, &expect<W>};
  });
}

}  // namespace tripart::TRIPART_ISA_NAMESPACE
