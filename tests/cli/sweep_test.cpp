// `tripart sweep` from outside: what it writes, and how it stands to `tripart run`.
#include <algorithm>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "cli/sweep_program.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::pie_sweep;
using testing_support::Result;
namespace fs = testing_support::fs;

using SweepTest = testing_support::SweepProgramTest;

TEST_F(SweepTest, WritesOneRowPerPointAndTheRowsOfARunForEach) {
  const Result played = sweep("out", {"-s", "7", "--keep", "all", "-j", "2"});
  ASSERT_EQ(played.code, 0) << played.err;
  EXPECT_EQ(file("out/points.csv"),
            "design_point,a_yields,b_yields,replicates\n"
            "1,0.05,0.1,9000\n2,0.05,1,9000\n3,0.5,0.1,9000\n4,0.5,1,9000\n"
            "5,2,0.1,9000\n6,2,1,9000\n");
  ASSERT_EQ(tripart({"run", "pie.yaml", "-n", "9000", "-s", "7", "--keep", "all", "-o",
                     "run", "--set", "parties.A.strategy.concession_exponent=0.5",
                     "--set", "parties.B.strategy.concession_exponent=1"})
                .code,
            0);
  for (const std::string table :
       {"summary.csv", "outcomes.csv", "parties.csv", "terms.csv"}) {
    const auto expected = rows_of_run(file("run/" + table));
    EXPECT_EQ(rows_of_point(file("out/" + table), 4) == expected, true) << table;
    EXPECT_NE(rows_of_point(file("out/" + table), 1) == expected, true) << table;
    EXPECT_EQ(line(file("out/" + table), 0),
              "design_point," + line(file("run/" + table), 0));
  }
  EXPECT_THAT(file("out/datapackage.json"), HasSubstr("\"name\": \"a_yields\""));
  EXPECT_THAT(file("out/datapackage.json"), HasSubstr("\"name\": \"design_point\""));
  EXPECT_THAT(file("out/manifest.json"), HasSubstr("\"kind\": \"sweep\""));
  EXPECT_TRUE(fs::exists(folder_ / "out/inputs/sweep.yaml"));
  EXPECT_TRUE(fs::exists(folder_ / "out/inputs/pie.yaml"));
}

TEST_F(SweepTest, IsTheSameBytesOnAnyNumberOfThreads) {
  ASSERT_EQ(sweep("a", {"--keep", "all", "-j", "1"}).code, 0);
  ASSERT_EQ(sweep("b", {"--keep", "all", "-j", "2"}, "LC_ALL=de_DE.UTF-8").code, 0);
  ASSERT_EQ(sweep("c", {"--keep", "all"}, "SLURM_CPUS_PER_TASK=1").code, 0);
  expect_same_results("a", "b");
  expect_same_results("a", "c");
  EXPECT_THAT(file("c/attempts/001.json"), HasSubstr("\"jobs\": 1,"));
}

TEST_F(SweepTest, SharesEconomiesAndGivesTheNumbersOfARunThatItHas) {
  write_sweep(R"(# How much does noise matter?
format: 1
name: noise
scenario: nafta.yaml
design: grid
replicates: 200
factors:
  - {id: noise, path: parties.USA.strategy.noise, values: [0.02, 0.1]}
)");
  fs::copy_file(scenario("nafta-2018.yaml"), folder_ / "nafta.yaml");
  fs::copy(scenario("history"), folder_ / "history");
  const std::vector<std::string> data{"--data", scenario("baselines"), "--set",
                                      "economy.economies=2"};
  const Result played = sweep("out", data);
  ASSERT_EQ(played.code, 0) << played.err;
  std::vector<std::string> run{
      "run", "nafta.yaml", "-n",    "200",
      "-o",  "run",        "--set", "parties.USA.strategy.noise=0.1"};
  run.insert(run.end(), data.begin(), data.end());
  ASSERT_EQ(tripart(run).code, 0);
  std::vector<std::string> expected = rows_of_run(file("run/summary.csv"));
  // What a sweep leaves out: how economies differ, and checks that solve the trade model.
  const auto is_left_out = [](const std::string& row) {
    return row.find("_by_elasticities,") != std::string::npos ||
           row.find(",variance_") != std::string::npos ||
           row.find(",share_trade_model,") != std::string::npos ||
           row.starts_with("welfare_at_median_text,");
  };
  expected.erase(std::remove_if(expected.begin(), expected.end(), is_left_out),
                 expected.end());
  EXPECT_EQ(rows_of_point(file("out/summary.csv"), 2) == expected, true);
}

