// How much of a threat is carried out, and on whom (B11e).
#include <algorithm>
#include <bit>

#include "bargaining/engine.hpp"
#include "tripart/bargaining/threat.hpp"
#include "tripart/core/bits.hpp"

namespace tripart {

bool Engine::has_choices(int index) const {
  const Threat& threat = model_.threats[static_cast<std::size_t>(index)];
  return threat.kind == ThreatKind::tariff &&
         (threat.may_exempt || threat.execution_shares.size() > 1 ||
          threat.execution_shares.back() != 1.0);
}

// The part of what was announced that a set of bits carries out: shares, averaged over
// the targets that no deal covers.
Real Engine::executed_share(int index, std::uint32_t bits) const {
  if (!has_choices(index)) {
    return 1.0;
  }
  Real share = 0.0;
  for (std::size_t bit = 0; bit < setup_.bits.size(); ++bit) {
    share += (bits >> bit & 1U) != 0 ? setup_.bits[bit].share : 0.0;
  }
  return share / count_bits(uncovered(model_.threats[static_cast<std::size_t>(index)]));
}

std::uint32_t Engine::planned_bits(int index) const {
  const auto t = static_cast<std::size_t>(index);
  return has_choices(index) ? now_.threat[t].planned
                            : bits_on(index, uncovered(model_.threats[t]));
}

// Everybody can work out what the issuer would do: the targets and the share with the
// largest h dV + A x share carried out, of which its own cost, the same for all, is no
// part. Among equals the larger part.
std::uint32_t Engine::plan_execution(int index) const {
  const auto t = static_cast<std::size_t>(index);
  const Threat& threat = model_.threats[t];
  const ThreatState& state = now_.threat[t];
  const PartySet targets = uncovered(threat);
  const Real stock = audience_stock(state.audience_cost, now_.day - state.announced,
                                    threat.audience_cap_months);
  std::uint32_t best = 0;
  Real best_value = worst_value;
  for (PartySet hit = targets; hit != 0; hit = (hit - 1) & targets) {
    for (auto share = threat.execution_shares.rbegin();
         share != threat.execution_shares.rend(); ++share) {
      std::uint32_t bits = 0;
      for (std::size_t bit = 0; bit < setup_.bits.size(); ++bit) {
        const bool chosen = setup_.bits[bit].threat == index &&
                            setup_.bits[bit].share == *share &&
                            contains(hit, setup_.bits[bit].target);
        bits |= chosen ? 1U << bit : 0U;
      }
      const std::uint32_t imposed = now_.tariffs.imposed | bits;
      std::array<Real, max_parties> chance{};
      for (int target = 0; target < static_cast<int>(parties_); ++target) {
        chance[static_cast<std::size_t>(target)] =
            contains(hit, target)
                ? retaliation_chance(target, index, imposed, now_.tariffs.retaliating)
                : 0.0;
      }
      const Real value =
          state.duration * gain_after_answers(index, imposed, chance.data()) +
          stock * executed_share(index, bits);
      if (value > best_value) {
        best_value = value;
        best = bits;
      }
    }
    if (!threat.may_exempt) {
      break;
    }
  }
  return best;
}

void Engine::carry_out(int index, PartySet targets) {
  const Threat& threat = model_.threats[static_cast<std::size_t>(index)];
  switch (threat.kind) {
    case ThreatKind::tariff: {
      const std::uint32_t bits = planned_bits(index);
      const PartySet hit = hit_by(bits);
      const Real share =
          setup_.bits[static_cast<std::size_t>(std::countr_zero(bits))].share;
      if (share < 1.0) {
        note(EventType::threat_in_part, now_.day, threat.issuer, index, share, 0.0, hit);
      }
      if (hit != targets) {
        note(EventType::target_exempted, now_.day, threat.issuer, index, 0.0, 0.0,
             targets & ~hit);
      }
      impose(index, bits);
      for (int target = 0; target < static_cast<int>(parties_); ++target) {
        if (contains(hit, target)) {
          provoke(Provocation::tariff, target, index);
        }
      }
      break;
    }
    case ThreatKind::walkout:
      walk_out(index);
      break;
    case ThreatKind::withdrawal:
    case ThreatKind::exclusion:
      give_notice(index, targets);
      break;
  }
  announce_next_rung(index, now_.day + threat.escalates_after_days,
                     Rung::after_execution);
}

}  // namespace tripart
