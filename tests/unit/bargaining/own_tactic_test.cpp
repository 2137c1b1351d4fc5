// A tactic written in C++ takes the place of B6 (B6d): one pie in tenths, one offer a day
// in turn, against a party that concedes by time.
#include <limits>

#include <gtest/gtest.h>

#include "support/two_parties.hpp"

namespace tripart {
namespace {

using namespace testing_support;

constexpr int last_day = 1000;

/// The other party comes down early (e = 2); A as B6 has it, with e = .2.
Model pie_against_a_conceder() {
  Model model = two_parties({{{1.0, 0.0}, {1.0, 1.0}}}, StrategyKind::time_dependent, 1,
                            {0.0, 0.0}, last_day);
  model.parties[0].strategy.concession_exponent = always(0.2);
  model.parties[1].strategy.concession_exponent = always(2.0);
  return model;
}

TEST(OwnTactic, ThatAsksForWhatB6AsksChangesNothing) {
  const Outcome usual = play(pie_against_a_conceder());
  Model model = pie_against_a_conceder();
  model.parties[0].tactic = [](const Situation& now) { return now.scheduled; };
  const Outcome own = play(model);
  ASSERT_EQ(usual.ending, Ending::agreed);
  EXPECT_EQ(own.end_day, usual.end_day);
  EXPECT_EQ(own.text[0], usual.text[0]);
}

// B asks for 1 - sqrt(t): from t = .64 on it leaves .8 to A.
TEST(OwnTactic, GetsWhatItHoldsOutFor) {
  Model model = pie_against_a_conceder();
  model.parties[0].tactic = [](const Situation& now) { return 0.8 * now.best; };
  const Outcome outcome = play(model);
  ASSERT_EQ(outcome.ending, Ending::agreed);
  EXPECT_NEAR(outcome.end_day, 640, 1);
  EXPECT_NEAR(outcome.text[0], 0.8, 1e-12);
}

TEST(OwnTactic, SeesClockAndBestAndStaysWithinThem) {
  Model model = pie_against_a_conceder();
  double last = -1.0;
  int situations = 0;
  model.parties[0].tactic = [&](const Situation& now) {
    EXPECT_EQ(now.party, 0);
    EXPECT_GE(now.clock, last);
    EXPECT_NEAR(now.best, 1.0, 1e-12);
    EXPECT_NEAR(now.reservation, 0.0, 1e-12);
    last = now.clock;
    ++situations;
    return 7.0;  // more than there is: its best
  };
  const Outcome outcome = play(model);
  EXPECT_EQ(outcome.end_day, last_day) << "B gives all away only on the last day";
  EXPECT_NEAR(outcome.text[0], 1.0, 1e-12);
  EXPECT_GT(situations, 900);
}

TEST(OwnTactic, ThatSaysNoNumberAsksForItsReservationValue) {
  Model model = pie_against_a_conceder();
  model.parties[0].tactic = [](const Situation&) {
    return std::numeric_limits<double>::quiet_NaN();
  };
  const Outcome outcome = play(model);
  ASSERT_EQ(outcome.ending, Ending::agreed);
  EXPECT_LE(outcome.end_day, 2);
  EXPECT_NEAR(outcome.parties[0].utility, 0.0, 1e-12);
}

}  // namespace
}  // namespace tripart
