// What nature draws once per replicate (MODEL.md, section 4): every free parameter from
// its own stream, keyed by name, so that a draw added in one place moves no other.
#include <cmath>

#include "bargaining/engine.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/lanes.hpp"
#include "tripart/core/median.hpp"

namespace tripart {
namespace {

Real clipped(Real value) {
  return std::min(std::max(value, 0.0), 1.0);
}

// The purpose is folded into setup_.names already where it matters; here it separates
// uses of one entity.
std::uint32_t entity_for(Purpose purpose, std::uint32_t entity) {
  return entity ^ (static_cast<std::uint32_t>(purpose) * 0x9e3779b9U);
}

}  // namespace

Real Engine::drawn(const Parameter& parameter) const {
  return drawn(parameter, parameter.entity);
}

Real Engine::drawn(const Parameter& parameter, std::uint32_t entity) const {
  return is_central_ ? median_within(parameter.distribution, parameter.range)
                     : draw_value(parameter.distribution, parameter.range,
                                  Stream(seed_, replicate_, entity));
}

Real Engine::uniform(Purpose purpose, std::uint32_t entity, std::uint32_t index) const {
  if (is_central_) {
    return 0.5;
  }
  return Stream(seed_, replicate_, entity_for(purpose, entity)).uniform(index);
}

void Engine::hash_names() {
  const auto hash = [](const std::string& name) {
    return entity_hash(Purpose::parameter, name);
  };
  setup_.names.common = hash("common");
  setup_.names.accession = hash("accession");
  setup_.names.mediator = hash("mediator");
  for (const Party& party : model_.parties) {
    setup_.names.party.push_back(hash("party:" + party.id));
    setup_.names.concessions.push_back(hash("concessions:" + party.id));
    setup_.names.deadline.emplace_back();
    for (const CalendarEvent& event : model_.calendar) {
      setup_.names.deadline.back().push_back(
          hash("deadline:" + party.id + ":" + event.id));
    }
    setup_.names.ideal.emplace_back();
    setup_.names.salience.emplace_back();
    for (const Issue& issue : model_.issues) {
      setup_.names.ideal.back().push_back(hash("ideal:" + party.id + ":" + issue.id));
      setup_.names.salience.back().push_back(
          hash("salience:" + party.id + ":" + issue.id));
    }
  }
  for (const Threat& threat : model_.threats) {
    setup_.names.threat.push_back(hash("threat:" + threat.id));
    setup_.names.announcement.push_back(hash("announcement:" + threat.id));
  }
  // A table is known by who sits at it and why, not by its place in a list.
  for (const Track& track : now_.tracks) {
    std::string name = "track:" + std::to_string(static_cast<int>(track.kind));
    for (const int party : setup_.by_name) {
      const bool sits = contains(track.members, party);
      name += sits ? ":" + model_.parties[static_cast<std::size_t>(party)].id : "";
    }
    setup_.names.track.push_back(hash(
        name + (track.hub < 0
                    ? ""
                    : "@" + model_.parties[static_cast<std::size_t>(track.hub)].id)));
  }
  for (const Chapter& chapter : model_.chapters) {
    setup_.names.chapter.push_back(hash("chapter:" + chapter.id));
  }
  setup_.chapter_entity.assign(setup_.names.chapter.begin(), setup_.names.chapter.end());
  setup_.chapter_entity.resize(padded(chapters_));
  for (const CalendarEvent& event : model_.calendar) {
    setup_.names.event.push_back(hash("event:" + event.id));
  }
}

void Engine::normalise_saliences(Government& government) const {
  Real sum = 0.0;
  for (std::size_t issue = 0; issue < issues_; ++issue) {
    sum += government.salience[issue];
  }
  for (std::size_t issue = 0; issue < issues_ && sum > 0.0; ++issue) {
    government.salience[issue] /= sum;
  }
  if (sum > 0.0) {  // a party that cares for nothing keeps its zeros
    government.salience_sum *= sum;
  }
}

void Engine::draw_party(int index) {
  const auto i = static_cast<std::size_t>(index);
  const Party& party = model_.parties[i];
  PartyState& state = now_.party[i];
  Government& government = state.government;
  government.salience_sum = 1.0;
  government.content_weight = nature_.next(party.content_weight);
  government.legislature_weight = party.ratification.content
                                      ? nature_.next(*party.ratification.content)
                                      : government.content_weight;
  government.discount_rate = nature_.next(party.discount_rate);
  government.concession_exponent = nature_.next(party.strategy.concession_exponent);
  government.type =
      nature_.next_type(entity_for(Purpose::parameter, setup_.names.party[i]), 0);
  const Real jitter = model_.judgement_jitter;
  const auto jittered = [&](const Parameter& judged, std::uint32_t entity) {
    const Real value = nature_.next(judged);
    const Real uniform = nature_.next_uniform(entity_for(Purpose::parameter, entity), 0);
    return value + jitter * (2.0 * uniform - 1.0);
  };
  const std::uint32_t* const ideal_names = setup_.names.ideal[i].data();
  const std::uint32_t* const salience_names = setup_.names.salience[i].data();
  for (std::size_t k = 0; k < issues_; ++k) {
    const Issue& issue = model_.issues[k];
    const Position& position = issue.positions[i];
    if (!position.present || !contains(issue.between, index)) {  // no stake
      government.ideal[k] = government.salience[k] = state.red_low[k] = 0.0;
      state.red_high[k] = 1.0;
      continue;
    }
    government.ideal[k] = clipped(jittered(position.ideal, ideal_names[k]));
    government.salience[k] =
        std::max(0.0, jittered(position.salience, salience_names[k]));
    state.red_low[k] = nature_.next(position.red_line_low);
    state.red_high[k] = nature_.next(position.red_line_high);
  }
  normalise_saliences(government);
  state.initial_concession = nature_.next(party.strategy.initial_concession);
  state.imitated = state.initial_concession;
  state.reciprocity = party.strategy.kind == StrategyKind::tit_for_tat
                          ? 1.0
                          : nature_.next(party.strategy.reciprocity);
  state.noise_multiple = nature_.next(party.strategy.noise);
  state.recognition = nature_.next(party.recognition);
  state.type_multiple = nature_.next(party.private_type);
  state.switching_multiple = nature_.next(party.switching_cost);
  state.switching_noise_multiple = nature_.next(party.switching_noise);
  if (party.ratifies) {
    government.threshold = nature_.next(party.ratification.threshold);
    state.ratification_noise = nature_.next(party.ratification.noise);
    state.tariff_penalty = nature_.next(party.ratification.tariff_penalty);
    state.bilateral_penalty = nature_.next(party.ratification.bilateral_penalty);
  }
  for (std::size_t lobby = 0; lobby < party.lobbies.size(); ++lobby) {
    drawn_.lobby_weight[i][lobby] = nature_.next(party.lobbies[lobby].weight);
  }
  state.exit_cost = party.may_withdraw ? nature_.next(party.withdrawal_cost) : 0.0;
  if (party.retaliates) {
    state.retaliation_stock = nature_.next(party.retaliation_stock);
    state.retaliation_noise = nature_.next(party.retaliation_noise);
    state.forgiveness = nature_.next(party.forgiveness);
  }
  state.disagreement = model_.pure_bargaining ? nature_.next(party.disagreement) : 0.0;
  state.breakdown = model_.pure_bargaining ? nature_.next(party.breakdown) : 0.0;
  state.deadline = 0.0;
  for (std::size_t e = 0; e < model_.calendar.size(); ++e) {
    const CalendarEvent& event = model_.calendar[e];
    const bool moves =
        contains(event.parties, index) && event.hardness > 0.0 && event.from > 0.0;
    drawn_.deadline_weight[i][e] =
        moves ? nature_.next(party.deadline_weight, setup_.names.deadline[i][e]) *
                    event.hardness
              : 0.0;
    if (event.hard && contains(event.parties, index) && event.from > state.deadline) {
      state.deadline = std::min(event.from, model_.horizon);
    }
  }
  if (state.deadline <= 0.0) {
    state.deadline = model_.horizon;
  }
}

void Engine::draw_successor(const Party& party, const Replacement& replacement,
                            const std::string& election, Government& next) {
  const auto take = [this](const std::optional<Parameter>& change, Real& value) {
    if (change) {
      value = nature_.next(*change);
    }
  };
  take(replacement.discount_rate, next.discount_rate);
  take(replacement.content_weight, next.content_weight);
  if (!party.ratification.content) {
    next.legislature_weight = next.content_weight;
  }
  take(replacement.concession_exponent, next.concession_exponent);
  take(replacement.ratification_threshold, next.threshold);
  for (const Replacement::Stand& stand : replacement.positions) {
    take(stand.ideal, next.ideal[static_cast<std::size_t>(stand.issue)]);
    if (stand.salience) {
      next.salience[static_cast<std::size_t>(stand.issue)] =
          nature_.next(*stand.salience) / next.salience_sum;
    }
  }
  normalise_saliences(next);
  next.type = nature_.next_type(
      entity_for(Purpose::election, entity_hash(Purpose::election, election)), 1);
}

void Engine::draw_threat(int index) {
  const auto i = static_cast<std::size_t>(index);
  const Threat& threat = model_.threats[i];
  ThreatState& state = now_.threat[i];
  state = ThreatState{};
  state.extension = nature_.next(threat.extension);
  state.audience_cost = nature_.next(threat.audience_cost);
  state.noise = nature_.next(threat.noise);
  state.duration = nature_.next(threat.expected_duration);
  state.cost = nature_.next(threat.execution_cost);
  state.fair_share = nature_.next(threat.fair_share);
  state.credibility = {threat.credibility_successes, threat.credibility_failures};
  state.period = nature_.next(threat.expires_after_days);
}

void Engine::start_clock(int index) {
  const auto i = static_cast<std::size_t>(index);
  const Threat& threat = model_.threats[i];
  ThreatState& state = now_.threat[i];
  if (threat.announced_day) {
    // An undated threat announced before the start is known to stand at the start: its
    // clock runs from there.
    state.announced = state.first_announced = *threat.announced_day;
    state.expiry = std::max(state.announced, 0.0) + state.period;
    if (state.announced <= 0.0 && threat.announcement != Announcement::choice) {
      state.status = ThreatStatus::standing;
    }
  } else {
    wait_for_occasion(index);
  }
  if (threat.if_executed >= 0) {
    state.expiry = never;  // its clock starts with what it answers (B11g)
  }
}

void Engine::draw_common() {
  for (std::size_t k = 0; k < issues_; ++k) {
    const std::optional<Parameter>& status_quo = model_.issues[k].status_quo;
    drawn_.status_quo[k] = status_quo ? nature_.next(*status_quo) : 0.0;
  }
  drawn_.conservatism = nature_.next(model_.conservatism);
  drawn_.a0 = nature_.next(model_.hazard.a0);
  drawn_.a1 = nature_.next(model_.hazard.a1);
  drawn_.a2 = nature_.next(model_.hazard.a2);
  drawn_.a3 = nature_.next(model_.hazard.a3);
  for (std::size_t each = 0; each < setup_.first_of_class.size(); ++each) {
    drawn_.gap[each] = nature_.next(model_.chapters[setup_.first_of_class[each]].gap);
  }
}

// Whatever is drawn in every replicate; successors, wherever an election may bring one.
void Engine::plan_nature() {
  read_nature();
  Government successor;
  for (std::size_t e = 0; e < model_.calendar.size(); ++e) {
    const CalendarEvent& event = model_.calendar[e];
    setup_.successor_mark.push_back(nature_.mark());
    if (event.kind == EventKind::election && event.replacement) {
      draw_successor(model_.parties[static_cast<std::size_t>(event.voter)],
                     *event.replacement, event.id, successor);
    }
  }
  nature_.finish();
}

void Engine::read_nature() {
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    draw_party(party);
  }
  for (int threat = 0; threat < static_cast<int>(now_.threat.size()); ++threat) {
    draw_threat(threat);
  }
  draw_common();
}

