// Ratification, renegotiation and reversion (B15).
#include <algorithm>
#include <cmath>

#include "bargaining/engine.hpp"

namespace tripart {

// B15. All legislatures vote on the day the deal would enter into force.
void Engine::ratify() {
  PartySet voters = 0;
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (model_.parties[static_cast<std::size_t>(party)].ratifies && is_in_a_deal(party)) {
      voters |= set_of(party);
    }
  }
  if (voters == 0 || history_.force_day > model_.follow_up) {
    history_.ratified = voters == 0 ? Ratified::none : Ratified::pending;
    return;
  }
  Track& track = now_.tracks[static_cast<std::size_t>(history_.settled_track)];
  const TariffState during = now_.tariffs;
  now_.tariffs = tariffs_on(history_.force_day);
  PartySet against = vote(voters, 0);
  if (now_.deal_count == 1) {  // of two deals nobody has forecast both at once
    foresee(ForecastKind::ratification, -1, history_.settled_quality, against == 0);
  }
  // Another text of the last table is no answer to who does not sit there, and no new
  // question to who has approved another deal.
  if (against != 0 && (against & ~track.members) == 0 &&
      uniform(Purpose::ratification, setup_.names.common, 1) < model_.renegotiation) {
    renegotiate(track);
    note(EventType::renegotiated, history_.force_day, -1, -1, 0.0, 0.0, track.members);
    against = vote(voters & track.signatories, 1);
  }
  now_.tariffs = during;
  history_.ratified = against == 0 ? Ratified::yes : Ratified::no;
  if (against != 0) {
    history_.mechanisms |= static_cast<std::uint8_t>(Mechanism::ratification);
    revert(against);
  }
}

PartySet Engine::vote(PartySet voters, std::uint32_t round) {
  PartySet against = 0;
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (!contains(voters, party)) {
      continue;
    }
    const auto i = static_cast<std::size_t>(party);
    const Real content = settled_content(party);
    const Real value = base(party, now_.configuration, now_.tariffs) +
                       settled_effect(party) +
                       now_.party[i].government.content_weight * content;
    const Real chance =
        ratification_chance(party, value, content, now_.configuration, now_.tariffs);
    const bool approves =
        uniform(Purpose::ratification, setup_.names.party[i], round) < chance;
    against |= approves ? 0U : set_of(party);
    note(approves ? EventType::ratified : EventType::rejected, history_.force_day, party,
         party, chance);
  }
  return against;
}

// One new attempt (B15): the members settle on the text most likely to pass, among those
// that leave nobody below its reservation value.
void Engine::renegotiate(Track& track) {
  evaluate(track);
  int best = -1;
  for (int n = 0; n < track.size; ++n) {
    bool acceptable = true;
    for (int party = 0; party < static_cast<int>(parties_); ++party) {
      const auto i = static_cast<std::size_t>(party);
      acceptable =
          acceptable && (!contains(track.members, party) ||
                         track.value[i * track.capacity + static_cast<std::size_t>(n)] >=
                             now_.party[i].signed_reservation);
    }
    if (acceptable && (best < 0 || track.quality[static_cast<std::size_t>(n)] >
                                       track.quality[static_cast<std::size_t>(best)])) {
      best = n;
    }
  }
  if (best >= 0) {
    Deal& deal = now_.deals[track.kind == TrackKind::second_bilateral
                                ? static_cast<std::size_t>(now_.deal_count - 1)
                                : 0U];
    track.read_texts(best, std::span(deal.text).first(issues_));
    show_texts();
  }
}

// Reversion (B15): deals without the parties that refuse stand (of a block that a
// newcomer joined, the deal it joined), everything else goes back to the old agreement.
void Engine::revert(PartySet against) {
  const ConfigurationSet& set = payoffs_.configurations();
  int kept = 0;
  for (int index = 0; index < now_.deal_count; ++index) {
    Deal& deal = now_.deals[static_cast<std::size_t>(index)];
    if (index == 0 && (deal.members & against) != 0) {
      deal.members = history_.first_members;
    }
    if ((deal.members & against) == 0) {
      Deal& place = now_.deals[static_cast<std::size_t>(kept++)];
      if (&place != &deal) {
        std::swap(place, deal);
      }
    }
  }
  now_.deal_count = kept;
  int standing = kept > 0 ? set.block(now_.deals[0].members) : set.status_quo();
  if (kept > 1) {
    PartySet spokes = 0;
    for (int index = 0; index < kept; ++index) {
      spokes |= now_.deals[static_cast<std::size_t>(index)].members & ~set_of(now_.hub);
    }
    standing = set.spokes(now_.hub, spokes);
  }
  now_.configuration = reverted(standing);
}

}  // namespace tripart
