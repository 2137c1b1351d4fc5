// What governments have without a deal: S, E and R of B9, and the part of B2 that no text
// moves.
#include <algorithm>
#include <cmath>

#include "bargaining/engine.hpp"
#include "tripart/core/bits.hpp"

namespace tripart {
namespace {

// Standing threats, notices and the breakdown that S is an expectation over; the reader
// allows no more.
constexpr int most_lotteries = 12;

}  // namespace

// W_i + sum_j lambda_ij dVA_ij of every configuration x tariff state: the part of B2 that
// no text moves.
void Engine::make_base() {
  for (int configuration = 0; configuration < payoffs_.configurations().size();
       ++configuration) {
    const ConfigurationKind kind = payoffs_.configurations()[configuration].kind;
    for (int state = 0; state < static_cast<int>(states_); ++state) {
      for (int party = 0; party < static_cast<int>(parties_); ++party) {
        const auto i = static_cast<std::size_t>(party);
        Real value = payoffs_.welfare(economy_, configuration, state, party);
        for (std::size_t lobby = 0; lobby < model_.parties[i].lobbies.size(); ++lobby) {
          value += lobby_weight_[i][lobby] *
                   payoffs_.value_added(economy_, configuration, state, party,
                                        model_.parties[i].lobbies[lobby].sector);
        }
        if (model_.pure_bargaining && kind == ConfigurationKind::no_agreement) {
          value += party_[i].breakdown;
        } else if (model_.pure_bargaining && (kind == ConfigurationKind::status_quo ||
                                              kind == ConfigurationKind::withdrawal)) {
          value += party_[i].disagreement;
        }
        base_[(static_cast<std::size_t>(configuration) * states_ +
               static_cast<std::size_t>(state)) *
                  parties_ +
              i] = value;
      }
    }
  }
  add_sanctions();
}

// B11h: what sanctions in force are worth to each party, in part as far as they are
// imposed: on a target, as far as on itself, on others as far as on all targets.
void Engine::add_sanctions() {
  for (std::size_t bit = 0; bit < bits_.size(); ++bit) {
    const Threat& threat = model_.threats[static_cast<std::size_t>(bits_[bit].threat)];
    for (std::size_t party = 0; party < threat.effects.size(); ++party) {
      const bool targeted = contains(threat.targets, static_cast<int>(party));
      const Real weight = !targeted ? 1.0 / count_bits(threat.targets)
                          : bits_[bit].target == static_cast<int>(party) ? 1.0
                                                                         : 0.0;
      const Real effect = weight * bits_[bit].share * drawn(threat.effects[party]);
      for (std::size_t row = 0; row * parties_ < base_.size() && effect != 0.0; ++row) {
        const TariffState state = payoffs_.tariff_state(static_cast<int>(row % states_));
        base_[row * parties_ + party] += (state.imposed >> bit & 1U) != 0 ? effect : 0.0;
      }
    }
  }
}

Real Engine::current_content(int party) const {
  const Government& government = party_[static_cast<std::size_t>(party)].government;
  Real content = 0.0;
  for (int deal = 0; deal < deal_count_; ++deal) {
    content += content_of(government, party, deals_[static_cast<std::size_t>(deal)]);
  }
  return government.content_weight * content + settled_effect(party);
}

// V before content once `imposed` is in force, each target newly hit retaliating with its
// own chance (B11).
Real Engine::expected_base(int party, int configuration, std::uint32_t imposed,
                           PartySet retaliating, const Real* chance) const {
  const PartySet hit = hit_by(imposed);
  std::array<int, max_parties> open{};
  int count = 0;
  for (int target = 0; target < static_cast<int>(parties_); ++target) {
    if (contains(hit & ~retaliating, target) &&
        model_.parties[static_cast<std::size_t>(target)].retaliates &&
        chance[target] > 0.0) {
      open[static_cast<std::size_t>(count++)] = target;
    }
  }
  Real value = 0.0;
  for (unsigned subset = 0; subset < (1U << count); ++subset) {
    Real probability = 1.0;
    PartySet answering = retaliating;
    for (int k = 0; k < count; ++k) {
      const int target = open[static_cast<std::size_t>(k)];
      const bool answers = (subset >> k & 1U) != 0;
      probability *= answers ? chance[target] : 1.0 - chance[target];
      answering |= answers ? set_of(target) : 0U;
    }
    value += probability * base(party, configuration, {imposed, answering});
  }
  return value;
}

// S_i of B9: the expectation over every subset of standing threats, pending notices and
// exogenous breakdown.
Real Engine::stay_value(int party, TariffState state) const {
  struct Lottery {
    Real probability = 0.0;
    int threat = -1;  // -1: breakdown
    bool withdrawal = false;
    int after = -1;  // lottery of the threat that it answers (B11g)
  };
  std::array<Lottery, most_lotteries> lotteries{};
  int count = 0;
  bool has_answers = false;
  Real uncertainty = 0.0;
  const ConfigurationSet& set = payoffs_.configurations();
  for (int index = 0; index < static_cast<int>(threat_.size()); ++index) {
    const Threat& threat = model_.threats[static_cast<std::size_t>(index)];
    const ThreatState& now = threat_[static_cast<std::size_t>(index)];
    const bool pending = now.notice != 0 && now.effective > day_;
    if ((now.status != ThreatStatus::standing && !pending) || count == most_lotteries ||
        uncovered(threat) == 0) {
      continue;
    }
    if (threat.kind == ThreatKind::walkout) {
      continue;  // ends the chance of a deal, which staying does not count on
    }
    if (threat.kind == ThreatKind::exclusion &&
        (deal_count_ == 0 || !contains(deals_[0].members, threat.issuer))) {
      continue;  // nothing to be excluded from yet
    }
    Lottery& lottery = lotteries[static_cast<std::size_t>(count)];
    lottery.threat = index;
    lottery.withdrawal = threat.kind != ThreatKind::tariff;
    const Real credibility = pending ? 1.0 : now.credibility.mean();
    const bool answers = !pending && threat.if_executed >= 0 && now.expiry == never;
    if (answers) {
      const ThreatState& first = threat_[static_cast<std::size_t>(threat.if_executed)];
      if (first.status != ThreatStatus::standing) {
        continue;
      }
      // given that the other comes, so that both together are discounted to the later
      const Real date =
          first.expiry + now.period + (lottery.withdrawal ? threat.notice_days : 0.0);
      const Real sooner = discount(party, day_, first.expiry);
      lottery.probability =
          sooner > 0.0 ? credibility * discount(party, day_, date) / sooner : 0.0;
      lottery.after = threat.if_executed;
      has_answers = true;
      ++count;
      continue;
    }
    const Real date = pending
                          ? now.effective
                          : now.expiry + (lottery.withdrawal ? threat.notice_days : 0.0);
    lottery.probability = credibility * discount(party, day_, date);
    if (threat.kind == ThreatKind::withdrawal && threat.uncertainty_cost > 0.0) {
      uncertainty += threat.uncertainty_cost * credibility *
                     std::min(0.0, base(party, after_withdrawal(index), state) -
                                       base(party, configuration_, state));
    }
    ++count;
  }
  // Once a deal stands a breakdown only ends the newcomer's chance, which is what staying
  // is already.
  if (model_.breakdown_rate > 0.0 && deal_count_ == 0 && count < most_lotteries) {
    const Real left =
        std::max(0.0, party_[static_cast<std::size_t>(party)].deadline - day_) /
        days_per_year;
    lotteries[static_cast<std::size_t>(count++)].probability =
        -math::expm1(-model_.breakdown_rate * left);
  }
  // From a threat to the place of its lottery; one that is not counted never comes.
  for (int k = 0; has_answers && k < count; ++k) {
    Lottery& lottery = lotteries[static_cast<std::size_t>(k)];
    const int first = lottery.after;
    lottery.after = -1;
    for (int other = 0; first >= 0 && other < count; ++other) {
      if (lotteries[static_cast<std::size_t>(other)].threat == first) {
        lottery.after = other;
      }
    }
    lottery.probability = first >= 0 && lottery.after < 0 ? 0.0 : lottery.probability;
  }
  const Real content = current_content(party);
  Real value = 0.0;
  for (unsigned subset = 0; subset < (1U << count); ++subset) {
    Real probability = 1.0;
    std::uint32_t imposed = state.imposed;
    std::array<Real, max_parties> chance{};
    int configuration = configuration_;
    for (int k = 0; k < count; ++k) {
      const Lottery& lottery = lotteries[static_cast<std::size_t>(k)];
      if (lottery.after >= 0 && (subset >> lottery.after & 1U) == 0) {
        probability *= (subset >> k & 1U) == 0 ? 1.0 : 0.0;  // nothing to answer
        continue;
      }
      if ((subset >> k & 1U) == 0) {
        probability *= 1.0 - lottery.probability;
        continue;
      }
      probability *= lottery.probability;
      if (lottery.threat < 0) {
        configuration = set.no_agreement();
      } else if (lottery.withdrawal) {
        const Threat& threat = model_.threats[static_cast<std::size_t>(lottery.threat)];
        const int gone = set.cut(configuration, threat.issuer, threat.targets);
        // Where a second party leaves as well, nothing is left of an agreement that no
        // deal has replaced.
        configuration = gone >= 0          ? gone
                        : deal_count_ == 0 ? set.no_agreement()
                                           : configuration;
      } else {
        const ThreatState& now = threat_[static_cast<std::size_t>(lottery.threat)];
        imposed |= planned_bits(lottery.threat);
        for (std::size_t target = 0; target < parties_; ++target) {
          chance[target] =
              1.0 - (1.0 - chance[target]) * (1.0 - now.expected_retaliation[target]);
        }
      }
    }
    if (probability > 0.0) {
      const bool lost = configuration == set.no_agreement();
      value += probability * (expected_base(party, configuration, imposed,
                                            state.retaliating, chance.data()) +
                              (lost ? 0.0 : content));
    }
  }
  return value + uncertainty;
}

// E_i of B9.
Real Engine::exit_value(int party, TariffState state) const {
  const auto i = static_cast<std::size_t>(party);
  const Real gone = discount(party, day_, day_ + model_.parties[i].notice_days);
  const int withdrawn = payoffs_.configurations().withdrawn(party);
  return (1.0 - gone) * (base(party, configuration_, state) + current_content(party)) +
         gone * base(party, withdrawn, state) - party_[i].exit_cost;
}

// What everybody can work out of everybody's fallbacks.
void Engine::update_fallbacks() {
  const TariffState none{};
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    PartyState& state = party_[static_cast<std::size_t>(party)];
    state.stay = stay_value(party, tariffs_);
    state.has_exit =
        model_.parties[static_cast<std::size_t>(party)].may_withdraw && deal_count_ == 0;
    state.exit = state.has_exit ? exit_value(party, tariffs_) : 0.0;
    state.known = state.has_exit ? std::max(state.stay, state.exit) : state.stay;
    state.known_without_tariff = state.known;
    if (tariffs_.imposed != 0) {
      state.known_without_tariff = stay_value(party, none);
      if (state.has_exit) {
        state.known_without_tariff =
            std::max(state.known_without_tariff, exit_value(party, none));
      }
    }
    state.has_other = false;
  }
}

// R_i = max(S_i, E_i, max O_i) + e_i (B9).
void Engine::update_reservations() {
  for (PartyState& state : party_) {
    Real without_tariff = state.known_without_tariff;
    if (state.has_other) {
      state.known = std::max(state.known, state.other);
      without_tariff = std::max(without_tariff, state.other);
    }
    state.reservation = state.known + state.private_part;
    state.reservation_without_tariff = without_tariff + state.private_part;
  }
}

}  // namespace tripart
