#include <string>

#include <gtest/gtest.h>

#include "reader_support.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

TEST(ReaderTactics, LimitsOfRiskAreForTwoThatBothGoByThem) {
  const std::string both =
      with(with(pair_text, "  USA: {discount_rate: 0.1}",
                "  USA: {strategy: {kind: zeuthen}}"),
           "  MEX: {discount_rate: 0.2}", "  MEX: {strategy: {kind: zeuthen}}");
  EXPECT_EQ(told(both), "");
  EXPECT_EQ(told(with(pair_text, "  USA: {discount_rate: 0.1}",
                      "  USA: {strategy: {kind: zeuthen}}")),
            "t.yaml:7:26: error: parties.USA.strategy.kind is 'zeuthen', expected two "
            "parties that both use it and no other\n"
            "hint: limits of risk compare two who know each other's utilities\n");
}

TEST(ReaderTactics, MediatorsLeaveNoOffersToAnswer) {
  EXPECT_EQ(told(with(pair_text, "  USA: {discount_rate: 0.1}",
                      "  USA: {strategy: {kind: tit_for_tat}}") +
                 "protocol: {kind: single_text}\n"),
            "t.yaml:7:26: error: parties.USA.strategy.kind is 'tit_for_tat', expected "
            "another one with protocol.kind single_text\n"
            "hint: it answers the others' offers, and a mediator lets nobody make any\n");
}

TEST(ReaderTactics, MediatorsAndLastWordsArePlayedNotSolved) {
  EXPECT_EQ(told(std::string(pair_text) + "mode: strategic\n"
                                          "protocol: {kind: single_text}\n"),
            "t.yaml:17:18: error: protocol.kind is 'single_text', expected another one "
            "in mode: strategic\n"
            "hint: set mode: behavioural to play the process with it\n");
}

}  // namespace
}  // namespace tripart
