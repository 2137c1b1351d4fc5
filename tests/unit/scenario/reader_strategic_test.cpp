#include <string>

#include <gtest/gtest.h>

#include "reader_support.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

const std::string strategic = std::string(pair_text) + "mode: strategic\n";

TEST(ReaderStrategic, IsForTwoParties) {
  EXPECT_EQ(told(strategic), "");
  EXPECT_EQ(told(with(strategic, "  MEX: {discount_rate: 0.2}\n",
                      "  MEX: {discount_rate: 0.2}\n  CAN: {}\n")),
            "t.yaml:7:3: error: parties has 3, expected 2 in mode: strategic\n"
            "hint: set mode: behavioural to play the process with it\n");
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

}  // namespace
}  // namespace tripart
