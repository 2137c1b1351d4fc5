// From dates to days: sessions, series of them, votes, laws and targets.
#include "reader_support.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

constexpr std::string_view round_line =
    "  - {id: round, kind: plenary, from: 2018-04-08, to: 2018-04-16}\n";

Model with_calendar(const std::string& lines) {
  return model_of(with(pair_text, round_line, std::string(round_line) + lines));
}

std::string told_with_calendar(const std::string& lines) {
  return told(with(pair_text, round_line, std::string(round_line) + lines));
}

TEST(ReaderCalendar, CountsDaysFromTheStart) {
  const Model model = model_of(pair_text);
  EXPECT_EQ(to_text(model.start), "2018-03-05");
  EXPECT_EQ(model.horizon, 365.0);
  EXPECT_EQ(model.follow_up, 365.0 + 730.0);
  ASSERT_EQ(model.calendar.size(), 1U);
  EXPECT_EQ(model.calendar[0].kind, EventKind::plenary);
  EXPECT_EQ(model.calendar[0].from, 34.0);
  EXPECT_EQ(model.calendar[0].to, 42.0);
  EXPECT_FALSE(model.timeline.empty());
}

// B18: the law's date is known; nobody types the deadlines that follow from it.
TEST(ReaderCalendar, DerivesTheTwoDeadlinesOfALaw) {
  const Model model = with_calendar(
      "  - {id: signing, kind: legal, sign_before: 2018-12-01, notice_days: 90, "
      "text_days: 60, parties: [MEX], hardness: 0.7}\n");
  ASSERT_EQ(model.calendar.size(), 3U);
  const CalendarEvent& notice = model.calendar[1];
  const CalendarEvent& text = model.calendar[2];
  EXPECT_EQ(notice.id, "signing-notice");
  EXPECT_EQ(text.id, "signing-text");
  EXPECT_EQ(to_text(Date{model.start.days + static_cast<int>(notice.from)}),
            "2018-09-02");
  EXPECT_EQ(to_text(Date{model.start.days + static_cast<int>(text.from)}), "2018-10-02");
  EXPECT_EQ(notice.to, notice.from);
  EXPECT_EQ(notice.kind, EventKind::legal);
  EXPECT_EQ(notice.hardness, 0.7);
  EXPECT_TRUE(notice.hard);
  EXPECT_EQ(notice.parties, set_of(1));
  EXPECT_EQ(model.legal.sign_before, 271.0);
  EXPECT_EQ(model.legal.notice_day(), notice.from);
  EXPECT_EQ(model.legal.text_day(), text.from);
  EXPECT_LT(model_of(pair_text).legal.sign_before, 0.0);
}

TEST(ReaderCalendar, RepeatsASessionUntilItsEnd) {
  const Model model = with_calendar(
      "  - {id: talks, kind: inter_session, from: 2018-05-01, to: 2018-05-23, "
      "every_days: 10, length_days: 5}\n");
  ASSERT_EQ(model.calendar.size(), 4U);
  const double first = 57.0;
  for (std::size_t i = 1; i <= 3; ++i) {
    const CalendarEvent& session = model.calendar[i];
    EXPECT_EQ(session.id, "talks-" + std::to_string(i));
    EXPECT_EQ(session.kind, EventKind::inter_session);
    EXPECT_EQ(session.from, first + 10.0 * static_cast<double>(i - 1));
  }
  EXPECT_EQ(model.calendar[1].to, first + 4.0);
  EXPECT_EQ(model.calendar[3].to, first + 22.0) << "the last one ends with the series";
}

TEST(ReaderCalendar, RefusesHalfASeries) {
  EXPECT_EQ(told_with_calendar("  - {id: talks, kind: plenary, from: 2018-05-01, to: "
                               "2018-05-23, every_days: 10}\n"),
            "t.yaml:11:78: error: calendar.talks has every_days without length_days, "
            "expected both or neither\n");
  EXPECT_EQ(told_with_calendar("  - {id: talks, kind: plenary, from: 2018-05-01, to: "
                               "2018-05-23, every_days: 3, length_days: 5}\n"),
            "t.yaml:11:94: error: calendar.talks.length_days is 5, expected at most "
            "every_days (3)\n");
}

TEST(ReaderCalendar, KnowsWhoVotesAndWhoMayCome) {
  const Model model = with_calendar(
      "  - {id: vote, kind: election, party: MEX, date: 2018-07-01, takes_office: "
      "2018-12-01, replacement: {probability: 0.6, changes: {discount_rate: 0.05, "
      "positions: {auto: {ideal: 0.3}}}}}\n"
      "  - {id: other, kind: election, party: USA, date: 2018-11-06}\n");
  const CalendarEvent& vote = model.calendar[1];
  EXPECT_EQ(vote.voter, 1);
  EXPECT_EQ(vote.parties, set_of(1));
  EXPECT_EQ(vote.from, 118.0);
  EXPECT_EQ(vote.to, 118.0);
  EXPECT_EQ(vote.takes_office, 271.0);
  EXPECT_EQ(vote.hardness, 0.5);
  EXPECT_FALSE(vote.hard);
  ASSERT_TRUE(vote.replacement.has_value());
  EXPECT_EQ(vote.replacement->probability.distribution, Distribution::constant(0.6));
  EXPECT_EQ(vote.replacement->discount_rate->distribution, Distribution::constant(0.05));
  EXPECT_FALSE(vote.replacement->content_weight.has_value());
  ASSERT_EQ(vote.replacement->positions.size(), 1U);
  EXPECT_EQ(vote.replacement->positions[0].issue, 0);
  EXPECT_FALSE(vote.replacement->positions[0].salience.has_value());
  EXPECT_FALSE(model.calendar[2].replacement.has_value());
  EXPECT_EQ(model.calendar[2].takes_office, model.calendar[2].from);
}

TEST(ReaderCalendar, RefusesChangesOfWhatIsNotThere) {
  EXPECT_EQ(
      told_with_calendar(
          "  - {id: vote, kind: election, party: MEX, date: 2018-07-01, replacement: "
          "{probability: 0.6, changes: {ratification: {threshold: 0.1}}}}\n"),
      "t.yaml:11:118: error: calendar.vote.replacement.changes.ratification changes what "
      "MEX does not have, expected parties.MEX.ratification\n");
  EXPECT_EQ(
      told_with_calendar("  - {id: vote, kind: election, party: MEX, date: 2018-07-01, "
                         "takes_office: 2018-06-30}\n"),
      "t.yaml:11:76: error: calendar.vote.takes_office is 2018-06-30, expected "
      "2018-07-01 (the vote) or later\n");
}

TEST(ReaderCalendar, HasOneLaw) {
  const std::string law =
      ", kind: legal, sign_before: 2018-12-01, notice_days: 90, text_days: 60}\n";
  EXPECT_EQ(told_with_calendar("  - {id: a" + law + "  - {id: b" + law),
            "t.yaml:12:5: error: calendar.b is a second legal date, expected one\n"
            "hint: the first is calendar.a\n");
}

TEST(ReaderCalendar, MakesNoTwoEventsOfOneName) {
  EXPECT_EQ(told_with_calendar(
                "  - {id: talks, kind: plenary, from: 2018-05-01, to: 2018-05-23, "
                "every_days: 10, length_days: 5}\n"
                "  - {id: talks-2, kind: soft_target, date: 2018-06-01}\n"),
            "t.yaml:12:5: error: calendar.talks-2 and calendar.talks both make an event "
            "'talks-2'\n");
}

}  // namespace
}  // namespace tripart
