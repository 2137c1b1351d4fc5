// What an agreement is worth and how likely each party is to take it (B2, B8, B13, B15).
#include <algorithm>
#include <cmath>

#include "bargaining/engine.hpp"
#include "tripart/bargaining/ratification.hpp"

namespace tripart {

Real Engine::sign_day(const Track& track) const {
  if (model_.legal.sign_before < 0.0) {
    return day_;
  }
  const Real noticed = track.kind == TrackKind::accession ? first_deal_day_ : day_;
  return std::max(noticed + model_.legal.notice_days, day_ + model_.legal.text_days);
}

// A configuration as it comes back after a refusal: who has left the old agreement stays
// out.
int Engine::reverted(int configuration) const {
  if (left_ < 0) {
    return configuration;
  }
  const Threat& notice = model_.threats[static_cast<std::size_t>(left_)];
  const int gone =
      payoffs_.configurations().cut(configuration, notice.issuer, notice.targets);
  return gone >= 0 ? gone : configuration;
}

// Q_i of B15 under the tariffs in force at the vote.
Real Engine::ratification_chance(int party, Real value, Real content, int configuration,
                                 TariffState tariffs) const {
  const auto i = static_cast<std::size_t>(party);
  if (!model_.parties[i].ratifies) {
    return 1.0;
  }
  const PartyState& state = party_[i];
  const ConfigurationKind kind = payoffs_.configurations()[configuration].kind;
  const bool bilateral = parties_ > 2 && (kind == ConfigurationKind::bilateral ||
                                          kind == ConfigurationKind::two_bilaterals ||
                                          kind == ConfigurationKind::bilaterals ||
                                          kind == ConfigurationKind::exclusion);
  const bool on_me = contains(hit_by(tariffs.imposed), party);
  RatificationStakes stakes;
  stakes.deal =
      value +
      (state.government.legislature_weight - state.government.content_weight) * content;
  stakes.reversion =
      base(party, reverted(payoffs_.configurations().status_quo()), tariffs);
  stakes.bilateral_bonus = bilateral ? -state.bilateral_penalty : 0.0;
  stakes.threshold = state.government.threshold;
  stakes.tariff_penalty = on_me ? state.tariff_penalty : 0.0;
  stakes.noise = state.ratification_noise;
  return ratification_probability(stakes);
}

// Tariffs that would come off with this text: the issuer's share of the surplus over R_0
// is fair (B13).
std::uint32_t Engine::fair_lifts(const Track& track, std::size_t point,
                                 std::uint32_t liftable, int freed) const {
  Real total = 0.0;
  std::array<Real, max_parties> surplus{};
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    const auto i = static_cast<std::size_t>(party);
    if (contains(track.signatories, party)) {
      const Real value =
          base_at(party, track.configuration, freed) +
          track.effect[i * track.capacity + point] +
          party_[i].government.content_weight * track.content[i * track.capacity + point];
      surplus[i] = std::max(0.0, value - party_[i].reservation_without_tariff);
      total += surplus[i];
    }
  }
  std::uint32_t fair = 0;
  for (std::size_t bit = 0; bit < bits_.size(); ++bit) {
    const auto threat = static_cast<std::size_t>(bits_[bit].threat);
    const auto issuer = static_cast<std::size_t>(model_.threats[threat].issuer);
    if ((liftable >> bit & 1U) != 0 && total > 0.0 &&
        surplus[issuer] >= threat_[threat].fair_share * total) {
      fair |= 1U << bit;
    }
  }
  return fair;
}

// How likely the tariffs that come off are off by the day of the vote, which is the mean
// day of entry into force; a tariff tied to ratification is still on.
Real Engine::chance_off_at_vote(std::uint32_t lifted) const {
  const Real years = model_.force_scale * force_mean_factor_ / 12.0;
  Real sum = 0.0;
  int count = 0;
  for (std::size_t bit = 0; bit < bits_.size(); ++bit) {
    if ((lifted >> bit & 1U) != 0) {
      const Threat& threat = model_.threats[static_cast<std::size_t>(bits_[bit].threat)];
      sum += threat.lift_at_signature +
             threat.lift_separately * -math::expm1(-threat.lift_hazard * years);
      ++count;
    }
  }
  return count > 0 ? sum / count : 0.0;
}

// The tariff state once these have come off: retaliation ends with what it answers.
TariffState Engine::without(std::uint32_t lifted) const {
  const std::uint32_t left = tariffs_.imposed & ~lifted;
  return TariffState{left, tariffs_.retaliating & hit_by(left)};
}

Engine::Lifting Engine::lifting_of(const Track& track) const {
  Lifting lifting;
  for (std::size_t bit = 0; bit < bits_.size(); ++bit) {
    const Threat& threat = model_.threats[static_cast<std::size_t>(bits_[bit].threat)];
    if ((tariffs_.imposed >> bit & 1U) != 0 &&
        contains(track.signatories, threat.issuer) &&
        contains(track.signatories, bits_[bit].target)) {
      lifting.liftable |= 1U << bit;
    }
  }
  lifting.now = payoffs_.state_index(tariffs_);
  lifting.freed = payoffs_.state_index(without(lifting.liftable));
  return lifting;
}

