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
  setup_.dates_end = 0;
  for (const CalendarEvent& event : model_.calendar) {
    while (event.hardness > 0.0 && setup_.dates_end < last &&
           covers(setup_.dates_end + 1, event)) {
      ++setup_.dates_end;
    }
  }
  const std::size_t length = padded(setup_.dates_end + 1);
  setup_.days.resize(length);
  setup_.no_days.resize(length);
  for (std::size_t day = 0; day < length; ++day) {
    setup_.days[day] = static_cast<Real>(day);
  }
  setup_.weighed.assign(model_.calendar.size(), {});
  for (std::size_t e = 0; e < setup_.weighed.size(); ++e) {
    const CalendarEvent& event = model_.calendar[e];
    if (event.hardness > 0.0 && event.from > 0.0) {
      setup_.weighed[e].resize(length);
      for (std::size_t day = 1; day < length; ++day) {
        const Real now = covers(day, event)
                             ? math::exp((static_cast<Real>(day) - 0.5 - event.from) /
                                         event.horizon_days)
                             : 0.0;
        setup_.weighed[e][day] = setup_.weighed[e][day - 1] + now;
      }
    }
  }
  for (Patience& patience : drawn_.patience) {
    patience.total.resize(length);
    patience.weight.reserve(model_.calendar.size() + 1);
    patience.row.reserve(model_.calendar.size() + 1);
  }
  scratch_.anew.resize(length);
}

// What becomes of patience from a day on, with the government in office then.
void Engine::accumulate_patience(int party, int from_day) {
  const auto i = static_cast<std::size_t>(party);
  add_up_patience(party, static_cast<std::size_t>(from_day));
  drawn_.patience[i].clock_day = drawn_.patience[i].today = -1.0;
  // Once a deadline has passed, its clock stands, and the days between are forgotten.
  const Real deadline = now_.party[i].deadline;
  drawn_.patience[i].to_deadline =
      deadline > from_day ? 1.0 - discount(party, 0.0, deadline) : 0.0;
}

// Gamma_i by day from `first` on.
void Engine::add_up_patience(int party, std::size_t first) {
  const auto i = static_cast<std::size_t>(party);
  Patience& patience = drawn_.patience[i];
  const Real rate = now_.party[i].government.discount_rate;
  const Real before = first == 0 ? 0.0 : impatience(party, static_cast<Real>(first));
  patience.rate = rate;
  if (first >= setup_.dates_end) {
    patience.tail_day = first;
    patience.tail = before;
    return;
  }
  if (first > 0 && !patience.is_tabulated) {
    add_up(patience, patience.total);
  }
  patience.is_tabulated = false;
  patience.weight.clear();
  patience.row.clear();
  Real least = rate;
  const auto add = [&](Real weight, const std::vector<Real>& row) {
    patience.weight.push_back(weight / days_per_year);
    patience.row.push_back(row.data());
  };
  add(rate, setup_.days);
  for (std::size_t e = 0; e < model_.calendar.size(); ++e) {
    if (drawn_.deadline_weight[i][e] != 0.0) {
      add(drawn_.deadline_weight[i][e], setup_.weighed[e]);
      least += std::min(0.0, drawn_.deadline_weight[i][e]);
    }
  }
  if (first > 0 || least < 0.0) {
    std::vector<Real>& total = first == 0 ? patience.total : scratch_.anew;
    add_up(patience, total);
    if (least < 0.0) {
      cut_patience(total);
    }
    patience.is_tabulated = true;
  }
  if (first > 0) {
    for (std::size_t day = first; day <= setup_.dates_end; ++day) {
      patience.total[day] = before + (scratch_.anew[day] - scratch_.anew[first]);
    }
  }
  patience.tail_day = setup_.dates_end;
  patience.tail = patience.on(setup_.dates_end);
}

void Engine::add_up(const Patience& patience, std::vector<Real>& total) const {
  kernels_.tables.weighted_sum(setup_.no_days.data(), patience.weight.data(),
                               patience.row.data(), patience.row.size(), total.data(),
                               total.size());
}

// The max of B3: on days on which waiting for the next government outweighs impatience,
// Gamma stands still.
void Engine::cut_patience(std::vector<Real>& total) const {
  Real raised = 0.0;
  Real yesterday = 0.0;
  for (std::size_t day = 1; day <= setup_.dates_end; ++day) {
    const Real today = total[day];
    raised += std::max(0.0, yesterday - today);
    yesterday = today;
    total[day] = today + raised;
  }
}

Real Engine::impatience(int party, Real day) const {
  const Patience& patience = drawn_.patience[static_cast<std::size_t>(party)];
  const auto tail_day = static_cast<Real>(patience.tail_day);
  if (day >= tail_day) {
    return patience.tail + patience.rate * (day - tail_day) / days_per_year;
  }
  const Real whole = std::floor(day);
  const auto d = static_cast<std::size_t>(whole);
  if (day == whole) {
    return patience.on(d);
  }
  const auto [until, next] = patience.around(d);
  return until + (day - whole) * (next - until);
}

// Gamma_i of the day that is mostly counted from.
Real Engine::impatience_today(int party, Real today) const {
  const Patience& patience = drawn_.patience[static_cast<std::size_t>(party)];
  if (patience.today != today) {
    patience.today = today;
    patience.until_today = impatience(party, today);
  }
  return patience.until_today;
}

Real Engine::discount(int party, Real from, Real to) const {
  return to <= from ? 1.0
                    : math::exp(impatience_today(party, from) - impatience(party, to));
}

Real Engine::clock(int party, Real day) const {
  const Real end = now_.party[static_cast<std::size_t>(party)].deadline;
  if (day >= end) {
    return 1.0;
  }
  const Patience& patience = drawn_.patience[static_cast<std::size_t>(party)];
  if (patience.clock_day != day) {
    patience.clock_day = day;
    // D_i(0, day): nothing has been waited for on day 0.
    patience.clock =
        patience.to_deadline > 0.0
            ? (1.0 - math::exp(-impatience_today(party, day))) / patience.to_deadline
            : day / end;
  }
  return patience.clock;
}

// Once per occasion: everybody asks.
void Engine::update_clocks() {
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    PartyState& state = now_.party[static_cast<std::size_t>(party)];
    state.clock = clock(party, now_.day);
    state.conceded = conceded_share(state.clock, state.initial_concession,
                                    state.government.concession_exponent);
  }
}

}  // namespace tripart