void Engine::draw_replicate() {
  if (is_central_) {
    nature_.stand_at_medians();
  } else {
    nature_.draw({seed_, replicate_});
  }
  read_nature();
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    accumulate_patience(party, 0);
  }
  for (int threat = 0; threat < static_cast<int>(now_.threat.size()); ++threat) {
    start_clock(threat);
  }
  for (int threat = 0; threat < static_cast<int>(now_.threat.size()); ++threat) {
    if (now_.threat[static_cast<std::size_t>(threat)].status == ThreatStatus::standing) {
      announce_counter_threats(threat);
    }
  }
  const Real wait =
      -math::log(uniform(Purpose::session, setup_.names.common, 0)) * days_per_year;
  drawn_.breakdown_day =
      model_.breakdown_rate > 0.0 ? wait / model_.breakdown_rate : never;
  std::fill(drawn_.has_clocks.begin(), drawn_.has_clocks.end(), std::uint8_t{0});
  drawn_.meeting.known = false;
}

// Who proposes when, who may leave and how all answer at the offers of a session, or on a
// day of an accession. Whether an answer will be asked for is not known yet.
void Engine::draw_meeting(const Stop& stop) {
  MeetingDraws& draws = drawn_.meeting;
  if (draws.known && draws.meeting == now_.meeting &&
      (!now_.accession_phase || draws.occasion == now_.occasion)) {
    return;
  }
  draws.known = true;
  draws.meeting = now_.meeting;
  draws.occasion = now_.occasion;
  std::size_t size = 0;
  const auto add_row = [&](Purpose purpose, std::uint32_t index) {
    for (std::size_t i = 0; i < parties_; ++i) {
      draws.entity[size] = entity_for(purpose, now_.meeting ^ setup_.names.party[i]);
      draws.index[size++] = index;
    }
  };
  const std::uint32_t first = now_.accession_phase ? now_.occasion : 0;
  const auto offers =
      static_cast<std::uint32_t>(stop.plenary && !now_.accession_phase ? parties_ : 1);
  add_row(Purpose::proposer, first);
  add_row(Purpose::track, first);
  for (std::uint32_t offer = 0; offer < offers; ++offer) {
    add_row(Purpose::answer, first + offer);
  }
  kernels_.draws.uniforms({seed_, replicate_}, draws.entity.data(), draws.index.data(),
                          draws.uniform.data(), size);
  std::copy_n(draws.uniform.begin(), parties_, draws.wait.begin());
  kernels_.draws.exponentials(draws.wait.data(), parties_);
  for (std::size_t i = 0; i < parties_; ++i) {
    draws.wait[i] /= now_.party[i].recognition;
  }
}

// Unit exponentials that the hazards of a table's chapters have to use up (B4): drawn
// once somebody sits at it.
Real* Engine::chapter_clocks(std::size_t track) {
  Real* clocks = drawn_.chapter_clock.data() + track * padded(chapters_);
  if (drawn_.has_clocks[track] == 0) {
    drawn_.has_clocks[track] = 1;
    std::fill(scratch_.track_index.begin(), scratch_.track_index.end(),
              setup_.names.track[track]);
    kernels_.draws.uniforms({seed_, replicate_}, setup_.chapter_entity.data(),
                            scratch_.track_index.data(), clocks,
                            scratch_.track_index.size());
    kernels_.draws.exponentials(clocks, scratch_.track_index.size());
  }
  return clocks;
}

}  // namespace tripart
