// Sets a negotiation up, plays it to its end, and nothing else: the step itself is in
// negotiation.cpp.
#include "bargaining/engine.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "bargaining/centre.hpp"
#include "bargaining/settlement.hpp"
#include "bargaining/simplex.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/lanes.hpp"

namespace tripart {
namespace {

// Mean of a Weibull with scale 1: the integral of its quantile, by midpoints.
Real weibull_mean(Real shape) {
  constexpr int parts = 4096;
  Real sum = 0.0;
  for (int i = 0; i < parts; ++i) {
    sum += math::pow(-math::log((i + 0.5) / parts), 1.0 / shape);
  }
  return sum / parts;
}

}  // namespace

Engine::Engine(const Model& model, const PayoffTable& payoffs, int fineness, Width width)
    : model_(model),
      payoffs_(payoffs),
      parties_(model.parties.size()),
      issues_(model.issues.size()),
      chapters_(model.chapters.size()),
      kernels_(width),
      nature_(width) {
  TRIPART_EXPECTS(parties_ >= 2 && parties_ <= max_parties && issues_ <= max_issues);
  survey_scenario(fineness);
  make_room();
  make_tracks();
  prepare_menus();
  hash_names();
  list_cuts();
  list_stops();
  tabulate_dates();
  group_chapters();
  drawn_.chapter_clock.resize(now_.tracks.size() * padded(chapters_));
  drawn_.has_clocks.resize(now_.tracks.size());
  plan_nature();
}

Engine::~Engine() = default;

void Engine::survey_scenario(int fineness) {
  setup_.fineness = fineness;
  setup_.states = static_cast<std::size_t>(payoffs_.tariff_states());
  setup_.capacity =
      model_.offer_space == OfferSpace::outcomes
          ? static_cast<std::size_t>(outcome_count(model_, model_.everyone()))
          : std::max(
                menu_capacity(static_cast<int>(parties_), model_.loss_exponent, fineness),
                menu_capacity(2, model_.loss_exponent, fineness));
  setup_.listed = has_listed_values(model_);
  setup_.stationary = model_.parties.front().strategy.kind == StrategyKind::stationary;
  setup_.walks_out = std::any_of(
      model_.threats.begin(), model_.threats.end(),
      [](const Threat& threat) { return threat.kind == ThreatKind::walkout; });
  setup_.bits = payoffs_.bits();
  setup_.hit.assign(std::size_t{1} << setup_.bits.size(), 0);
  for (std::size_t imposed = 1; imposed < setup_.hit.size(); ++imposed) {
    const auto last = static_cast<std::size_t>(std::countr_zero(imposed));
    setup_.hit[imposed] =
        setup_.hit[imposed & (imposed - 1)] | set_of(setup_.bits[last].target);
  }
  setup_.force_mean_factor = weibull_mean(model_.force_shape);
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    setup_.by_name.push_back(party);
  }
  std::sort(setup_.by_name.begin(), setup_.by_name.end(), [&](int a, int b) {
    return model_.parties[static_cast<std::size_t>(a)].id <
           model_.parties[static_cast<std::size_t>(b)].id;
  });
  TRIPART_EXPECTS(
      std::all_of(model_.parties.begin(), model_.parties.end(), [&](const Party& party) {
        return (party.strategy.kind == StrategyKind::stationary) == setup_.stationary;
      }));
}

void Engine::make_room() {
  const std::size_t events = model_.calendar.size();
  drawn_.status_quo.resize(issues_);
  drawn_.deadline_weight.assign(parties_, std::vector<Real>(events));
  drawn_.lobby_weight.resize(parties_);
  drawn_.patience.resize(parties_);
  drawn_.base.resize(payoffs_.rows() * parties_);
  drawn_.breakdown_day = never;
  MeetingDraws& meeting = drawn_.meeting;
  meeting.uniform.resize(padded((MeetingDraws::first_answer + parties_) * parties_));
  meeting.entity.resize(meeting.uniform.size());
  meeting.index.resize(meeting.uniform.size());
  now_.replaced.resize(events);
  now_.party.resize(parties_);
  now_.threat.resize(model_.threats.size());
  now_.belief.assign(parties_, Belief(model_.belief_cells, 0.0));
  now_.deals.resize(parties_);
  now_.draft.resize(issues_);
  history_.imposed_day.resize(setup_.bits.size());
  history_.lifted.resize(setup_.bits.size());
  history_.closing_day.resize(chapters_);
  history_.settlement = std::make_unique<Settlement>();
  scratch_.track_index.resize(padded(chapters_));
  scratch_.appraiser.resize(parties_);
  scratch_.types.resize(parties_);
  const std::size_t cells = padded(static_cast<std::size_t>(model_.belief_cells));
  scratch_.cell_surplus.resize(parties_ * cells);
  scratch_.weight.resize(cells);
  std::size_t terms = 0;
  for (std::size_t i = 0; i < parties_; ++i) {
    drawn_.lobby_weight[i].resize(model_.parties[i].lobbies.size());
    terms = std::max(terms, model_.parties[i].lobbies.size());
  }
  scratch_.terms.resize(terms);
}

