#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::content;
using testing_support::Result;

class PriorPredictiveTest : public testing_support::ProgramTest {
 protected:
  [[nodiscard]] Result run(const std::vector<std::string>& more) const {
    std::vector<std::string> words{"run", scenario("textbook/setter-ratifier.yaml"),
                                   "--prior-predictive", "-n", "5000"};
    words.insert(words.end(), more.begin(), more.end());
    return tripart(words);
  }
};

TEST_F(PriorPredictiveTest, WhatGivesWayIsSaidAndKept) {
  const Result result = run({"-o", "a"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("free parameters give way to their priors\n"));
  EXPECT_THAT(result.err, HasSubstr("  judgement_jitter: 0.15 instead of 0\n"));
  EXPECT_THAT(result.out, HasSubstr("what the priors allow"));
  const std::string manifest = content(folder_ / "a/manifest.json");
  EXPECT_THAT(manifest, HasSubstr("\"prior_predictive\": ["));
  EXPECT_THAT(manifest, HasSubstr("\"path\": \"judgement_jitter\""));
  EXPECT_THAT(manifest, HasSubstr("judgement_jitter: 0.15\\n"));  // the resolved scenario
  EXPECT_THAT(content(folder_ / "a/datapackage.json"),
              HasSubstr("\"prior_predictive.csv\""));
  EXPECT_THAT(content(folder_ / "a/prior_predictive.csv"),
              HasSubstr("\nending,collapsed,,,,,,,,,0,0,"));
}

TEST_F(PriorPredictiveTest, ClosedFormsAboutNumbersThatAreGoneStayAway) {
  ASSERT_EQ(tripart({"run", scenario("textbook/fearon.yaml"), "--prior-predictive", "-n",
                     "100", "-o", "a"})
                .code,
            0);
  EXPECT_THAT(content(folder_ / "a/manifest.json"), Not(HasSubstr("\"theory.csv\"")));
}

TEST_F(PriorPredictiveTest, TheSameBytesOnAnyNumberOfThreadsAndFromTheManifest) {
  ASSERT_EQ(run({"-o", "a", "-j", "1"}).code, 0);
  ASSERT_EQ(run({"-o", "b", "-j", "2"}).code, 0);
  ASSERT_EQ(tripart({"run", "a/manifest.json", "-o", "c"}).code, 0);
  const auto a = results("a");
  EXPECT_EQ(a, results("b"));
  EXPECT_EQ(a, results("c"));
  EXPECT_TRUE(a.contains("prior_predictive.csv"));
}

TEST_F(PriorPredictiveTest, AnOrdinaryRunIsAnotherOne) {
  ASSERT_EQ(run({"-o", "a"}).code, 0);
  const Result plain = tripart(
      {"run", scenario("textbook/setter-ratifier.yaml"), "-n", "5000", "-o", "a"});
  EXPECT_EQ(plain.code, 65);
  ASSERT_EQ(tripart({"run", scenario("textbook/setter-ratifier.yaml"), "-n", "100", "-o",
                     "plain"})
                .code,
            0);
  EXPECT_FALSE(results("plain").contains("prior_predictive.csv"));
  const Result refused = tripart({"run", "plain", "--prior-predictive", "-o", "d"});
  EXPECT_EQ(refused.code, 64);
  EXPECT_THAT(refused.err, HasSubstr("--prior-predictive is for scenario files"));
}

TEST_F(PriorPredictiveTest, TheTableOfKeysSaysWhichAreFree) {
  EXPECT_THAT(tripart({"explain", "parties.*.recognition"}).out,
              HasSubstr("free, prior `{gamma: [4 / parties, 1]}`"));
  EXPECT_THAT(tripart({"explain", "discount_rate"}).out, HasSubstr("free; the default"));
  EXPECT_THAT(tripart({"explain", "chapter_hazard.a0"}).out, Not(HasSubstr("free")));
}

}  // namespace
}  // namespace tripart
