// What an agreement is worth and how likely each party is to take it (B2, B8, B13, B15).
#include <algorithm>
#include <cmath>

#include "bargaining/engine.hpp"
#include "tripart/bargaining/ratification.hpp"

namespace tripart {

Real Engine::sign_day(const Track& track) const {
  if (model_.legal.sign_before < 0.0) {
    return now_.day;
  }
  const Real noticed =
      track.kind == TrackKind::accession ? history_.first_deal_day : now_.day;
  return std::max(noticed + model_.legal.notice_days, now_.day + model_.legal.text_days);
}

// A configuration as it comes back after a refusal: who has left the old agreement stays
// out.
int Engine::reverted(int configuration) const {
  if (now_.left < 0) {
    return configuration;
  }
  const Threat& notice = model_.threats[static_cast<std::size_t>(now_.left)];
  const int gone =
      payoffs_.configurations().cut(configuration, notice.issuer, notice.targets);
  return gone >= 0 ? gone : configuration;
}

RatificationStakes Engine::stakes_of(int party, int configuration,
                                     TariffState tariffs) const {
  const PartyState& state = now_.party[static_cast<std::size_t>(party)];
  const ConfigurationKind kind = payoffs_.configurations()[configuration].kind;
  const bool bilateral = parties_ > 2 && (kind == ConfigurationKind::bilateral ||
                                          kind == ConfigurationKind::two_bilaterals ||
                                          kind == ConfigurationKind::bilaterals ||
                                          kind == ConfigurationKind::exclusion);
  const bool on_me = contains(hit_by(tariffs.imposed), party);
  RatificationStakes stakes;
  stakes.reversion =
      base(party, reverted(payoffs_.configurations().status_quo()), tariffs);
  stakes.bilateral_bonus = bilateral ? -state.bilateral_penalty : 0.0;
  stakes.threshold = state.government.threshold;
  stakes.tariff_penalty = on_me ? state.tariff_penalty : 0.0;
  stakes.noise = state.ratification_noise;
  return stakes;
}

// Q_i of B15 under the tariffs in force at the vote.
Real Engine::ratification_chance(int party, Real value, Real content, int configuration,
                                 TariffState tariffs) const {
  const auto i = static_cast<std::size_t>(party);
  if (!model_.parties[i].ratifies) {
    return 1.0;
  }
  const Government& government = now_.party[i].government;
  return ratification_probability(
      value + (government.legislature_weight - government.content_weight) * content,
      stakes_of(party, configuration, tariffs));
}

// Tariffs that would come off with each text: the issuer's share of the surplus over R_0,
// with all that could come off set aside, is fair (B13).
void Engine::fair_lifts(Track& track, const Appraisal& menu, std::uint32_t liftable) {
  for (std::size_t t = 0; t < now_.threat.size(); ++t) {
    std::uint32_t tariffs = 0;
    for (std::size_t bit = 0; bit < setup_.bits.size(); ++bit) {
      tariffs |= static_cast<std::size_t>(setup_.bits[bit].threat) == t ? 1U << bit : 0U;
    }
    tariffs &= liftable;
    if (tariffs == 0) {
      continue;
    }
    std::size_t issuer = 0;  // its place among the signatories
    for (int party = 0; party < model_.threats[t].issuer; ++party) {
      issuer += contains(track.signatories, party) ? 1U : 0U;
    }
    kernels_.appraisal.is_fair(menu, issuer, now_.threat[t].fair_share,
                               scratch_.fair.data());
    for (std::size_t n = menu.first; n < menu.last; ++n) {
      track.fair[n] |= scratch_.fair[n] != 0.0 ? tariffs : 0U;
    }
  }
}

// How likely the tariffs that come off are off by the day of the vote, which is the mean
// day of entry into force; a tariff tied to ratification is still on.
Real Engine::chance_off_at_vote(std::uint32_t lifted) const {
  const Real years = model_.force_scale * setup_.force_mean_factor / 12.0;
  Real sum = 0.0;
  int count = 0;
  for (std::size_t bit = 0; bit < setup_.bits.size(); ++bit) {
    if ((lifted >> bit & 1U) != 0) {
      const Threat& threat =
          model_.threats[static_cast<std::size_t>(setup_.bits[bit].threat)];
      sum += threat.lift_at_signature +
             threat.lift_separately * -math::expm1(-threat.lift_hazard * years);
      ++count;
    }
  }
  return count > 0 ? sum / count : 0.0;
}

// The tariff state once these have come off: retaliation ends with what it answers.
TariffState Engine::without(std::uint32_t lifted) const {
  const std::uint32_t left = now_.tariffs.imposed & ~lifted;
  return TariffState{left, now_.tariffs.retaliating & hit_by(left)};
}

Engine::Lifting Engine::lifting_of(const Track& track) const {
  Lifting lifting;
  for (std::size_t bit = 0; bit < setup_.bits.size(); ++bit) {
    const Threat& threat =
        model_.threats[static_cast<std::size_t>(setup_.bits[bit].threat)];
    if ((now_.tariffs.imposed >> bit & 1U) != 0 &&
        contains(track.signatories, threat.issuer) &&
        contains(track.signatories, setup_.bits[bit].target)) {
      lifting.liftable |= 1U << bit;
    }
  }
  lifting.now = payoffs_.state_index(now_.tariffs);
  lifting.freed = payoffs_.state_index(without(lifting.liftable));
  return lifting;
}

// V_i(n) with the believed lifting of tariffs (B13), and Q(n) (B8), of the points from
// `from` up to `to`.
void Engine::appraise(Track& track, int from, int to, const Lifting& lifting) {
  Appraisal menu;
  menu.appraiser = scratch_.appraiser.data();
  menu.first = static_cast<std::size_t>(from) / most_lanes * most_lanes;
  menu.last = static_cast<std::size_t>(to);
  menu.quality = track.quality.data();
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (!contains(track.signatories, party)) {
      continue;
    }
    const auto i = static_cast<std::size_t>(party);
    const Government& government = now_.party[i].government;
    Appraiser& appraiser = scratch_.appraiser[menu.appraisers++];
    appraiser.content = &track.content[i * track.capacity];
    appraiser.effect = &track.effect[i * track.capacity];
    appraiser.value = &track.value[i * track.capacity];
    appraiser.content_weight = government.content_weight;
    appraiser.base = base_at(party, track.configuration, lifting.now);
    appraiser.ratifies = model_.parties[i].ratifies;
    appraiser.voters_extra = government.legislature_weight - government.content_weight;
    appraiser.stakes = stakes_of(party, track.configuration, now_.tariffs);
  }
  kernels_.appraisal.appraise(menu);
  std::fill(track.fair.begin() + static_cast<std::ptrdiff_t>(menu.first),
            track.fair.begin() + to, 0U);
  if (lifting.liftable != 0) {
    appraise_lifting(track, menu, lifting);
  }
}

