#include <algorithm>

#include "scenario/build.hpp"

namespace tripart {
namespace {

ChapterHazard build_hazard(const Section& hazard) {
  ChapterHazard built;
  built.a0 = hazard.parameter("a0");
  built.a1 = hazard.parameter("a1");
  built.a2 = hazard.parameter("a2");
  built.a3 = hazard.parameter("a3");
  built.closeness = hazard.number_or_zero("closeness");
  return built;
}

ProtocolKind protocol_kind(const std::string& word) {
  return word == "rotating"                     ? ProtocolKind::rotating
         : word == "single_text"                ? ProtocolKind::single_text
         : word == "take_it_or_leave_it"        ? ProtocolKind::take_it_or_leave_it
         : word == "krishna_serrano"            ? ProtocolKind::krishna_serrano
         : word == "condorcet_election"         ? ProtocolKind::condorcet_election
         : word == "majority"                   ? ProtocolKind::majority
         : word == "nash_in_nash"               ? ProtocolKind::nash_in_nash
         : word == "delegates"                  ? ProtocolKind::delegates
         : word == "stacked_alternating_offers" ? ProtocolKind::stacked_alternating_offers
         : word == "coalitional"                ? ProtocolKind::coalitional
                                                : ProtocolKind::random_proposer;
}

// What only some protocols ask for.
void build_protocol(const BuildContext& context, Model& model) {
  const Section protocol = context.root.section("protocol");
  model.protocol = protocol_kind(protocol.text("kind"));
  model.ballots = static_cast<int>(protocol.number_or_zero("ballots"));
  model.offer_rounds = static_cast<int>(protocol.number_or_zero("rounds"));
  if (protocol.has("proposer")) {
    model.only_proposer = context.party(protocol.text("proposer"));
  }
  model.continuation = protocol.number("continuation").value_or(1.0);
  const std::string transition = protocol.text("transition");
  const std::string vote = protocol.text("vote");
  model.election.transition = transition == "uniform"     ? Transition::uniform
                              : transition == "incentive" ? Transition::incentive
                                                          : Transition::conditional;
  model.election.vote = vote == "binary"  ? VoteRule::binary
                        : vote == "cubic" ? VoteRule::cubic
                                          : VoteRule::proportional;
  model.election.contest_exponent = protocol.number("contest_exponent").value_or(2.0);
  model.quota = static_cast<int>(protocol.number_or_zero("quota"));
  model.renegotiates = protocol.text("renegotiation") != "false";
  if (protocol.has("hub")) {
    model.hub = context.party(protocol.text("hub"));
  }
}

}  // namespace

int position_of(const std::vector<std::string>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  TRIPART_EXPECTS(found != names.end());
  return static_cast<int>(found - names.begin());
}

int BuildContext::party(std::string_view id) const {
  return position_of(names.parties, id);
}

PartySet BuildContext::parties(const std::vector<std::string>& ids) const {
  PartySet set = 0;
  for (const std::string& id : ids) {
    set |= set_of(party(id));
  }
  return set;
}

int BuildContext::sector(std::string_view id) const {
  return position_of(names.baseline->sectors, id);
}

Model build_model(const BuildContext& context) {
  const Section& root = context.root;
  Model model;
  model.name = root.text("name");
  model.start = context.start;
  model.horizon = context.day(root.date("horizon").value());
  model.follow_up = context.day(root.date("follow_up").value());
  model.step_days = root.number_or_zero("step_days");
  model.mode = root.text("mode") == "strategic" ? Mode::strategic : Mode::behavioural;
  build_protocol(context, model);
  model.offer_space = root.text("offer_space") == "outcomes" ? OfferSpace::outcomes
                                                             : OfferSpace::frontier;
  if (const auto rounds = root.number("rounds")) {
    model.rounds = static_cast<int>(*rounds);
  }
  model.loss_exponent = static_cast<int>(root.number_or_zero("loss_exponent"));
  model.belief_cells = static_cast<int>(root.number_or_zero("belief_cells"));
  model.conservatism = root.parameter("conservatism");
  model.transition = root.number_or_zero("transition");
  model.renegotiation = root.number_or_zero("renegotiation");
  model.breakdown_rate = root.number_or_zero("breakdown_rate");
  model.judgement_jitter = root.number_or_zero("judgement_jitter");
  model.accession_days = root.section("accession").number_or_zero("days");
  model.accession_every = root.section("accession").number_or_zero("every_days");
  model.force_shape = root.section("entry_into_force").number_or_zero("shape");
  model.force_scale = root.section("entry_into_force").number_or_zero("scale_months");
  model.pure_bargaining = context.pure();
  model.configurations = root.words("configurations");
  model.hazard = build_hazard(root.section("chapter_hazard"));
  build_parties(context, model);
  build_agenda(context, model);
  build_calendar(context, model);
  build_threats(context, model);
  return model;
}

}  // namespace tripart
