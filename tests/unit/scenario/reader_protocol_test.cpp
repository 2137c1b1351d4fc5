#include <string>

#include <gtest/gtest.h>

#include "reader_support.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

const std::string three = with(pair_text, "  MEX: {discount_rate: 0.2}\n",
                               "  MEX: {discount_rate: 0.2}\n  CAN: {}\n");

std::string with_protocol(const std::string& protocol, const std::string& mode) {
  return three + "mode: " + mode + "\nprotocol: {" + protocol + "}\n";
}

TEST(ReaderProtocol, TakesCoalitionGamesOfSeveralParties) {
  EXPECT_EQ(told(with_protocol("kind: majority, quota: 3", "strategic")), "");
  EXPECT_EQ(told(with_protocol("kind: coalitional, renegotiation: false", "strategic")),
            "");
  EXPECT_EQ(told(with(with_protocol("kind: nash_in_nash, hub: CAN", "strategic"),
                      "CAN: {}", "CAN: {may_split: true}")),
            "");
}

TEST(ReaderProtocol, TakesDelegatesOfAHubWhoLearnInTime) {
  const std::string sent = with(with_protocol("kind: delegates, hub: CAN", "strategic"),
                                "CAN: {}", "CAN: {may_split: true}");
  EXPECT_EQ(told(sent), "");
  EXPECT_EQ(
      told(with(sent, "may_split: true", "may_split: true, discount_factor: 0.99999")),
      "t.yaml:9:43: error: parties.CAN.discount_factor is 0.99999, expected at "
      "most 0.9999 with protocol.kind delegates\n"
      "hint: protocol.kind nash_in_nash is the limit of patient delegates\n");
}

TEST(ReaderProtocol, RefusesCoalitionGamesInTheBehaviouralMode) {
  EXPECT_EQ(told(with_protocol("kind: coalitional", "behavioural")),
            "t.yaml:18:18: error: protocol.kind is 'coalitional', expected it in mode: "
            "strategic only\nhint: set mode: strategic to solve this game\n");
  EXPECT_EQ(told(with_protocol("kind: condorcet_election", "strategic")),
            "t.yaml:18:18: error: protocol.kind is 'condorcet_election', expected it in "
            "mode: behavioural only\nhint: set mode: behavioural to hold elections\n");
}

TEST(ReaderProtocol, RefusesKeysOfAnotherProtocol) {
  EXPECT_EQ(told(with_protocol("kind: majority, hub: CAN", "strategic")),
            "t.yaml:18:28: error: key 'hub' does not belong in protocol, expected only "
            "with kind: nash_in_nash or kind: delegates\n");
}

TEST(ReaderProtocol, RefusesWhatACoalitionGameCannotUse) {
  EXPECT_EQ(told(with_protocol("kind: majority, quota: 4", "strategic") + "rounds: 3\n"),
            "t.yaml:18:35: error: protocol.quota is 4, expected at most the number of "
            "parties, 3\n"
            "t.yaml:19:9: error: rounds is given, expected it left out with "
            "protocol.kind majority\nhint: the game has no last round\n");
  EXPECT_EQ(told(with_protocol("kind: nash_in_nash, hub: CAN", "strategic")),
            "t.yaml:9:8: error: parties.CAN.may_split is false, expected true for "
            "protocol.hub\nhint: only then are there deals of its own\n");
  EXPECT_EQ(
      told(with(with_protocol("kind: coalitional", "strategic"), "CAN: {}",
                "CAN: {discount_factor: 0.5}")),
      "t.yaml:9:26: error: parties.CAN.discount_factor is 0.5, expected that of the "
      "first party, 0.9\nhint: parties that merge into one need one patience\n");
}

TEST(ReaderProtocol, HoldsElectionsInPlenariesOfAllParties) {
  EXPECT_EQ(told(with(with_protocol("kind: condorcet_election", "behavioural"), "CAN: {}",
                      "CAN: {may_split: true}")),
            "t.yaml:9:20: error: parties.CAN.may_split is true, expected false with "
            "protocol.kind condorcet_election\n"
            "hint: an election is among all parties and binds all of them\n");
  EXPECT_EQ(told(with(with_protocol("kind: condorcet_election", "behavioural"),
                      "kind: plenary", "kind: inter_session")),
            "t.yaml:18:18: error: protocol.kind is 'condorcet_election', expected a "
            "plenary in the calendar to hold it in\n");
}

}  // namespace
}  // namespace tripart