// V_i(n) with the believed lifting of tariffs (B13), and Q(n) (B8), of one point.
void Engine::appraise(Track& track, int n, const Lifting& lifting) {
  const auto point = static_cast<std::size_t>(n);
  const std::uint32_t fair =
      lifting.liftable != 0 ? fair_lifts(track, point, lifting.liftable, lifting.freed)
                            : 0U;
  track.fair[point] = fair;
  const TariffState later = without(fair);
  const int lifted = payoffs_.state_index(later);
  const Real off = chance_off_at_vote(fair);
  Real quality = 1.0;
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    const auto i = static_cast<std::size_t>(party);
    if (!contains(track.signatories, party)) {
      continue;
    }
    const Real content = track.content[i * track.capacity + point];
    const Real text = track.effect[i * track.capacity + point] +
                      party_[i].government.content_weight * content;
    const Real today = base_at(party, track.configuration, lifting.now) + text;
    Real value = today;
    Real chance =
        ratification_chance(party, today, content, track.configuration, tariffs_);
    if (fair != 0) {
      const Real freed_value = base_at(party, track.configuration, lifted) + text;
      value = (1.0 - lift_discount_[i]) * today + lift_discount_[i] * freed_value;
      chance =
          (1.0 - off) * chance + off * ratification_chance(party, freed_value, content,
                                                           track.configuration, later);
    }
    track.value[i * track.capacity + point] = value;
    quality *= chance;
  }
  track.quality[point] = quality;
}

void Engine::evaluate(Track& track) {
  prepare(track);
  update_lift_discounts(track);
  const Lifting lifting = lifting_of(track);
  for (int n = 0; n < track.size; ++n) {
    appraise(track, n, lifting);
  }
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (contains(track.members, party)) {
      const auto i = static_cast<std::size_t>(party);
      track.best[i] = best_expected(track, party, party_[i].reservation);
    }
  }
}

// D(L) of B13, averaged over the ways in which tariffs come off.
void Engine::update_lift_discounts(const Track& track) {
  if (tariffs_.imposed == 0) {
    return;
  }
  const Real signature = sign_day(track);
  const Real force = signature + model_.force_scale * force_mean_factor_ * days_per_month;
  for (std::size_t i = 0; i < parties_; ++i) {
    Real later = 0.0;
    Real weight = 0.0;
    for (std::size_t bit = 0; bit < bits_.size(); ++bit) {
      if ((tariffs_.imposed >> bit & 1U) != 0) {
        const Threat& threat =
            model_.threats[static_cast<std::size_t>(bits_[bit].threat)];
        const int party = static_cast<int>(i);
        const Real separate = threat.lift_hazard > 0.0
                                  ? signature + days_per_year / threat.lift_hazard
                                  : never;
        later += threat.lift_at_signature * discount(party, day_, signature) +
                 threat.lift_at_ratification * discount(party, day_, force) +
                 threat.lift_separately * discount(party, day_, separate);
        weight += 1.0;
      }
    }
    lift_discount_[i] = later / weight;
  }
}

Real Engine::best_expected(const Track& track, int party, Real reservation) const {
  Real best = worst_value;
  for (int n = 0; n < track.size; ++n) {
    best = std::max(best, expected(track, party, n, reservation));
  }
  return track.blocked ? worst_value : best;
}

// Phat_j(n) of B8: what everybody else makes of `party`'s answer, given its tactic and
// the belief about its type.
void Engine::judge(Track& track, int party, Real known) {
  const auto i = static_cast<std::size_t>(party);
  Real* acceptance = &track.acceptance[i * track.capacity];
  std::fill(acceptance, acceptance + track.size, 0.0);
  if (track.blocked) {
    return;
  }
  const PartyState& state = party_[i];
  const bool zero_intelligence = model_.parties[i].strategy.kind == StrategyKind::random;
  const Real kept = 1.0 - conceded(party, day_);
  const Real* value = &track.value[i * track.capacity];
  const auto types = belief_[i].value();
  const auto probability = belief_[i].probability();
  for (std::size_t cell = 0; cell < types.size(); ++cell) {
    const Real reservation = known + types[cell];
    Real surplus = -1.0;  // EVmax - R
    for (int n = 0; n < track.size; ++n) {
      const auto point = static_cast<std::size_t>(n);
      surplus = std::max(surplus, track.quality[point] * (value[point] - reservation));
    }
    cell_surplus_[i * types.size() + cell] = surplus;
    if (surplus < 0.0 || probability[cell] <= 0.0) {
      continue;  // no surplus: it refuses everything
    }
    const Real least = zero_intelligence ? 0.0 : surplus * kept;
    const Real noise = zero_intelligence ? 0.0 : state.noise;
    for (int n = 0; n < track.size; ++n) {
      const auto point = static_cast<std::size_t>(n);
      acceptance[point] +=
          probability[cell] *
          choice_probability(track.quality[point] * (value[point] - reservation) - least,
                             noise);
    }
  }
}

// The same for one offer and one type, in the current track.
Real Engine::acceptance_of_type(const Track& track, int party, int point,
                                std::size_t cell) const {
  const auto i = static_cast<std::size_t>(party);
  const auto n = static_cast<std::size_t>(point);
  const auto types = belief_[i].value();
  const Real surplus = cell_surplus_[i * types.size() + cell];
  if (surplus < 0.0) {
    return 0.0;
  }
  const bool zero_intelligence = model_.parties[i].strategy.kind == StrategyKind::random;
  const Real least = zero_intelligence ? 0.0 : surplus * (1.0 - conceded(party, day_));
  const Real gain = track.quality[n] *
                    (track.value[i * track.capacity + n] - party_[i].known - types[cell]);
  return choice_probability(gain - least, zero_intelligence ? 0.0 : party_[i].noise);
}

}  // namespace tripart
