#include <algorithm>
#include <deque>

#include "economy/optimal_tariff_cycle.hpp"
#include "economy/optimal_tariff_search.hpp"
#include "tripart/core/error.hpp"
#include "tripart/economy/optimal_tariff.hpp"

namespace tripart {
namespace {

/// The war while it is being fought: best responses in turn.
class War {
 public:
  War(const Baseline& baseline, const std::vector<double>& theta, const Closure& closure,
      const TradePolicy& start, const TariffWar& war, WarStart from,
      const TariffSearchOptions& options)
      : options_(options), objective_(baseline, theta, closure, start, options.solver) {
    TRIPART_EXPECTS(war.members.size() >= 2);
    objective_.real_income(war.members.front());
    result_.start_income_pct = objective_.real_incomes();
    for (const std::size_t member : war.members) {
      const OptimalTariffProblem problem = problem_of(baseline, war, member);
      result_.problems.push_back(problem);
      members_.emplace_back(objective_, problem, options);
      if (from == WarStart::upper) {
        members_.back().move_to(std::vector<TariffChoice>(problem.instruments.size(),
                                                          {war.bounds.high, false}));
      }
    }
  }

  NashTariffs fight() {
    while (true) {
      const bool at_rest = play_round();
      if (at_rest && is_equilibrium()) {
        result_.end = WarEnd::interior;  // until bounds and trade are looked at
        break;
      }
      if (!at_rest && goes_round()) {
        if (result_.damping <= least_damping) {
          result_.end = WarEnd::cycle;
          break;
        }
        result_.damping *= 0.5;
        past_.clear();
      }
      if (result_.rounds >= options_.max_rounds) {
        result_.end = WarEnd::unsettled;
        break;
      }
    }
    return report();
  }

 private:
  static constexpr double least_damping = 0.25;

  [[nodiscard]] WarPosition position() const {
    WarPosition now;
    for (const TariffSearch& member : members_) {
      now.push_back(member.choices());
    }
    return now;
  }

  /// One turn each; the first looks everywhere. True if no rate moved, or none that
  /// mattered to anybody.
  bool play_round() {
    const WarPosition before = position();
    double gain = 0.0;
    for (TariffSearch& member : members_) {
      const std::vector<TariffChoice> from = member.choices();
      const TariffSearch::Progress progress =
          result_.rounds == 0 ? member.improve_everywhere() : member.improve();
      gain = std::max(gain, progress.gain_pct);
      if (result_.damping < 1.0) {
        member.move_to(part_of_the_way(from, member.choices()));
      }
    }
    ++result_.rounds;
    past_.push_back(before);
    if (past_.size() > longest_cycle) {
      past_.pop_front();
    }
    return distance(before, position()) <= options_.rate_tolerance ||
           gain <= 1e-3 * options_.gain_tolerance;
  }

  [[nodiscard]] std::vector<TariffChoice> part_of_the_way(
      const std::vector<TariffChoice>& from, std::vector<TariffChoice> to) const {
    for (std::size_t i = 0; i < to.size(); ++i) {
      if (!from[i].unchanged && !to[i].unchanged) {
        to[i].rate = from[i].rate + result_.damping * (to[i].rate - from[i].rate);
      }
    }
    return to;
  }

  /// Whether nobody gains by any other rates, near or far; who does takes them.
  bool is_equilibrium() {
    result_.residual_pct = 0.0;
    for (TariffSearch& member : members_) {
      const std::vector<TariffChoice> resting = member.choices();
      const double gain = std::max(0.0, member.improve_everywhere().gain_pct);
      result_.residual_pct = std::max(result_.residual_pct, gain);
      if (gain > options_.gain_tolerance) {
        return false;
      }
      member.move_to(resting);
    }
    return true;
  }

  /// Whether an earlier position has come back though rates still move.
  bool goes_round() {
    result_.period = cycle_period(past_, position(), 10.0 * options_.rate_tolerance);
    return result_.period > 0;
  }

  NashTariffs report() {
    if (result_.end != WarEnd::interior) {
      measure_residual();
    }
    if (result_.end != WarEnd::cycle) {
      result_.period = 0;
    }
    objective_.real_income(result_.problems.front().chooser);
    double left = 0.0;
    double base = 0.0;
    bool bound = false;
    for (const TariffSearch& member : members_) {
      result_.rates.push_back(member.chosen());
      left += objective_.imports(member.problem());
      base += objective_.base_imports(member.problem());
      for (const ChosenRate& rate : result_.rates.back()) {
        bound =
            bound || rate.place == RatePlace::at_low || rate.place == RatePlace::at_high;
      }
    }
    result_.trade_left = base > 0.0 ? left / base : 1.0;
    if (result_.end == WarEnd::interior) {
      result_.end = result_.trade_left < autarky_trade ? WarEnd::autarky
                    : bound                            ? WarEnd::bounds
                                                       : WarEnd::interior;
    }
    result_.policy = objective_.policy();
    result_.equilibrium = objective_.equilibrium();
    result_.real_income_pct = objective_.real_incomes();
    result_.evaluations = objective_.evaluations();
    return result_;
  }

  /// Of a position that is no equilibrium.
  void measure_residual() {
    result_.residual_pct = 0.0;
    for (TariffSearch& member : members_) {
      const std::vector<TariffChoice> resting = member.choices();
      result_.residual_pct =
          std::max(result_.residual_pct, member.improve_everywhere().gain_pct);
      member.move_to(resting);
    }
  }

  TariffSearchOptions options_;
  TariffObjective objective_;
  std::vector<TariffSearch> members_;
  std::deque<WarPosition> past_;
  NashTariffs result_;
};

}  // namespace

int cycle_period(const std::deque<WarPosition>& past, const WarPosition& now,
                 double same) {
  for (std::size_t back = 2; back <= past.size(); ++back) {
    if (distance(now, past[past.size() - back]) <= same &&
        distance(now, past.back()) > 10.0 * same) {
      return static_cast<int>(back);
    }
  }
  return 0;
}

double distance(const WarPosition& one, const WarPosition& other) {
  double largest = 0.0;
  for (std::size_t member = 0; member < one.size(); ++member) {
    largest = std::max(largest, distance(one[member], other[member]));
  }
  return largest;
}

std::string_view to_text(WarEnd end) {
  switch (end) {
    case WarEnd::interior:
      return "interior";
    case WarEnd::bounds:
      return "bounds";
    case WarEnd::autarky:
      return "autarky";
    case WarEnd::cycle:
      return "cycle";
    case WarEnd::unsettled:
      return "unsettled";
  }
  return "";
}

NashTariffs solve_nash_tariffs(const Baseline& baseline, const std::vector<double>& theta,
                               const Closure& closure, const TradePolicy& start,
                               const TariffWar& war, WarStart from,
                               const TariffSearchOptions& options) {
  return War(baseline, theta, closure, start, war, from, options).fight();
}

}  // namespace tripart
