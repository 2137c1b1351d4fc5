// Threats from announcement to execution (B11), retaliation (B12), withdrawal and
// breakdown.
#include <algorithm>

#include "bargaining/engine.hpp"
#include "tripart/bargaining/threat.hpp"

namespace tripart {

PartySet Engine::uncovered(const Threat& threat) const {
  PartySet rest = threat.targets;
  for (int deal = 0; deal < now_.deal_count; ++deal) {
    const PartySet members = now_.deals[static_cast<std::size_t>(deal)].members;
    if (contains(members, threat.issuer)) {
      rest &= ~members;
    }
  }
  return rest;
}

std::uint32_t Engine::bits_on(int threat, PartySet targets) const {
  std::uint32_t bits = 0;
  for (std::size_t bit = 0; bit < setup_.bits.size(); ++bit) {
    if (setup_.bits[bit].threat == threat && setup_.bits[bit].is_most &&
        contains(targets, setup_.bits[bit].target)) {
      bits |= 1U << bit;
    }
  }
  return bits;
}

Real Engine::next_expiry(int& threat) const {
  Real next = never;
  for (std::size_t t = 0; t < now_.threat.size(); ++t) {
    const bool waits =
        model_.threats[t].kind == ThreatKind::exclusion && now_.deal_count == 0;
    if (now_.threat[t].status == ThreatStatus::standing && !waits &&
        now_.threat[t].expiry < next) {
      next = now_.threat[t].expiry;
      threat = static_cast<int>(t);
    }
  }
  return next;
}

Real Engine::next_effect(int& threat) const {
  Real next = never;
  for (std::size_t t = 0; t < now_.threat.size(); ++t) {
    if (now_.threat[t].notice != 0 && now_.threat[t].effective < next) {
      next = now_.threat[t].effective;
      threat = static_cast<int>(t);
    }
  }
  return next;
}

Real Engine::next_announcement(int& threat) const {
  Real next = never;
  for (std::size_t t = 0; now_.talking && t < now_.threat.size(); ++t) {
    if (now_.threat[t].status == ThreatStatus::unannounced &&
        now_.threat[t].announced < next) {
      next = now_.threat[t].announced;
      threat = static_cast<int>(t);
    }
  }
  return next;
}

// Whatever falls due acts on its own date, however long the steps are; on one date in the
// order of B17, and two threats in the order of the file. Where talks have failed nothing
// is left to decide.
void Engine::act_on_dates(Real day, Until until) {
  while (now_.talking || history_.ending == Ending::agreed) {
    int expiring = -1;
    int leaving = -1;
    int announcing = -1;
    const Real expiry = next_expiry(expiring);
    const Real effect = next_effect(leaving);
    const Real breakdown = now_.talking ? drawn_.breakdown_day : never;
    const Real announcement = next_announcement(announcing);
    // A newcomer's last chance is a meeting that day, if there is one: only the day after
    // has it passed (end_if_due sees to the day itself).
    const bool passed = now_.accession_phase && now_.accession_day < day;
    const Real closing = passed ? now_.accession_day : never;
    const Real first = std::min(std::min(std::min(expiry, effect), closing),
                                std::min(breakdown, announcement));
    if (first > day || (first == day && until == Until::the_day_before)) {
      return;
    }
    now_.day = std::max(first, 0.0);
    if (first == expiry) {
      decide_threat(expiring);
    } else if (first == effect) {
      withdrawal_takes_effect(leaving);
    } else if (first == breakdown) {
      break_down();
    } else if (first == announcement) {
      announce_threat(announcing);
    } else {
      next_outsider();
    }
  }
}

// B11: condition met, else extended, else executed with P, else backed down, in this
// order.
void Engine::decide_threat(int index) {
  const Real day = now_.day;
  const auto t = static_cast<std::size_t>(index);
  const Threat& threat = model_.threats[t];
  ThreatState& state = now_.threat[t];
  const PartySet targets = uncovered(threat);
  if (targets == 0) {
    withdraw_threat(index, day);
    return;
  }
  const auto round = static_cast<std::uint32_t>(2 * state.expiries++);
  if (state.extensions < threat.max_extensions &&
      uniform(Purpose::threat, setup_.names.threat[t], round) < state.extension) {
    ++state.extensions;
    state.expiry = day + std::max(state.period, 1.0);
    foresee(ForecastKind::execution, threat.issuer, state.credibility.mean(), false);
    remember_execution(index, 0.0, 0.5);
    note(EventType::threat_extended, day, threat.issuer, index, 0.0, 0.0, targets);
    return;
  }
  if (threat.kind == ThreatKind::walkout || has_walkout_in_answer(index)) {
    update_views();  // what leaving the table forgoes
  } else {
    update_threat_views();
  }
  ThreatStakes stakes;
  stakes.gain = state.duration * gain_from_execution(index);
  stakes.audience_cost = audience_stock(state.audience_cost, day - state.announced,
                                        threat.audience_cap_months);
  stakes.cost = state.cost;
  stakes.noise = state.noise;
  const Real stock = stakes.audience_cost;
  stakes.audience_cost *= executed_share(index, planned_bits(index));
  const Real executes = execution_probability(stakes);
  ThreatOutcome& outcome = outcome_->threats[t];
  if (uniform(Purpose::threat, setup_.names.threat[t], round + 1) < executes) {
    state.status = ThreatStatus::executed;
    foresee(ForecastKind::execution, threat.issuer, state.credibility.mean(), true);
    outcome.executed_day = day_number(day);
    remember_execution(index, 1.0, 0.0);
    const PartySet hit =
        has_choices(index) ? hit_by(planned_bits(index)) : targets;  // B11e
    note(EventType::threat_executed, day, threat.issuer, index, executes, 0.0, hit);
    now_.party[static_cast<std::size_t>(threat.issuer)].audience_paid +=
        stock - stakes.audience_cost;
    carry_out(index, targets);
  } else {
    state.status = ThreatStatus::backed_down;
    foresee(ForecastKind::execution, threat.issuer, state.credibility.mean(), false);
    outcome.backed_down_day = day_number(day);
    now_.party[static_cast<std::size_t>(threat.issuer)].audience_paid += stock;
    remember_execution(index, 0.0, 1.0);
    note(EventType::threat_backed_down, day, threat.issuer, index, executes, 0.0,
         targets);
  }
  settle_counter_threats(index, day);
}

// dV_i of B11: qhat V(m + threat, retaliated) + (1 - qhat) V(m + threat, not) - V(m).
// Giving notice of withdrawal is worth what E_i of B9 is, less what staying is.
Real Engine::gain_from_execution(int index) const {
  const Threat& threat = model_.threats[static_cast<std::size_t>(index)];
  const ThreatState& state = now_.threat[static_cast<std::size_t>(index)];
  const int issuer = threat.issuer;
  const Real now = base(issuer, now_.configuration, now_.tariffs);
  if (threat.kind == ThreatKind::tariff) {
    return gain_after_answers(index, now_.tariffs.imposed | planned_bits(index),
                              state.expected_retaliation);
  }
  if (threat.kind == ThreatKind::walkout) {
    return -cost_of_absence(issuer, threat);
  }
  const int gone = after_withdrawal(index);
  const Real later = discount(issuer, now_.day, now_.day + threat.notice_days);
  return later * (base(issuer, gone, now_.tariffs) - now) -
         now_.party[static_cast<std::size_t>(issuer)].exit_cost;
}

// The configuration once the issuer has left the old agreement towards its targets: deals
// stand.
int Engine::after_withdrawal(int threat) const {
  const int gone = cut(now_.configuration, threat);
  return gone >= 0 ? gone
                   : now_.configuration;  // a second withdrawal finds nothing more to cut
}

void Engine::withdraw_threat(int index, Real day) {
  const auto t = static_cast<std::size_t>(index);
  now_.threat[t].status = ThreatStatus::withdrawn;
  outcome_->threats[t].withdrawn_day = day_number(day);
  note(EventType::threat_withdrawn, day, model_.threats[t].issuer, index);
  settle_counter_threats(index, day);
}

// Credibility is about a threat, and as far as the scenario says so about the issuer's
// others of its kind; everybody has seen the same (B11, B11d). A Bernoulli likelihood to
// the power nu adds nu to its count (B10).
void Engine::remember_execution(int index, Real success, Real failure) {
  const Threat& seen = model_.threats[static_cast<std::size_t>(index)];
  for (std::size_t t = 0; t < now_.threat.size(); ++t) {
    if (model_.threats[t].issuer == seen.issuer && model_.threats[t].kind == seen.kind) {
      const Real weight =
          drawn_.conservatism *
          (t == static_cast<std::size_t>(index) ? 1.0 : model_.threats[t].spillover);
      now_.threat[t].credibility.successes += weight * success;
      now_.threat[t].credibility.failures += weight * failure;
    }
  }
}

void Engine::impose(int index, std::uint32_t bits) {
  now_.tariffs.imposed |= bits;
  for (std::size_t bit = 0; bit < setup_.bits.size(); ++bit) {
    if ((bits >> bit & 1U) != 0) {
      history_.imposed_day[bit] = now_.day;
    }
  }
  retaliate(index, hit_by(bits));
}

void Engine::give_notice(int index, PartySet targets) {
  const auto t = static_cast<std::size_t>(index);
  now_.threat[t].notice = targets;
  now_.threat[t].effective = now_.day + model_.threats[t].notice_days;
  note(EventType::notice_given, now_.day, model_.threats[t].issuer, index, 0.0, 0.0,
       targets);
}

// A notice changes nothing by itself and is void towards whoever has a new deal by then;
// talks go on under it.
void Engine::withdrawal_takes_effect(int index) {
  ThreatState& state = now_.threat[static_cast<std::size_t>(index)];
  const Threat& threat = model_.threats[static_cast<std::size_t>(index)];
  const PartySet left = state.notice & uncovered(threat);
  state.notice = 0;
  if (left == 0) {
    return;
  }
  now_.configuration = after_withdrawal(index);
  now_.left = index;
  note(EventType::withdrawal_effective, now_.day, threat.issuer, index, 0.0, 0.0, left);
  if (now_.talking || history_.ending == Ending::lapsed) {
    end_talks(now_.deal_count > 0 ? Ending::agreed : Ending::collapsed, now_.day);
  }
}

// A notice given during the talks runs on after the horizon (B16: lapsed talks collapse
// when it takes effect).
void Engine::act_on_notices() {
  for (int leaving = -1; history_.ending != Ending::collapsed;) {
    const Real effect = next_effect(leaving);
    if (effect > model_.follow_up) {
      return;
    }
    now_.day = effect;
    withdrawal_takes_effect(leaving);
  }
}

// The exogenous end of the talks (B9). A signed deal survives it; only the newcomer's
// chance is gone.
void Engine::break_down() {
  note(EventType::breakdown, now_.day);
  if (now_.deal_count == 0) {
    now_.configuration = payoffs_.configurations().no_agreement();
  }
  end_talks(now_.deal_count > 0 ? Ending::agreed : Ending::collapsed, now_.day);
}

// A dated announcement is a fact; an undated one is a choice (B11a) unless the scenario
// says otherwise (B11c), and where it does not pay the occasion passes.
void Engine::announce_threat(int index) {
  const auto t = static_cast<std::size_t>(index);
  ThreatState& state = now_.threat[t];
  const Threat& threat = model_.threats[t];
  const bool is_choice = threat.announcement == Announcement::choice ||
                         (threat.announcement == Announcement::usual &&
                          !threat.announced_day && threat.if_executed < 0);
  const bool chooses = is_choice && !state.is_next_rung;
  if (uncovered(threat) == 0 || (chooses && !is_worth_announcing(index))) {
    if (threat.announcement == Announcement::choice && uncovered(threat) != 0) {
      note(EventType::threat_not_worth, now_.day, threat.issuer, index);
    }
    wait_for_occasion(index);
    return;
  }
  state.status = ThreatStatus::standing;
  state.first_announced = state.announced;
  note(EventType::threat_announced, now_.day, threat.issuer, index);
  announce_counter_threats(index);
  settle_counter_threats(threat.if_executed, now_.day);
  for (int target = 0; target < static_cast<int>(parties_); ++target) {
    if (contains(threat.targets, target)) {
      provoke(Provocation::threat, target, index);
    }
  }
}

// Expected gain of the moved reservation values against the expected cost (B11): what the
// talks promise the issuer with and without the threat (its own loss from execution is
// part of the former, through S) over the expected duration, against the audience cost of
// having to back down and the once-off cost of carrying it out, each with its chance.
bool Engine::is_worth_announcing(int index) {
  const auto t = static_cast<std::size_t>(index);
  const Threat& threat = model_.threats[t];
  ThreatState& state = now_.threat[t];
  Track& track = now_.tracks[static_cast<std::size_t>(now_.current)];
  if (!contains(track.members, threat.issuer)) {
    return false;
  }
  const PartyState& issuer = now_.party[static_cast<std::size_t>(threat.issuer)];
  update_views();
  const Real before = prospect(track, threat.issuer, issuer.stay);
  state.status = ThreatStatus::standing;
  update_views();
  const Real after = prospect(track, threat.issuer, issuer.stay);
  state.status = ThreatStatus::unannounced;
  const Real stock =
      audience_stock(state.audience_cost, state.period, threat.audience_cap_months);
  const Real executed = state.credibility.mean();
  return state.duration * (after - before) >
         (1.0 - executed) * stock + executed * state.cost;
}

// The next occasion for an announcement comes after another exponential wait.
void Engine::wait_for_occasion(int index) {
  const auto t = static_cast<std::size_t>(index);
  ThreatState& state = now_.threat[t];
  const auto draw = static_cast<std::uint32_t>(state.occasions++);
  const Real wait =
      -math::log(uniform(Purpose::threat, setup_.names.announcement[t], draw));
  const Real hazard = drawn(model_.threats[t].hazard);
  state.announced =
      hazard > 0.0 ? state.announced + wait / hazard * days_per_year : never;
  state.expiry = state.announced + state.period;
}

}  // namespace tripart
