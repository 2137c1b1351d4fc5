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
  note(EventType::agreement, day_, proposer, -1, 0.0, 0.0, track.members);
  remember_terms(track, point);
  settled_track_ = current_;
  settled_quality_ = track.quality[static_cast<std::size_t>(point)];
  proposer_ = proposer;
  deal_day_ = day_;
  signature_day_ = sign_day(track);
  close_remaining(track);
  write_deal(track, point);
  decide_lifting(track, point);
  configuration_ = track.configuration;
  if (first_deal_ < 0) {
    first_deal_ = configuration_;
    first_deal_day_ = day_;
    first_members_ = track.signatories;
    path_ = Path::direct;
  }
  if (track.kind == TrackKind::accession) {
    path_ = Path::accession;
  }
  for (std::size_t t = 0; t < threat_.size(); ++t) {
    if (model_.threats[t].kind == ThreatKind::exclusion &&
        threat_[t].status == ThreatStatus::standing) {
      threat_[t].expiry =
          day_ + threat_[t].period;  // only now is there something to be left out of
    }
  }
  if (!accession_phase_) {
    hub_ = track.hub;
    outsiders_ = model_.everyone() & ~track.signatories;
  }
  next_outsider();
}

void Engine::write_deal(const Track& track, int point) {
  const bool joins = track.kind == TrackKind::accession;
  Deal& deal = deals_[joins ? 0U : static_cast<std::size_t>(deal_count_)];
  deal_count_ += joins ? 0 : 1;
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
    for (int index = deal_count_ - 1; index >= 0; --index) {
      const Deal& deal = deals_[static_cast<std::size_t>(index)];
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
      closing_day_[k] = day_number(day_);
    }
  }
}

// B14: the outsiders meet the hub one after another, in the order of their names, each
// until its accession date: the legal text date where one lies ahead, else a fixed number
// of days.
void Engine::next_outsider() {
  for (const int outsider : by_name_) {
    if (contains(outsiders_, outsider)) {
      outsiders_ &= ~set_of(outsider);
      open_accession(outsider);
      if (accession_phase_) {
        return;
      }
    }
  }
  end_talks(Ending::agreed, accession_phase_ ? std::min(day_, accession_day_) : day_);
}

void Engine::open_accession(int outsider) {
  const ConfigurationSet& set = payoffs_.configurations();
  accession_phase_ = false;
  int partners = 0;
  bool spokes_only = true;
  for (int deal = 0; deal < deal_count_; ++deal) {
    partners |= static_cast<int>(deals_[static_cast<std::size_t>(deal)].members);
    spokes_only =
        spokes_only && count_bits(deals_[static_cast<std::size_t>(deal)].members) == 2;
  }
  for (int index = 0; index < static_cast<int>(tracks_.size()); ++index) {
    Track& track = tracks_[static_cast<std::size_t>(index)];
    if (track.hub != hub_ || track.partner != outsider) {
      continue;
    }
    if (track.kind == TrackKind::accession) {
      track.signatories = deals_[0].members | set_of(outsider);
      track.configuration =
          deal_count_ == 1 ? set.offered(set.block(track.signatories)) : -1;
      current_ = index;
      accession_phase_ = track.configuration >= 0;
    } else if (track.kind == TrackKind::second_bilateral) {
      const PartySet spokes =
          (static_cast<PartySet>(partners) | set_of(outsider)) & ~set_of(hub_);
      track.configuration = spokes_only ? set.offered(set.spokes(hub_, spokes)) : -1;
      if (!accession_phase_ && track.configuration >= 0) {
        current_ = index;  // the hub has bilaterals only: there is no single deal to join
        accession_phase_ = true;
      }
    }
    inherit_closings(track);
    track.version = -1;
  }
  const Real text = model_.legal.sign_before < 0.0 ? -1.0 : model_.legal.text_day();
  accession_day_ =
      text >= day_ + model_.accession_every ? text : day_ + model_.accession_days;
  accession_day_ = std::min(accession_day_, model_.horizon);
  offers_made_ = 0;
  without_surplus_ = 0;
  forget_offers();
}

void Engine::end_talks(Ending ending, Real day) {
  talking_ = accession_phase_ = false;
  ending_ = ending;
  end_day_ = day;
  if (ending == Ending::lapsed) {
    note(EventType::lapsed, day);
  }
  PartySet in_deal = 0;
  for (int deal = 0; deal < deal_count_; ++deal) {
    in_deal |= deals_[static_cast<std::size_t>(deal)].members;
  }
  if (in_deal != model_.everyone() && ending != Ending::collapsed) {
    mechanisms_ |=
        static_cast<std::uint8_t>(blocked_                ? Mechanism::red_line
                                  : without_surplus_ != 0 ? Mechanism::no_surplus
                                                          : Mechanism::time);
  }
}

