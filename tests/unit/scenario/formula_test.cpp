#include "scenario/formula.hpp"

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace tripart {
namespace {

std::optional<double> discount(const std::string& name) {
  return name == "parties.A.discount_factor" ? std::optional(0.9) : std::nullopt;
}

TEST(Formula, FollowsTheRulesOfArithmetic) {
  const std::vector<std::pair<std::string, double>> cases = {
      {"1 - 2 - 3", -4.0},
      {"-2^2", -4.0},
      {"2^3^2", 512.0},
      {"2^-2", 0.25},
      {"2 * -3 + 1", -5.0},
      {"6 / 2 / 3", 1.0},
      {"sqrt(4) + min(1, 2) * max(3, 4)", 6.0},
      {"1e-3 + .5 + 2.5E+1", 25.501},
      {"(1 - parties.A.discount_factor) / (1 - parties.A.discount_factor ^ 2)",
       (1.0 - 0.9) / (1.0 - 0.9 * 0.9)},
  };
  for (const auto& [text, value] : cases) {
    const FormulaResult result = evaluate_formula(text, discount);
    ASSERT_TRUE(result.value.has_value()) << text << ": " << result.why;
    EXPECT_EQ(*result.value, value) << text;
  }
}

TEST(Formula, SaysWhyItHasNoValue) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"1 / (2 - 2)", "divides by zero"},
      {"0^-1", "divides by zero"},
      {"sqrt(1 - 2)", "takes the root of a negative number"},
      {"2^.5", "raises to 0.5, expected a whole number; roots are sqrt(x)"},
      {"010", "holds '010', expected a decimal number"},
      {"(1", "lacks a closing bracket, expected a formula"},
      {"1 +", "ends too early, expected a formula"},
      {"", "ends too early, expected a formula"},
      {"exp(1)", "names 'exp', expected the path of a number in this scenario"},
      {"parties.B.discount_factor",
       "names 'parties.B.discount_factor', expected the path of a number in this "
       "scenario"},
      {"2^1000000", "has no finite value"},
      {"1,5", "holds several values, expected one formula; decimals have a point"},
      {"1, 2, 3", "holds several values, expected one formula; decimals have a point"},
      {"1 ? 2 : 3", "cannot be read at '?', position 3, expected a formula"},
  };
  for (const auto& [text, why] : cases) {
    const FormulaResult result = evaluate_formula(text, discount);
    EXPECT_FALSE(result.value.has_value()) << text;
    EXPECT_EQ(result.why, why) << text;
  }
}

}  // namespace
}  // namespace tripart
