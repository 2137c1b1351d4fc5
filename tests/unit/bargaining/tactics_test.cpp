// T13, played by the engine: two time-dependent tactics on a line meet where (1 - rA)
// t^(1/eA) + (1 - rB) t^(1/eB) = 1. The menu of a single pie is tenths, so shares are met
// within a tenth and times as tenths allow; both are derived below and asserted exactly.
#include <cmath>

#include <gtest/gtest.h>

#include "bargaining/engine.hpp"
#include "tripart/bargaining/trade_model.hpp"

namespace tripart {
namespace {

constexpr int days = 1000;

Parameter number(double value) {
  return {Distribution::constant(value), {-1e308, 1e308}, 0};
}

struct Tactic {
  double exponent = 0.2;
  double reservation = 0.0;
};

/// One offer a day, in turn, over a pie that both want whole.
Model pie(Tactic a, Tactic b) {
  Model model;
  model.name = "pie";
  model.start = *parse_date("2018-03-05");
  model.horizon = days;
  model.follow_up = days;
  model.loss_exponent = 1;
  model.protocol = ProtocolKind::rotating;
  model.partner_weight = {0.0, 1.0, 1.0, 0.0};
  for (const auto& [id, tactic] : {std::pair("A", a), std::pair("B", b)}) {
    Party party;
    party.id = id;
    party.strategy.kind = StrategyKind::time_dependent;
    party.strategy.concession_exponent = number(tactic.exponent);
    party.content_weight = number(1.0);
    party.recognition = number(1.0);
    party.disagreement = number(tactic.reservation);
    model.parties.push_back(party);
  }
  Issue issue;
  issue.id = "pie";
  issue.between = model.everyone();
  issue.positions.resize(2);
  for (std::size_t i = 0; i < 2; ++i) {
    issue.positions[i].present = true;
    issue.positions[i].ideal = number(1.0 - static_cast<double>(i));
    issue.positions[i].salience = number(1.0);
    issue.positions[i].red_line_high = number(1.0);
  }
  model.issues = {issue};
  Chapter chapter;
  chapter.id = "agreement";
  chapter.type = ChapterType::contested;
  model.chapters = {chapter};
  model.retaliation.resize(2);
  for (int day = 1; day <= days; ++day) {
    CalendarEvent meeting;
    meeting.id = "day-" + std::to_string(day);
    meeting.kind = EventKind::inter_session;
    meeting.from = meeting.to = day;
    model.calendar.push_back(meeting);
  }
  make_timeline(model);
  return model;
}

Outcome play(const Model& model) {
  const PayoffTable payoffs = pure_payoffs(model);
  Outcome outcome;
  Engine(model, payoffs).run(1, 1, outcome, nullptr);
  return outcome;
}

TEST(Tactics, EquallyToughOnesShareEquallyWhereTheirClocksSay) {
  const Outcome outcome = play(pie({}, {}));
  ASSERT_EQ(outcome.ending, Ending::agreed);
  // 2 t^5 = 1 at t = .870551: half the pie satisfies both from day 871 on.
  EXPECT_EQ(outcome.end_day, 871);
  EXPECT_NEAR(outcome.text[0], 0.5, 1e-12);
  EXPECT_NEAR(outcome.parties[0].surplus_share, 0.5, 1e-12);
}

TEST(Tactics, ToughOneGetsMoreOfAConceder) {
  const Outcome outcome = play(pie({.exponent = 0.2}, {.exponent = 2.0}));
  ASSERT_EQ(outcome.ending, Ending::agreed);
  // The curves cross at t = .697357 with A at .835079. In tenths A comes down to .8 at t
  // = .2^(1/5) = .724780, when B asks for 1 - sqrt(t) = .149 and so takes .2; .9 for A
  // would need B below .1, at t = .81.
  EXPECT_EQ(outcome.end_day, 725);
  EXPECT_NEAR(outcome.text[0], 0.8, 1e-12);
  EXPECT_NEAR(outcome.text[0], 0.835079, 0.05);
}

TEST(Tactics, FirmReservationsThatNeedMoreThanThePieLeaveNoDeal) {
  const Outcome outcome = play(
      pie({.exponent = 0.2, .reservation = 0.6}, {.exponent = 0.2, .reservation = 0.6}));
  EXPECT_EQ(outcome.ending, Ending::lapsed);
  EXPECT_EQ(outcome.kind, DealKind::none);
  EXPECT_EQ(outcome.end_day, days);
}

}  // namespace
}  // namespace tripart
