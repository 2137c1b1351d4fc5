// The distances of settlements (T3), several at once: the methods of nash.cpp and
// proportional.cpp for smooth losses, operation by operation, so that a lane gets the
// bits that its problem gets by itself. What these methods leave to others is handed
// back.
#include "bargaining/newton_step.hpp"
#include "bargaining/settlement_lanes.hpp"

namespace tripart::TRIPART_ISA_NAMESPACE {
namespace {

/// The settlements of W lanes from `first` on, of N parties.
template <int W, std::size_t N>
class Measure {
 public:
  Measure(const SettlementLanes& lanes, std::size_t first) : all_(lanes), first_(first) {}

  void run() {
    find_nash();
    find_pareto();
    for (std::size_t r = 0; r < all_.references; ++r) {
      hold_against(r);
    }
  }

 private:
  using R = Lanes<W>;
  using M = Mask<W>;

  /// What everybody makes of the text that the weighted parties choose.
  struct Look {
    R weight[N];
    R surplus[N];
    R curvature[N][N];  // the lower half
    R dual;
    bool has_dual = false;
  };

  [[gnu::always_inline]] R at(const double* array, std::size_t index) const {
    return R::load(array + index * most_lanes + first_);
  }
  [[gnu::always_inline]] R at(const double* array, std::size_t issue,
                              std::size_t party) const {
    return at(array, issue * N + party);
  }
  [[gnu::always_inline]] void put(R x, double* array, std::size_t index) const {
    x.store(array + index * most_lanes + first_);
  }
  void put(M mask, Verdict yes, Verdict* verdict) const {
    double entry[std::size_t{W}];
    where(mask, R(1.0), R(0.0)).store(entry);
    for (std::size_t lane = 0; lane < std::size_t{W}; ++lane) {
      if (entry[lane] != 0.0) {
        verdict[first_ + lane] = yes;
      }
    }
  }

  struct Choice {
    R text, bend;
    M free;  // between ideals and red lines
  };
  [[gnu::always_inline]] Choice choose(std::size_t k, const R (&weight)[N]) const {
    R bend(0.0);
    R pull(0.0);
    for (std::size_t i = 0; i < N; ++i) {
      const R stake = R(2.0) * weight[i] * at(all_.weight, k, i);
      bend += stake;
      pull += stake * at(all_.ideal, k, i) + weight[i] * at(all_.slope, k, i);
    }
    const R low = at(all_.low, k);
    const R high = at(all_.high, k);
    const M bends = bend > R(0.0);
    const R text = where(bends, pull / bend, at(all_.otherwise, k));
    const M under = text <= low;
    const M over = text >= high;
    return {where(under, low, where(over, high, text)), bend, bends && !(under || over)};
  }

  void look(Look& now) const {
    for (std::size_t i = 0; i < N; ++i) {
      now.surplus[i] = at(all_.constant, i) - at(all_.disagreement, i);
      for (std::size_t j = 0; j < i; ++j) {
        now.curvature[i][j] = R(0.0);
      }
      now.curvature[i][i] = R(1.0) / (now.weight[i] * now.weight[i]);
    }
    for (std::size_t k = 0; k < all_.issues; ++k) {
      const Choice chosen = choose(k, now.weight);
      const R give = where(chosen.free, R(1.0) / chosen.bend, R(0.0));
      R marginal[N];
      for (std::size_t i = 0; i < N; ++i) {
        const R distance = chosen.text - at(all_.ideal, k, i);
        const R weight = at(all_.weight, k, i);
        const R slope = at(all_.slope, k, i);
        now.surplus[i] += slope * chosen.text - weight * (distance * distance);
        marginal[i] = slope - R(2.0) * weight * distance;
      }
      for (std::size_t i = 0; i < N; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
          now.curvature[i][j] += marginal[i] * marginal[j] * give;
        }
      }
    }
    now.has_dual = false;
  }

  static void need_dual(Look& now) {
    if (now.has_dual) {
      return;
    }
    now.dual = R(0.0);
    for (std::size_t i = 0; i < N; ++i) {
      now.dual += now.weight[i] * now.surplus[i] - math::log(now.weight[i]);
    }
    now.has_dual = true;
  }

  // What a party makes of an issue that is settled wholly to its taste; without a stake,
  // nothing.
  [[gnu::always_inline]] R most_worth(std::size_t k, std::size_t i) const {
    const R weight = at(all_.weight, k, i);
    const R slope = at(all_.slope, k, i);
    const R ideal = at(all_.ideal, k, i);
    const R wanted = ideal + R(0.5) * slope / weight;
    const R inside = min(max(wanted, at(all_.low, k)), at(all_.high, k));
    const R distance = inside - ideal;
    return where(weight > R(0.0), slope * inside - weight * (distance * distance),
                 R(0.0));
  }