TEST_F(SweepTest, WithoutCommonRandomNumbersEveryPointHasItsOwn) {
  write_sweep(with(pie_sweep, "[0.05, 0.5, 2]", "[0.5, 0.50000001]"));
  ASSERT_EQ(sweep("common", {"-n", "50", "--keep", "outcomes"}).code, 0);
  write_sweep(with(with(pie_sweep, "[0.05, 0.5, 2]", "[0.5, 0.50000001]"), "design: grid",
                   "design: grid\ncommon_random_numbers: false"));
  ASSERT_EQ(sweep("own", {"-n", "50", "--keep", "outcomes"}).code, 0);
  // Points 1 and 3 differ by next to nothing but their random numbers.
  EXPECT_EQ(rows_of_point(file("common/outcomes.csv"), 1),
            rows_of_point(file("common/outcomes.csv"), 3));
  EXPECT_NE(rows_of_point(file("own/outcomes.csv"), 1),
            rows_of_point(file("own/outcomes.csv"), 3));
  const Result told =
      tripart({"replay", "own", "--design-point", "3", "--replicate", "17"});
  ASSERT_EQ(told.code, 0) << told.err;
  EXPECT_THAT(told.out, HasSubstr(rows_of_point(file("own/outcomes.csv"), 3)[16]));
}

TEST_F(SweepTest, TellsTheStoryOfAReplicateOfAPoint) {
  ASSERT_EQ(sweep("out", {"-n", "50", "--keep", "outcomes"}).code, 0);
  const std::string row = rows_of_point(file("out/outcomes.csv"), 5)[3];
  for (const std::string from : {"out", "sweep.yaml"}) {
    const Result told =
        tripart({"replay", from, "--design-point", "5", "--replicate", "4"});
    ASSERT_EQ(told.code, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr(row)) << from;
  }
  EXPECT_EQ(tripart({"replay", "out", "--replicate", "4"}).code, 64);
  EXPECT_EQ(tripart({"replay", "out", "--design-point", "7", "--replicate", "4"}).code,
            64);
  EXPECT_EQ(tripart({"replay", "out", "--design-point", "1", "--replicate", "51"}).code,
            64);
  EXPECT_EQ(
      tripart({"replay", "pie.yaml", "--design-point", "1", "--replicate", "1"}).code,
      64);
}

TEST_F(SweepTest, MoreReplicatesOrPointsChangeNoExistingRow) {
  ASSERT_EQ(sweep("few", {"-n", "5000", "--keep", "all"}).code, 0);
  ASSERT_EQ(sweep("more", {"-n", "9000", "--keep", "all"}).code, 0);
  write_sweep(with(pie_sweep, "[0.05, 0.5, 2]", "[0.05, 0.5, 2, 4]"));
  ASSERT_EQ(sweep("longer", {"-n", "5000", "--keep", "all"}).code, 0);
  for (const std::string table : {"outcomes.csv", "parties.csv", "terms.csv"}) {
    for (int point = 1; point <= 6; ++point) {
      const auto few = rows_of_point(file("few/" + table), point);
      const auto more = rows_of_point(file("more/" + table), point);
      ASSERT_LT(few.size(), more.size());
      EXPECT_TRUE(std::equal(few.begin(), few.end(), more.begin())) << table << point;
      EXPECT_EQ(few == rows_of_point(file("longer/" + table), point), true) << table;
    }
  }
  for (int point = 1; point <= 6; ++point) {
    EXPECT_EQ(rows_of_point(file("few/summary.csv"), point) ==
                  rows_of_point(file("longer/summary.csv"), point),
              true);
  }
}

TEST_F(SweepTest, PlaysAsManyReplicatesAsAPrecisionNeeds) {
  const std::string precise = with(pie_sweep, "replicates: 9000",
                                   "replicates: 20000\nprecision: {metric: days, "
                                   "category: all, statistic: mean, half_width: 0.4}");
  write_sweep(precise);
  ASSERT_EQ(sweep("a", {"-j", "1", "--keep", "outcomes"}).code, 0);
  std::vector<std::uint64_t> played;
  for (int point = 1; point <= 6; ++point) {
    const std::string row = rows_of_point(file("a/points.csv"), point).at(0);
    played.push_back(std::stoull(row.substr(row.rfind(',') + 1)));
    EXPECT_EQ(rows_of_point(file("a/outcomes.csv"), point).size(), played.back());
    EXPECT_TRUE(played.back() % 4096 == 0 || played.back() == 20000) << played.back();
  }
  EXPECT_LT(*std::min_element(played.begin(), played.end()), 20000U);
  ASSERT_EQ(sweep("b", {"-j", "2", "--keep", "outcomes"}).code, 0);
  expect_same_results("a", "b");
  play_shards("c", 4, {"--keep", "outcomes"});
  ASSERT_EQ(tripart({"merge", "c"}).code, 0);
  expect_same_results("a", "c");
}

