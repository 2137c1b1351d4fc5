// From an agreed text to the end of the story: accession (B14), lifting (B13), endings
// (B16).
#include <algorithm>
#include <cmath>

#include "bargaining/engine.hpp"
#include "tripart/core/bits.hpp"

namespace tripart {

// The deal is signed as proposed; whoever is left outside may join until the accession
// date.
void Engine::conclude(Track& track, int point, int proposer) {
  note(EventType::agreement, now_.day, proposer, -1, 0.0, 0.0, track.members);
  remember_terms(track, point);
  history_.settled_track = now_.current;
  history_.settled_quality = track.quality[static_cast<std::size_t>(point)];
  history_.proposer = proposer;
  history_.deal_day = now_.day;
  history_.signature_day = sign_day(track);
  close_remaining(track);
  write_deal(track, point);
  decide_lifting(track, point);
  now_.configuration = track.configuration;
  if (history_.first_deal < 0) {
    history_.first_deal = now_.configuration;
    history_.first_deal_day = now_.day;
    history_.first_members = track.signatories;
    history_.path = Path::direct;
  }
  if (track.kind == TrackKind::accession) {
    history_.path = Path::accession;
  }
  for (std::size_t t = 0; t < now_.threat.size(); ++t) {
    if (model_.threats[t].kind == ThreatKind::exclusion &&
        now_.threat[t].status == ThreatStatus::standing) {
      now_.threat[t].expiry =
          now_.day +
          now_.threat[t].period;  // only now is there something to be left out of
    }
  }
  if (!now_.accession_phase) {
    now_.hub = track.hub;
    now_.outsiders = model_.everyone() & ~track.signatories;
  }
  next_outsider();
}

void Engine::write_deal(const Track& track, int point) {
  const bool joins = track.kind == TrackKind::accession;
  Deal& deal = now_.deals[joins ? 0U : static_cast<std::size_t>(now_.deal_count)];
  now_.deal_count += joins ? 0 : 1;
  for (std::size_t k = 0; k < issues_; ++k) {
    const bool bound = joins && deal.settled[k] != 0;
    deal.settled[k] = bound || is_open(track, static_cast<int>(k)) ? 1 : 0;
    deal.text[k] = track.text_at(point, k);
  }
  deal.members = track.signatories;
  show_texts();
}

// The texts as agreed, of the first deal that settles an issue; a legislature may still
// refuse them.
void Engine::show_texts() {
  for (std::size_t k = 0; k < issues_; ++k) {
    outcome_->settled[k] = 0;
    for (int index = now_.deal_count - 1; index >= 0; --index) {
      const Deal& deal = now_.deals[static_cast<std::size_t>(index)];
      if (deal.settled[k] != 0) {
        outcome_->settled[k] = 1;
        outcome_->text[k] = deal.text[k];
      }
    }
  }
}

void Engine::close_remaining(Track& track) {
  for (std::size_t k = 0; k < chapters_; ++k) {
    if (track.closed[k] == 0) {
      track.closed[k] = 1;
      history_.closing_day[k] = day_number(now_.day);
    }
  }
}

// B14: the outsiders meet the hub one after another, in the order of their names, each
// until its accession date: the legal text date where one lies ahead, else a fixed number
// of days.
void Engine::next_outsider() {
  for (const int outsider : setup_.by_name) {
    if (contains(now_.outsiders, outsider)) {
      now_.outsiders &= ~set_of(outsider);
      open_accession(outsider);
      if (now_.accession_phase) {
        return;
      }
    }
  }
  end_talks(Ending::agreed,
            now_.accession_phase ? std::min(now_.day, now_.accession_day) : now_.day);
}

void Engine::open_accession(int outsider) {
  const ConfigurationSet& set = payoffs_.configurations();
  now_.accession_phase = false;
  int partners = 0;
  bool spokes_only = true;
  for (int deal = 0; deal < now_.deal_count; ++deal) {
    partners |= static_cast<int>(now_.deals[static_cast<std::size_t>(deal)].members);
    spokes_only = spokes_only &&
                  count_bits(now_.deals[static_cast<std::size_t>(deal)].members) == 2;
  }
  for (int index = 0; index < static_cast<int>(now_.tracks.size()); ++index) {
    Track& track = now_.tracks[static_cast<std::size_t>(index)];
    if (track.hub != now_.hub || track.partner != outsider) {
      continue;
    }
    if (track.kind == TrackKind::accession) {
      track.signatories = now_.deals[0].members | set_of(outsider);
      track.configuration =
          now_.deal_count == 1 ? set.offered(set.block(track.signatories)) : -1;
      now_.current = index;
      now_.accession_phase = track.configuration >= 0;
    } else if (track.kind == TrackKind::second_bilateral) {
      const PartySet spokes =
          (static_cast<PartySet>(partners) | set_of(outsider)) & ~set_of(now_.hub);
      track.configuration = spokes_only ? set.offered(set.spokes(now_.hub, spokes)) : -1;
      if (!now_.accession_phase && track.configuration >= 0) {
        now_.current =
            index;  // the hub has bilaterals only: there is no single deal to join
        now_.accession_phase = true;
      }
    }
    inherit_closings(track);
    track.version = -1;
  }
  const Real text = model_.legal.sign_before < 0.0 ? -1.0 : model_.legal.text_day();
  now_.accession_day =
      text >= now_.day + model_.accession_every ? text : now_.day + model_.accession_days;
  now_.accession_day = std::min(now_.accession_day, model_.horizon);
  now_.offers_made = 0;
  now_.without_surplus = 0;
  forget_offers();
}

void Engine::end_talks(Ending ending, Real day) {
  now_.talking = now_.accession_phase = false;
  history_.ending = ending;
  history_.end_day = day;
  if (ending == Ending::lapsed) {
    note(EventType::lapsed, day);
  }
  PartySet in_deal = 0;
  for (int deal = 0; deal < now_.deal_count; ++deal) {
    in_deal |= now_.deals[static_cast<std::size_t>(deal)].members;
  }
  if (in_deal != model_.everyone() && ending != Ending::collapsed) {
    history_.mechanisms |=
        static_cast<std::uint8_t>(now_.blocked                ? Mechanism::red_line
                                  : now_.without_surplus != 0 ? Mechanism::no_surplus
                                                              : Mechanism::time);
  }
}

// B13: which tariffs between the signatories come off, and when. Only where the issuer's
// share of the surplus is "fair"; the way is drawn per threat.
void Engine::decide_lifting(const Track& track, int point) {
  const std::uint32_t fair = track.fair[static_cast<std::size_t>(point)];
  for (std::size_t bit = 0; bit < setup_.bits.size(); ++bit) {
    if ((now_.tariffs.imposed & fair) >> bit & 1U) {
      const auto t = static_cast<std::size_t>(setup_.bits[bit].threat);
      const Threat& threat = model_.threats[t];
      const Real way = uniform(Purpose::lifting, setup_.names.threat[t], 0);
      if (way < threat.lift_at_signature) {
        history_.lifted[bit] = history_.signature_day;
      } else if (way < threat.lift_at_signature + threat.lift_at_ratification) {
        history_.lifted[bit] = at_ratification;
      } else if (threat.lift_hazard > 0.0) {
        const Real wait =
            -math::log(uniform(Purpose::lifting, setup_.names.threat[t], 1));
        history_.lifted[bit] =
            history_.signature_day + wait / threat.lift_hazard * days_per_year;
      }
    }
  }
}

// Tariffs in force on a day after the talks.
TariffState Engine::tariffs_on(Real day) const {
  std::uint32_t left = now_.tariffs.imposed;
  for (std::size_t bit = 0; bit < setup_.bits.size(); ++bit) {
    if ((left >> bit & 1U) != 0 && history_.lifted[bit] <= day) {
      left &= ~(1U << bit);
    }
  }
  return {left, now_.tariffs.retaliating & hit_by(left)};
}

// Signature, threats whose condition is met, ratification, lifting.
void Engine::settle() {
  history_.agreed_configuration = now_.configuration;
  if (now_.deal_count == 0) {
    finish_tariffs();
    return;
  }
  measure_nash_in_nash_distance();
  note(EventType::signature, history_.signature_day, -1, -1, 0.0, 0.0,
       now_.tracks[static_cast<std::size_t>(history_.settled_track)].signatories);
  for (int index = 0; index < static_cast<int>(now_.threat.size()); ++index) {
    const auto t = static_cast<std::size_t>(index);
    if (now_.threat[t].status == ThreatStatus::standing &&
        uncovered(model_.threats[t]) == 0) {
      withdraw_threat(index, history_.deal_day);
    }
  }
  const Real wait = -math::log(uniform(Purpose::ratification, setup_.names.common, 0));
  history_.force_day =
      history_.signature_day +
      days_per_month * model_.force_scale * math::pow(wait, 1.0 / model_.force_shape);
  ratify();
  for (Real& day : history_.lifted) {
    if (day == at_ratification) {
      const bool in_force =
          history_.ratified == Ratified::yes || history_.ratified == Ratified::none;
      day = in_force ? history_.force_day : never;  // none: nobody had to approve
    }
  }
  finish_tariffs();
}

// Spells: days with any executed tariff in force, to the end of the follow-up.
void Engine::finish_tariffs() {
  std::array<std::pair<Real, Real>, 16> spells{};
  std::size_t count = 0;
  for (std::size_t bit = 0; bit < setup_.bits.size(); ++bit) {
    if ((now_.tariffs.imposed >> bit & 1U) != 0) {
      const Real off = std::min(history_.lifted[bit], model_.follow_up);
      spells[count++] = {history_.imposed_day[bit],
                         std::max(off, history_.imposed_day[bit])};
      if (history_.lifted[bit] <= model_.follow_up) {
        note(EventType::tariff_lifted, history_.lifted[bit],
             model_.threats[static_cast<std::size_t>(setup_.bits[bit].threat)].issuer,
             setup_.bits[bit].threat, 0.0, 0.0, set_of(setup_.bits[bit].target));
      }
    }
  }
  std::sort(spells.begin(), spells.begin() + static_cast<std::ptrdiff_t>(count));
  Real reached = -1.0;
  for (std::size_t s = 0; s < count; ++s) {
    history_.tariff_days +=
        std::max(0.0, spells[s].second - std::max(spells[s].first, reached));
    reached = std::max(reached, spells[s].second);
  }
  const TariffState last = tariffs_on(model_.follow_up);
  note_tariff_ends(last);
  for (std::size_t bit = 0; bit < setup_.bits.size(); ++bit) {
    if ((now_.tariffs.imposed & ~last.imposed) >> bit & 1U) {
      ThreatOutcome& threat =
          outcome_->threats[static_cast<std::size_t>(setup_.bits[bit].threat)];
      threat.lifted_day = std::max(threat.lifted_day, day_number(history_.lifted[bit]));
    }
  }
  now_.tariffs = last;
}

// A target drops its answer with the last tariff that hits it.
void Engine::note_tariff_ends(TariffState last) {
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (contains(now_.tariffs.retaliating & ~last.retaliating, party)) {
      Real off = 0.0;
      for (std::size_t bit = 0; bit < setup_.bits.size(); ++bit) {
        const bool hits =
            setup_.bits[bit].target == party && (now_.tariffs.imposed >> bit & 1U) != 0;
        off = hits ? std::max(off, history_.lifted[bit]) : off;
      }
      note(EventType::retaliation_ended, off, party);
    }
  }
}

}  // namespace tripart