  // Half of everybody's best surplus; lanes in which somebody has none have no point.
  M start(R (&weight)[N]) const {
    M all_gain = R(0.0) < R(1.0);
    for (std::size_t i = 0; i < N; ++i) {
      R surplus = at(all_.constant, i) - at(all_.disagreement, i);
      for (std::size_t k = 0; k < all_.issues; ++k) {
        surplus += most_worth(k, i);
      }
      all_gain = all_gain && surplus > R(0.0);
      weight[i] = R(2.0) / surplus;
    }
    return all_gain;
  }

  // A straight issue, with costs but nobody's stake, jumps from one end to the other.
  M is_smooth() const {
    M smooth = R(0.0) < R(1.0);
    for (std::size_t k = 0; k < all_.issues; ++k) {
      for (std::size_t i = 0; i < N; ++i) {
        smooth =
            smooth && (at(all_.weight, k, i) > R(0.0) || at(all_.slope, k, i) == R(0.0));
      }
    }
    return smooth;
  }

  [[gnu::always_inline]] void values_at(std::size_t k, R text, R (&value)[N]) const {
    for (std::size_t i = 0; i < N; ++i) {
      const R distance = text - at(all_.ideal, k, i);
      value[i] +=
          at(all_.slope, k, i) * text - at(all_.weight, k, i) * (distance * distance);
    }
  }

  // NashSolver::proves_no_surplus
  M proves_no_surplus(const R (&weight)[N]) const {
    R value[N];
    for (std::size_t i = 0; i < N; ++i) {
      value[i] = at(all_.constant, i);
    }
    for (std::size_t k = 0; k < all_.issues; ++k) {
      R stakes(0.0);
      R centre(0.0);
      R slope(0.0);
      for (std::size_t i = 0; i < N; ++i) {
        const R stake = weight[i] * at(all_.weight, k, i);
        stakes += stake;
        centre += stake * at(all_.ideal, k, i);
        slope += weight[i] * at(all_.slope, k, i);
      }
      const R wanted = where(stakes > R(0.0), (centre + R(0.5) * slope) / stakes,
                             at(all_.otherwise, k));
      values_at(k, min(max(wanted, at(all_.low, k)), at(all_.high, k)), value);
    }
    R sum(0.0);
    for (std::size_t i = 0; i < N; ++i) {
      sum += weight[i] * (value[i] - at(all_.disagreement, i));
    }
    return sum <= R(0.0);
  }

  // NashSolver::solve and minimise
  void find_nash() {
    constexpr int most_steps = 200;
    constexpr int most_halvings = 60;
    const R settled(1e-20);
    const R safe(1e-8);
    Look looks[2];
    Look* now = &looks[0];
    Look* trial = &looks[1];
    const M smooth = is_smooth();
    M active = start(now->weight) && smooth;
    M found = active;
    R weight[N];
    for (std::size_t i = 0; i < N; ++i) {
      // Lanes that do not take part run along with harmless numbers.
      weight[i] = now->weight[i] = where(active, now->weight[i], R(1.0));
    }
    look(*now);
    for (int steps = 1; steps <= most_steps && any(active); ++steps) {
      R fall[N];
      R step[N];
      for (std::size_t i = 0; i < N; ++i) {
        fall[i] = R(1.0) / now->weight[i] - now->surplus[i];
      }
      const R decrement = solve_by_cholesky<R>(now->curvature, fall, N, step);
      R length = damped_length<R>(now->weight, step, N);
      const M checked = active && !(decrement < safe);
      for (int halving = 0; halving < most_halvings; ++halving) {
        for (std::size_t i = 0; i < N; ++i) {
          trial->weight[i] = now->weight[i] + length * step[i];
        }
        look(*trial);
        if (!any(checked)) {
          break;
        }
        need_dual(*now);
        need_dual(*trial);
        const M rises =
            checked && !(trial->dual <= now->dual - R(1e-4) * length * decrement);
        if (!any(rises)) {
          break;
        }
        length = where(rises, length * R(0.5), length);
      }
      for (std::size_t i = 0; i < N; ++i) {
        weight[i] = where(active, trial->weight[i], weight[i]);
      }
      Look* const before = now;
      now = trial;
      trial = before;
      active = active && !(decrement < settled);
      if (steps % 8 == 0 && any(active)) {
        const M none = active && proves_no_surplus(now->weight);
        found = found && !none;
        active = active && !none;
      }
    }
    R value[N];
    for (std::size_t i = 0; i < N; ++i) {
      value[i] = at(all_.constant, i);
    }
    for (std::size_t k = 0; k < all_.issues; ++k) {
      values_at(k, choose(k, weight).text, value);
    }
    for (std::size_t i = 0; i < N; ++i) {
      found = found && value[i] > at(all_.disagreement, i);
      put(value[i], all_.nash, i);
    }
    put(!found, Verdict::none, all_.nash_verdict);
    put(found, Verdict::found, all_.nash_verdict);
    put(!smooth, Verdict::apart, all_.nash_verdict);
  }