void Engine::list_cuts() {
  const ConfigurationSet& set = payoffs_.configurations();
  setup_.configurations = static_cast<std::size_t>(set.size());
  for (const Threat& threat : model_.threats) {
    for (int configuration = 0; configuration < set.size(); ++configuration) {
      setup_.cut.push_back(set.cut(configuration, threat.issuer, threat.targets));
    }
  }
}

void Engine::list_stops() {
  const std::vector<Stop>& stops = model_.timeline;
  for (std::vector<std::size_t>* next :
       {&setup_.next_session, &setup_.next_meeting, &setup_.next_election}) {
    next->resize(stops.size() + 1, stops.size());
  }
  for (std::size_t n = stops.size(); n-- > 0;) {
    const Stop& stop = stops[n];
    const bool always = stop.votes || stop.takes_office || n + 1 == stops.size();
    setup_.next_session[n] =
        always || stop.occasion >= 0 ? n : setup_.next_session[n + 1];
    setup_.next_meeting[n] =
        always || stop.accession_meeting ? n : setup_.next_meeting[n + 1];
    setup_.next_election[n] = always ? n : setup_.next_election[n + 1];
  }
}

// The tables at which the parties can meet: everybody; a hub with each partner; a hub and
// a newcomer that joins its deal, or closes one of its own.
void Engine::make_tracks() {
  Track plenary;
  plenary.members = plenary.signatories = model_.everyone();
  plenary.configuration = payoffs_.configurations().block(plenary.members);
  now_.tracks.push_back(plenary);
  for (int hub = 0; parties_ > 2 && hub < static_cast<int>(parties_); ++hub) {
    if (!model_.parties[static_cast<std::size_t>(hub)].may_split) {
      continue;
    }
    for (int partner = 0; partner < static_cast<int>(parties_); ++partner) {
      if (partner == hub) {
        continue;
      }
      Track track;
      track.hub = hub;
      track.partner = partner;
      track.members = track.signatories = set_of(hub) | set_of(partner);
      track.kind = TrackKind::bilateral;
      const ConfigurationSet& set = payoffs_.configurations();
      track.configuration = set.offered(set.block(track.members));
      if (track.configuration >= 0) {
        now_.tracks.push_back(track);
      }
      track.kind = TrackKind::accession;
      now_.tracks.push_back(track);
      track.kind = TrackKind::second_bilateral;
      now_.tracks.push_back(track);
    }
  }
  add_coalition_tracks();
  for (Track& track : now_.tracks) {
    track.capacity =
        padded(points_of(track) +
               (model_.protocol == ProtocolKind::single_text ? draft_points : 0U) +
               (setup_.stationary ? parties_ : 0U));
    track.text.resize(track.capacity * issues_);
    for (std::vector<Real>* values :
         {&track.content, &track.effect, &track.value, &track.acceptance}) {
      values->resize(track.capacity * parties_);
    }
    for (const Issue& issue : model_.issues) {
      const PartySet present = issue.between & track.members;
      track.shared.push_back((present & (present - 1)) != 0 ? 1 : 0);
    }
    track.quality.resize(track.capacity);
    track.fair.resize(track.capacity);
    track.closed.resize(chapters_);
    track.hazard.resize(chapters_);
    scratch_.own.resize(std::max(scratch_.own.size(), track.capacity));
    scratch_.at_most.resize(scratch_.own.size());
    scratch_.fair.resize(scratch_.own.size());
  }
}

void Engine::run(std::uint64_t seed, std::uint64_t replicate, Outcome& outcome,
                 Trace* trace) {
  seed_ = seed;
  replicate_ = replicate;
  outcome_ = &outcome;
  trace_ = trace;
  drawn_.economy = static_cast<int>((replicate - 1) %
                                    static_cast<std::uint64_t>(payoffs_.economies()));
  reset();
  draw_replicate();
  make_base();
  if (is_coalition_game()) {
    play_coalition_game();
  } else if (model_.mode == Mode::strategic) {
    play_strategic();
  } else if (model_.protocol == ProtocolKind::stacked_alternating_offers) {
    play_stacked_offers();
  } else {
    open_talks();
    show({.moment = Moment::opened});
    for (std::size_t n = 0; n < model_.timeline.size(); n = stop_after(n)) {
      const Stop& stop = model_.timeline[n];
      step(stop);
      show({.moment = Moment::stepped, .stop = &stop});
    }
  }
  act_on_notices();
  settle();
  record(outcome);
  if (is_coalition_game()) {
    record_transfers(outcome);
  }
  show({.moment = Moment::settled});
  if (trace_ != nullptr) {
    std::stable_sort(trace_->begin(), trace_->end(),
                     [](const Event& a, const Event& b) { return a.day < b.day; });
  }
}

