#include <algorithm>
#include <chrono>
#include <gmock/gmock.h>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::content;
using testing_support::Result;
namespace fs = testing_support::fs;

class RunTest : public testing_support::ProgramTest {
 protected:
  // -j 1 and -j 2 over three blocks, so that blocks really end out of order.
  void expect_same_bytes(const std::string& name, const std::string& replicates,
                         std::size_t files) const {
    const std::string file = scenario(name);
    ASSERT_EQ(tripart({"run", file, "-n", replicates, "-o", "a", "-j", "1", "--keep",
                       "all", "--trace", "2"})
                  .code,
              0);
    ASSERT_EQ(tripart({"run", file, "-n", replicates, "-o", "b", "-j", "2", "--keep",
                       "all", "--trace", "2"},
                      "LC_ALL=de_DE.UTF-8 TZ=Asia/Tokyo")
                  .code,
              0);
    const auto a = results("a");
    const auto b = results("b");
    EXPECT_EQ(a.size(), files);
    ASSERT_EQ(a.size(), b.size());
    for (const auto& [table, bytes] : a) {
      EXPECT_EQ(bytes, b.at(table)) << table;
      for (const char* not_finite : {",nan", ",-nan", ",inf", ",-inf"}) {
        EXPECT_THAT(bytes, Not(HasSubstr(not_finite))) << table;
      }
    }
  }
  [[nodiscard]] std::string rubinstein() const {
    return scenario("textbook/rubinstein.yaml");
  }
};

TEST_F(RunTest, TextbookRunIsTheSameBytesOnAnyNumberOfThreads) {
  expect_same_bytes("textbook/rubinstein.yaml", "9000", 19U);
}

TEST_F(RunTest, NaftaRunIsTheSameBytesOnAnyNumberOfThreads) {
  expect_same_bytes("nafta-2018.yaml", "9000", 18U);
}

/// The cells of the rows of a table without quoted commas.
std::vector<std::vector<std::string>> cells_of(const std::string& table) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    rows.emplace_back();
    std::istringstream cells(line + ",");
    for (std::string cell; std::getline(cells, cell, ',');) {
      rows.back().push_back(cell);
    }
  }
  return rows;
}

std::size_t column_of(const std::vector<std::vector<std::string>>& rows,
                      const std::string& name) {
  return static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), name) -
                                  rows[0].begin());
}

TEST_F(RunTest, WarnsOfMeansWhoseIntervalsMayBeTooNarrow) {
  const std::string few = "means may be too narrow: fewer than 30 replicates";
  const std::string crises = scenario("textbook/fearon.yaml");
  const Result said = tripart({"run", crises, "-n", "20", "-o", "a"});
  EXPECT_EQ(said.code, 0);
  EXPECT_THAT(said.err, HasSubstr("tripart: warning: the intervals of "));
  EXPECT_THAT(said.err, HasSubstr(few));
  const Result quiet = tripart({"run", crises, "-n", "20", "-o", "b", "--quiet"});
  EXPECT_EQ(quiet.code, 0);
  EXPECT_THAT(quiet.err, Not(HasSubstr(few)));
}

