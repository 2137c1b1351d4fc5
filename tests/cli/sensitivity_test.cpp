// `tripart sensitivity` from outside, on sweeps of a pie that two parties divide.
#include <fstream>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::content;
using testing_support::Result;
namespace fs = testing_support::fs;

// Whoever concedes late gets more of the pie, on any day.
constexpr const char* pie = R"(# Who gets more of the pie?
format: 1
name: pie
start: 2018-03-05
horizon: 2018-09-05
loss_exponent: 1
protocol: {kind: rotating}
parties:
  A: {private_type: 0, strategy: {kind: time_dependent, initial_concession: 0}}
  B: {private_type: 0, strategy: {kind: time_dependent, initial_concession: 0}}
calendar:
  - {id: talks, kind: inter_session, from: 2018-03-12, to: 2018-09-03, every_days: 7, length_days: 1}
issues:
  - id: pie
    status_quo: none
    positions: {A: {ideal: 0, salience: 1}, B: {ideal: 1, salience: 1}}
)";

class SensitivityTest : public testing_support::ProgramTest {
 protected:
  SensitivityTest() { std::ofstream(folder_ / "pie.yaml") << pie; }

  /// Plays a sweep of a design into the folder of its name.
  void sweep(const std::string& name, const std::string& design,
             const std::string& levels = "") const {
    std::ofstream(folder_ / (name + ".yaml"))
        << "# What makes a party yield?\nformat: 1\nname: " << name
        << "\nscenario: pie.yaml\ndesign: " << design << "\nreplicates: 20\nfactors:\n"
        << "  - {id: a, path: parties.A.strategy.concession_exponent, range: [0.2, 2]"
        << levels << "}\n"
        << "  - {id: b, path: parties.B.strategy.concession_exponent, range: [0.2, 2]"
        << levels << "}\n"
        << "  - {id: idle, path: parties.B.withdrawal.cost, range: [0, 1]" << levels
        << "}\n";
    const Result result = tripart({"sweep", name + ".yaml", "-o", name, "--quiet"});
    ASSERT_EQ(result.code, 0) << result.err;
  }
  [[nodiscard]] std::string table(const std::string& sweep,
                                  const std::string& file) const {
    return content(folder_ / sweep / "sensitivity" / file);
  }
};

