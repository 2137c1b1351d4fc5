#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using testing_support::content;
using testing_support::Result;

class TheoryTest : public testing_support::ProgramTest {};

TEST_F(TheoryTest, StandsBesideWhatWasSimulated) {
  const Result result = tripart({"run", scenario("textbook/rubinstein.yaml"), "-n", "1",
                                 "-o", "a", "--set", "parties.B.discount_factor=0.8"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("surplus_share A all mean  0.714286   0.714286"));
  EXPECT_THAT(content(folder_ / "a" / "theory.csv"),
              HasSubstr("proposer,surplus_share,A,all,mean,0.71428571428571"));
}

TEST_F(TheoryTest, MustBeAboutARowOfTheSummary) {
  std::ofstream(folder_ / "t.yaml")
      << content(scenario("textbook/rubinstein.yaml")) +
             "  - {id: other, metric: utilty, party: A, category: all, "
             "expected: 1}\n";
  for (const char* command : {"check", "run"}) {
    const Result result = tripart({command, "t.yaml"});
    EXPECT_EQ(result.code, 65);
    EXPECT_THAT(result.err, HasSubstr("error: theory.other is about no row of "
                                      "summary.csv\nhint: did you mean metric "
                                      "'utility'?"));
  }
}

}  // namespace
}  // namespace tripart
