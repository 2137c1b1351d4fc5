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
  const std::size_t rows = payoffs_.rows();
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    const auto i = static_cast<std::size_t>(party);
    const std::vector<Lobby>& lobbies = model_.parties[i].lobbies;
    for (std::size_t lobby = 0; lobby < lobbies.size(); ++lobby) {
      scratch_.terms[lobby] =
          payoffs_.value_added_row(drawn_.economy, party, lobbies[lobby].sector);
    }
    kernels_.tables.weighted_sum(payoffs_.welfare_row(drawn_.economy, party),
                                 drawn_.lobby_weight[i].data(), scratch_.terms.data(),
                                 lobbies.size(), &drawn_.base[i * rows], rows);
  }
  add_stated_values();
  add_sanctions();
}

// Pure bargaining: what a party has without a deal, whatever others sign, and after a
// breakdown.
void Engine::add_stated_values() {
  for (int g = 0; model_.pure_bargaining && g < payoffs_.configurations().size(); ++g) {
    const Configuration& configuration = payoffs_.configurations()[g];
    const bool broken = configuration.kind == ConfigurationKind::no_agreement;
    PartySet in_deal = 0;
    for (const PartySet members : configuration.deals) {
      in_deal |= members;
    }
    for (std::size_t i = 0; i < parties_; ++i) {
      if (contains(in_deal, static_cast<int>(i))) {
        continue;
      }
      Real* value = &drawn_.base[i * payoffs_.rows() + payoffs_.row(g, 0)];
      for (std::size_t state = 0; state < setup_.states; ++state) {
        value[state] += broken ? now_.party[i].breakdown : now_.party[i].disagreement;
      }
    }
  }
}

// B11h: what sanctions in force are worth to each party, in part as far as they are
// imposed: on a target, as far as on itself, on others as far as on all targets.
void Engine::add_sanctions() {
  const std::size_t rows = payoffs_.row(payoffs_.configurations().size(), 0);
  for (std::size_t bit = 0; bit < setup_.bits.size(); ++bit) {
    const Threat& threat =
        model_.threats[static_cast<std::size_t>(setup_.bits[bit].threat)];
    for (std::size_t party = 0; party < threat.effects.size(); ++party) {
      const bool targeted = contains(threat.targets, static_cast<int>(party));
      const Real weight = !targeted ? 1.0 / count_bits(threat.targets)
                          : setup_.bits[bit].target == static_cast<int>(party) ? 1.0
                                                                               : 0.0;
      const Real effect = weight * setup_.bits[bit].share * drawn(threat.effects[party]);
      Real* value = &drawn_.base[party * payoffs_.rows()];
      for (std::size_t row = 0; row < rows && effect != 0.0; ++row) {
        const TariffState state =
            payoffs_.tariff_state(static_cast<int>(row % setup_.states));
        value[row] += (state.imposed >> bit & 1U) != 0 ? effect : 0.0;
      }
    }
  }
}

Real Engine::current_content(int party) const {
  const Government& government = now_.party[static_cast<std::size_t>(party)].government;
  Real content = 0.0;
  for (int deal = 0; deal < now_.deal_count; ++deal) {
    content += content_of(government, party, now_.deals[static_cast<std::size_t>(deal)]);
  }
  return government.content_weight * content + settled_effect(party);
}

// The tariff states that `imposed` may end in, each target newly hit retaliating with its
// own chance (B11): the same for everybody, whatever it is worth to them.
struct Engine::Answers {
  std::size_t count = 0;
  std::array<int, 1U << max_parties> state;
  std::array<Real, 1U << max_parties> probability;
};

void Engine::list_answers(std::uint32_t imposed, PartySet retaliating, const Real* chance,
                          Answers& answers) const {
  const PartySet open = hit_by(imposed) & ~retaliating;
  std::array<PartySet, 1U << max_parties> answering;
  answering[0] = retaliating;
  answers.probability[0] = 1.0;
  answers.count = 1;
  for (int target = 0; target < static_cast<int>(parties_); ++target) {
    if (!contains(open, target) || !(chance[target] > 0.0) ||
        !model_.parties[static_cast<std::size_t>(target)].retaliates) {
      continue;
    }
    for (std::size_t n = 0; n < answers.count; ++n) {  // without this one, and with it
      const std::size_t with = answers.count + n;
      answering[with] = answering[n] | set_of(target);
      answers.probability[with] = answers.probability[n] * chance[target];
      answers.probability[n] *= 1.0 - chance[target];
    }
    answers.count *= 2;
  }
  for (std::size_t n = 0; n < answers.count; ++n) {
    answers.state[n] = payoffs_.state_index({imposed, answering[n]});
  }
}

// V before content, over the answers.
Real Engine::expected_base(int party, int configuration, const Answers& answers) const {
  Real value = 0.0;
  for (std::size_t n = 0; n < answers.count; ++n) {
    value += answers.probability[n] * base_at(party, configuration, answers.state[n]);
  }
  return value;
}

