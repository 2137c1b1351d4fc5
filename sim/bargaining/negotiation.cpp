// One step of a negotiation, top to bottom in the order of MODEL.md B17.
#include <algorithm>
#include <cmath>

#include "bargaining/engine.hpp"
#include "tripart/core/bits.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/lanes.hpp"

namespace tripart {

void Engine::step(const Stop& stop) {
  act_on_dates(stop.day, Until::the_day_before);  // what fell due since the last stop
  now_.day = stop.day;
  calendar_and_elections(stop);  // B3, B10
  act_on_dates(stop.day,
               Until::the_day);  // threats and retaliation (B11, B12), breakdown (B9)
  if (now_.talking && has_talks(stop)) {
    name_occasion(stop);
    now_.last_offer = is_last_offer();  // B14: the newcomer's last chance
    // B9: S, E, O, R
    update_views(stop.occasion > 0 ? Asked::to_reserve : Asked::to_choose);
    choose_track(stop);    // B14
    close_chapters(stop);  // B4
    show({.moment = Moment::convened, .stop = &stop});
    if (model_.protocol == ProtocolKind::single_text) {
      mediate();  // B8d
    } else if (model_.protocol == ProtocolKind::condorcet_election) {
      elect_text(stop);  // K1
    } else if (setup_.stationary) {
      play_equilibrium(stop);  // B8g
    } else {
      bargain(stop);  // B6 to B8, and what everybody learns from it, B10
    }
    now_.last_offer = false;
  }
  end_if_due(stop);  // B16; lifting (B13) and ratification (B15) follow the signature
}

// Whatever falls due acts on its own date, so that stops at which nobody meets, votes or
// takes office can be passed over; who looks on sees them all.
std::size_t Engine::stop_after(std::size_t stop) const {
  const std::size_t next = stop + 1;
  return observer_ != nullptr   ? next
         : now_.accession_phase ? setup_.next_meeting[next]
         : now_.talking         ? setup_.next_session[next]
                                : setup_.next_election[next];
}

void Engine::calendar_and_elections(const Stop& stop) {
  if (stop.event < 0) {
    return;
  }
  const CalendarEvent& event = model_.calendar[static_cast<std::size_t>(stop.event)];
  if (stop.votes) {
    hold_election(event, stop.event);
  }
  if (stop.takes_office) {
    change_government(event, stop.event);
  }
}

// Whether the executive falls is drawn at the vote; until the successor takes office its
// texts count with the weight `transition` (B10).
void Engine::hold_election(const CalendarEvent& election, int event) {
  const auto e = static_cast<std::size_t>(event);
  const int voter = election.voter;
  const auto i = static_cast<std::size_t>(voter);
  note(EventType::election_held, now_.day, voter);
  if (!election.replacement) {
    return;
  }
  const Party& party = model_.parties[i];
  PartyState& state = now_.party[i];
  const Real chance = drawn(election.replacement->probability);
  now_.belief[i].mix_prior(chance);
  if (uniform(Purpose::election, setup_.names.event[e], 0) >= chance) {
    return;
  }
  now_.replaced[e] = 1;
  state.successor = state.government;
  nature_.return_to(setup_.successor_mark[e]);
  draw_successor(party, *election.replacement, election.id, state.successor);
  for (std::size_t k = 0; k < issues_; ++k) {
    const Real weight = model_.transition;
    state.government.ideal[k] +=
        weight * (state.successor.ideal[k] - state.government.ideal[k]);
    state.government.salience[k] +=
        weight * (state.successor.salience[k] - state.government.salience[k]);
  }
  forget_offers();  // made under other tastes
  ++now_.version;
}

// A new executive (B10): own tastes, patience and private type; no audience stock of its
// predecessor's, halved counts of credibility (B11). Closed chapters and signed deals
// survive, open offers lapse.
void Engine::change_government(const CalendarEvent& election, int event) {
  if (now_.replaced[static_cast<std::size_t>(event)] == 0) {
    return;
  }
  const int party = election.voter;
  const auto i = static_cast<std::size_t>(party);
  PartyState& state = now_.party[i];
  state.government = state.successor;
  state.private_part = state.government.type * state.type_spread;
  now_.belief[i].reset(
      state.type_spread);  // what its predecessor showed says nothing of it
  accumulate_patience(party, static_cast<int>(std::floor(now_.day)));
  for (std::size_t t = 0; t < now_.threat.size(); ++t) {
    if (model_.threats[t].issuer == party) {
      now_.threat[t].announced = std::max(now_.threat[t].announced, now_.day);
      now_.threat[t].credibility.successes *= 0.5;
      now_.threat[t].credibility.failures *= 0.5;
    }
  }
  forget_offers();
  ++now_.version;
  note(EventType::government_changes, now_.day, party);
}

void Engine::forget_offers() {
  for (PartyState& state : now_.party) {
    state.last_offer = state.previous_offer = -1;
    state.has_aspiration = state.made_offer = false;
    state.imitated = state.initial_concession;
  }
}

// Sessions are everybody's; once a first deal stands, the hub and the newcomer meet at
// dates of their own (B14).
bool Engine::has_talks(const Stop& stop) const {
  if (somebody_is_away()) {
    return false;
  }
  if (now_.accession_phase) {
    return stop.accession_meeting && now_.day > history_.first_deal_day &&
           now_.day <= now_.accession_day;
  }
  const int members =
      count_bits(now_.tracks[static_cast<std::size_t>(now_.current)].members);
  return stop.occasion >= 0 && stop.occasion < members;
}

// Draws of a meeting are keyed by its name and, within it, by the offer or the day: a
// session more or fewer moves no draw of another one.
void Engine::name_occasion(const Stop& stop) {
  now_.meeting = now_.accession_phase
                     ? setup_.names.accession
                     : setup_.names.event[static_cast<std::size_t>(stop.event)];
  now_.occasion = static_cast<std::uint32_t>(
      now_.accession_phase ? day_number(now_.day) : std::max(stop.occasion, 0));
  draw_meeting(stop);
}

bool Engine::is_last_offer() const {
  return now_.accession_phase ? now_.day + model_.accession_every > now_.accession_day
                              : model_.protocol == ProtocolKind::take_it_or_leave_it;
}

void Engine::update_views(Asked asked) {
  update_threat_views();
  Track& track = now_.tracks[static_cast<std::size_t>(now_.current)];
  update_clocks();                   // F of B6
  update_fallbacks();                // S, E
  update_other_deals(track, asked);  // max O
  update_reservations();             // R = max(S, E, max O) + e
  evaluate(track);
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (contains(track.members, party)) {
      consider_types(track, party, now_.party[static_cast<std::size_t>(party)].known);
    }
  }
  for (int party = 0; setup_.walks_out && party < static_cast<int>(parties_); ++party) {
    if (contains(track.members, party)) {
      PartyState& state = now_.party[static_cast<std::size_t>(party)];
      state.promised = prospect(track, party, state.stay);  // B11g
    }
  }
}

