#include "economy/optimal_tariff_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

/// Trials at least this far apart: differences of incomes must stand out of the solver's
/// last digits, and a parabola must not reach too far.
constexpr double least_spread = 5e-4;
constexpr double largest_spread = 0.1;
/// Fall of income (percent) over one spread that stands out well.
constexpr double clear_fall = 1e-7;
/// A vertex this much lower than the best trial is rounding, not a lower income.
constexpr double rounding = 1e-9;
/// A parabola is trusted this many spreads away from its points.
constexpr double reach = 4.0;
/// Near enough to a peak to compare its height.
constexpr double close_by = 1e-3;
constexpr int most_idle_sweeps = 5;
constexpr double infinite = std::numeric_limits<double>::infinity();

}  // namespace

TariffSearch::TariffSearch(TariffObjective& objective,
                           const OptimalTariffProblem& problem,
                           const TariffSearchOptions& options)
    : objective_(&objective),
      problem_(problem),
      options_(options),
      spread_(problem.instruments.size(), largest_spread) {
  TRIPART_EXPECTS(problem.bounds.low > -1.0 && problem.bounds.low <= problem.bounds.high);
  TRIPART_EXPECTS(options.grid_points >= 2);
  for (const TariffInstrument& instrument : problem.instruments) {
    choices_.push_back(
        objective.start_choice(problem.chooser, instrument, problem.bounds));
  }
}

double TariffSearch::value_with(std::size_t instrument, const TariffChoice& choice) {
  objective_->apply(problem_.chooser, problem_.instruments[instrument], choice);
  return objective_->real_income(problem_.chooser);
}

void TariffSearch::take(std::size_t instrument, const TariffChoice& choice,
                        double value) {
  choices_[instrument] = choice;
  value_ = value;
}

double TariffSearch::within(double rate) const {
  return std::clamp(rate, problem_.bounds.low, problem_.bounds.high);
}

double TariffSearch::grid_rate(int point) const {
  const double part =
      static_cast<double>(point) / static_cast<double>(options_.grid_points - 1);
  return within(problem_.bounds.low +
                part * (problem_.bounds.high - problem_.bounds.low));
}

void TariffSearch::search_grid(std::size_t instrument) {
  const TariffInstrument& cells = problem_.instruments[instrument];
  const TariffChoice old = choices_[instrument];
  const double old_value = value_;
  TariffChoice best = old;
  double best_value = old.unchanged ? -infinite : old_value;
  const auto consider = [&](double rate) {
    const double value = value_at(instrument, rate);
    if (value > best_value + rounding) {
      best = {rate, false};
      best_value = value;
    }
  };
  for (int point = 0; point < options_.grid_points; ++point) {
    consider(grid_rate(point));
  }
  const bool may_stay =
      objective_->has_own_rates(problem_.chooser, cells, problem_.bounds);
  if (may_stay) {
    consider(within(objective_->mean_start_rate(problem_.chooser, cells)));
  }
  take(instrument, best, best_value);
  if (best.unchanged != old.unchanged || best.rate != old.rate) {
    spread_[instrument] = largest_spread;
  }
  if (may_stay) {
    // Fair to the single rate: what counts is the peak, not the best point of the grid.
    for (int fit = 0; fit < 20 && fit_parabola(instrument) > close_by; ++fit) {
    }
    const double stay =
        old.unchanged ? old_value : value_with(instrument, {old.rate, true});
    if (stay >= value_ - rounding) {
      take(instrument, {old.rate, true}, stay);
    }
  }
  restore(instrument);
}

double TariffSearch::fit_parabola(std::size_t instrument) {
  const RateBounds& bounds = problem_.bounds;
  if (choices_[instrument].unchanged || bounds.high <= bounds.low) {
    return 0.0;
  }
  const double h = std::min(spread_[instrument], 0.5 * (bounds.high - bounds.low));
  const double now = choices_[instrument].rate;
  const double middle = std::clamp(now, bounds.low + h, bounds.high - h);
  const double low = value_at(instrument, middle - h);
  const double high = value_at(instrument, middle + h);
  const double mid = middle == now ? value_ : value_at(instrument, middle);
  const double bend = low - 2.0 * mid + high;
  // The vertex; without one, uphill.
  double aim = middle + (high > low ? reach * h : -reach * h);
  if (bend < 0.0) {
    aim = std::clamp(middle + 0.5 * h * (low - high) / bend, middle - reach * h,
                     middle + reach * h);
  }
  aim = within(aim);
  const double value = value_at(instrument, aim);
  const bool rises = value > value_ - (std::abs(aim - middle) < h ? rounding : 0.0);
  if (rises) {
    take(instrument, {aim, false}, value);
  }
  for (const auto& [rate, trial] : {std::pair(middle - h, low), std::pair(middle, mid),
                                    std::pair(middle + h, high)}) {
    if (trial > value_ + rounding) {
      take(instrument, {rate, false}, trial);
    }
  }
  restore(instrument);
  // Next time as close as the last move, if differences are clear enough there; closer by
  // half where the parabola misled.
  const double move = std::abs(choices_[instrument].rate - now);
  const double clear = bend < 0.0 ? h * std::sqrt(clear_fall / -bend) : h;
  const double next = rises ? std::max(2.0 * move, clear) : 0.5 * h;
  spread_[instrument] = std::clamp(next, least_spread, largest_spread);
  return 1.5 * spread_[instrument] < h ? std::max(move, h) : move;
}

