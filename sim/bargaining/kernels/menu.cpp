#include "bargaining/kernels/menu.hpp"

#include "tripart/core/lanes.hpp"

namespace tripart::TRIPART_ISA_NAMESPACE {
namespace {

constexpr double below_all_values = -1e300;

// lambda_i s_ik b_ik: how strongly each party that has a say pulls a text towards its
// ideal. Lanes run over points, or over issues.
template <int W>
struct Pulls {
  int count = 0;
  int party[most_signatories];
  Lanes<W> of[most_signatories];
  Lanes<W> ideal[most_signatories];
  Lanes<W> total = 0.0;

  [[gnu::always_inline]] void add(int of_party, Lanes<W> pull, Lanes<W> towards) {
    party[count] = of_party;
    of[count] = pull;
    ideal[count++] = towards;
    total += pull;
  }
};

// eta = 2.
template <int W>
[[gnu::always_inline]] inline Lanes<W> weighted_mean(const Pulls<W>& pulls) {
  Lanes<W> sum = 0.0;
  for (int i = 0; i < pulls.count; ++i) {
    sum += pulls.of[i] * pulls.ideal[i];
  }
  return sum / pulls.total;
}

// eta = 1: the least ideal at which half of the pull lies at or below.
template <int W>
[[gnu::always_inline]] inline Lanes<W> weighted_median(const Pulls<W>& pulls) {
  Lanes<W> median = 1.0;
  for (int i = 0; i < pulls.count; ++i) {
    Lanes<W> below = 0.0;
    for (int j = 0; j < pulls.count; ++j) {
      below += where(pulls.ideal[j] <= pulls.ideal[i], pulls.of[j], 0.0);
    }
    const Mask<W> is_half = Lanes<W>(2.0) * below >= pulls.total;
    median = where(is_half, min(median, pulls.ideal[i]), median);
  }
  return median;
}

template <int W>
[[gnu::always_inline]] inline Lanes<W> utility(Lanes<W> text, double ideal,
                                               int loss_exponent) {
  const Lanes<W> distance = text - Lanes<W>(ideal);
  return Lanes<W>(1.0) - (loss_exponent == 2 ? distance * distance : magnitude(distance));
}

double stated_utility(const ListedValues& list, int value, int party, double ideal,
                      int loss_exponent) {
  return list.stated[party] != nullptr
             ? list.stated[party][value]
             : utility(Lanes<1>(list.value[value]), ideal, loss_exponent).lane(0);
}

// B1c: the admissible value with the greatest weighted content; ties go to the lowest.
template <int W>
[[gnu::always_inline]] inline Lanes<W> best_listed(const Agenda& agenda, int k,
                                                   const Pulls<W>& pulls) {
  const ListedValues& list = agenda.listed[k];
  Lanes<W> best = list.value[0];
  Lanes<W> most = below_all_values;
  for (int v = 0; v < list.count; ++v) {
    if (list.value[v] < agenda.low[k] || list.value[v] > agenda.high[k]) {
      continue;
    }
    Lanes<W> sum = 0.0;
    for (int i = 0; i < pulls.count; ++i) {
      sum += pulls.of[i] *
             Lanes<W>(stated_utility(list, v, pulls.party[i], pulls.ideal[i].lane(0),
                                     agenda.loss_exponent));
    }
    const Mask<W> better = sum > most;
    best = where(better, list.value[v], best);
    most = where(better, sum, most);
  }
  return best;
}

// u_ik of the value next to a text, the lower of two.
template <int W>
[[gnu::always_inline]] inline Lanes<W> listed_utility(const Agenda& agenda, int k,
                                                      const Signatory& signatory,
                                                      Lanes<W> text) {
  const ListedValues& list = agenda.listed[k];
  Lanes<W> nearest = 0.0;
  Lanes<W> result = 0.0;
  for (int v = 0; v < list.count; ++v) {
    const Lanes<W> distance = magnitude(Lanes<W>(list.value[v]) - text);
    const Lanes<W> value = stated_utility(list, v, signatory.party, signatory.ideal[k],
                                          agenda.loss_exponent);
    const Mask<W> nearer = distance < nearest;
    result = v == 0 ? value : where(nearer, value, result);
    nearest = v == 0 ? distance : where(nearer, distance, nearest);
  }
  return result;
}

bool is_listed(const Agenda& agenda, int k) {
  return agenda.listed != nullptr && agenda.listed[k].count > 0;
}

template <int W>
[[gnu::always_inline]] inline Lanes<W> best_text(const Agenda& agenda,
                                                 const Pulls<W>& pulls) {
  return agenda.loss_exponent == 2 ? weighted_mean(pulls) : weighted_median(pulls);
}

void survey_listed(const Agenda& agenda, int k) {
  Pulls<1> pulls;
  for (int s = 0; s < agenda.signatories; ++s) {
    const Signatory& one = agenda.signatory[s];
    one.without[k] =
        agenda.has_status_quo[k] > 0.0
            ? listed_utility(agenda, k, one, Lanes<1>(agenda.status_quo[k])).lane(0)
            : 0.0;
    if (one.weight != nullptr) {
      pulls.add(one.party, one.salience[k] * one.coverage[k], one.ideal[k]);
    }
  }
  agenda.otherwise[k] = pulls.total.lane(0) > 0.0 ? best_listed(agenda, k, pulls).lane(0)
                                                  : agenda.standing[k];
}

template <int W>
void survey(const Agenda& agenda) {
  for (int k = 0; k < agenda.issues; k += W) {
    Lanes<W> low = 0.0;
    Lanes<W> high = 1.0;
    Pulls<W> pulls;
    const auto x0 = Lanes<W>::load(agenda.status_quo + k);
    const Mask<W> has_x0 = Lanes<W>::load(agenda.has_status_quo + k) > Lanes<W>(0.0);
    for (int s = 0; s < agenda.signatories; ++s) {
      const Signatory& one = agenda.signatory[s];
      const auto ideal = Lanes<W>::load(one.ideal + k);
      low = max(low, Lanes<W>::load(one.red_low + k));
      high = min(high, Lanes<W>::load(one.red_high + k));
      const Lanes<W> distance = x0 - ideal;
      const Lanes<W> loss =
          agenda.loss_exponent == 2 ? distance * distance : magnitude(distance);
      where(has_x0, Lanes<W>(1.0) - loss, 0.0).store(one.without + k);
      if (one.weight != nullptr) {
        pulls.add(one.party,
                  Lanes<W>::load(one.salience + k) * Lanes<W>::load(one.coverage + k),
                  ideal);
      }
    }
    low.store(agenda.low + k);
    high.store(agenda.high + k);
    const Lanes<W> text = where(pulls.total > Lanes<W>(0.0), best_text(agenda, pulls),
                                Lanes<W>::load(agenda.standing + k));
    min(max(text, low), high).store(agenda.otherwise + k);
  }
  for (int k = 0; k < agenda.issues; ++k) {
    if (is_listed(agenda, k)) {
      survey_listed(agenda, k);
    }
  }
}

// Texts of one free issue, eta = 2: the weighted mean of the ideals. S: how many have a
// say, where the compiler is to know; else 0.
template <int W, int S>
void write_means(const Agenda& agenda, int k, int points, double* row) {
  const Lanes<W> low = agenda.low[k];
  const Lanes<W> high = agenda.high[k];
  const Lanes<W> otherwise = agenda.otherwise[k];
  // What every point needs is fetched once: the compiler cannot know that a row of texts
  // is nobody's taste.
  struct {
    const double* weight;
    Lanes<W> salience, coverage, ideal;
  } side[std::size_t{S > 0 ? S : most_signatories}];
  int found = 0;
  for (int s = 0; s < agenda.signatories; ++s) {
    const Signatory& one = agenda.signatory[s];
    if (one.weight != nullptr) {
      side[found++] = {one.weight, one.salience[k], one.coverage[k], one.ideal[k]};
    }
  }
  const int sides = S > 0 ? S : found;
  for (int n = 0; n < points; n += W) {
    Lanes<W> sum = 0.0;
    Lanes<W> total = 0.0;
#pragma GCC unroll 4
    for (int s = 0; s < sides; ++s) {
      const Lanes<W> pull =
          Lanes<W>::load(side[s].weight + n) * side[s].salience * side[s].coverage;
      total += pull;
      sum += pull * side[s].ideal;
    }
    const Lanes<W> text = min(max(sum / total, low), high);
    where(total > Lanes<W>(0.0), text, otherwise).store(row + n);
  }
}

// The same with eta = 1, or from a list.
template <int W>
void write_medians_or_values(const Agenda& agenda, int k, int points, double* row) {
  const bool listed = is_listed(agenda, k);
  for (int n = 0; n < points; n += W) {
    Pulls<W> pulls;
    for (int s = 0; s < agenda.signatories; ++s) {
      const Signatory& one = agenda.signatory[s];
      if (one.weight != nullptr) {
        pulls.add(one.party,
                  Lanes<W>::load(one.weight + n) * Lanes<W>(one.salience[k]) *
                      Lanes<W>(one.coverage[k]),
                  one.ideal[k]);
      }
    }
    const Lanes<W> text = listed
                              ? best_listed(agenda, k, pulls)
                              : min(max(weighted_median(pulls), Lanes<W>(agenda.low[k])),
                                    Lanes<W>(agenda.high[k]));
    where(pulls.total > Lanes<W>(0.0), text, Lanes<W>(agenda.otherwise[k]))
        .store(row + n);
  }
}

template <int W>
void texts(const Agenda& agenda, int points) {
  int sides = 0;
  for (int s = 0; s < agenda.signatories; ++s) {
    sides += agenda.signatory[s].weight != nullptr ? 1 : 0;
  }
  const auto means = sides == 2   ? &write_means<W, 2>
                     : sides == 3 ? &write_means<W, 3>
                                  : &write_means<W, 0>;
  for (int k = 0; k < agenda.issues; ++k) {
    double* row = agenda.text + static_cast<std::size_t>(k) * agenda.capacity;
    if (!agenda.is_free[k]) {
      for (int n = 0; n < points; n += W) {
        Lanes<W>(agenda.otherwise[k]).store(row + n);
      }
    } else if (agenda.loss_exponent == 2 && !is_listed(agenda, k)) {
      means(agenda, k, points, row);
    } else {
      write_medians_or_values<W>(agenda, k, points, row);
    }
  }
}

// A_i = sum_k b s [u(x_k) - u(x0_k)] of the points [from, to).
template <int W, class UtilityOf>
[[gnu::always_inline]] inline void write_contents(const Agenda& agenda,
                                                  const Signatory& one, std::size_t from,
                                                  std::size_t to, UtilityOf utility_of) {
  for_each_block<W, 2>(to - from, [&]<std::size_t B>(std::size_t first) {
    Lanes<W> content[B];
#pragma GCC unroll 4
    for (std::size_t b = 0; b < B; ++b) {
      content[b] = 0.0;
    }
    for (int m = 0; m < agenda.settled; ++m) {
      const int k = agenda.settled_issue[m];
      const double* row =
          agenda.text + static_cast<std::size_t>(k) * agenda.capacity + from + first;
      const Lanes<W> coverage = one.coverage[k];
      const Lanes<W> salience = one.salience[k];
      const Lanes<W> without = one.without[k];
#pragma GCC unroll 4
      for (std::size_t b = 0; b < B; ++b) {
        const auto text = Lanes<W>::load(row + b * stride<W>);
        content[b] += coverage * (salience * (utility_of(k, text) - without));
      }
    }
#pragma GCC unroll 4
    for (std::size_t b = 0; b < B; ++b) {
      content[b].store(one.content + from + first + b * stride<W>);
    }
  });
}

template <int W>
void measure(const Agenda& agenda, int from, int to) {
  // The usual case is asked for once instead of issue by issue.
  const bool all_quadratic = agenda.loss_exponent == 2 && agenda.listed == nullptr;
  for (int s = 0; s < agenda.signatories; ++s) {
    const Signatory& one = agenda.signatory[s];
    const auto quadratic = [&](int k, Lanes<W> text) {
      return utility(text, one.ideal[k], 2);
    };
    const auto any_kind = [&](int k, Lanes<W> text) {
      return is_listed(agenda, k) ? listed_utility(agenda, k, one, text)
                                  : utility(text, one.ideal[k], agenda.loss_exponent);
    };
    const auto begin = static_cast<std::size_t>(from);
    const auto end = static_cast<std::size_t>(to);
    if (all_quadratic) {
      write_contents<W>(agenda, one, begin, end, quadratic);
    } else {
      write_contents<W>(agenda, one, begin, end, any_kind);
    }
    for (int n = from; n < to; n += W) {
      Lanes<W> effect = 0.0;
      for (int m = 0; m < agenda.costly; ++m) {
        const int k = agenda.costly_issue[m];
        const Lanes<W> moved =
            Lanes<W>::load(agenda.text + static_cast<std::size_t>(k) * agenda.capacity +
                           n) -
            agenda.status_quo[k];
        effect += moved * Lanes<W>(one.slope[k]);
      }
      effect.store(one.effect + n);
    }
  }
}

// Points of a menu, by what they are worth in every ranking. R: how many there are, where
// the compiler is to know; else 0.
template <int W, int R>
void find_dominated(const double* const* worth, int count, int points, double* verdict) {
  const int rankings = R > 0 ? R : count;
  for (int n = 0; n < points; n += W) {
    Lanes<W> own[std::size_t{R > 0 ? R : 2 * most_signatories}];
    for (int r = 0; r < rankings; ++r) {
      own[r] = Lanes<W>::load(worth[r] + n);
    }
    // Whether `other` is worth at least as much as each of [n, n + W) in every ranking.
    const auto matches = [&](int other) {
      Mask<W> all = Lanes<W>(worth[0][other]) >= own[0];
      for (int r = 1; r < rankings; ++r) {
        all = all && Lanes<W>(worth[r][other]) >= own[r];
      }
      return all;
    };
    double numbers[most_lanes];
    for (int lane = 0; lane < W; ++lane) {
      numbers[lane] = n + lane;
    }
    const auto number = Lanes<W>::load(numbers);
    // Hardly a point of a frontier has its match other than itself; only if one has, it
    // is asked who of the two stays.
    Mask<W> has_match = number < Lanes<W>(0.0);
    for (int other = 0; other < points; ++other) {
      has_match = has_match || (matches(other) && number != Lanes<W>(other));
    }
    Lanes<W> is_dominated = 0.0;
    for (int other = 0; any(has_match) && other < points; ++other) {
      Mask<W> better = Lanes<W>(other) < number;
      for (int r = 0; r < rankings; ++r) {
        better = better || Lanes<W>(worth[r][other]) > own[r];
      }
      is_dominated = where(matches(other) && better, 1.0, is_dominated);
    }
    is_dominated.store(verdict + n);
  }
}

template <int W>
void dominated(const Ranking* rankings, int count, int points, double* verdict) {
  const double* worth[2 * most_signatories];
  for (int r = 0; r < count; ++r) {
    const Ranking& one = rankings[r];
    worth[r] = one.worth;
    for (int n = 0; n < points; n += W) {
      (Lanes<W>(one.weight) * Lanes<W>::load(one.content + n) +
       Lanes<W>::load(one.effect + n))
          .store(one.worth + n);
    }
  }
  (count == 2   ? find_dominated<W, 2>
   : count == 3 ? find_dominated<W, 3>
   : count == 4 ? find_dominated<W, 4>
                : find_dominated<W, 0>)(worth, count, points, verdict);
}

}  // namespace

MenuKernels menu_kernels(int lanes) {
  return at_width(lanes, []<int W>() -> MenuKernels {
    return {&survey<W>, &texts<W>, &measure<W>, &dominated<W>};
  });
}

}  // namespace tripart::TRIPART_ISA_NAMESPACE