// Whether a party leaves the table for its best other deal, and, if a story is told, what
// the table promises it. Who leaves with the probability Lambda((O - here) / noise)
// leaves where `here` is below O - noise logit(draw): usually only the side is to be
// known. Near the ends of the interval, where Lambda is flat, and within a margin far
// above rounding the promise is worked out.
bool Engine::prefers_other(Track& track, int party, Real& here) {
  const auto i = static_cast<std::size_t>(party);
  const PartyState& state = now_.party[i];
  const Real noise = state.switching_noise_multiple * state.initial_surplus;
  const Real draw = meeting_draw(MeetingDraws::track, i);
  constexpr Real flat = 1e-3;
  Real least = worst_value;
  Real enough = -worst_value;
  if (trace_ == nullptr && draw > flat && draw < 1.0 - flat) {
    const Real even =
        state.other - (noise > 0.0 ? noise * math::log(draw / (1.0 - draw)) : 0.0);
    const Real margin =
        1e-6 * noise + 1e-10 * (1.0 + std::fabs(state.other) + std::fabs(state.stay));
    least = even - margin;
    enough = even + margin;
  }
  // max O is net of the switching cost s_i already, which is therefore charged once.
  here = prospect(track, party, state.stay, least, enough);
  return draw < choice_probability(state.other - here, noise);
}