TEST_F(RunTest, SaysWhatTheoryMakesOfTheScenarioAndHowFarSettlementsLieFromIt) {
  const Result run =
      tripart({"run", scenario("nafta-2018.yaml"), "-n", "300", "-o", "a", "--quiet"});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out,
              HasSubstr("\nSolutions of bargaining theory: value of a deal of all "));
  EXPECT_THAT(run.out, HasSubstr("\n  Kalai-Smorodinsky "));
  EXPECT_THAT(run.out, HasSubstr("\n  Nash-in-Nash around USA "));
  EXPECT_THAT(run.out, HasSubstr("\n  core: "));
  const auto files = results("a");
  // Six solutions of each deal, Nash-in-Nash of the two bilaterals; three parties.
  const auto benchmarks = cells_of(files.at("benchmarks.csv"));
  EXPECT_EQ(benchmarks.size(), 1U + 3U * (6U * 4U + 1U));
  // Three pairs, with the outsider on the old agreement and without any.
  EXPECT_EQ(cells_of(files.at("core.csv")).size(), 1U + 6U);
  const auto outcomes = cells_of(files.at("outcomes.csv"));
  const auto parties = cells_of(files.at("parties.csv"));
  const std::size_t kind = column_of(outcomes, "kind");
  const std::size_t path = column_of(outcomes, "path");
  const std::size_t pareto = column_of(outcomes, "pareto_distance");
  const std::size_t nested = column_of(parties, "distance_nash_in_nash");
  const std::size_t equal = column_of(parties, "distance_egalitarian");
  ASSERT_EQ(pareto + 1, outcomes[0].size());
  int two = 0;
  int efficient = 0;
  for (std::size_t row = 1; row < outcomes.size(); ++row) {
    const bool hub = outcomes[row][kind] == "two_bilaterals";
    two += hub ? 1 : 0;
    EXPECT_EQ(outcomes[row][pareto].empty(), outcomes[row][kind] == "none") << row;
    efficient += outcomes[row][pareto] == "0" ? 1 : 0;
    for (std::size_t party = 0; party < 3; ++party) {
      const auto& own = parties[3 * row - 2 + party];
      EXPECT_EQ(own[nested].empty(), !hub) << row;
      // By accession only the hub and the newcomer sit at the last table.
      EXPECT_TRUE(outcomes[row][kind] != "trilateral" ||
                  outcomes[row][path] != "direct" || !own[equal].empty())
          << row;
    }
  }
  EXPECT_GT(two, 20);
  EXPECT_GT(efficient, 200);  // menus of smooth losses lie on the frontier
  EXPECT_THAT(files.at("summary.csv"), HasSubstr("\npareto_distance,,all,mean,"));
  EXPECT_THAT(files.at("summary.csv"), HasSubstr("\ndistance_egalitarian,MEX,all,mean,"));
}

TEST_F(RunTest, OtherSeedGivesOtherReplicates) {
  const std::string file = scenario("nafta-2018.yaml");
  ASSERT_EQ(tripart({"run", file, "-n", "50", "-o", "a"}).code, 0);
  ASSERT_EQ(tripart({"run", file, "-n", "50", "-o", "b", "-s", "2"}).code, 0);
  EXPECT_TRUE(results("a").at("outcomes.csv") != results("b").at("outcomes.csv"));
}

TEST_F(RunTest, ReplayTellsTheSameOutcomeAsItsRow) {
  const std::string file = scenario("nafta-2018.yaml");
  ASSERT_EQ(tripart({"run", file, "-n", "40", "-s", "7", "-o", "a", "--quiet"}).code, 0);
  const std::string table = results("a").at("outcomes.csv");
  for (const std::size_t replicate : {1U, 17U, 40U}) {
    const std::string number = std::to_string(replicate);
    const Result of_scenario =
        tripart({"replay", file, "-s", "7", "--replicate", number});
    const Result of_folder = tripart({"replay", "a", "--replicate", number});
    ASSERT_EQ(of_scenario.code, 0) << of_scenario.err;
    EXPECT_EQ(of_scenario.out, of_folder.out);
    EXPECT_TRUE(of_scenario.out.ends_with("\n" + line(table, replicate) + "\n"))
        << of_scenario.out;
    EXPECT_THAT(of_scenario.out, HasSubstr("\n2018-03-05  "));
  }
  EXPECT_EQ(tripart({"replay", "a", "--replicate", "41"}).code, 64);
}

TEST_F(RunTest, KeepDecidesWhichFilesThereAre) {
  ASSERT_EQ(
      tripart({"run", rubinstein(), "-n", "5", "-o", "a", "--keep", "summary"}).code, 0);
  EXPECT_EQ(results("a").count("outcomes.csv"), 0U);
  EXPECT_EQ(results("a").count("summary.csv"), 1U);
  ASSERT_EQ(tripart({"run", rubinstein(), "-n", "5", "-o", "b"}).code, 0);
  EXPECT_EQ(results("b").count("outcomes.csv"), 1U);
  EXPECT_EQ(results("b").count("terms.csv"), 0U);
  EXPECT_EQ(results("b").count("events.csv"), 0U);
  EXPECT_EQ(results("a").at("summary.csv"), results("b").at("summary.csv"));
}

