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

TEST(ReaderTactics, AnEquilibriumIsOneOfAllParties) {
  const std::string one = with(
      pair_text, "  USA: {discount_rate: 0.1}",
      "  USA: {strategy: {kind: stationary}, discount_factor: 0.95, may_split: true}");
  const std::string both =
      with(one, "  MEX: {discount_rate: 0.2}", "  MEX: {strategy: {kind: stationary}}");
  EXPECT_EQ(told(with(both, ", may_split: true", "")), "");
  EXPECT_EQ(told(with(one, ", may_split: true", "")),
            "t.yaml:8:8: error: parties.MEX.strategy.kind is 'expected_utility', "
            "expected 'stationary' as of the others\n"
            "hint: an equilibrium is one of all parties or of none\n");
  EXPECT_EQ(told(both + "protocol: {kind: single_text}\n"),
            "t.yaml:7:73: error: parties.USA.may_split is true, expected false with "
            "strategy.kind: stationary\n"
            "t.yaml:16:18: error: protocol.kind is 'single_text', expected "
            "random_proposer or rotating with strategy.kind: stationary\n");
  EXPECT_EQ(told(with(with(both, ", may_split: true", ""), "0.95", "1")),
            "t.yaml:7:56: error: parties.USA.discount_factor is 1, expected at most "
            "0.999999 in a game without end\n"
            "hint: who could wait for ever would never have to agree\n");
}

TEST(ReaderTactics, OthersHaveNoDiscountFactorWhenTheProcessIsPlayed) {
  EXPECT_EQ(told(with(pair_text, "  USA: {discount_rate: 0.1}",
                      "  USA: {discount_factor: 0.5}")),
            "t.yaml:7:9: error: key 'discount_factor' does not belong in parties.USA, "
            "expected only with mode: strategic or kind: stationary\n");
}

}  // namespace
}  // namespace tripart
