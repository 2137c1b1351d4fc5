// The outer ensemble from outside: what a run says about its trade model.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::content;
using testing_support::ProgramTest;
using testing_support::Result;

class EconomiesTest : public ProgramTest {
 protected:
  static std::string nafta() {
    return std::string(TRIPART_SOURCE_DIR) + "/scenarios/nafta-2018.yaml";
  }
  /// A run of that scenario into `folder` with some values replaced.
  [[nodiscard]] Result run(const std::string& folder, const std::string& replicates,
                           const std::vector<std::string>& set,
                           const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words = {"run", nafta(), "-n",     replicates,
                                      "-o",  folder,  "--quiet"};
    for (const std::string& value : set) {
      words.insert(words.end(), {"--set", value});
    }
    words.insert(words.end(), more.begin(), more.end());
    return tripart(words);
  }
  [[nodiscard]] std::string summary(const std::string& folder) const {
    return content(folder_ / folder / "summary.csv");
  }
};

TEST_F(EconomiesTest, TableSaysWhatTheTradeModelExplains) {
  const Result result = run("a", "300", {});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("  the trade model explains of the variance of "
                                    "welfare USA "));
  EXPECT_THAT(result.out, HasSubstr("; the rest is bargaining\n"));
  EXPECT_THAT(summary("a"), HasSubstr("\nwelfare_pct,USA,all,share_trade_model,"));
  EXPECT_THAT(summary("a"), HasSubstr("\nkind,,trilateral,variance_bargaining,"));
}

TEST_F(EconomiesTest, ElasticitySetsAloneAreReportedOneByOne) {
  const Result result = run("a", "60", {"economy.no_agreement.iceberg=0.1"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("  by elasticities (cp2015, gtap, ll2023): "));
  EXPECT_THAT(result.out, Not(HasSubstr("explains of the variance")));
  EXPECT_THAT(summary("a"), Not(HasSubstr("share_trade_model")));
  for (const char* set : {"cp2015", "gtap", "ll2023"}) {
    EXPECT_THAT(summary("a"), HasSubstr("\ntrilateral_by_elasticities,," +
                                        std::string(set) + ",probability,"));
  }
}

TEST_F(EconomiesTest, TextsThatActOnCostsAreHeldAgainstExactEquilibria) {
  const std::vector<std::string> costs = {
      "economy.economies=3",
      "issues.auto_us_content.effects=[{importer: USA, exporter: CAN, sector: "
      "motor_vehicles, tariff: 0.4}]"};
  const Result one = run("a", "40", costs, {"-j", "1", "--format", "csv"});
  ASSERT_EQ(one.code, 0) << one.err;
  const Result two = run("b", "40", costs, {"-j", "2", "--format", "csv"});
  EXPECT_EQ(one.out, two.out);
  EXPECT_EQ(one.err, two.err);
  EXPECT_EQ(one.out, summary("a"));
  for (const char* statistic : {"linear", "exact", "difference"}) {
    EXPECT_THAT(one.out, HasSubstr("\nwelfare_at_median_text,CAN,CAN-MEX-USA," +
                                   std::string(statistic) + ","));
  }
  EXPECT_THAT(one.err, HasSubstr("tripart: warning: welfare of CAN in CAN-MEX-USA at the "
                                 "median texts is "));
}

TEST_F(EconomiesTest, NothingIsSaidOfTextsThatCostNothing) {
  const Result result = run("a", "20", {"economy.economies=3"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(summary("a"), Not(HasSubstr("welfare_at_median_text")));
}

TEST_F(EconomiesTest, MoreThanFitIntoMemoryAreRefusedBeforeAnythingIsWritten) {
#if defined(TRIPART_SANITIZED)
  GTEST_SKIP() << "sanitizers take more memory than the limit leaves";
#endif
  const Result result =
      tripart({"run", nafta(), "-n", "20", "-o", "a", "--set", "economy.economies=10000"},
              "ulimit -v 300000 &&");
  EXPECT_EQ(result.code, 65);
  EXPECT_THAT(result.err,
              HasSubstr("economy.economies is 10000, whose payoffs need about "));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "a"));
}

}  // namespace
}  // namespace tripart