void Engine::reset() {
  Outcome& outcome = *outcome_;
  outcome.parties.assign(parties_, PartyOutcome{});
  outcome.threats.assign(now_.threat.size(), ThreatOutcome{});
  outcome.text.assign(issues_, 0.0);
  outcome.settled.assign(issues_, 0);
  outcome.closing_day.assign(chapters_, no_day);
  outcome.forecasts.clear();
  now_.tariffs = TariffState{};
  now_.deal_count = 0;
  now_.configuration = payoffs_.configurations().status_quo();
  now_.current = 0;
  ++now_.version;
  now_.day = 0.0;
  now_.talking = true;
  now_.accession_phase = now_.last_offer = now_.blocked = false;
  now_.offers_made = 0;
  now_.hub = now_.left = now_.draft_track = -1;
  now_.outsiders = 0;
  history_.first_deal = -1;
  history_.first_deal_day = history_.deal_day = -1.0;
  history_.proposer = -1;
  history_.path = Path::none;
  history_.ending = Ending::lapsed;
  history_.end_day = model_.horizon;
  history_.tariff_days = 0.0;
  history_.retaliations = 0;
  now_.reopenings = 0;
  history_.ratified = Ratified::none;
  history_.mechanisms = 0;
  now_.without_surplus = 0;
  history_.settlement->present = false;
  std::fill(now_.replaced.begin(), now_.replaced.end(), std::uint8_t{0});
  std::fill(history_.imposed_day.begin(), history_.imposed_day.end(), never);
  std::fill(history_.lifted.begin(), history_.lifted.end(), never);
  std::fill(history_.closing_day.begin(), history_.closing_day.end(), no_day);
  for (PartyState& state : now_.party) {
    state.audience_paid = 0.0;
    state.has_aspiration = state.has_other = state.made_offer = false;
    state.last_offer = state.previous_offer = -1;
    state.decisions = state.provocations = 0;
    state.away_until = 0.0;
    state.noise = state.type_spread = state.initial_surplus = state.private_part = 0.0;
    state.distance_nash = state.signed_reservation = state.signed_value = 0.0;
    state.has_signed = state.has_nash = false;
    state.promised = worst_value;
    state.distance = {};
  }
  std::vector<std::uint8_t>& closed = now_.tracks.front().closed;
  for (std::size_t k = 0; k < chapters_; ++k) {
    closed[k] = model_.chapters[k].closed ? 1 : 0;
  }
  for (Track& track : now_.tracks) {
    track.version = -1;
    track.closed = closed;
    std::fill(track.hazard.begin(), track.hazard.end(), 0.0);
  }
}

// Z_i, and what is measured in multiples of it: the noise of answers and the spread of
// the private type (B2, B9). Z is reckoned against max(S, E), before private parts and
// other deals, which themselves depend on Z.
void Engine::open_talks() {
  note(EventType::talks_open, 0.0, -1, -1, 0.0, 0.0, model_.everyone());
  for (std::size_t index = 0; index < now_.threat.size(); ++index) {
    if (now_.threat[index].status == ThreatStatus::standing) {
      note(EventType::threat_announced, 0.0, model_.threats[index].issuer,
           static_cast<int>(index));
    }
  }
  update_threat_views();
  update_fallbacks();
  update_reservations();
  evaluate(now_.tracks[0]);
  for (std::size_t i = 0; i < parties_; ++i) {
    PartyState& state = now_.party[i];
    state.initial_surplus = std::max(0.0, now_.tracks[0].best[i] - state.reservation);
    state.noise = state.noise_multiple * state.initial_surplus;
    state.type_spread = state.type_multiple * state.initial_surplus;
    state.private_part = state.government.type * state.type_spread;
    now_.belief[i].reset(state.type_spread);
  }
}

Event* Engine::note(EventType type, Real day, int actor, int target, Real value,
                    Real reference, PartySet set) {
  if (trace_ == nullptr) {
    return nullptr;
  }
  return &trace_->emplace_back(Event{day, type, actor, target, value, reference, set});
}

}  // namespace tripart
