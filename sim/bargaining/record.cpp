// What one history leaves behind (B16).
#include <algorithm>

#include "bargaining/engine.hpp"

namespace tripart {

bool Engine::is_in_a_deal(int party) const {
  for (int deal = 0; deal < now_.deal_count; ++deal) {
    if (contains(now_.deals[static_cast<std::size_t>(deal)].members, party)) {
      return true;
    }
  }
  return false;
}

// A_i of the deals that stand, and what their texts do to trade costs (E7).
Real Engine::settled_content(int party) const {
  Real content = 0.0;
  for (int deal = 0; deal < now_.deal_count; ++deal) {
    content += content_of(now_.party[static_cast<std::size_t>(party)].government, party,
                          now_.deals[static_cast<std::size_t>(deal)]);
  }
  return content;
}

Real Engine::settled_effect(int party) const {
  Real effect = 0.0;
  for (int deal = 0; deal < now_.deal_count; ++deal) {
    effect +=
        effect_of(party, now_.deals[static_cast<std::size_t>(deal)], now_.configuration);
  }
  return effect;
}

// What an agreement was worth to its signatories, against what those at the table would
// have accepted, and how far it lay from the Nash point; as of the agreement.
void Engine::remember_terms(const Track& track, int point) {
  const auto n = static_cast<std::size_t>(point);
  for (std::size_t i = 0; i < parties_; ++i) {
    PartyState& state = now_.party[i];
    if (contains(track.signatories, static_cast<int>(i))) {
      state.signed_value = track.value[i * track.capacity + n];
    }
    if (contains(track.members, static_cast<int>(i))) {
      state.signed_reservation = state.reservation;
      state.has_signed = true;
    }
  }
  remember_settlement(track, point);
}

// Shares of the surplus over R of all who signed, in one deal or several: they add up to
// 1, unless nobody gained.
void Engine::record_shares(Outcome& outcome) const {
  Real total = 0.0;
  for (const PartyState& state : now_.party) {
    total += state.has_signed
                 ? std::max(0.0, state.signed_value - state.signed_reservation)
                 : 0.0;
  }
  for (std::size_t i = 0; i < parties_; ++i) {
    const PartyState& state = now_.party[i];
    outcome.parties[i].has_share = state.has_signed && total > 0.0;
    outcome.parties[i].surplus_share =
        outcome.parties[i].has_share
            ? std::max(0.0, state.signed_value - state.signed_reservation) / total
            : 0.0;
  }
}

void Engine::record(Outcome& outcome) {
  const bool deal =
      deal_kind(payoffs_.configurations()[history_.agreed_configuration].kind) !=
      DealKind::none;
  outcome.economy = drawn_.economy + 1;
  outcome.ending = history_.ending;
  outcome.kind = deal_kind(payoffs_.configurations()[history_.agreed_configuration].kind);
  outcome.configuration = history_.agreed_configuration;
  outcome.path = deal ? history_.path : Path::none;
  outcome.end_day = day_number(history_.end_day);
  outcome.first_deal = history_.first_deal;
  outcome.first_deal_day =
      history_.first_deal >= 0 ? day_number(history_.first_deal_day) : no_day;
  outcome.ratified = history_.ratified;
  outcome.proposer = history_.proposer;
  outcome.mechanisms = history_.mechanisms;
  outcome.without_surplus = now_.without_surplus;
  outcome.pareto_distance.reset();
  outcome.retaliations = history_.retaliations;
  outcome.tariff_days = history_.tariff_days;
  record_chapters(outcome);
  record_threats(outcome);
  record_shares(outcome);
  const int state = payoffs_.state_index(now_.tariffs);
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    const auto i = static_cast<std::size_t>(party);
    const PartyState& now = now_.party[i];
    PartyOutcome& own = outcome.parties[i];
    const Real effect = settled_effect(party);
    own.content = settled_content(party);
    own.welfare_change =
        payoffs_.welfare(drawn_.economy, now_.configuration, state, party) + effect;
    // Audience costs are paid once; their annuity is r A.
    own.utility = base_at(party, now_.configuration, state) + effect +
                  now.government.content_weight * own.content -
                  now.government.discount_rate * now.audience_paid;
    own.reservation_value = now.has_signed ? now.signed_reservation : now.reservation;
    own.has_nash = deal && now.has_nash;
    own.distance_nash = now.distance_nash;
    own.distance = deal ? now.distance : SolutionDistances{};
  }
  if (deal) {
    record_distances(outcome);
  }
}

void Engine::record_chapters(Outcome& outcome) const {
  outcome.chapters_closed = 0;
  for (std::size_t k = 0; k < chapters_; ++k) {
    const bool before = model_.chapters[k].closed.has_value();
    outcome.closing_day[k] = before ? no_day : history_.closing_day[k];
    outcome.chapters_closed += before || history_.closing_day[k] != no_day ? 1 : 0;
  }
}

void Engine::record_threats(Outcome& outcome) const {
  outcome.threats_made = outcome.threats_executed = outcome.threats_withdrawn = 0;
  for (std::size_t t = 0; t < now_.threat.size(); ++t) {
    ThreatOutcome& threat = outcome.threats[t];
    const bool made = now_.threat[t].status != ThreatStatus::unannounced;
    threat.announced_day =
        made ? day_number(std::max(now_.threat[t].first_announced, 0.0)) : no_day;
    threat.credibility = now_.threat[t].credibility.mean();
    outcome.threats_made += made ? 1 : 0;
    outcome.threats_executed += threat.executed_day != no_day ? 1 : 0;
    outcome.threats_withdrawn += threat.withdrawn_day != no_day ? 1 : 0;
  }
}

}  // namespace tripart
