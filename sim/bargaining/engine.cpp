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
      fineness_(fineness),
      parties_(model.parties.size()),
      issues_(model.issues.size()),
      chapters_(model.chapters.size()),
      states_(static_cast<std::size_t>(payoffs.tariff_states())),
      capacity_(model.offer_space == OfferSpace::outcomes
                    ? static_cast<std::size_t>(outcome_count(model, model.everyone()))
                    : std::max(menu_capacity(static_cast<int>(parties_),
                                             model.loss_exponent, fineness),
                               menu_capacity(2, model.loss_exponent, fineness))),
      listed_(has_listed_values(model)),
      stationary_(model.parties.front().strategy.kind == StrategyKind::stationary),
      walks_out_(std::any_of(
          model.threats.begin(), model.threats.end(),
          [](const Threat& threat) { return threat.kind == ThreatKind::walkout; })),
      bits_(payoffs.bits()),
      force_mean_factor_(weibull_mean(model.force_shape)),
      appraisal_(appraisal_kernels(width)),
      judgement_(judgement_kernels(width)),
      menu_kernels_(menu_kernels(width)),
      reference_kernels_(menu_kernels(reference_width)),
      nature_(width),
      draw_kernels_(draw_kernels(width)),
      table_kernels_(table_kernels(width)),
      track_index_(padded(chapters_)),
      status_quo_(issues_),
      deadline_weight_(parties_, std::vector<Real>(model.calendar.size())),
      lobby_weight_(parties_),
      patience_(parties_),
      base_(payoffs.rows() * parties_),
      replaced_(model.calendar.size()),
      party_(parties_),
      threat_(model.threats.size()),
      belief_(parties_, Belief(model.belief_cells, 0.0)),
      deals_(parties_),
      imposed_day_(bits_.size()),
      lifted_(bits_.size()),
      closing_day_(chapters_),
      draft_(issues_),
      settlement_(std::make_unique<Settlement>()),
      appraiser_(parties_),
      types_(parties_),
      cell_surplus_(parties_ * padded(static_cast<std::size_t>(model.belief_cells))),
      weight_(padded(static_cast<std::size_t>(model.belief_cells))) {
  TRIPART_EXPECTS(parties_ >= 2 && parties_ <= max_parties && issues_ <= max_issues);
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    by_name_.push_back(party);
  }
  std::sort(by_name_.begin(), by_name_.end(), [&](int a, int b) {
    return model_.parties[static_cast<std::size_t>(a)].id <
           model_.parties[static_cast<std::size_t>(b)].id;
  });
  TRIPART_EXPECTS(
      std::all_of(model.parties.begin(), model.parties.end(), [&](const Party& party) {
        return (party.strategy.kind == StrategyKind::stationary) == stationary_;
      }));
  for (std::size_t i = 0; i < parties_; ++i) {
    lobby_weight_[i].resize(model.parties[i].lobbies.size());
    terms_.resize(std::max(terms_.size(), model.parties[i].lobbies.size()));
  }
  for (Deal& deal : deals_) {
    deal.text.resize(issues_);
    deal.settled.resize(issues_);
  }
  benchmark_deal_ = deals_.front();
  make_tracks();
  prepare_menus();
  hash_names();
  list_cuts();
  list_stops();
  terms_.resize(std::max(terms_.size(), model.calendar.size() + 1));
  tabulate_dates();
  group_chapters();
  chapter_clock_.resize(tracks_.size() * padded(chapters_));
  has_clocks_.resize(tracks_.size());
  meeting_draws_.uniform.resize(
      padded((MeetingDraws::first_answer + parties_) * parties_));
  meeting_draws_.entity.resize(meeting_draws_.uniform.size());
  meeting_draws_.index.resize(meeting_draws_.uniform.size());
  plan_nature();
}

Engine::~Engine() = default;

void Engine::list_cuts() {
  const ConfigurationSet& set = payoffs_.configurations();
  configurations_ = static_cast<std::size_t>(set.size());
  for (const Threat& threat : model_.threats) {
    for (int configuration = 0; configuration < set.size(); ++configuration) {
      cut_.push_back(set.cut(configuration, threat.issuer, threat.targets));
    }
  }
}

void Engine::list_stops() {
  const std::vector<Stop>& stops = model_.timeline;
  for (std::vector<std::size_t>* next :
       {&next_session_, &next_meeting_, &next_election_}) {
    next->resize(stops.size() + 1, stops.size());
  }
  for (std::size_t n = stops.size(); n-- > 0;) {
    const Stop& stop = stops[n];
    const bool always = stop.votes || stop.takes_office || n + 1 == stops.size();
    next_session_[n] = always || stop.occasion >= 0 ? n : next_session_[n + 1];
    next_meeting_[n] = always || stop.accession_meeting ? n : next_meeting_[n + 1];
    next_election_[n] = always ? n : next_election_[n + 1];
  }
}

