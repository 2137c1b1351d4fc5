// Patience: discounting, deadlines and elections through one function (B3).
#include <algorithm>

#include "bargaining/engine.hpp"

namespace tripart {

// Gamma_i by day (B3): the integrand at midpoints of days, whatever the length of a step.
void Engine::accumulate_patience(int party, int from_day) {
  const auto i = static_cast<std::size_t>(party);
  std::vector<Real>& total = patience_[i];
  const auto first = static_cast<std::size_t>(from_day);
  const Real rate = party_[i].government.discount_rate;
  for (std::size_t d = first + 1; d < total.size(); ++d) {
    total[d] = rate;
  }
  for (std::size_t e = 0; e < model_.calendar.size(); ++e) {
    const CalendarEvent& event = model_.calendar[e];
    if (deadline_weight_[i][e] == 0.0) {
      continue;
    }
    const Real growth = math::exp(1.0 / event.horizon_days);
    Real kernel =
        deadline_weight_[i][e] *
        math::exp((static_cast<Real>(first) + 0.5 - event.from) / event.horizon_days);
    for (std::size_t d = first + 1;
         d < total.size() && static_cast<Real>(d) - 0.5 < event.from; ++d) {
      total[d] += kernel;
      kernel *= growth;
    }
  }
  for (std::size_t d = first + 1; d < total.size(); ++d) {
    total[d] = total[d - 1] + std::max(0.0, total[d]) / days_per_year;
  }
}

Real Engine::impatience(int party, Real day) const {
  const std::vector<Real>& total = patience_[static_cast<std::size_t>(party)];
  const Real last = static_cast<Real>(total.size() - 1);
  if (day >= last) {
    return total.back() +
           party_[static_cast<std::size_t>(party)].government.discount_rate *
               (day - last) / days_per_year;
  }
  const Real whole = std::floor(day);
  const auto d = static_cast<std::size_t>(whole);
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
  const Real whole = 1.0 - discount(party, 0.0, end);
  return whole > 0.0 ? (1.0 - discount(party, 0.0, day)) / whole : day / end;
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