TEST_F(RunTest, FinishedDirectoryIsLeftAloneAndOtherInputsAreRefused) {
  ASSERT_EQ(tripart({"run", rubinstein(), "-n", "5", "-o", "a"}).code, 0);
  const auto before = results("a");
  const auto time = fs::last_write_time(folder_ / "a" / "manifest.json");
  const Result again = tripart({"run", rubinstein(), "-n", "5", "-o", "a"});
  EXPECT_EQ(again.code, 0);
  EXPECT_THAT(again.err, HasSubstr("already holds these results"));
  EXPECT_EQ(fs::last_write_time(folder_ / "a" / "manifest.json"), time);
  const Result other = tripart({"run", rubinstein(), "-n", "6", "-o", "a"});
  EXPECT_EQ(other.code, 65);
  EXPECT_THAT(other.err, HasSubstr("replicates 5 there, 6 here"));
  EXPECT_TRUE(results("a") == before);
  EXPECT_EQ(tripart({"run", rubinstein(), "-n", "6", "-o", "a", "--force"}).code, 0);
  EXPECT_TRUE(results("a") != before);
}

TEST_F(RunTest, ManifestRepeatsTheRun) {
  const std::string file = scenario("nafta-2018.yaml");
  ASSERT_EQ(tripart({"run", file, "-n", "20", "-s", "3", "-o", "a", "--set",
                     "horizon=2018-12-31"})
                .code,
            0);
  const Result repeated = tripart({"run", "a/manifest.json", "-o", "b"});
  ASSERT_EQ(repeated.code, 0) << repeated.err;
  EXPECT_TRUE(results("a") == results("b"));
}

TEST_F(RunTest, SetChangesTheScenarioAndIsCheckedLikeTheFile) {
  const std::string file = scenario("nafta-2018.yaml");
  const Result set =
      tripart({"check", "--resolved", file, "--set", "horizon=2018-12-31"});
  ASSERT_EQ(set.code, 0) << set.err;
  EXPECT_THAT(set.out, HasSubstr("horizon: 2018-12-31"));
  EXPECT_EQ(
      tripart({"run", file, "-n", "5", "-o", "a", "--set", "horizon=2001-01-01"}).code,
      65);
  EXPECT_EQ(
      tripart({"run", file, "-n", "5", "-o", "a", "--set", "horizn=2018-12-31"}).code,
      65);
  EXPECT_FALSE(fs::exists(folder_ / "a"));
}

TEST_F(RunTest, ResultsGoToStandardOutputInTheFormatAskedFor) {
  const Result table = tripart({"run", rubinstein(), "-n", "5", "-o", "a", "--quiet"});
  EXPECT_EQ(table.err, "");
  EXPECT_THAT(table.out, HasSubstr("95 percent interval"));
  const Result csv =
      tripart({"run", rubinstein(), "-n", "5", "-o", "b", "--format", "csv"});
  EXPECT_EQ(csv.out, results("b").at("summary.csv"));
  const Result json =
      tripart({"run", rubinstein(), "-n", "5", "-o", "c", "--format", "json"});
  EXPECT_THAT(json.out, HasSubstr("\"metric\": \"ending\""));
}

// SPEC section 2: Ctrl-C and SIGTERM finish the current block, leave a resumable
// directory within 2 s and say how to go on.
TEST_F(RunTest, TerminatedRunLeavesAResumableDirectorySoon) {
  const std::string run = std::string(TRIPART_PROGRAM) + " run " +
                          scenario("nafta-2018.yaml") +
                          " -n 1000000000 -o a --keep summary";
  const std::string script =
      "cd " + folder_.string() + "; " + run + " >out 2>err & pid=$!; " +
      "for i in $(seq 1200); do [ -e a/.partial/run.json ] && break; sleep 0.1; done; "
      "sleep 1; "
      "kill -TERM $pid; ( sleep 4; kill -KILL $pid ) 2>/dev/null & guard=$!; wait $pid; "
      "code=$?; kill $guard; exit $code";
  const int status = std::system(script.c_str());  // NOLINT(cert-env33-c)
  EXPECT_EQ(WEXITSTATUS(status), 143) << content(folder_ / "err");
  EXPECT_THAT(content(folder_ / "err"), HasSubstr("--resume"));
  EXPECT_FALSE(fs::exists(folder_ / "a" / "manifest.json"));
  EXPECT_TRUE(fs::exists(folder_ / "a" / ".partial"));
  EXPECT_FALSE(fs::exists(folder_ / "a" / ".lock"));
  EXPECT_THAT(content(folder_ / "a" / "attempts" / "001.json"),
              HasSubstr("\"ended\": \"terminated\""));
}

