#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::content;
using testing_support::Result;

class DurationsTest : public testing_support::ProgramTest {
 protected:
  [[nodiscard]] Result test(const std::vector<std::string>& more) const {
    std::vector<std::string> words{
        "backtest",    scenario("history/us-agreement-launch.yaml"),
        "--durations", scenario("history/us-agreement-durations.csv"),
        "-n",          "5000"};
    words.insert(words.end(), more.begin(), more.end());
    return tripart(words);
  }
};

TEST_F(DurationsTest, TheSameBytesOnAnyNumberOfThreads) {
  const Result one = test({"-o", "a", "-j", "1"});
  ASSERT_EQ(one.code, 0) << one.err;
  const Result two = test({"-o", "b", "-j", "2"});
  ASSERT_EQ(two.code, 0) << two.err;
  EXPECT_EQ(one.out, two.out);
  const auto a = results("a");
  EXPECT_EQ(a, results("b"));
  EXPECT_EQ(a.size(), 4U) << "three tables and what describes them";
}

TEST_F(DurationsTest, TheTablesSayWhatIsPrinted) {
  const Result result = test({"-o", "a", "--format", "csv"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(result.out, content(folder_ / "a/duration_test.csv"));
  EXPECT_THAT(result.out, HasSubstr("\nus_agreement_launch,2004-04-26,1,5000,"));
  EXPECT_THAT(result.out, HasSubstr(",54,16,0,"))
      << "the horizon is 51 months and three of notice away; history lies before it";
  EXPECT_THAT(content(folder_ / "a/durations.csv"), HasSubstr("\nCAFTA,18,"));
}

TEST_F(DurationsTest, WhatAsksAboutOneCaseDoesNotGoWithIt) {
  const Result result = test({"--outcomes", "x.csv"});
  EXPECT_EQ(result.code, 64);
  EXPECT_THAT(result.err, HasSubstr("--outcomes does not go with it"));
  EXPECT_EQ(test({"--resume"}).code, 64);
  EXPECT_EQ(test({"--force"}).code, 64);
}

TEST_F(DurationsTest, AFileThatIsNoTableOfDurationsIsRefused) {
  const Result result =
      tripart({"backtest", scenario("history/us-agreement-launch.yaml"), "--durations",
               scenario("history/facts.csv"), "-o", "a"});
  EXPECT_EQ(result.code, 65);
  EXPECT_THAT(result.err, HasSubstr("launch_to_signature_months"));
  EXPECT_FALSE(testing_support::fs::exists(folder_ / "a"));
}

}  // namespace
}  // namespace tripart