// B14: once per session a party that may split compares the best other deal with the
// table it sits at.
void Engine::choose_track(const Stop& stop) {
  if (stop.occasion > 0) {
    return;
  }
  Track& track = now_.tracks[static_cast<std::size_t>(now_.current)];
  for (const int party : setup_.by_name) {
    const PartyState& state = now_.party[static_cast<std::size_t>(party)];
    if (!state.has_other || !contains(track.members, party)) {
      continue;
    }
    Real here = 0.0;
    if (prefers_other(track, party, here)) {
      const Real cost = state.switching_multiple * state.initial_surplus;
      const Track& other = now_.tracks[static_cast<std::size_t>(state.best_other)];
      note(EventType::track_left, now_.day, party, -1, state.other + cost - here, cost,
           other.members);
      leave_for(state.best_other);
      return;
    }
  }
}

void Engine::leave_for(int next) {
  inherit_closings(now_.tracks[static_cast<std::size_t>(next)]);
  now_.current = next;
  forget_offers();
  update_views();
}

// A chapter that a set of parties has closed is closed between any of them (B4): plenary
// closings stay, those of a bilateral bind nobody else.
void Engine::inherit_closings(Track& track) const {
  for (const Track& other : now_.tracks) {
    if ((other.members & track.members) != track.members) {
      continue;
    }
    for (std::size_t k = 0; k < chapters_; ++k) {
      track.closed[k] |= other.closed[k];
    }
  }
}

// B4: the hazard accumulates over the days of the session; a chapter closes when it has
// used up an exponential drawn at the start, so that the length of a step moves nothing.
void Engine::close_chapters(const Stop& stop) {
  Track& track = now_.tracks[static_cast<std::size_t>(now_.current)];
  Real clock_mean = 0.0;
  int members = 0;
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (contains(track.members, party)) {
      clock_mean += now_.party[static_cast<std::size_t>(party)].clock;
      ++members;
    }
  }
  clock_mean /= members;
  // The days of a plenary are divided among the offers that are made in it: as many as
  // there are members.
  const Real offers = stop.plenary ? static_cast<Real>(parties_) / members : 1.0;
  const Real days = stop.accession_meeting ? 1.0 : stop.session_days * offers;
  kernels_.tables.chapter_hazards(drawn_.gap.data(),
                                  drawn_.a0 + (stop.plenary ? drawn_.a1 : 0.0), drawn_.a2,
                                  drawn_.a3 * clock_mean, days / 30.0,
                                  scratch_.hazard.data(), setup_.first_of_class.size());
  const Real* clocks = chapter_clocks(static_cast<std::size_t>(now_.current));
  LatestOffers latest;
  for (std::size_t i = 0; i < parties_; ++i) {
    if (contains(track.members, static_cast<int>(i))) {
      latest.all_made = latest.all_made && now_.party[i].last_offer >= 0;
      latest.point[latest.count++] = now_.party[i].last_offer;
    }
  }
  for (std::size_t k = 0; k < chapters_; ++k) {
    const bool contested = model_.chapters[k].type == ChapterType::contested;
    if (track.closed[k] != 0 || (contested && !offers_are_close(track, k, latest))) {
      continue;
    }
    track.hazard[k] += scratch_.hazard[setup_.gap_class[k]];
    if (track.hazard[k] >= clocks[k]) {
      track.closed[k] = 1;
      history_.closing_day[k] = static_cast<int>(std::floor(now_.day));
      note(EventType::chapter_closed, now_.day, -1, static_cast<int>(k), 0.0, 0.0,
           track.members);
    }
  }
}

