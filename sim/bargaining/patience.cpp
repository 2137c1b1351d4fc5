// Patience: discounting, deadlines and elections through one function (B3).
#include <algorithm>

#include "bargaining/engine.hpp"
#include "tripart/core/lanes.hpp"

namespace tripart {

// How long each date has weighed on patience by the end of each day, in days: the sum of
// K at the midpoints of days, whatever the length of a step. Nothing that is drawn enters
// it, so Gamma_i is a sum of these rows with weights r_i and a_ie.
void Engine::tabulate_dates() {
  const auto covers = [](std::size_t day, const CalendarEvent& event) {
    return static_cast<Real>(day) - 0.5 < event.from;
  };
  const auto last = static_cast<std::size_t>(std::ceil(model_.follow_up));
  dates_end_ = 0;
  for (const CalendarEvent& event : model_.calendar) {
    while (event.hardness > 0.0 && dates_end_ < last && covers(dates_end_ + 1, event)) {
      ++dates_end_;
    }
  }
  const std::size_t length = padded(dates_end_ + 1);
  days_.resize(length);
  no_days_.resize(length);
  for (std::size_t day = 0; day < length; ++day) {
    days_[day] = static_cast<Real>(day);
  }
  weighed_.assign(model_.calendar.size(), {});
  for (std::size_t e = 0; e < weighed_.size(); ++e) {
    const CalendarEvent& event = model_.calendar[e];
    if (event.hardness > 0.0 && event.from > 0.0) {
      weighed_[e].resize(length);
      for (std::size_t day = 1; day < length; ++day) {
        const Real now = covers(day, event)
                             ? math::exp((static_cast<Real>(day) - 0.5 - event.from) /
                                         event.horizon_days)
                             : 0.0;
        weighed_[e][day] = weighed_[e][day - 1] + now;
      }
    }
  }
  for (Patience& patience : patience_) {
    patience.total.resize(length);
  }
  anew_.resize(length);
  weights_.resize(model_.calendar.size() + 1);
}

// What becomes of patience from a day on, with the government in office then.
void Engine::accumulate_patience(int party, int from_day) {
  const auto i = static_cast<std::size_t>(party);
  add_up_patience(party, static_cast<std::size_t>(from_day));
  patience_[i].clock_day = -1.0;
  // Once a deadline has passed, its clock stands, and the days between are forgotten.
  const Real deadline = party_[i].deadline;
  patience_[i].to_deadline =
      deadline > from_day ? 1.0 - discount(party, 0.0, deadline) : 0.0;
}

// Gamma_i by day from `first` on.
void Engine::add_up_patience(int party, std::size_t first) {
  const auto i = static_cast<std::size_t>(party);
  Patience& patience = patience_[i];
  const Real rate = party_[i].government.discount_rate;
  const Real before = first == 0 ? 0.0 : impatience(party, static_cast<Real>(first));
  patience.rate = rate;
  if (first >= dates_end_) {
    patience.tail_day = first;
    patience.tail = before;
    return;
  }
  std::size_t terms = 0;
  Real least = rate;
  const auto add = [&](Real weight, const std::vector<Real>& row) {
    weights_[terms] = weight / days_per_year;
    terms_[terms++] = row.data();
  };
  add(rate, days_);
  for (std::size_t e = 0; e < model_.calendar.size(); ++e) {
    if (deadline_weight_[i][e] != 0.0) {
      add(deadline_weight_[i][e], weighed_[e]);
      least += std::min(0.0, deadline_weight_[i][e]);
    }
  }
  std::vector<Real>& total = first == 0 ? patience.total : anew_;
  table_kernels_.weighted_sum(no_days_.data(), weights_.data(), terms_.data(), terms,
                              total.data(), total.size());
  if (least < 0.0) {
    cut_patience(total);
  }
  if (first > 0) {
    for (std::size_t day = first; day <= dates_end_; ++day) {
      patience.total[day] = before + (anew_[day] - anew_[first]);
    }
  }
  patience.tail_day = dates_end_;
  patience.tail = patience.total[dates_end_];
}

// The max of B3: on days on which waiting for the next government outweighs impatience,
// Gamma stands still.
void Engine::cut_patience(std::vector<Real>& total) const {
  Real raised = 0.0;
  Real yesterday = 0.0;
  for (std::size_t day = 1; day <= dates_end_; ++day) {
    const Real today = total[day];
    raised += std::max(0.0, yesterday - today);
    yesterday = today;
    total[day] = today + raised;
  }
}

Real Engine::impatience(int party, Real day) const {
  const Patience& patience = patience_[static_cast<std::size_t>(party)];
  const auto tail_day = static_cast<Real>(patience.tail_day);
  if (day >= tail_day) {
    return patience.tail + patience.rate * (day - tail_day) / days_per_year;
  }
  const Real whole = std::floor(day);
  const auto d = static_cast<std::size_t>(whole);
  const std::vector<Real>& total = patience.total;
  return total[d] + (day - whole) * (total[d + 1] - total[d]);
}

Real Engine::discount(int party, Real from, Real to) const {
  return to <= from ? 1.0 : math::exp(impatience(party, from) - impatience(party, to));
}

Real Engine::clock(int party, Real day) const {
  const Real end = party_[static_cast<std::size_t>(party)].deadline;
  if (day >= end) {
    return 1.0;
  }
  const Patience& patience = patience_[static_cast<std::size_t>(party)];
  if (patience.clock_day != day) {
    patience.clock_day = day;
    patience.clock = patience.to_deadline > 0.0
                         ? (1.0 - discount(party, 0.0, day)) / patience.to_deadline
                         : day / end;
  }
  return patience.clock;
}

// Once per occasion: everybody asks.
void Engine::update_clocks() {
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    PartyState& state = party_[static_cast<std::size_t>(party)];
    state.clock = clock(party, day_);
    state.conceded = conceded_share(state.clock, state.initial_concession,
                                    state.government.concession_exponent);
  }
}

}  // namespace tripart