// B13: which tariffs between the signatories come off, and when. Only where the issuer's
// share of the surplus is "fair"; the way is drawn per threat.
void Engine::decide_lifting(const Track& track, int point) {
  const std::uint32_t fair = track.fair[static_cast<std::size_t>(point)];
  for (std::size_t bit = 0; bit < bits_.size(); ++bit) {
    if ((tariffs_.imposed & fair) >> bit & 1U) {
      const auto t = static_cast<std::size_t>(bits_[bit].threat);
      const Threat& threat = model_.threats[t];
      const Real way = uniform(Purpose::lifting, names_.threat[t], 0);
      if (way < threat.lift_at_signature) {
        lifted_[bit] = signature_day_;
      } else if (way < threat.lift_at_signature + threat.lift_at_ratification) {
        lifted_[bit] = at_ratification;
      } else if (threat.lift_hazard > 0.0) {
        const Real wait = -math::log(uniform(Purpose::lifting, names_.threat[t], 1));
        lifted_[bit] = signature_day_ + wait / threat.lift_hazard * days_per_year;
      }
    }
  }
}

// Tariffs in force on a day after the talks.
TariffState Engine::tariffs_on(Real day) const {
  std::uint32_t left = tariffs_.imposed;
  for (std::size_t bit = 0; bit < bits_.size(); ++bit) {
    if ((left >> bit & 1U) != 0 && lifted_[bit] <= day) {
      left &= ~(1U << bit);
    }
  }
  return {left, tariffs_.retaliating & hit_by(left)};
}

// Signature, threats whose condition is met, ratification, lifting.
void Engine::settle() {
  agreed_configuration_ = configuration_;
  if (deal_count_ == 0) {
    finish_tariffs();
    return;
  }
  measure_nash_in_nash_distance();
  note(EventType::signature, signature_day_, -1, -1, 0.0, 0.0,
       tracks_[static_cast<std::size_t>(settled_track_)].signatories);
  for (int index = 0; index < static_cast<int>(threat_.size()); ++index) {
    const auto t = static_cast<std::size_t>(index);
    if (threat_[t].status == ThreatStatus::standing &&
        uncovered(model_.threats[t]) == 0) {
      withdraw_threat(index, deal_day_);
    }
  }
  const Real wait = -math::log(uniform(Purpose::ratification, names_.common, 0));
  force_day_ = signature_day_ + days_per_month * model_.force_scale *
                                    math::pow(wait, 1.0 / model_.force_shape);
  ratify();
  for (Real& day : lifted_) {
    if (day == at_ratification) {
      const bool in_force = ratified_ == Ratified::yes || ratified_ == Ratified::none;
      day = in_force ? force_day_ : never;  // none: nobody had to approve
    }
  }
  finish_tariffs();
}

// Spells: days with any executed tariff in force, to the end of the follow-up.
void Engine::finish_tariffs() {
  std::array<std::pair<Real, Real>, 16> spells{};
  std::size_t count = 0;
  for (std::size_t bit = 0; bit < bits_.size(); ++bit) {
    if ((tariffs_.imposed >> bit & 1U) != 0) {
      const Real off = std::min(lifted_[bit], model_.follow_up);
      spells[count++] = {imposed_day_[bit], std::max(off, imposed_day_[bit])};
      if (lifted_[bit] <= model_.follow_up) {
        note(EventType::tariff_lifted, lifted_[bit],
             model_.threats[static_cast<std::size_t>(bits_[bit].threat)].issuer,
             bits_[bit].threat, 0.0, 0.0, set_of(bits_[bit].target));
      }
    }
  }
  std::sort(spells.begin(), spells.begin() + static_cast<std::ptrdiff_t>(count));
  Real reached = -1.0;
  for (std::size_t s = 0; s < count; ++s) {
    tariff_days_ += std::max(0.0, spells[s].second - std::max(spells[s].first, reached));
    reached = std::max(reached, spells[s].second);
  }
  const TariffState last = tariffs_on(model_.follow_up);
  note_tariff_ends(last);
  for (std::size_t bit = 0; bit < bits_.size(); ++bit) {
    if ((tariffs_.imposed & ~last.imposed) >> bit & 1U) {
      ThreatOutcome& threat =
          outcome_->threats[static_cast<std::size_t>(bits_[bit].threat)];
      threat.lifted_day = std::max(threat.lifted_day, day_number(lifted_[bit]));
    }
  }
  tariffs_ = last;
}

// A target drops its answer with the last tariff that hits it.
void Engine::note_tariff_ends(TariffState last) {
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (contains(tariffs_.retaliating & ~last.retaliating, party)) {
      Real off = 0.0;
      for (std::size_t bit = 0; bit < bits_.size(); ++bit) {
        const bool hits =
            bits_[bit].target == party && (tariffs_.imposed >> bit & 1U) != 0;
        off = hits ? std::max(off, lifted_[bit]) : off;
      }
      note(EventType::retaliation_ended, off, party);
    }
  }
}

}  // namespace tripart