void TariffSearch::extrapolate(const std::vector<TariffChoice>& before,
                               double value_before) {
  const std::vector<TariffChoice> base = choices_;
  const auto value_beyond = [&](double part) {
    std::vector<TariffChoice> beyond = base;
    for (std::size_t i = 0; i < beyond.size(); ++i) {
      if (!base[i].unchanged && !before[i].unchanged) {
        beyond[i].rate = within(base[i].rate + part * (base[i].rate - before[i].rate));
      }
    }
    move_to(beyond);
    return objective_->real_income(problem_.chooser);
  };
  // Parabola through the start of the sweep (-1), its end (0) and as far again (1).
  const double ahead = value_beyond(1.0);
  const double bend = value_before - 2.0 * value_ + ahead;
  double part = 1.0;
  double best = ahead;
  if (bend < 0.0) {
    part = std::clamp(0.5 * (value_before - ahead) / bend, 0.0, 20.0);
    best = value_beyond(part);
  }
  if (best > value_) {
    value_ = best;
  } else {
    move_to(base);
  }
}

TariffSearch::Progress TariffSearch::sweep_until_settled() {
  Progress progress;
  const double start = value_;
  int idle = 0;
  while (true) {
    const std::vector<TariffChoice> before = choices_;
    const double value_before = value_;
    double unrest = 0.0;
    for (std::size_t i = 0; i < choices_.size(); ++i) {
      unrest = std::max(unrest, fit_parabola(i));
    }
    ++progress.sweeps;
    progress.gain_pct = value_ - start;
    // Rates that matter to nobody may wander for long without any gain.
    idle = value_ - value_before <= rounding ? idle + 1 : 0;
    if (unrest <= options_.rate_tolerance || idle >= most_idle_sweeps) {
      return progress;
    }
    if (progress.sweeps >= options_.max_sweeps) {
      progress.settled = false;
      return progress;
    }
    if (choices_.size() > 1) {
      extrapolate(before, value_before);
    }
  }
}

TariffSearch::Progress TariffSearch::improve() {
  value_ = objective_->real_income(problem_.chooser);
  return sweep_until_settled();
}

TariffSearch::Progress TariffSearch::improve_everywhere() {
  value_ = objective_->real_income(problem_.chooser);
  const double start = value_;
  Progress total;
  while (true) {
    const double value = value_;
    for (std::size_t i = 0; i < choices_.size(); ++i) {
      search_grid(i);
    }
    if (total.sweeps > 0 && value_ <= value + options_.gain_tolerance) {
      break;
    }
    const Progress progress = sweep_until_settled();
    total.sweeps += progress.sweeps;
    total.settled = progress.settled;
    if (total.sweeps >= options_.max_sweeps) {
      total.settled = false;
      break;
    }
  }
  total.gain_pct = value_ - start;
  return total;
}

double TariffSearch::residual() {
  value_ = objective_->real_income(problem_.chooser);
  double most = 0.0;
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    for (int point = 0; point < options_.grid_points; ++point) {
      most = std::max(most, value_at(i, grid_rate(point)) - value_);
    }
    restore(i);
  }
  return most;
}

void TariffSearch::move_to(const std::vector<TariffChoice>& choices) {
  choices_ = choices;
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    restore(i);
  }
}

std::vector<ChosenRate> TariffSearch::chosen() const {
  const RateBounds& bounds = problem_.bounds;
  std::vector<ChosenRate> rates;
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    const double rate = choices_[i].rate;
    if (choices_[i].unchanged) {
      rates.push_back(
          {objective_->mean_start_rate(problem_.chooser, problem_.instruments[i]),
           RatePlace::unchanged});
    } else {
      rates.push_back({rate, rate <= bounds.low    ? RatePlace::at_low
                             : rate >= bounds.high ? RatePlace::at_high
                                                   : RatePlace::inside});
    }
  }
  return rates;
}

double distance(const std::vector<TariffChoice>& one,
                const std::vector<TariffChoice>& other) {
  double largest = 0.0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    // To and from the start's rates is as far as can be.
    const double apart = one[i].unchanged != other[i].unchanged
                             ? 1.0
                             : std::abs(one[i].rate - other[i].rate);
    largest = std::max(largest, one[i].unchanged && other[i].unchanged ? 0.0 : apart);
  }
  return largest;
}

}  // namespace tripart
