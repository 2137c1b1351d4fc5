#include <algorithm>

#include "scenario/build.hpp"
#include "scenario/calendar_days.hpp"

namespace tripart {
namespace {

EventKind event_kind(const std::string& word) {
  return word == "plenary"         ? EventKind::plenary
         : word == "inter_session" ? EventKind::inter_session
         : word == "election"      ? EventKind::election
         : word == "legal"         ? EventKind::legal
                                   : EventKind::soft_target;
}

Replacement build_replacement(const BuildContext& context, const Section& section) {
  Replacement replacement;
  replacement.probability = section.parameter("probability");
  const Section changes = section.section("changes");
  replacement.discount_rate = changes.parameter_if_any("discount_rate");
  replacement.content_weight = changes.parameter_if_any("content_weight");
  replacement.concession_exponent = changes.parameter_if_any("concession_exponent");
  replacement.ratification_threshold =
      changes.section("ratification").parameter_if_any("threshold");
  for (const Section& position : changes.members("positions")) {
    Replacement::Stand stand;
    stand.issue = position_of(context.names.issues, position.id());
    stand.ideal = position.parameter_if_any("ideal");
    stand.salience = position.parameter_if_any("salience");
    replacement.positions.push_back(std::move(stand));
  }
  return replacement;
}

/// What sessions and dated events share.
CalendarEvent event_of(const BuildContext& context, const Section& section) {
  CalendarEvent event;
  event.id = section.id();
  event.kind = event_kind(section.text("kind"));
  event.parties = context.parties(section.words("parties"));
  event.hardness = section.number_or_zero("hardness");
  event.horizon_days = section.number("reach_days").value_or(event.horizon_days);
  event.hard = section.is_true("hard");
  return event;
}

void add_sessions(const BuildContext& context, const Section& section, Model& model) {
  CalendarEvent session = event_of(context, section);
  session.parties = model.everyone();
  const double first = context.day(section.date("from").value());
  const double last = context.day(section.date("to").value());
  const auto every = section.number("every_days");
  const std::vector<std::string> ids = derived_ids(section);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    session.id = ids[i];
    session.from = first + static_cast<double>(i) * every.value_or(0.0);
    // `to` is the last day of the session, not the day after it.
    session.to =
        every ? std::min(session.from + section.number_or_zero("length_days") - 1.0, last)
              : last;
    model.calendar.push_back(session);
  }
}

void add_election(const BuildContext& context, const Section& section, Model& model) {
  CalendarEvent election = event_of(context, section);
  election.voter = context.party(section.text("party"));
  election.from = election.to = context.day(section.date("date").value());
  election.takes_office = context.day(section.date("takes_office").value());
  if (section.has("replacement")) {
    election.replacement = build_replacement(context, section.section("replacement"));
  }
  model.calendar.push_back(std::move(election));
}

/// B18: the two deadlines follow from the law's date; nobody types them.
void add_law(const BuildContext& context, const Section& section, Model& model) {
  model.legal.sign_before = context.day(section.date("sign_before").value());
  model.legal.notice_days = section.number_or_zero("notice_days");
  model.legal.text_days = section.number_or_zero("text_days");
  const std::vector<std::string> ids = derived_ids(section);
  const double days[] = {model.legal.notice_day(), model.legal.text_day()};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    CalendarEvent deadline = event_of(context, section);
    deadline.id = ids[i];
    deadline.from = deadline.to = days[i];
    model.calendar.push_back(std::move(deadline));
  }
}

void add_target(const BuildContext& context, const Section& section, Model& model) {
  CalendarEvent target = event_of(context, section);
  target.from = target.to = context.day(section.date("date").value());
  model.calendar.push_back(std::move(target));
}

}  // namespace

void build_calendar(const BuildContext& context, Model& model) {
  for (const Section& section : context.root.members("calendar")) {
    switch (event_kind(section.text("kind"))) {
      case EventKind::plenary:
      case EventKind::inter_session:
        add_sessions(context, section, model);
        break;
      case EventKind::election:
        add_election(context, section, model);
        break;
      case EventKind::legal:
        add_law(context, section, model);
        break;
      case EventKind::soft_target:
        add_target(context, section, model);
        break;
    }
  }
}

}  // namespace tripart