TEST_F(SweepTest, SaysHowManyPointsMissTheirPrecision) {
  const std::string wanted =
      "replicates: 5000\nprecision: {metric: days, category: all, statistic: mean, "
      "half_width: ";
  const std::string missed = "6 of 6 design points did not reach the half-width of 1e-06";
  write_sweep(with(pie_sweep, "replicates: 9000", wanted + "1e-6}"));
  const Result short_of = sweep("a");
  EXPECT_EQ(short_of.code, 0);
  EXPECT_THAT(short_of.out, HasSubstr("at most 5,000 replicates each"));
  EXPECT_THAT(short_of.err, HasSubstr(missed));
  EXPECT_THAT(short_of.err, HasSubstr("the widest, at point "));
  play_shards("b", 2, {});
  EXPECT_THAT(tripart({"merge", "b", "--quiet"}).err, HasSubstr(missed));
  write_sweep(with(pie_sweep, "replicates: 9000", wanted + "1000}"));
  EXPECT_THAT(sweep("c").err, Not(HasSubstr("did not reach")));
}

TEST_F(SweepTest, AFinishedDirectoryIsLeftAloneAndOthersAreRefused) {
  ASSERT_EQ(sweep("out", {"-n", "100"}).code, 0);
  const auto before = results("out");
  const Result again = sweep("out", {"-n", "100"});
  EXPECT_EQ(again.code, 0);
  EXPECT_THAT(again.err, HasSubstr("nothing to do"));
  EXPECT_EQ(results("out"), before);
  const Result other = sweep("out", {"-n", "100", "-s", "2"});
  EXPECT_EQ(other.code, 65);
  EXPECT_THAT(other.err, HasSubstr("seed 1 there, 2 here"));
  write_sweep(with(pie_sweep, "[0.05, 0.5, 2]", "[0.05, 0.5, 3]"));
  const Result changed = sweep("out", {"-n", "100"});
  EXPECT_EQ(changed.code, 65);
  EXPECT_THAT(changed.err, HasSubstr("sweep: "));
  EXPECT_EQ(sweep("out", {"-n", "100", "--force"}).code, 0);
  EXPECT_NE(results("out"), before);
}

TEST_F(SweepTest, NamesEveryPointWhoseSettingsDoNotGoTogether) {
  write_sweep(R"(# Windows that close before they open
format: 1
name: windows
scenario: pie.yaml
design: grid
replicates: 10
factors:
  - {id: start, path: start, values: [2018-03-05, 2018-05-01]}
  - {id: horizon, path: horizon, values: [2018-04-05, 2018-06-05]}
)");
  const Result refused = sweep("out");
  EXPECT_EQ(refused.code, 65);
  EXPECT_THAT(refused.err,
              HasSubstr("design point 3 (start 2018-05-01, horizon 2018-04-05)"));
  EXPECT_THAT(refused.err, Not(HasSubstr("design point 2")));
  EXPECT_FALSE(fs::exists(folder_ / "out"));
}

TEST_F(SweepTest, ADryRunSaysWhatThereIsToDoAndWritesNothing) {
  const Result dry = sweep("out", {"--dry-run", "--shard", "2/7", "-j", "1"});
  ASSERT_EQ(dry.code, 0) << dry.err;
  EXPECT_THAT(dry.out, HasSubstr("54,000"));
  EXPECT_THAT(dry.out, HasSubstr("number 2"));
  EXPECT_FALSE(fs::exists(folder_ / "out"));
}

TEST_F(SweepTest, PrintsWhatItFoundInThreeForms) {
  const Result table = sweep("out", {"-n", "100"});
  EXPECT_THAT(table.out, HasSubstr("bilateral, %"));
  const Result csv = sweep("out2", {"-n", "100", "--format", "csv"});
  EXPECT_EQ(csv.out, file("out2/summary.csv"));
  const Result json = sweep("out3", {"-n", "100", "--format", "json"});
  EXPECT_THAT(json.out, HasSubstr("{\"design_point\":6,\"metric\":"));
}

TEST_F(SweepTest, ReplicatesHaveTheBoundsOfTheFile) {
  const Result refused = sweep("out", {"-n", "2000000000"});
  EXPECT_EQ(refused.code, 64);
  EXPECT_THAT(refused.err, HasSubstr("--replicates is '2000000000', expected a whole "
                                     "number from 2 to 1000000000"));
}

TEST_F(SweepTest, AFileOfAnotherKindIsSaidToBeOne) {
  const Result swept = tripart({"sweep", "pie.yaml"});
  EXPECT_EQ(swept.code, 65);
  EXPECT_EQ(swept.err,
            "pie.yaml: error: is a scenario, expected a sweep\nhint: tripart run plays "
            "it\n");
  const Result run = tripart({"run", "sweep.yaml"});
  EXPECT_EQ(run.code, 65);
  EXPECT_EQ(run.err,
            "sweep.yaml: error: is a sweep, expected a scenario\nhint: tripart sweep "
            "plays it\n");
}

TEST_F(SweepTest, RefusesShardsThatDoNotExist) {
  for (const std::string shard : {"0/3", "4/3", "3", "1/0", "a/b", "1/3/5", "-1/3"}) {
    const Result refused = sweep("out", {"--shard", shard});
    EXPECT_EQ(refused.code, 64) << shard;
    EXPECT_FALSE(fs::exists(folder_ / "out"));
  }
}

}  // namespace
}  // namespace tripart
