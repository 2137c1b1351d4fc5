// What threats lead to (B11f to B12b): ladders, counter-threats, walkouts, concessions
// taken back; in games whose answers are worked out by hand.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/quarrel.hpp"

namespace tripart {
namespace {

using namespace test;

std::string rung(const std::string& more = "") {
  return sanction("two",
                  "issuer: A, targets: [B], effects: {B: -5}, "
                  "expires_after_days: 30" +
                      more);
}

TEST(Ladder, AnnouncesItsNextRungSoManyDaysAfterExecution) {
  const Outcome outcome =
      play(quarrel(rung(), {"threats.one.escalation={to: two, after_days: 20}"})).outcome;
  EXPECT_EQ(outcome.threats[0].executed_day, 30);
  EXPECT_EQ(outcome.threats[1].announced_day, 50);
  EXPECT_EQ(outcome.threats[1].executed_day, 80);
}

TEST(Ladder, IsNotClimbedWhereTheThreatIsDropped) {
  const Outcome outcome =
      play(quarrel(rung(), {"threats.one.escalation={to: two, after_days: 20}",
                            "threats.one.execution_cost=100"}))
          .outcome;
  EXPECT_EQ(outcome.threats[0].backed_down_day, 30);
  EXPECT_EQ(outcome.threats[1].announced_day, no_day);
}

/// B answers sanctions for sure unless that costs more than `stock`.
Model answered(Model model, double stock) {
  Party& target = model.parties[1];
  target.retaliates = true;
  target.retaliation_stock.distribution = Distribution::constant(stock);
  target.retaliation_noise.distribution = Distribution::constant(0.0);
  target.forgiveness.distribution = Distribution::constant(0.0);
  model.retaliation[1].mode = RetaliationMode::list;
  return model;
}

// B12 with B11f: by day 30 `one` has been carried out, so that 6 of 11 believe in the
// rung, which costs B 5.
TEST(Ladder, ThatAnswersRetaliationDetersIt) {
  const Overrides ladder = {
      "threats.one.escalation={to: two, after_days: 200, on_retaliation: true}",
      "threats.two.expires_after_days=3000"};
  const QuarrelHistory bold = play(answered(quarrel(rung(), ladder), 30.0 / 11.0 + 0.01));
  EXPECT_EQ(bold.outcome.retaliations, 1);
  EXPECT_EQ(bold.outcome.threats[1].announced_day, 30);
  const QuarrelHistory meek = play(answered(quarrel(rung(), ladder), 30.0 / 11.0 - 0.01));
  EXPECT_EQ(meek.outcome.retaliations, 0);
  EXPECT_EQ(meek.outcome.threats[1].announced_day, 230);
  const Overrides slow = {"threats.one.escalation={to: two, after_days: 200}",
                          "threats.two.expires_after_days=3000"};
  EXPECT_EQ(play(answered(quarrel(rung(), slow), 2.4)).outcome.retaliations, 1);
}

// B12 with two standing threats: the first other one in the file is what retaliation
// risks.
TEST(Retaliation, RisksTheFirstOtherStandingThreat) {
  const auto model = [](const char* loss) {
    const std::string standing = ", announced: 2018-01-01";
    return quarrel(
        rung(standing) + sanction("three",
                                  "issuer: A, targets: [B], effects: "
                                  "{B: -50}, expires_after_days: 3000" +
                                      standing),
        {std::string("threats.two.effects.B=") + loss,
         "threats.two.expires_after_days=3000", "threats.two.credibility=[4, 6]"});
  };
  // By day 30 `one` has been carried out: 5 of 11 believe in `two`.
  EXPECT_EQ(play(answered(model("-5"), 5.0 * 5.0 / 11.0 - 0.01)).outcome.retaliations, 0);
  EXPECT_EQ(play(answered(model("-5"), 5.0 * 5.0 / 11.0 + 0.01)).outcome.retaliations, 1);
}

std::string answer(const std::string& kind, const std::string& more) {
  return "  - {id: reply, kind: " + kind +
         ", issuer: B, targets: [A], if_executed: one, expires_after_days: 10, "
         "extension: "
         "0, audience_cost: 0, noise: 0, expected_duration: 1, credibility: [5, 5], "
         "execution_cost: -100, " +
         more + "}\n";
}

// B11g: half of what the answer costs enters dV of B11, against an audience cost of 3.
TEST(CounterThreat, DetersWhereWhatItCostsExceedsTheAudienceCost) {
  const Overrides stock = {"threats.one.execution_cost=0", "threats.one.audience_cost=3",
                           "threats.one.audience_cap_months=0.5"};  // 1.5
  const QuarrelHistory hard =
      play(quarrel(answer("sanction", "effects: {A: -3.1}"), stock));
  EXPECT_EQ(hard.outcome.threats[0].backed_down_day, 30);
  EXPECT_EQ(hard.outcome.threats[1].announced_day, 0);
  EXPECT_EQ(hard.outcome.threats[1].withdrawn_day, 30);  // nothing left to answer
  const QuarrelHistory soft =
      play(quarrel(answer("sanction", "effects: {A: -2.9}"), stock));
  EXPECT_EQ(soft.outcome.threats[0].executed_day, 30);
  EXPECT_EQ(soft.outcome.threats[1].executed_day, 40);
  EXPECT_NEAR(soft.outcome.parties[0].utility, -2.9, 1e-12);
}

// S of A on day 10: the threat comes with one half, its answer with half of that.
TEST(CounterThreat, CountsInStayingOnlyWhereItsCauseComes) {
  for (const bool first : {true, false}) {
    const std::string reply = answer("sanction", "effects: {A: -10}");
    Model model = quarrel(reply, {"threats.one.expires_after_days=200"});
    if (!first) {  // the answer stands before its cause in the file
      std::swap(model.threats[0], model.threats[1]);
      model.threats[0].if_executed = 1;
    }
    const Outcome outcome = play(model).outcome;
    EXPECT_NEAR(outcome.parties[0].reservation_value, -2.5, 1e-12);
    EXPECT_NEAR(outcome.parties[1].reservation_value, -2.5, 1e-12);
  }
}

// B12b: the chapter closes at the first meeting, where any two offers are close; the
// sanction of day 30 opens it again.
TEST(Concessions, AreTakenBackAfterTheStatedProvocation) {
  const std::string pie_for_both =
      "issues.pie.positions={A: {ideal: 1, salience: 1}, B: {ideal: 0, salience: 1}}";
  const auto played = [&](const Overrides& more) {
    Overrides overrides = {pie_for_both,
                           "issues.pie.status_quo=0.5",
                           "threats.one.announced=2018-01-20",
                           "threats.one.expires_after_days=11",
                           "parties.A.strategy.concession_exponent=0.01",
                           "parties.B.strategy.concession_exponent=0.01",
                           "parties.A.strategy.initial_concession=0",
                           "parties.B.strategy.initial_concession=0"};
    overrides.insert(overrides.end(), more.begin(), more.end());
    return play(quarrel("", overrides));
  };
  const auto day_of = [](const QuarrelHistory& history, EventType type) {
    const Event* event = history.first(type);
    return event == nullptr ? no_day : day_number(event->day);
  };
  const QuarrelHistory patient = played({});
  ASSERT_LT(day_of(patient, EventType::chapter_closed), 15);
  EXPECT_EQ(patient.count(EventType::chapter_reopened), 0);
  const QuarrelHistory hurt = played({"parties.B.takes_back={after: tariff}"});
  EXPECT_EQ(day_of(hurt, EventType::concessions_taken_back), 30);
  EXPECT_EQ(day_of(hurt, EventType::chapter_reopened), 30);
  const QuarrelHistory warned = played({"parties.B.takes_back={after: threat}"});
  EXPECT_EQ(day_of(warned, EventType::chapter_reopened), 19);
  const QuarrelHistory quiet =
      played({"parties.B.takes_back={after: threat, reopens_chapters: false}"});
  EXPECT_EQ(quiet.count(EventType::concessions_taken_back), 1);
  EXPECT_EQ(quiet.count(EventType::chapter_reopened), 0);
  EXPECT_EQ(played({"parties.B.takes_back={chance: 0}"})
                .count(EventType::concessions_taken_back),
            0);
  EXPECT_EQ(played({"parties.A.takes_back={after: tariff}"})
                .count(EventType::concessions_taken_back),
            0);
}

// A chapter that opens again has closed in the end only if it closes once more.
TEST(Concessions, LeaveChaptersOpenThatNobodyClosesAgain) {
  const Overrides overrides = {
      "issues.pie.positions={A: {ideal: 1, salience: 1}, B: {ideal: 0, salience: 1}}",
      "issues.pie.status_quo=0.5",
      "parties.A.strategy.concession_exponent=0.01",
      "parties.B.strategy.concession_exponent=0.01",
      "parties.A.strategy.initial_concession=0",
      "parties.B.strategy.initial_concession=0",
      "threats.one.expires_after_days=150",
      "parties.B.takes_back={after: tariff}"};
  const QuarrelHistory history = play(quarrel("", overrides));
  ASSERT_NE(history.first(EventType::chapter_closed), nullptr);
  ASSERT_NE(history.first(EventType::chapter_reopened), nullptr);
  EXPECT_EQ(history.outcome.chapters_closed, 0);
}

TEST(Walkout, EndsTheTalksOrSuspendsThem) {
  const QuarrelHistory gone = play(quarrel(answer("walkout", "max_extensions: 0")));
  EXPECT_EQ(gone.outcome.threats[1].executed_day, 40);
  EXPECT_EQ(gone.outcome.ending, Ending::lapsed);
  EXPECT_EQ(gone.outcome.end_day, 40);
  const QuarrelHistory back = play(quarrel(answer("walkout", "away_days: 60")));
  EXPECT_EQ(back.outcome.end_day, 364);
  EXPECT_EQ(back.count(EventType::talks_suspended), 1);
}

}  // namespace
}  // namespace tripart
