// T13, played by the engine: two time-dependent tactics on a line meet where (1 - rA)
// t^(1/eA) + (1 - rB) t^(1/eB) = 1. The menu of a single pie is tenths, so shares are met
// within a tenth and times as tenths allow; both are derived below and asserted exactly.
#include <cmath>

#include <gtest/gtest.h>

#include "support/two_parties.hpp"

namespace tripart {
namespace {

using namespace testing_support;

constexpr int days = 1000;

struct Pace {
  double exponent = 0.2;
  double reservation = 0.0;
};

/// One offer a day, in turn, over a pie that both want whole.
Model pie_between(Pace a, Pace b) {
  Model model = two_parties({{{1.0, 0.0}, {1.0, 1.0}}}, StrategyKind::time_dependent, 1,
                            {a.reservation, b.reservation}, days);
  model.parties[0].strategy.concession_exponent = always(a.exponent);
  model.parties[1].strategy.concession_exponent = always(b.exponent);
  return model;
}

TEST(Tactics, EquallyToughOnesShareEquallyWhereTheirClocksSay) {
  const Outcome outcome = play(pie_between({}, {}));
  ASSERT_EQ(outcome.ending, Ending::agreed);
  // 2 t^5 = 1 at t = .870551: half the pie satisfies both from day 871 on.
  EXPECT_EQ(outcome.end_day, 871);
  EXPECT_NEAR(outcome.text[0], 0.5, 1e-12);
  EXPECT_NEAR(outcome.parties[0].surplus_share, 0.5, 1e-12);
}

TEST(Tactics, ToughOneGetsMoreOfAConceder) {
  const Outcome outcome = play(pie_between({.exponent = 0.2}, {.exponent = 2.0}));
  ASSERT_EQ(outcome.ending, Ending::agreed);
  // The curves cross at t = .697357 with A at .835079. In tenths A comes down to .8 at t
  // = .2^(1/5) = .724780, when B asks for 1 - sqrt(t) = .149 and so takes .2; .9 for A
  // would need B below .1, at t = .81.
  EXPECT_EQ(outcome.end_day, 725);
  EXPECT_NEAR(outcome.text[0], 0.8, 1e-12);
  EXPECT_NEAR(outcome.text[0], 0.835079, 0.05);
}

TEST(Tactics, FirmReservationsThatNeedMoreThanThePieLeaveNoDeal) {
  const Outcome outcome = play(pie_between({.exponent = 0.2, .reservation = 0.6},
                                           {.exponent = 0.2, .reservation = 0.6}));
  EXPECT_EQ(outcome.ending, Ending::lapsed);
  EXPECT_EQ(outcome.kind, DealKind::none);
  EXPECT_EQ(outcome.end_day, days);
}

}  // namespace
}  // namespace tripart
