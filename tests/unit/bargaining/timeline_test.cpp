// When the offers of a session are made (B8).
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "tripart/bargaining/model.hpp"

namespace tripart {
namespace {

constexpr double horizon = 100.0;

/// The days of the offers of one plenary.
std::vector<double> days_of(double from, double to, int parties) {
  Model model;
  model.horizon = model.follow_up = horizon;
  model.parties.resize(static_cast<std::size_t>(parties));
  CalendarEvent session;
  session.kind = EventKind::plenary;
  session.from = from;
  session.to = to;
  model.calendar.push_back(session);
  make_timeline(model);
  EXPECT_EQ(model.timeline.back().day, horizon);
  std::vector<double> days;
  for (const Stop& stop : model.timeline) {
    if (stop.occasion >= 0) {
      days.push_back(stop.day);
    }
  }
  return days;
}

TEST(Timeline, HasOneOfferOfEachPartyWithinEverySession) {
  for (const int parties : {2, 3, 8}) {
    for (const double length : {1.0, 2.0, 5.0}) {
      for (const double from : {0.0, 40.0, horizon - length + 1.0}) {
        SCOPED_TRACE(std::to_string(parties) + " parties, " + std::to_string(length) +
                     " days from " + std::to_string(from));
        const std::vector<double> days = days_of(from, from + length - 1.0, parties);
        EXPECT_EQ(days.size(), static_cast<std::size_t>(parties));
        for (const double day : days) {
          EXPECT_GE(day, from);
          EXPECT_LE(std::floor(day), from + length - 1.0);
          EXPECT_LE(day, horizon);
        }
      }
    }
  }
}

TEST(Timeline, DividesASessionOfMoreDaysThanPartiesEvenly) {
  EXPECT_EQ(days_of(40.0, 45.0, 3), (std::vector<double>{40.5, 42.5, 44.5}));
}

}  // namespace
}  // namespace tripart
