#include "tripart/results/replicate_rows.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tripart/results/story.hpp"
#include "unit/results/small_model.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using testing_support::agreed_outcome;
using testing_support::lapsed_outcome;
using testing_support::small_model;

class ReplicateRowsTest : public ::testing::Test {
 protected:
  Model model_ = small_model();
  ConfigurationSet configurations_{model_};
};

TEST_F(ReplicateRowsTest, OutcomeRowOfADealNamesWhoAndWhen) {
  const int three = configurations_.block(model_.everyone());
  CsvRows rows(outcomes_table());
  write_outcome_row(rows, model_, configurations_, 4711, agreed_outcome(three, 31));
  EXPECT_EQ(rows.take(),
            "4711,1,agreed,trilateral,CAN-MEX-USA,direct,2018-03-05,2018-04-05,31,CAN-"
            "MEX-USA,2018-04-05,2,0,0,0,0,0,"
            "pending,USA,,,0.125\n");
}

TEST_F(ReplicateRowsTest, OutcomeRowWithoutADealLeavesTheDealEmpty) {
  Outcome outcome = lapsed_outcome();
  outcome.mechanisms |= static_cast<std::uint8_t>(Mechanism::time);
  outcome.without_surplus = set_of(0) | set_of(2);
  CsvRows rows(outcomes_table());
  write_outcome_row(rows, model_, configurations_, 1, outcome);
  EXPECT_EQ(rows.take(),
            "1,1,lapsed,none,,,2018-03-05,2018-05-14,70,,,1,0,0,0,0,0,,,red_line|time,"
            "CAN|USA,\n");
}

TEST_F(ReplicateRowsTest, FailedReplicateKeepsItsRow) {
  CsvRows rows(outcomes_table());
  write_failed_row(rows, model_, 9);
  EXPECT_EQ(rows.take(), "9,,,,,,2018-03-05,,,,,,,,,,,,,,,\n");
}

TEST_F(ReplicateRowsTest, NumbersPast32BitsAndPastTheWholeNumbersOfDoublesAreExact) {
  for (const std::uint64_t replicate : {4294967294U, 4294967295U}) {
    CsvRows rows(outcomes_table());
    write_failed_row(rows, model_, replicate);
    write_failed_row(rows, model_, replicate + 9007194959773697U);  // on to 2^53 - 1
    const std::string text = rows.take();
    EXPECT_THAT(text, ::testing::StartsWith(std::to_string(replicate) + ",,"));
    EXPECT_THAT(text, HasSubstr("\n" + std::to_string(replicate + 9007194959773697U)));
  }
  CsvRows parties(parties_table());
  write_party_rows(parties, model_, 9007199254740993U, agreed_outcome(1, 31));
  EXPECT_THAT(parties.take(), HasSubstr("\n9007199254740993,USA,"));
}

TEST_F(ReplicateRowsTest, PartyRowsLeaveAbsentSharesEmpty) {
  CsvRows rows(parties_table());
  write_party_rows(rows, model_, 2, agreed_outcome(1, 31));
  EXPECT_EQ(rows.take(),
            "2,CAN,0,0.5,0,0.25,0,,0.5,,-0.25,,1\n2,MEX,0,0,0,,0,,,,,,\n"
            "2,USA,0,0,0,,0,,,,,,\n");
}

TEST_F(ReplicateRowsTest, TermsAndClosingsTellSettledFromOpen) {
  CsvRows terms(terms_table());
  write_term_rows(terms, model_, 2, agreed_outcome(1, 31));
  EXPECT_EQ(terms.take(), "2,content,0.25\n2,wages,\n");
  CsvRows closings(closings_table());
  write_closing_rows(closings, model_, 2, agreed_outcome(1, 31));
  EXPECT_EQ(closings.take(), "2,competition,2017-10-17\n2,autos,2018-04-05\n");
}

TEST_F(ReplicateRowsTest, StoryTellsDateActorThreatAndTargets) {
  Event event;
  event.day = 88.6;
  event.type = EventType::threat_executed;
  event.actor = 2;
  event.target = 0;
  event.value = 0.7345;
  const EventWords words = describe_event(model_, event);
  EXPECT_EQ(words.sentence,
            "USA carries out metals against CAN, MEX (probability 73.5 %).");
  EXPECT_EQ(to_text(words.date), "2018-06-01");
  EXPECT_EQ(words.event, "threat_executed");
  EXPECT_EQ(words.target, "metals");
  CsvRows rows(events_table());
  write_event_rows(rows, model_, 3, {event});
  EXPECT_EQ(rows.take(),
            "3,2018-06-01,USA,threat_executed,metals,0.7345,\"USA carries out metals "
            "against CAN, MEX (probability "
            "73.5 %).\"\n");
}

TEST_F(ReplicateRowsTest, StoryTellsWhenAThreatThatStandsWasAnnounced) {
  Event event;
  event.type = EventType::threat_announced;
  event.actor = 2;
  event.target = 0;
  EXPECT_EQ(describe_event(model_, event).sentence,
            "USA announces metals against CAN, MEX.");
  model_.threats[0].announced_day = -13.0;
  EXPECT_EQ(describe_event(model_, event).sentence,
            "metals of USA against CAN, MEX stands, announced on 2018-02-20.");
}

TEST_F(ReplicateRowsTest, StoryDoesNotCallASanctionATariff) {
  model_.threats[0].effects.resize(3);
  Event event;
  event.type = EventType::tariff_lifted;
  event.actor = 2;
  event.target = 0;
  event.parties = set_of(1);
  EXPECT_EQ(describe_event(model_, event).sentence,
            "USA ends the sanction metals on MEX.");
}

TEST_F(ReplicateRowsTest, EveryKindOfEventHasWords) {
  for (int type = 0; type <= static_cast<int>(EventType::no_surplus); ++type) {
    Event event;
    event.type = static_cast<EventType>(type);
    event.actor = 1;
    event.target = 0;
    event.parties = model_.everyone();
    const EventWords words = describe_event(model_, event);
    EXPECT_FALSE(words.event.empty()) << type;
    EXPECT_EQ(words.sentence.find('{'), std::string::npos) << words.sentence;
    EXPECT_TRUE(words.sentence.ends_with('.')) << words.sentence;
  }
}

}  // namespace
}  // namespace tripart
