#include <string>

#include <gtest/gtest.h>

#include "reader_support.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

std::string with_theory(const std::string& expected) {
  return with(pair_text, "  MEX: {discount_rate: 0.2}",
              "  MEX: {discount_rate: {uniform: [0.2, 0.4]}}") +
         "theory:\n"
         "  - {id: share, metric: surplus_share, party: USA, category: all, expected: "
         "\"" +
         expected + "\"}\n";
}

double expected_of(const std::string& formula) {
  const Scenario scenario = read_scenario_text(with_theory(formula), beside_baselines);
  return scenario.theory.at(0).expected;
}

TEST(ReaderTheory, FormulasUseTheScenariosOwnNumbers) {
  EXPECT_EQ(expected_of("parties.USA.discount_rate"), 0.1);
  EXPECT_EQ(expected_of("issues.auto.positions.USA.ideal + 1"), 2.0);
  EXPECT_EQ(expected_of("parties.MEX.discount_rate.low"), 0.2);
  EXPECT_EQ(expected_of("parties.MEX.discount_rate.high"), 0.4);
  EXPECT_NEAR(expected_of("parties.MEX.discount_rate.mean"), 0.3, 1e-15);
}

TEST(ReaderTheory, FormulasSeeOverridesAndDefaults) {
  ReadOptions options;
  options.overrides = {"parties.USA.discount_rate=0.25"};
  const std::string formula = "parties.USA.discount_rate + renegotiation";
  EXPECT_EQ(read_scenario_text(with_theory(formula), beside_baselines, options)
                .theory.at(0)
                .expected,
            0.75);
}

TEST(ReaderTheory, ComplainsWhereTheFormulaStands) {
  EXPECT_EQ(told(with_theory("parties.CAN.discount_rate")),
            "t.yaml:17:77: error: theory.share.expected is 'parties.CAN.discount_rate', "
            "which names 'parties.CAN.discount_rate', expected the path of a number in "
            "this scenario\n");
  EXPECT_EQ(told(with_theory("parties.MEX.discount_rate")),
            "t.yaml:17:77: error: theory.share.expected is 'parties.MEX.discount_rate', "
            "which names 'parties.MEX.discount_rate', expected the path of a number in "
            "this scenario\n");
}

}  // namespace
}  // namespace tripart