// The tables at which the parties can meet: everybody; a hub with each partner; a hub and
// a newcomer that joins its deal, or closes one of its own.
void Engine::make_tracks() {
  Track plenary;
  plenary.members = plenary.signatories = model_.everyone();
  plenary.configuration = payoffs_.configurations().block(plenary.members);
  tracks_.push_back(plenary);
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
        tracks_.push_back(track);
      }
      track.kind = TrackKind::accession;
      tracks_.push_back(track);
      track.kind = TrackKind::second_bilateral;
      tracks_.push_back(track);
    }
  }
  add_coalition_tracks();
  for (Track& track : tracks_) {
    track.capacity =
        padded(points_of(track) +
               (model_.protocol == ProtocolKind::single_text ? draft_points : 0U) +
               (stationary_ ? parties_ : 0U));
    track.text.resize(track.capacity * issues_);
    for (std::vector<Real>* values :
         {&track.content, &track.effect, &track.value, &track.acceptance}) {
      values->resize(track.capacity * parties_);
    }
    track.quality.resize(track.capacity);
    track.fair.resize(track.capacity);
    track.closed.resize(chapters_);
    track.hazard.resize(chapters_);
    own_.resize(std::max(own_.size(), track.capacity));
    at_most_.resize(own_.size());
    fair_.resize(own_.size());
  }
}

void Engine::run(std::uint64_t seed, std::uint64_t replicate, Outcome& outcome,
                 Trace* trace) {
  seed_ = seed;
  replicate_ = replicate;
  outcome_ = &outcome;
  trace_ = trace;
  economy_ = static_cast<int>((replicate - 1) %
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
  outcome.threats.assign(threat_.size(), ThreatOutcome{});
  outcome.text.assign(issues_, 0.0);
  outcome.settled.assign(issues_, 0);
  outcome.closing_day.assign(chapters_, no_day);
  outcome.forecasts.clear();
  tariffs_ = TariffState{};
  deal_count_ = 0;
  configuration_ = payoffs_.configurations().status_quo();
  current_ = 0;
  ++version_;
  day_ = 0.0;
  talking_ = true;
  accession_phase_ = last_offer_ = blocked_ = false;
  offers_made_ = 0;
  hub_ = left_ = draft_track_ = -1;
  outsiders_ = 0;
  first_deal_ = -1;
  first_deal_day_ = deal_day_ = -1.0;
  proposer_ = -1;
  path_ = Path::none;
  ending_ = Ending::lapsed;
  end_day_ = model_.horizon;
  tariff_days_ = 0.0;
  retaliations_ = 0;
  reopenings_ = 0;
  ratified_ = Ratified::none;
  mechanisms_ = 0;
  without_surplus_ = 0;
  settlement_->present = false;
  std::fill(replaced_.begin(), replaced_.end(), std::uint8_t{0});
  std::fill(imposed_day_.begin(), imposed_day_.end(), never);
  std::fill(lifted_.begin(), lifted_.end(), never);
  std::fill(closing_day_.begin(), closing_day_.end(), no_day);
  for (PartyState& state : party_) {
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
  std::vector<std::uint8_t>& closed = tracks_.front().closed;
  for (std::size_t k = 0; k < chapters_; ++k) {
    closed[k] = model_.chapters[k].closed ? 1 : 0;
  }
  for (Track& track : tracks_) {
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
  for (std::size_t index = 0; index < threat_.size(); ++index) {
    if (threat_[index].status == ThreatStatus::standing) {
      note(EventType::threat_announced, 0.0, model_.threats[index].issuer,
           static_cast<int>(index));
    }
  }
  update_threat_views();
  update_fallbacks();
  update_reservations();
  evaluate(tracks_[0]);
  for (std::size_t i = 0; i < parties_; ++i) {
    PartyState& state = party_[i];
    state.initial_surplus = std::max(0.0, tracks_[0].best[i] - state.reservation);
    state.noise = state.noise_multiple * state.initial_surplus;
    state.type_spread = state.type_multiple * state.initial_surplus;
    state.private_part = state.government.type * state.type_spread;
    belief_[i].reset(state.type_spread);
  }
}

void Engine::note(EventType type, Real day, int actor, int target, Real value,
                  Real reference, PartySet set) {
  if (trace_ != nullptr) {
    trace_->push_back({day, type, actor, target, value, reference, set});
  }
}

}  // namespace tripart