// Once: chapters whose gap is the same number have the same hazard at every stop.
void Engine::group_chapters() {
  for (std::size_t k = 0; k < chapters_; ++k) {
    const Distribution& gap = model_.chapters[k].gap.distribution;
    const auto same = std::find_if(
        setup_.first_of_class.begin(), setup_.first_of_class.end(),
        [&](std::size_t first) {
          return gap.is_constant() && gap == model_.chapters[first].gap.distribution;
        });
    setup_.gap_class.push_back(
        static_cast<std::size_t>(same - setup_.first_of_class.begin()));
    if (same == setup_.first_of_class.end()) {
      setup_.first_of_class.push_back(k);
    }
  }
  drawn_.gap.resize(padded(setup_.first_of_class.size()));
  scratch_.hazard.resize(drawn_.gap.size());
  setup_.issues_of.resize(chapters_);
  for (std::size_t k = 0; k < issues_; ++k) {
    const auto chapter = static_cast<std::size_t>(model_.issues[k].chapter);
    TRIPART_EXPECTS(chapter < chapters_);
    setup_.issues_of[chapter].push_back(k);
  }
}

// A contested chapter may close *ad referendum* once the latest offers of all members
// differ by little in each of its issues.
bool Engine::offers_are_close(const Track& track, std::size_t chapter,
                              const LatestOffers& offers) const {
  for (const std::size_t k : setup_.issues_of[chapter]) {
    if (!is_open(track, static_cast<int>(k))) {
      continue;
    }
    if (!offers.all_made) {
      return false;
    }
    Real low = 2.0;
    Real high = -1.0;
    for (std::size_t m = 0; m < offers.count; ++m) {
      const Real text = track.text_at(offers.point[m], k);
      low = std::min(low, text);
      high = std::max(high, text);
    }
    if (high - low > model_.hazard.closeness) {
      return false;
    }
  }
  return true;
}

// One offer and the answers to it. All members of the track must accept (B7).
void Engine::bargain(const Stop& stop) {
  Track& track = now_.tracks[static_cast<std::size_t>(now_.current)];
  update_aspirations(track);
  note_surpluses(track);
  const int proposer = choose_proposer(track, stop);
  const int point = propose(track, proposer);
  if (point < 0) {
    return;
  }
  PartySet yes = 0;
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (party != proposer && contains(track.members, party)) {
      const bool accepts = answers_yes(track, party, point);
      foresee(ForecastKind::acceptance, party,
              track.acceptance[static_cast<std::size_t>(party) * track.capacity +
                               static_cast<std::size_t>(point)],
              accepts);
      learn_from_answer(track, party, point, accepts);
      yes |= accepts ? set_of(party) : 0U;
    }
  }
  learn_from_offer(track, proposer, point);
  show({Moment::answered, &stop, proposer, point, yes});
  if ((yes | set_of(proposer)) == track.members) {
    conclude(track, point, proposer);
  }
}

// B16: a newcomer that has let its last chance pass stays outside; at the horizon talks
// lapse.
void Engine::end_if_due(const Stop& stop) {
  if (!now_.talking) {
    return;
  }
  if (now_.accession_phase && now_.day >= now_.accession_day) {
    next_outsider();
  }
  if (now_.talking && !now_.accession_phase && now_.offers_made > 0 &&
      model_.protocol == ProtocolKind::take_it_or_leave_it) {
    end_talks(Ending::lapsed, now_.day);  // B8e: it was left
  }
  if (now_.talking && &stop == &model_.timeline.back()) {
    end_talks(now_.deal_count > 0 ? Ending::agreed : Ending::lapsed, model_.horizon);
  }
}

}  // namespace tripart