TEST_F(SensitivityTest, GivesSobolIndicesAndBoxesOfASaltelliSweep) {
  sweep("s", "{kind: saltelli, base_points: 32}");
  const auto before = results("s");
  const Result result = tripart({"sensitivity", "s", "--quantity", "utility/A",
                                 "--quantity", "kind", "--bootstrap", "50"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("s: saltelli, 160 points, 3 factors"));
  EXPECT_THAT(result.out, HasSubstr("utility/A/all/mean"));
  const std::string indices = table("s", "sobol_indices.csv");
  EXPECT_THAT(indices, HasSubstr("\nutility,A,all,mean,idle,total,0,0,0,0,32\n"));
  EXPECT_THAT(indices, HasSubstr("\nutility,A,all,mean,a,first_order,0."));
  EXPECT_THAT(table("s", "quantities.csv"), HasSubstr(",saltelli,160,0,"));
  EXPECT_THAT(table("s", "prim_boxes.csv"),
              HasSubstr("kind,,bilateral,probability,,1,peeled,64,1,"));
  EXPECT_THAT(table("s", "datapackage.json"), HasSubstr("\"sobol_indices.csv\""));
  EXPECT_EQ(results("s"), before) << "the sweep's own files stay";
}

TEST_F(SensitivityTest, IsTheSameBytesEachTimeAndReplacesWhatItWrote) {
  sweep("s", "{kind: saltelli, base_points: 8}");
  ASSERT_EQ(tripart({"sensitivity", "s", "--quantity", "utility/A"}).code, 0);
  const auto first = results("s/sensitivity");
  ASSERT_EQ(tripart({"sensitivity", "s", "--quantity", "utility/A"}).code, 0);
  EXPECT_EQ(results("s/sensitivity"), first);
  ASSERT_EQ(tripart({"sensitivity", "s", "--quantity", "utility/A", "--analysis",
                     "sobol_indices", "--seed", "2"})
                .code,
            0);
  const auto second = results("s/sensitivity");
  EXPECT_EQ(second.count("prim_boxes.csv"), 0U);
  EXPECT_NE(second.at("sobol_indices.csv"), first.at("sobol_indices.csv"));
  // A finished sweep with an analysis beside it is still a finished sweep.
  EXPECT_EQ(tripart({"sweep", "s.yaml", "-o", "s"}).code, 0);
}

// The page must not show the indices of one seed beside the results of another.
TEST_F(SensitivityTest, OfAnotherRunOfTheSweepIsNotReportedBesideIt) {
  sweep("s", "{kind: morris, trajectories: 4, levels: 4}");
  const auto shown = [&] {
    EXPECT_EQ(tripart({"report", "s"}).code, 0);
    return content(folder_ / "s/report.html")
               .find("data-table=\"sensitivity/morris.csv\"") != std::string::npos;
  };
  ASSERT_EQ(tripart({"sensitivity", "s"}).code, 0);
  EXPECT_TRUE(shown());
  ASSERT_EQ(tripart({"sweep", "s.yaml", "-o", "s", "-s", "7", "--force"}).code, 0);
  EXPECT_FALSE(shown());
  ASSERT_EQ(tripart({"sensitivity", "s"}).code, 0);
  EXPECT_TRUE(shown());
}

TEST_F(SensitivityTest, LeavesNothingToARunThatTakesItsPlace) {
  sweep("s", "{kind: morris, trajectories: 4, levels: 4}");
  ASSERT_TRUE(fs::exists(folder_ / "s/points.csv"));
  std::ofstream(folder_ / "s/mine.csv") << "mine\n";
  ASSERT_EQ(tripart({"run", "pie.yaml", "-n", "3", "-o", "s", "--force"}).code, 0);
  EXPECT_FALSE(fs::exists(folder_ / "s/points.csv"));
  EXPECT_EQ(content(folder_ / "s/mine.csv"), "mine\n");
}

TEST_F(SensitivityTest, GivesWhatOtherDesignsAreFor) {
  sweep("m", "{kind: morris, trajectories: 4}");
  ASSERT_EQ(tripart({"sensitivity", "m", "--quantity", "utility/A"}).code, 0);
  EXPECT_THAT(table("m", "morris.csv"),
              HasSubstr("\nutility,A,all,mean,idle,mu_star,0,0,0,0,"));
  sweep("o", "one_at_a_time", ", levels: 3");
  Result result = tripart({"sensitivity", "o", "--quantity", "utility/A"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(table("o", "tornado.csv"), HasSubstr("\nutility,A,all,mean,a,0.2,2,"));
  sweep("l", "{kind: latin_hypercube, points: 40}");
  result = tripart({"sensitivity", "l", "--quantity", "utility/A"});
  EXPECT_THAT(result.out,
              ::testing::ContainsRegex("\n +utility/A/all/mean +0\\.[0-9]+ +"))
      << "how it varies, as nothing is made of it";
  result = tripart({"sensitivity", "l", "--target", "utility/A", "--threshold", "0.5",
                    "--format", "json"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("\"threshold\": 0.5"));
  EXPECT_THAT(table("l", "prim_limits.csv"), HasSubstr(",suggested,a,"));
}

TEST_F(SensitivityTest, SaysWhichAnalysesADesignAllows) {
  sweep("m", "{kind: morris, trajectories: 2}");
  Result result = tripart({"sensitivity", "m", "--analysis", "sobol_indices"});
  EXPECT_EQ(result.code, 64);
  EXPECT_THAT(result.err, HasSubstr("error: --analysis is sobol_indices, but points of a "
                                    "morris design do not lie as that needs"));
  EXPECT_THAT(result.err, HasSubstr("hint: this design allows morris\n"));
  result = tripart({"sensitivity", "m", "--target", "kind"});
  EXPECT_EQ(result.code, 64);
  EXPECT_THAT(result.err, HasSubstr("--target is for boxes (prim)"));
}

TEST_F(SensitivityTest, NamesWhatAQuantityMayBe) {
  sweep("l", "{kind: latin_hypercube, points: 4}");
  Result result = tripart({"sensitivity", "l", "--quantity", "utilty/A"});
  EXPECT_EQ(result.code, 64);
  EXPECT_THAT(result.err, HasSubstr("quantity 'utilty/A': no metric 'utilty' in "
                                    "summary.csv\nhint: did you mean 'utility'?"));
  result = tripart({"sensitivity", "l", "--quantity", "utility/XYZ"});
  EXPECT_THAT(result.err,
              HasSubstr("no party 'XYZ' in summary.csv\nhint: it may be A, B"));
  result = tripart({"sensitivity", "l", "--target", "utility/A"});
  EXPECT_EQ(result.code, 64);
  EXPECT_THAT(result.err, HasSubstr("is no probability: --threshold has to say"));
  result = tripart({"sensitivity", "l", "--target", "kind", "--threshold", "2"});
  EXPECT_EQ(result.code, 64);
  EXPECT_THAT(result.err, HasSubstr("--threshold is 2, but --target kind is a "
                                    "probability, expected a number above 0"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "l" / "sensitivity"));
}

TEST_F(SensitivityTest, RefusesWhatIsNoFinishedSweep) {
  EXPECT_EQ(tripart({"sensitivity", "nowhere"}).code, 66);
  ASSERT_EQ(tripart({"run", "pie.yaml", "-n", "2", "-o", "run"}).code, 0);
  Result result = tripart({"sensitivity", "run"});
  EXPECT_EQ(result.code, 65);
  EXPECT_THAT(result.err, HasSubstr("is about a run, expected one about a sweep"));
  sweep("l", "{kind: latin_hypercube, points: 4}");
  ASSERT_EQ(
      tripart({"sweep", "l.yaml", "-o", "shards", "--shard", "1/2", "--quiet"}).code, 0);
  result = tripart({"sensitivity", "shards"});
  EXPECT_EQ(result.code, 75) << result.err;
  EXPECT_THAT(result.err, HasSubstr("2"));
  ASSERT_EQ(
      tripart({"sweep", "l.yaml", "-o", "shards", "--shard", "2/2", "--quiet"}).code, 0);
  result = tripart({"sensitivity", "shards"});
  EXPECT_EQ(result.code, 75);
  EXPECT_THAT(result.err, HasSubstr("`tripart merge shards` does it"));
  std::ofstream(folder_ / "l" / "summary.csv", std::ios::app) << "\n";
  result = tripart({"sensitivity", "l"});
  EXPECT_EQ(result.code, 65);
  EXPECT_THAT(result.err, HasSubstr("summary.csv"));
}

}  // namespace
}  // namespace tripart