  // LineNewton::look, for equal claims
  struct Line {
    R quotient[N];
    R curvature[N][N];
    R gain, size;
  };
  void look(const R (&weight)[N], Line& line) const {
    for (std::size_t i = 0; i < N; ++i) {
      line.quotient[i] = at(all_.constant, i) - at(all_.agreed, i);
      for (std::size_t j = 0; j <= i; ++j) {
        line.curvature[i][j] = R(0.0);
      }
    }
    line.size = R(0.0);
    for (std::size_t k = 0; k < all_.issues; ++k) {
      const Choice chosen = choose(k, weight);
      R marginal[N];
      for (std::size_t i = 0; i < N; ++i) {
        const R distance = chosen.text - at(all_.ideal, k, i);
        const R stake = at(all_.weight, k, i);
        const R slope = at(all_.slope, k, i);
        const R worth = slope * chosen.text - stake * (distance * distance);
        line.quotient[i] += worth;
        line.size += magnitude(worth);
        marginal[i] = slope - R(2.0) * stake * distance;
      }
      for (std::size_t i = 0; i < N; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
          line.curvature[i][j] +=
              where(chosen.free, marginal[i] * marginal[j] / chosen.bend, R(0.0));
        }
      }
    }
    line.gain = R(0.0);
    for (std::size_t i = 0; i < N; ++i) {
      line.gain += weight[i] * line.quotient[i];
      line.size += magnitude(line.quotient[i]);
    }
  }

  // LineNewton::solve and pareto_distance
  void find_pareto() {
    constexpr int most_steps = 20;
    const R settled(1e-14);
    const R least_weight(1e-7);
    M active = is_smooth();
    M found = !(R(0.0) < R(1.0));
    R gain(0.0);
    R weight[N];
    for (std::size_t i = 0; i < N; ++i) {
      weight[i] = R(1.0) / R(static_cast<double>(N));
    }
    for (int step = 0; step < most_steps && any(active); ++step) {
      Line line;
      look(weight, line);
      R spread(0.0);
      for (std::size_t i = 0; i < N; ++i) {
        spread = max(spread, magnitude(line.quotient[i] - line.gain));
      }
      const M even = active && spread <= settled * line.size;
      found = found || even;
      gain = where(even, line.gain, gain);
      active = active && !even;
      R trace(0.0);
      for (std::size_t i = 0; i < N; ++i) {
        trace += line.curvature[i][i];
      }
      R right[N];
      R change[N];
      for (std::size_t i = 0; i < N; ++i) {
        right[i] = line.gain - line.quotient[i];
        for (std::size_t j = 0; j <= i; ++j) {
          line.curvature[i][j] += trace;
        }
      }
      solve_by_cholesky<R>(line.curvature, right, N, change);
      const R length = damped_length<R>(weight, change, N);
      R sum(0.0);
      for (std::size_t i = 0; i < N; ++i) {
        weight[i] += length * change[i];
        sum += weight[i];
      }
      for (std::size_t i = 0; i < N; ++i) {
        weight[i] = weight[i] / sum;
        active = active && weight[i] > least_weight;
      }
    }
    R size(0.0);
    for (std::size_t i = 0; i < N; ++i) {
      size += magnitude(at(all_.agreed, i));
      for (std::size_t k = 0; k < all_.issues; ++k) {
        size += at(all_.weight, k, i);
      }
    }
    put(where(gain > R(1e-11) * size, gain, R(0.0)), all_.gain, 0);
    put(!found, Verdict::apart, all_.gain_verdict);
    put(found, Verdict::found, all_.gain_verdict);
  }

  void hold_against(std::size_t reference) {
    R value[N];
    for (std::size_t i = 0; i < N; ++i) {
      value[i] = at(all_.constant, i);
    }
    for (std::size_t k = 0; k < all_.issues; ++k) {
      const R text = at(all_.reference, reference * all_.issues + k);
      values_at(k, min(max(text, at(all_.low, k)), at(all_.high, k)), value);
    }
    for (std::size_t i = 0; i < N; ++i) {
      put(value[i], all_.at_reference, reference * N + i);
    }
  }

  const SettlementLanes& all_;
  const std::size_t first_;
};

template <int W, std::size_t N>
void measure(const SettlementLanes& lanes) {
  for (std::size_t first = 0; first < most_lanes; first += std::size_t{W}) {
    Measure<W, N>(lanes, first).run();
  }
}

}  // namespace

SettlementKernels settlement_kernels(int lanes) {
  return at_width(lanes, []<int W>() {
    return SettlementKernels{measure<W, 2>, measure<W, 3>};
  });
}

}  // namespace tripart::TRIPART_ISA_NAMESPACE
