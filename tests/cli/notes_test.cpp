#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "cli/program.hpp"
#include "support/table_folder.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::Result;

constexpr const char* scenario_text = R"(# What is a table worth that had to be mended?
format: 1
name: mended
start: 2018-03-05
horizon: 2018-09-05
economy:
  baseline: mended
  elasticities: theta
  no_agreement: {tariffs: unchanged}
parties:
  A: {}
  B: {}
calendar:
  - {id: round, kind: plenary, from: 2018-04-08, to: 2018-04-16}
issues:
  - id: pie
    positions:
      A: {ideal: 0, salience: 1}
      B: {ideal: 1, salience: 1}
)";

void replace(std::string& text, const std::string& old, const std::string& fresh) {
  const std::size_t at = text.find(old);
  ASSERT_NE(at, std::string::npos) << old;
  text.replace(at, old.size(), fresh);
}

class NotesTest : public testing_support::ProgramTest {
 protected:
  NotesTest() {
    testing_support::fs::create_directories(folder_ / "baselines" / "mended");
    test::write_small_shares(folder_ / "baselines" / "mended");
    test::write_table(folder_, "mended.yaml", scenario_text);
  }

  const std::string notes_ =
      "note: gross output was below exports in 1 of 4 cells: raised to exports, own "
      "sales "
      "0\nnote: 1 cells buy no inputs although their value added share is below 1: taken "
      "as 1\n";
};

TEST_F(NotesTest, OnWhatWasMadeOfTheTablesAreSaidOnceByEveryCommandThatReadsThem) {
  const Result check = tripart({"check", "mended.yaml"});
  EXPECT_EQ(check.code, 0) << check.err;
  EXPECT_EQ(check.err, notes_);
  const Result payoffs = tripart({"payoffs", "mended.yaml"});
  EXPECT_EQ(payoffs.code, 0) << payoffs.err;
  EXPECT_EQ(payoffs.err, notes_);
  const Result run = tripart({"run", "mended.yaml", "-n", "10", "-o", "loud"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.err, HasSubstr(notes_));
  for (const Result& result : {check, payoffs, run}) {
    EXPECT_THAT(result.out, Not(HasSubstr("note:")));
  }
}

TEST_F(NotesTest, OnRatesThatLookLikePercentSayWhereTheyStand) {
  std::string text = scenario_text;
  replace(text, "  A: {}", "  A: {discount_rate: {uniform: [0.05, 5]}}");
  replace(text, "  B: {}", "  B: {discount_rate: {lognormal: [1, 2]}}");
  replace(text, "calendar:",
          "threats:\n"
          "  - {id: up, kind: tariff, issuer: A, targets: [B], announced: 2018-03-01,\n"
          "     tariffs: {goods: {add: 2.5, coverage: 1}}}\n"
          "calendar:");
  test::write_table(folder_, "rates.yaml", text);
  const Result check = tripart({"check", "rates.yaml"});
  EXPECT_EQ(check.code, 0) << check.err;
  EXPECT_EQ(check.err, notes_ +
                           "rates.yaml:11:39: note: parties.A.discount_rate holds 5, "
                           "which is 500 percent a year\n"
                           "hint: 5 percent is written 0.05\n"
                           "rates.yaml:15:29: note: threats.up.tariffs.goods holds 2.5, "
                           "which is 250 percent\n"
                           "hint: 2.5 percent is written 0.025\n");
}

TEST_F(NotesTest, OnManyRatesAreCountedFromTheEleventhOn) {
  std::string text = scenario_text;
  replace(text, "  A: {}", "  A: {discount_rate: 5}");
  replace(text, "  B: {}", "  B: {discount_rate: 5}");
  std::string threats = "threats:\n";
  for (int i = 1; i <= 9; ++i) {
    threats += "  - {id: up_" + std::to_string(i) +
               ", kind: tariff, issuer: A, targets: [B], announced: 2018-03-01, "
               "tariffs: {goods: {add: 2.5, coverage: 1}}}\n";
  }
  replace(text, "calendar:", threats + "calendar:");
  test::write_table(folder_, "rates.yaml", text);
  const Result check = tripart({"check", "rates.yaml"});
  EXPECT_EQ(check.code, 0) << check.err;
  EXPECT_THAT(check.err, HasSubstr("threats.up_8.tariffs.goods holds 2.5"));
  EXPECT_THAT(check.err, Not(HasSubstr("up_9")));
  EXPECT_THAT(check.err, HasSubstr("0.025\nnote: and 1 more of these\n"));
}

TEST_F(NotesTest, AreNotSaidByAQuietRunWhoseResultsAreTheSame) {
  const Result loud = tripart({"run", "mended.yaml", "-n", "10", "-o", "loud"});
  const Result quiet =
      tripart({"run", "mended.yaml", "-n", "10", "-o", "quiet", "--quiet"});
  EXPECT_EQ(quiet.code, 0);
  EXPECT_EQ(quiet.err, "");
  EXPECT_EQ(quiet.out, loud.out);
}

TEST_F(NotesTest, ComeBackWithTheTablesThatARunKeeps) {
  ASSERT_EQ(tripart({"run", "mended.yaml", "-n", "10", "-o", "first"}).code, 0);
  testing_support::fs::remove_all(folder_ / "baselines");
  const Result again = tripart({"run", "first", "-o", "second"});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.err, HasSubstr(notes_));
  EXPECT_EQ(results("first").at("payoffs.csv"), results("second").at("payoffs.csv"));
}

}  // namespace
}  // namespace tripart
