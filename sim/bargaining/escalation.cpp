// Threats that follow from threats: the next rung of a ladder (B11f), and what is
// announced for the case that another is carried out (B11g).
#include <algorithm>

#include "bargaining/engine.hpp"

namespace tripart {

// The next rung is announced so many days after this one was carried out, or at once
// where a target retaliates; by then its condition may be met.
void Engine::announce_next_rung(int index, Real day, Rung rung) {
  const Threat& threat = model_.threats[static_cast<std::size_t>(index)];
  if (threat.escalates_to < 0 ||
      (rung == Rung::after_retaliation && !threat.escalates_on_retaliation)) {
    return;
  }
  ThreatState& next = now_.threat[static_cast<std::size_t>(threat.escalates_to)];
  if (next.status == ThreatStatus::unannounced && day < next.announced) {
    next.announced = day;
    next.expiry = day + next.period;
    next.is_next_rung = true;
  }
}

// The tariff threat that a party's retaliation would set off; -1: none.
int Engine::rung_after(int index, int party) const {
  const Threat& threat = model_.threats[static_cast<std::size_t>(index)];
  if (threat.escalates_to < 0 || !threat.escalates_on_retaliation) {
    return -1;
  }
  const auto next = static_cast<std::size_t>(threat.escalates_to);
  const bool open = now_.threat[next].status == ThreatStatus::unannounced ||
                    now_.threat[next].status == ThreatStatus::standing;
  const bool hits = model_.threats[next].kind == ThreatKind::tariff &&
                    contains(model_.threats[next].targets, party);
  return open && hits ? threat.escalates_to : -1;
}

// A counter-threat without a date of its own is made together with what it answers.
void Engine::announce_counter_threats(int index) {
  for (std::size_t t = 0; t < now_.threat.size(); ++t) {
    const Threat& counter = model_.threats[t];
    ThreatState& state = now_.threat[t];
    if (counter.if_executed != index || counter.announced_day ||
        state.status != ThreatStatus::unannounced || state.announced != never) {
      continue;
    }
    state.announced =
        std::max(now_.threat[static_cast<std::size_t>(index)].announced, now_.day);
    if (now_.threat[static_cast<std::size_t>(index)].announced <= 0.0) {
      state.announced = state.first_announced =
          now_.threat[static_cast<std::size_t>(index)].announced;
      state.status = ThreatStatus::standing;
      announce_counter_threats(static_cast<int>(t));
    }
  }
}

// Once a threat is decided, so is what counter-threats to it wait for: their clock
// starts, or there is nothing left to answer.
void Engine::settle_counter_threats(int index, Real day) {
  if (index < 0) {
    return;
  }
  const ThreatStatus status = now_.threat[static_cast<std::size_t>(index)].status;
  for (std::size_t t = 0; t < now_.threat.size(); ++t) {
    ThreatState& counter = now_.threat[t];
    if (model_.threats[t].if_executed != index ||
        counter.status != ThreatStatus::standing || counter.expiry != never) {
      continue;
    }
    if (status == ThreatStatus::executed) {
      counter.expiry = day + counter.period;
    } else if (status == ThreatStatus::backed_down || status == ThreatStatus::withdrawn) {
      withdraw_threat(static_cast<int>(t), day);
    }
  }
}

bool Engine::has_walkout_in_answer(int index) const {
  for (std::size_t t = 0; t < now_.threat.size(); ++t) {
    if (model_.threats[t].if_executed == index &&
        model_.threats[t].kind == ThreatKind::walkout &&
        now_.threat[t].status == ThreatStatus::standing) {
      return true;
    }
  }
  return false;
}

// What the issuer's V gains from tariffs in force, over retaliation and over every set of
// counter-threats that may be carried out in answer, each with its credibility.
Real Engine::gain_after_answers(int index, std::uint32_t imposed,
                                const Real* chance) const {
  const int issuer = model_.threats[static_cast<std::size_t>(index)].issuer;
  const Real now = base(issuer, now_.configuration, now_.tariffs);
  std::array<std::size_t, 16> answer{};
  int count = 0;
  Real absence = 0.0;
  for (std::size_t t = 0; t < now_.threat.size(); ++t) {
    const Threat& counter = model_.threats[t];
    if (counter.if_executed != index || now_.threat[t].status != ThreatStatus::standing ||
        uncovered(counter) == 0) {
      continue;
    }
    if (counter.kind == ThreatKind::walkout) {
      absence += now_.threat[t].credibility.mean() * cost_of_absence(issuer, counter);
    } else {
      answer[static_cast<std::size_t>(count++)] = t;
    }
  }
  if (count == 0) {
    const Real later = expected_base(issuer, now_.configuration, imposed,
                                     now_.tariffs.retaliating, chance);
    return later - now - absence;
  }
  Real value = 0.0;
  for (unsigned subset = 0; subset < (1U << count); ++subset) {
    Real probability = 1.0;
    std::uint32_t all = imposed;
    int configuration = now_.configuration;
    std::array<Real, max_parties> answers{};
    std::copy(chance, chance + parties_, answers.begin());
    for (int k = 0; k < count; ++k) {
      const std::size_t t = answer[static_cast<std::size_t>(k)];
      const Threat& counter = model_.threats[t];
      const bool leaves = counter.kind != ThreatKind::tariff;
      const Real date =
          now_.day + now_.threat[t].period + (leaves ? counter.notice_days : 0.0);
      const Real comes =
          now_.threat[t].credibility.mean() * discount(issuer, now_.day, date);
      if ((subset >> k & 1U) == 0) {
        probability *= 1.0 - comes;
        continue;
      }
      probability *= comes;
      if (leaves) {
        const int gone = cut(configuration, static_cast<int>(t));
        configuration = gone >= 0 ? gone : configuration;
      } else {
        all |= planned_bits(static_cast<int>(t));
        for (std::size_t target = 0; target < parties_; ++target) {
          answers[target] = 1.0 - (1.0 - answers[target]) *
                                      (1.0 - now_.threat[t].expected_retaliation[target]);
        }
      }
    }
    value += probability * expected_base(issuer, configuration, all,
                                         now_.tariffs.retaliating, answers.data());
  }
  return value - now - absence;
}

// What a party loses while the issuer of a walkout is away: the part of what the table
// promises it that the delay discounts, all of it where nobody comes back.
Real Engine::cost_of_absence(int party, const Threat& walkout) const {
  const Track& track = now_.tracks[static_cast<std::size_t>(now_.current)];
  if (!now_.talking || !contains(track.members, walkout.issuer) ||
      !contains(track.members, party)) {
    return 0.0;
  }
  const PartyState& state = now_.party[static_cast<std::size_t>(party)];
  const Real kept =
      walkout.away_days ? discount(party, now_.day, now_.day + *walkout.away_days) : 0.0;
  return (1.0 - kept) * std::max(0.0, state.promised - state.stay);
}

// Nobody else can agree on a text of which the absent party is to be a part: talks are
// suspended until it is back, or lapse. Deals stand.
void Engine::walk_out(int index) {
  const Threat& threat = model_.threats[static_cast<std::size_t>(index)];
  if (!now_.talking) {
    return;
  }
  if (threat.away_days) {
    note(EventType::talks_suspended, now_.day, threat.issuer, index, *threat.away_days);
    now_.party[static_cast<std::size_t>(threat.issuer)].away_until =
        now_.day + *threat.away_days;
    return;
  }
  note(EventType::walkout, now_.day, threat.issuer, index);
  end_talks(now_.deal_count > 0 ? Ending::agreed : Ending::lapsed, now_.day);
}

bool Engine::somebody_is_away() const {
  const PartySet members = now_.tracks[static_cast<std::size_t>(now_.current)].members;
  for (std::size_t i = 0; i < parties_; ++i) {
    if (contains(members, static_cast<int>(i)) && now_.party[i].away_until > now_.day) {
      return true;
    }
  }
  return false;
}

}  // namespace tripart
