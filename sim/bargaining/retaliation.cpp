// What a target does about an executed tariff, and what everybody expects it to do (B12).
#include <algorithm>

#include "bargaining/engine.hpp"

namespace tripart {

// B12. `imposed` is the state with the tariff to be answered; phat_esc and the issuer's
// next standing threat make up the cost of escalation.
Real Engine::retaliation_chance(int party, int threat, std::uint32_t imposed,
                                PartySet retaliating) const {
  const auto i = static_cast<std::size_t>(party);
  if (!model_.parties[i].retaliates) {
    return 0.0;
  }
  const PartyState& state = now_.party[i];
  const TariffState without{imposed, retaliating & ~set_of(party)};
  const TariffState with{imposed, retaliating | set_of(party)};
  const Real silent = base(party, now_.configuration, without);
  const Real gain = base(party, now_.configuration, with) - silent;
  Real escalation = 0.0;
  const int issuer = model_.threats[static_cast<std::size_t>(threat)].issuer;
  const int rung = rung_after(threat, party);  // B11f: what retaliation itself sets off
  for (int next = 0; next < static_cast<int>(now_.threat.size()); ++next) {
    const Threat& other = model_.threats[static_cast<std::size_t>(next)];
    const ThreatState& now = now_.threat[static_cast<std::size_t>(next)];
    if (rung >= 0 ? next != rung
                  : next == threat || other.issuer != issuer ||
                        other.kind != ThreatKind::tariff ||
                        now.status != ThreatStatus::standing ||
                        !contains(other.targets, party)) {
      continue;
    }
    const TariffState more{imposed | bits_on(next, set_of(party)), without.retaliating};
    escalation =
        now.credibility.mean() * (silent - base(party, now_.configuration, more));
    break;
  }
  return retaliation_probability(
      gain, escalation, now_.threat[static_cast<std::size_t>(threat)].duration,
      state.retaliation_stock, state.retaliation_noise, state.forgiveness);
}

void Engine::update_threat_views() {
  for (int index = 0; index < static_cast<int>(now_.threat.size()); ++index) {
    const Threat& threat = model_.threats[static_cast<std::size_t>(index)];
    ThreatState& state = now_.threat[static_cast<std::size_t>(index)];
    if (state.status != ThreatStatus::standing || threat.kind != ThreatKind::tariff) {
      continue;
    }
    if (has_choices(index)) {
      state.planned = plan_execution(index);
    }
    const std::uint32_t imposed = now_.tariffs.imposed | planned_bits(index);
    const PartySet hit = has_choices(index) ? hit_by(state.planned) : threat.targets;
    for (int target = 0; target < static_cast<int>(parties_); ++target) {
      state.expected_retaliation[target] =
          contains(hit, target)
              ? retaliation_chance(target, index, imposed, now_.tariffs.retaliating)
              : 0.0;
    }
  }
}

// Targets decide on their own, knowing who has answered before (parties in order of their
// names).
void Engine::retaliate(int index, PartySet targets) {
  for (const int target : setup_.by_name) {
    const auto i = static_cast<std::size_t>(target);
    if (!contains(targets & ~now_.tariffs.retaliating, target) ||
        !model_.parties[i].retaliates) {
      continue;
    }
    const Real chance =
        retaliation_chance(target, index, now_.tariffs.imposed, now_.tariffs.retaliating);
    const auto decision = static_cast<std::uint32_t>(now_.party[i].decisions++);
    const ThreatState& answered = now_.threat[static_cast<std::size_t>(index)];
    const bool answers =
        uniform(Purpose::retaliation, setup_.names.party[i], decision) < chance;
    foresee(ForecastKind::retaliation, target, answered.expected_retaliation[target],
            answers);
    if (answers) {
      now_.tariffs.retaliating |= set_of(target);
      ++history_.retaliations;
    }
    note(answers ? EventType::retaliation : EventType::forgiveness, now_.day, target,
         index, chance);
    if (answers) {
      announce_next_rung(index, now_.day, Rung::after_retaliation);
      provoke(Provocation::retaliation,
              model_.threats[static_cast<std::size_t>(index)].issuer, index);
    }
  }
}

}  // namespace tripart
