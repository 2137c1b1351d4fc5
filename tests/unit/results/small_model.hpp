#pragma once

#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/outcome.hpp"

namespace tripart::testing_support {

/// Three parties, two chapters (one closed before the start), two issues, one threat; ten
/// weeks from 2018-03-05.
inline Model small_model() {
  Model model;
  model.name = "small";
  model.start = *parse_date("2018-03-05");
  model.horizon = 70.0;
  model.follow_up = 140.0;
  for (const char* id : {"CAN", "MEX", "USA"}) {
    Party party;
    party.id = id;
    party.may_split = true;
    model.parties.push_back(party);
  }
  Chapter closed;
  closed.id = "competition";
  closed.closed = parse_date("2017-10-17");
  Chapter open;
  open.id = "autos";
  open.type = ChapterType::contested;
  model.chapters = {closed, open};
  for (const char* id : {"content", "wages"}) {
    Issue issue;
    issue.id = id;
    issue.chapter = 1;
    issue.positions.resize(3);
    model.issues.push_back(issue);
  }
  Threat threat;
  threat.id = "metals";
  threat.issuer = 2;
  threat.targets = set_of(0) | set_of(1);
  model.threats = {threat};
  model.retaliation.resize(3);
  return model;
}

/// A lapsed negotiation of that model.
inline Outcome lapsed_outcome() {
  Outcome outcome;
  outcome.economy = 1;
  outcome.end_day = 70;
  outcome.chapters_closed = 1;
  outcome.mechanisms = static_cast<std::uint8_t>(Mechanism::red_line);
  outcome.parties.resize(3);
  outcome.text = {0.0, 0.0};
  outcome.settled = {0, 0};
  outcome.closing_day = {no_day, no_day};
  outcome.threats.resize(1);
  return outcome;
}

/// A trilateral deal of that model on day `day`.
inline Outcome agreed_outcome(int configuration, int day) {
  Outcome outcome = lapsed_outcome();
  outcome.ending = Ending::agreed;
  outcome.kind = DealKind::trilateral;
  outcome.configuration = configuration;
  outcome.path = Path::direct;
  outcome.end_day = day;
  outcome.first_deal = configuration;
  outcome.first_deal_day = day;
  outcome.chapters_closed = 2;
  outcome.ratified = Ratified::pending;
  outcome.proposer = 2;
  outcome.mechanisms = 0;
  outcome.text = {0.25, 0.0};
  outcome.settled = {1, 0};
  outcome.closing_day = {no_day, day};
  outcome.parties[0].welfare_change = 0.5;
  outcome.parties[0].surplus_share = 0.25;
  outcome.parties[0].has_share = true;
  outcome.parties[0].distance = {0.5, std::nullopt, -0.25, std::nullopt, 1.0};
  outcome.pareto_distance = 0.125;
  return outcome;
}

}  // namespace tripart::testing_support