Real Engine::expected_base(int party, int configuration, std::uint32_t imposed,
                           PartySet retaliating, const Real* chance) const {
  Answers answers;
  list_answers(imposed, retaliating, chance, answers);
  return expected_base(party, configuration, answers);
}

// What whoever stays still waits for (B9): that a standing threat is executed, a notice
// takes effect, talks break down. The events are everybody's, the discounts each party's
// own.
struct Engine::Lotteries {
  struct Lottery {
    int threat = -1;  // -1: breakdown
    bool withdrawal = false;
    int after = -1;             // lottery of the threat that it answers (B11g)
    std::uint32_t imposes = 0;  // tariffs
    Real unsettles = 0.0;       // psi phat of a withdrawal that stands
    std::array<Real, max_parties> probability;  // discounted
  };
  int count = 0;
  std::array<Lottery, most_lotteries> list;

  // That exactly the events of `subset` come about; `possible` holds.
  [[nodiscard]] Real probability(unsigned subset, std::size_t party) const {
    Real product = 1.0;
    for (int k = 0; k < count; ++k) {
      const Lottery& lottery = list[static_cast<std::size_t>(k)];
      if (lottery.after < 0 || (subset >> lottery.after & 1U) != 0) {
        const Real comes = lottery.probability[party];
        product *= (subset >> k & 1U) != 0 ? comes : 1.0 - comes;
      }
    }
    return product;
  }
  // Nothing is answered that has not come.
  [[nodiscard]] bool possible(unsigned subset) const {
    for (int k = 0; k < count; ++k) {
      const int first = list[static_cast<std::size_t>(k)].after;
      if ((subset >> k & 1U) != 0 && first >= 0 && (subset >> first & 1U) == 0) {
        return false;
      }
    }
    return true;
  }
};

void Engine::list_lotteries(Lotteries& lotteries) const {
  bool has_answers = false;
  int& count = lotteries.count;
  for (int index = 0; index < static_cast<int>(now_.threat.size()); ++index) {
    const Threat& threat = model_.threats[static_cast<std::size_t>(index)];
    const ThreatState& now = now_.threat[static_cast<std::size_t>(index)];
    const bool pending = now.notice != 0 && now.effective > now_.day;
    if ((now.status != ThreatStatus::standing && !pending) || count == most_lotteries ||
        uncovered(threat) == 0) {
      continue;
    }
    if (threat.kind == ThreatKind::walkout) {
      continue;  // ends the chance of a deal, which staying does not count on
    }
    if (threat.kind == ThreatKind::exclusion &&
        (now_.deal_count == 0 || !contains(now_.deals[0].members, threat.issuer))) {
      continue;  // nothing to be excluded from yet
    }
    Lotteries::Lottery& lottery = lotteries.list[static_cast<std::size_t>(count)];
    lottery.threat = index;
    lottery.withdrawal = threat.kind != ThreatKind::tariff;
    lottery.imposes = lottery.withdrawal ? 0U : planned_bits(index);
    const Real credibility = pending ? 1.0 : now.credibility.mean();
    const Real notice = lottery.withdrawal ? threat.notice_days : 0.0;
    const bool answers = !pending && threat.if_executed >= 0 && now.expiry == never;
    if (answers) {
      const ThreatState& first =
          now_.threat[static_cast<std::size_t>(threat.if_executed)];
      if (first.status != ThreatStatus::standing) {
        continue;
      }
      // given that the other comes, so that both together are discounted to the later
      const Real date = first.expiry + now.period + notice;
      for (int party = 0; party < static_cast<int>(parties_); ++party) {
        const Real sooner = discount(party, now_.day, first.expiry);
        lottery.probability[static_cast<std::size_t>(party)] =
            sooner > 0.0 ? credibility * discount(party, now_.day, date) / sooner : 0.0;
      }
      lottery.after = threat.if_executed;
      has_answers = true;
      ++count;
      continue;
    }
    const Real date = pending ? now.effective : now.expiry + notice;
    for (int party = 0; party < static_cast<int>(parties_); ++party) {
      lottery.probability[static_cast<std::size_t>(party)] =
          credibility * discount(party, now_.day, date);
    }
    if (threat.kind == ThreatKind::withdrawal) {
      lottery.unsettles = threat.uncertainty_cost * credibility;
    }
    ++count;
  }
  // Once a deal stands a breakdown only ends the newcomer's chance, which is what staying
  // is already.
  if (model_.breakdown_rate > 0.0 && now_.deal_count == 0 && count < most_lotteries) {
    Lotteries::Lottery& breakdown = lotteries.list[static_cast<std::size_t>(count++)];
    breakdown.threat = -1;
    breakdown.withdrawal = false;
    for (std::size_t i = 0; i < parties_; ++i) {
      const Real left = std::max(0.0, now_.party[i].deadline - now_.day) / days_per_year;
      breakdown.probability[i] = -math::expm1(-model_.breakdown_rate * left);
    }
  }
  // From a threat to the place of its lottery; one that is not counted never comes.
  for (int k = 0; has_answers && k < count; ++k) {
    Lotteries::Lottery& lottery = lotteries.list[static_cast<std::size_t>(k)];
    const int first = lottery.after;
    lottery.after = -1;
    for (int other = 0; first >= 0 && other < count; ++other) {
      if (lotteries.list[static_cast<std::size_t>(other)].threat == first) {
        lottery.after = other;
      }
    }
    if (first >= 0 && lottery.after < 0) {
      lottery.probability.fill(0.0);
    }
  }
}