// What differs where tariffs come off: texts that end the same ones are taken together.
void Engine::appraise_lifting(Track& track, Appraisal& menu, const Lifting& lifting) {
  std::array<int, max_parties> who{};
  for (int party = 0, s = 0; party < static_cast<int>(parties_); ++party) {
    if (contains(track.signatories, party)) {
      const auto i = static_cast<std::size_t>(party);
      Appraiser& appraiser = scratch_.appraiser[static_cast<std::size_t>(s)];
      appraiser.freed_base = base_at(party, track.configuration, lifting.freed);
      appraiser.reservation = now_.party[i].reservation_without_tariff;
      appraiser.lift_discount = scratch_.lift_discount[i];
      who[static_cast<std::size_t>(s++)] = party;
    }
  }
  fair_lifts(track, menu, lifting.liftable);
  const auto first = track.fair.begin() + static_cast<std::ptrdiff_t>(menu.first);
  for (std::size_t n = menu.first; n < menu.last; ++n) {
    const std::uint32_t fair = track.fair[n];
    const auto here = track.fair.begin() + static_cast<std::ptrdiff_t>(n);
    if (fair == 0 || std::find(first, here, fair) != here) {
      continue;
    }
    for (std::size_t m = menu.first; m < menu.last; ++m) {
      scratch_.fair[m] = track.fair[m] == fair ? 1.0 : 0.0;
    }
    const TariffState later = without(fair);
    for (std::size_t s = 0; s < menu.appraisers; ++s) {
      scratch_.appraiser[s].freed_base =
          base_at(who[s], track.configuration, payoffs_.state_index(later));
      scratch_.appraiser[s].freed_stakes = stakes_of(who[s], track.configuration, later);
    }
    menu.comes_off = scratch_.fair.data();
    menu.off_at_vote = chance_off_at_vote(fair);
    kernels_.appraisal.appraise_lifting(menu);
  }
}

void Engine::update_values(Track& track) {
  const bool has_menu = track.version == now_.version;
  prepare(track);
  const Lifting lifting = lifting_of(track);
  const Circumstances now{now_.tariffs, now_.left};
  if (has_menu && lifting.liftable == 0 && track.appraised_in == now) {
    return;
  }
  track.appraised_in.reset();
  if (lifting.liftable != 0) {
    update_lift_discounts(track);
  } else {
    track.appraised_in = now;
  }
  appraise(track, 0, track.size, lifting);
}