// Economies take a while to be solved; who stops that has nothing to go on with, but
// hears so.
TEST_F(RunTest, TerminatedBeforeItPlaysItSaysSo) {
  const std::string said = terminate_once(
      "run '" + scenario("nafta-2018.yaml") + "' --set economy.economies=1000 -n 10 -o a",
      "[ -e a/.lock ]");
  EXPECT_THAT(said, HasSubstr("stopped by a signal; give the same command again"));
  EXPECT_FALSE(fs::exists(folder_ / "a/manifest.json"));
}

TEST_F(RunTest, ResumedRunEndsWithTheSameBytes) {
  ASSERT_EQ(tripart({"run", rubinstein(), "-n", "20", "-o", "a"}).code, 0);
  ASSERT_EQ(tripart({"run", rubinstein(), "-n", "20", "-o", "b"}).code, 0);
  // As if the second run had been killed before it published anything.
  fs::create_directory(folder_ / "b" / ".partial");
  fs::remove(folder_ / "b" / "manifest.json");
  fs::remove(folder_ / "b" / "summary.csv");
  EXPECT_EQ(tripart({"run", rubinstein(), "-n", "20", "-o", "b"}).code, 65);
  EXPECT_EQ(tripart({"run", rubinstein(), "-n", "20", "-o", "b", "--resume"}).code, 0);
  EXPECT_TRUE(results("a") == results("b"));
}

// With standard output closed the first file opened would get its number, and the table
// would go into it.
TEST_F(RunTest, ClosedStandardOutputIsAnError) {
  const std::string script = "cd " + folder_.string() + "; " +
                             std::string(TRIPART_PROGRAM) + " run " + rubinstein() +
                             " -n 5 -o a >&- 2>err";
  const int status = std::system(script.c_str());  // NOLINT(cert-env33-c)
  EXPECT_EQ(WEXITSTATUS(status), 74);
  EXPECT_THAT(content(folder_ / "err"), HasSubstr("standard output"));
}

TEST_F(RunTest, DirectoryOfSomebodyElseIsNotTouched) {
  fs::create_directory(folder_ / "a");
  std::ofstream(folder_ / "a" / "thesis.tex") << "mine";
  EXPECT_EQ(tripart({"run", rubinstein(), "-n", "5", "-o", "a", "--force"}).code, 73);
  EXPECT_EQ(content(folder_ / "a" / "thesis.tex"), "mine");
}

TEST_F(RunTest, PayoffsAreThoseOfTheRun) {
  const std::string file = scenario("nafta-2018.yaml");
  ASSERT_EQ(tripart({"run", file, "-n", "5", "-o", "a"}).code, 0);
  const Result csv = tripart({"payoffs", file, "--format", "csv", "-o", "p"});
  ASSERT_EQ(csv.code, 0) << csv.err;
  EXPECT_EQ(csv.out, results("a").at("payoffs.csv"));
  EXPECT_EQ(csv.out, results("p").at("payoffs.csv"));
  EXPECT_EQ(tripart({"payoffs", file, "-o", "a"}).code, 73);
}

TEST_F(RunTest, ThreadsThatCannotBeHadAreNamedAndLoseNothing) {
#if defined(TRIPART_SANITIZED)
  GTEST_SKIP() << "sanitizers take more memory than the limit leaves";
#endif
  const std::vector<std::string> words{
      "run", scenario("textbook/fearon.yaml"), "-n", "100", "-o", "out", "-j"};
  const auto with = [&](const std::vector<std::string>& more) {
    std::vector<std::string> all = words;
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  const Result refused = tripart(with({"100"}), "ulimit -v 300000 &&");
  EXPECT_EQ(refused.code, 75);
  EXPECT_THAT(refused.err, HasSubstr("tripart: error: cannot have 100 threads: "));
  EXPECT_THAT(refused.err, HasSubstr(" or fewer would do"));
  EXPECT_EQ(tripart(with({"2", "--resume"})).code, 0);
}

}  // namespace
}  // namespace tripart