// S_i of B9 for everybody: the expectation over every subset of the lotteries.
Engine::ByParty Engine::stay_values(const Lotteries& lotteries, TariffState state,
                                    const ByParty& content) const {
  const ConfigurationSet& set = payoffs_.configurations();
  ByParty value{};
  Answers answers;
  for (unsigned subset = 0; subset < (1U << lotteries.count); ++subset) {
    if (!lotteries.possible(subset)) {
      continue;
    }
    std::uint32_t imposed = state.imposed;
    ByParty chance{};
    int configuration = now_.configuration;
    for (int k = 0; k < lotteries.count; ++k) {
      const Lotteries::Lottery& lottery = lotteries.list[static_cast<std::size_t>(k)];
      if ((subset >> k & 1U) == 0) {
        continue;
      }
      if (lottery.threat < 0) {
        configuration = set.no_agreement();
      } else if (lottery.withdrawal) {
        const int gone = cut(configuration, lottery.threat);
        // Where a second party leaves as well, nothing is left of an agreement that no
        // deal has replaced.
        configuration = gone >= 0              ? gone
                        : now_.deal_count == 0 ? set.no_agreement()
                                               : configuration;
      } else {
        const ThreatState& now = now_.threat[static_cast<std::size_t>(lottery.threat)];
        imposed |= lottery.imposes;
        for (std::size_t target = 0; target < parties_; ++target) {
          chance[target] =
              1.0 - (1.0 - chance[target]) * (1.0 - now.expected_retaliation[target]);
        }
      }
    }
    list_answers(imposed, state.retaliating, chance.data(), answers);
    const bool lost = configuration == set.no_agreement();
    for (std::size_t i = 0; i < parties_; ++i) {
      const Real probability = lotteries.probability(subset, i);
      if (probability > 0.0) {
        value[i] +=
            probability * (expected_base(static_cast<int>(i), configuration, answers) +
                           (lost ? 0.0 : content[i]));
      }
    }
  }
  add_uncertainty(lotteries, state, value);
  return value;
}

// psi of B9: that somebody may leave costs something before it does.
void Engine::add_uncertainty(const Lotteries& lotteries, TariffState state,
                             ByParty& value) const {
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    Real uncertainty = 0.0;
    for (int k = 0; k < lotteries.count; ++k) {
      const Lotteries::Lottery& lottery = lotteries.list[static_cast<std::size_t>(k)];
      if (lottery.unsettles > 0.0) {
        uncertainty +=
            lottery.unsettles *
            std::min(0.0, base(party, after_withdrawal(lottery.threat), state) -
                              base(party, now_.configuration, state));
      }
    }
    value[static_cast<std::size_t>(party)] += uncertainty;
  }
}

// E_i of B9, under a notice that takes effect when payoffs count with `gone`.
Real Engine::exit_value(int party, TariffState state, Real gone) const {
  const int withdrawn = payoffs_.configurations().withdrawn(party);
  return (1.0 - gone) *
             (base(party, now_.configuration, state) + current_content(party)) +
         gone * base(party, withdrawn, state) -
         now_.party[static_cast<std::size_t>(party)].exit_cost;
}

Real Engine::notice_discount(int party) const {
  const Party& leaving = model_.parties[static_cast<std::size_t>(party)];
  return discount(party, now_.day, now_.day + leaving.notice_days);
}

// What everybody can work out of everybody's fallbacks.
void Engine::update_fallbacks() {
  const TariffState none{};
  Lotteries lotteries;
  list_lotteries(lotteries);
  ByParty content{};
  for (std::size_t i = 0; i < parties_; ++i) {
    content[i] = current_content(static_cast<int>(i));
  }
  const ByParty stay = stay_values(lotteries, now_.tariffs, content);
  const ByParty stay_without =
      now_.tariffs.imposed != 0 ? stay_values(lotteries, none, content) : stay;
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    const auto i = static_cast<std::size_t>(party);
    PartyState& state = now_.party[i];
    state.stay = stay[i];
    state.has_exit = model_.parties[i].may_withdraw && now_.deal_count == 0;
    state.exit = 0.0;
    state.known = stay[i];
    state.known_without_tariff = stay_without[i];
    if (state.has_exit) {
      const Real gone = notice_discount(party);
      state.exit = exit_value(party, now_.tariffs, gone);
      state.known = std::max(state.stay, state.exit);
      state.known_without_tariff =
          now_.tariffs.imposed == 0
              ? state.known
              : std::max(state.known_without_tariff, exit_value(party, none, gone));
    }
    state.has_other = false;
  }
}

// R_i = max(S_i, E_i, max O_i) + e_i (B9).
void Engine::update_reservations() {
  for (PartyState& state : now_.party) {
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
