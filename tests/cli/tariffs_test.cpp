#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using testing_support::content;
using testing_support::Result;

class TariffsTest : public testing_support::ProgramTest {
 protected:
  /// One set of elasticities and one rate a party: half a second.
  [[nodiscard]] Result tariffs(std::vector<std::string> words) const {
    words.insert(words.begin(), {"tariffs", scenario("nafta-2018.yaml"), "--set",
                                 "economy.elasticities=gtap"});
    return tripart(words);
  }
};

TEST_F(TariffsTest, PrintsOptimaAndTheWarAndSaysWhatWasFound) {
  const Result result = tariffs({});
  EXPECT_EQ(result.code, 0) << result.err;
  for (const std::string party : {"USA", "CAN", "MEX"}) {
    EXPECT_THAT(result.out, HasSubstr("gtap          optimal      " + party));
    EXPECT_THAT(result.out, HasSubstr("gtap          nash         " + party));
  }
  EXPECT_THAT(result.out, HasSubstr("interior"));
  EXPECT_THAT(result.out, HasSubstr("the same"));
  EXPECT_THAT(result.out, HasSubstr("rates from 0 to 150 percent"));
}

TEST_F(TariffsTest, TakesOnePartyAndWritesTidyTables) {
  const Result result = tariffs({"--party", "MEX", "-o", "t", "--format", "csv"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(result.out, content(folder_ / "t/tariffs.csv"));
  EXPECT_EQ(line(result.out, 0),
            "elasticities,equilibrium,chooser,region,partner,sector,start_rate_pct,"
            "rate_pct,bound");
  EXPECT_THAT(line(result.out, 1), StartsWith("gtap,optimal,MEX,MEX,USA,agriculture,"));
  EXPECT_THAT(result.out, Not(HasSubstr("gtap,optimal,USA")));
  EXPECT_THAT(result.out, HasSubstr("gtap,nash,,USA,CAN,agriculture,"));
  EXPECT_THAT(result.out, HasSubstr("gtap,nash_from_upper,,CAN,MEX,"));
  EXPECT_THAT(content(folder_ / "t/tariff_welfare.csv"), HasSubstr("gtap,nash,,ROW,"));
  EXPECT_THAT(content(folder_ / "t/tariff_searches.csv"),
              HasSubstr("gtap,nash_from_upper,,upper,interior,"));
}

TEST_F(TariffsTest, JsonSaysWhatTheTablesSay) {
  const Result result = tariffs({"--format", "json", "-o", "t"});
  ASSERT_EQ(result.code, 0) << result.err;
  const auto json = nlohmann::json::parse(result.out);
  EXPECT_EQ(json["tariff_searches"].size(), 5U);
  EXPECT_EQ(json["tariff_searches"][3]["found"], "interior");
  EXPECT_TRUE(json["tariff_searches"][3]["period"].is_null());
  EXPECT_EQ(json["tariff_searches"][3]["bound_high_pct"], 150.0);
  const std::string csv = content(folder_ / "t/tariffs.csv");
  EXPECT_EQ(json["tariffs"].size(),
            static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) - 1);
}

TEST_F(TariffsTest, DoNotDependOnTheNumberOfThreads) {
  const Result one = tariffs({"-j", "1", "--format", "json"});
  const Result two = tariffs({"-j", "2", "--format", "json"});
  ASSERT_EQ(one.code, 0) << one.err;
  EXPECT_EQ(one.out, two.out);
}

TEST_F(TariffsTest, RefusesUnknownPartiesAndScenariosWithoutAnEconomy) {
  const Result unknown = tariffs({"--party", "CHN"});
  EXPECT_EQ(unknown.code, 64);
  EXPECT_THAT(unknown.err, HasSubstr("--party is 'CHN', which is no party"));
  const Result pure = tripart({"tariffs", scenario("textbook/rubinstein.yaml")});
  EXPECT_EQ(pure.code, 65);
  EXPECT_THAT(pure.err, HasSubstr("has no economy"));
}

}  // namespace
}  // namespace tripart