void Engine::evaluate(Track& track) {
  update_values(track);
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (contains(track.members, party)) {
      const auto i = static_cast<std::size_t>(party);
      const Real best = expect(track, party, now_.party[i].reservation);
      track.best[i] = track.blocked ? worst_value : best;
    }
  }
}

// D(L) of B13, averaged over the ways in which tariffs come off.
void Engine::update_lift_discounts(const Track& track) {
  const Real signature = sign_day(track);
  const Real force =
      signature + model_.force_scale * setup_.force_mean_factor * days_per_month;
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (!contains(track.signatories, party)) {
      continue;
    }
    Real later = 0.0;
    Real weight = 0.0;
    int last = -1;
    Real of_last = 0.0;  // tariffs of one threat come off in the same ways
    for (std::size_t bit = 0; bit < setup_.bits.size(); ++bit) {
      if ((now_.tariffs.imposed >> bit & 1U) == 0) {
        continue;
      }
      if (setup_.bits[bit].threat != last) {
        last = setup_.bits[bit].threat;
        const Threat& threat = model_.threats[static_cast<std::size_t>(last)];
        const Real separate = threat.lift_hazard > 0.0
                                  ? signature + days_per_year / threat.lift_hazard
                                  : never;
        of_last = threat.lift_at_signature * discount(party, now_.day, signature) +
                  threat.lift_at_ratification * discount(party, now_.day, force) +
                  threat.lift_separately * discount(party, now_.day, separate);
      }
      later += of_last;
      weight += 1.0;
    }
    scratch_.lift_discount[static_cast<std::size_t>(party)] = later / weight;
  }
}

// EV_i(n) of every point, and the greatest of them.
Real Engine::expect(const Track& track, int party, Real reservation) {
  return kernels_.appraisal.expect(
      track.quality.data(),
      &track.value[static_cast<std::size_t>(party) * track.capacity], reservation,
      static_cast<std::size_t>(track.size), scratch_.own.data());
}

// What everybody else knows of `party` at a table: what it may be (B9, B10), and how such
// a party bargains (B6, B7). All that Phat of B8 needs, for those who ask.
void Engine::consider_types(const Track& track, int party, Real known) {
  if (track.blocked) {
    return;
  }
  const auto i = static_cast<std::size_t>(party);
  Types& types = scratch_.types[i];
  types.private_part = now_.belief[i].value().data();
  types.probability = now_.belief[i].probability().data();
  types.cells = now_.belief[i].value().size();
  types.surplus = &scratch_.cell_surplus[i * padded(types.cells)];
  types.known = known;
  types.zero_intelligence = model_.parties[i].strategy.kind == StrategyKind::random;
  types.kept = types.zero_intelligence ? 0.0 : 1.0 - conceded(party);
  types.noise = types.zero_intelligence ? 0.0 : now_.party[i].noise;
  kernels_.judgement.find_surpluses(types, track.quality.data(),
                                    &track.value[i * track.capacity],
                                    static_cast<std::size_t>(track.size));
}

// prod_j Phat_j(n) of B8 over all at the table but the one who asks, for a few points:
// what is made of the others' answers, given their tactics and the beliefs about their
// types. Most points never matter, so only those asked about are judged.
void Engine::judge(Track& track, int asking, std::span<const int> points, Real* product) {
  std::array<Real, most_lanes> quality{};
  std::array<Real, most_lanes> value{};
  std::array<Real, most_lanes> acceptance{};
  for (std::size_t k = 0; k < points.size(); ++k) {
    quality[k] = track.quality[static_cast<std::size_t>(points[k])];
    product[k] = 1.0;
  }
  for (int other = 0; other < static_cast<int>(parties_); ++other) {
    if (other == asking || !contains(track.members, other)) {
      continue;
    }
    const std::size_t row = static_cast<std::size_t>(other) * track.capacity;
    for (std::size_t k = 0; k < points.size(); ++k) {
      value[k] = track.value[row + static_cast<std::size_t>(points[k])];
    }
    kernels_.judgement.expect_acceptance(scratch_.types[static_cast<std::size_t>(other)],
                                         quality.data(), value.data(), points.size(),
                                         acceptance.data());
    for (std::size_t k = 0; k < points.size(); ++k) {
      product[k] *= acceptance[k];
      track.acceptance[row + static_cast<std::size_t>(points[k])] = acceptance[k];
    }
  }
}

}  // namespace tripart
