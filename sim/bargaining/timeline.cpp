#include <algorithm>
#include <cmath>

#include "tripart/bargaining/model.hpp"

namespace tripart {
namespace {

// "One offer by each party per plenary, one per inter-session meeting" (B8): offers sit
// at the midpoints of equal parts of the session, none before its first day or after the
// talks' last, and each stands for its part of the session's days in the chapter hazard
// (B4).
void add_session(const Model& model, int event, std::vector<Stop>& stops) {
  const CalendarEvent& session = model.calendar[static_cast<std::size_t>(event)];
  const bool plenary = session.kind == EventKind::plenary;
  const int offers = plenary ? model.party_count() : 1;
  const double length = session.to - session.from + 1.0;
  for (int offer = 0; offer < offers; ++offer) {
    Stop stop;
    stop.day =
        std::max(session.from, session.from + length * (offer + 0.5) / offers - 0.5);
    if (std::floor(stop.day) == model.horizon) {
      stop.day = model.horizon;
    }
    stop.event = event;
    stop.occasion = offer;
    stop.session_days = length / offers;
    stop.plenary = plenary;
    if (stop.day >= 0.0 && stop.day <= model.horizon) {
      stops.push_back(stop);
    }
  }
}

void add_election(const CalendarEvent& election, int event, double end,
                  std::vector<Stop>& stops) {
  if (election.from >= 0.0 && election.from <= end) {
    Stop vote;
    vote.day = election.from;
    vote.event = event;
    vote.votes = true;
    stops.push_back(vote);
  }
  if (election.takes_office >= 0.0 && election.takes_office <= end) {
    Stop office;
    office.day = election.takes_office;
    office.event = event;
    office.takes_office = true;
    stops.push_back(office);
  }
}

}  // namespace

void make_timeline(Model& model) {
  std::vector<Stop> stops;
  for (int event = 0; event < static_cast<int>(model.calendar.size()); ++event) {
    const CalendarEvent& item = model.calendar[static_cast<std::size_t>(event)];
    if (item.kind == EventKind::plenary || item.kind == EventKind::inter_session) {
      add_session(model, event, stops);
    } else if (item.kind == EventKind::election) {
      add_election(item, event, model.horizon, stops);
    }
  }
  for (double day = model.accession_every; day <= model.horizon;
       day += model.accession_every) {
    Stop meeting;
    meeting.day = day;
    meeting.accession_meeting = true;
    stops.push_back(meeting);
  }
  for (double day = 0.0; day < model.horizon; day += model.step_days) {
    Stop grid;
    grid.day = day;
    stops.push_back(grid);
  }
  Stop last;
  last.day = model.horizon;
  stops.push_back(last);
  // Calendar before talks on one day (B17); the sort is stable, so that file order
  // decides what remains.
  const auto rank = [](const Stop& stop) {
    return stop.votes || stop.takes_office
               ? 0
               : (stop.occasion >= 0 || stop.accession_meeting ? 1 : 2);
  };
  std::stable_sort(stops.begin(), stops.end(), [&](const Stop& a, const Stop& b) {
    return a.day != b.day ? a.day < b.day : rank(a) < rank(b);
  });
  model.timeline = std::move(stops);
}

}  // namespace tripart
