#include <string>

#include <gtest/gtest.h>

#include "reader_support.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

const std::string strategic = std::string(pair_text) + "mode: strategic\n";

TEST(ReaderStrategic, IsForAnyNumberOfParties) {
  EXPECT_EQ(told(strategic), "");
  EXPECT_EQ(told(with(strategic, "  MEX: {discount_rate: 0.2}\n",
                      "  MEX: {discount_rate: 0.2}\n  CAN: {}\n")),
            "");
}

TEST(ReaderStrategic, AsksForAnEndOrImpatience) {
  const std::string patient =
      with(strategic, "  USA: {discount_rate: 0.1}", "  USA: {discount_factor: 1}");
  EXPECT_EQ(told(patient),
            "t.yaml:7:26: error: parties.USA.discount_factor is 1, expected at most "
            "0.999999 in a game without end\n"
            "hint: state rounds, or a protocol.continuation below 1\n");
  EXPECT_EQ(told(patient + "rounds: 5\n"), "");
  EXPECT_EQ(told(patient + "protocol: {continuation: 0.9}\n"), "");
}

TEST(ReaderStrategic, KeepsTheGameWithExitToItself) {
  const std::string exits = "protocol: {kind: krishna_serrano}\n";
  EXPECT_EQ(told(strategic + exits), "");
  EXPECT_EQ(told(strategic + exits + "rounds: 4\n"),
            "t.yaml:18:9: error: rounds is given, expected it left out with "
            "protocol.kind: krishna_serrano\n"
            "hint: the game with exit is solved without a last round\n");
  EXPECT_EQ(told(std::string(pair_text) + exits),
            "t.yaml:16:18: error: protocol.kind is 'krishna_serrano', expected "
            "another one in mode: behavioural\n"
            "hint: set mode: strategic to solve the game with exit\n");
}

TEST(ReaderStrategic, RefusesWhatDoesNotActInIt) {
  EXPECT_EQ(told(with(strategic, "  USA: {discount_rate: 0.1}",
                      "  USA: {ratification: {noise: 0.2}}") +
                 "breakdown_rate: 0.5\n"),
            "t.yaml:7:23: error: parties.USA.ratification is given, expected it left out "
            "in mode: "
            "strategic\nhint: set mode: behavioural to play the process with it\n"
            "t.yaml:17:17: error: breakdown_rate is given, expected it left out in mode: "
            "strategic\n"
            "hint: set mode: behavioural to play the process with it\n");
}

TEST(ReaderStrategic, TakesScenariosWhoseMechanismsAreSwitchedOff) {
  EXPECT_EQ(told(with(strategic, "  USA: {discount_rate: 0.1}",
                      "  USA: {ratification: {noise: 0.2}}") +
                 "mechanisms: {ratification: false}\n"),
            "");
}

}  // namespace
}  // namespace tripart
