// Counts at the ends of their ranges, from outside.
#include <cstring>
#include <gmock/gmock.h>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using testing_support::Result;

class CountsTest : public testing_support::ProgramTest {
 protected:
  [[nodiscard]] Result story(const std::string& replicate) const {
    return tripart(
        {"replay", scenario("textbook/fearon.yaml"), "--replicate", replicate});
  }
};

// Sums hold 2^33 values; more would be found out after days, or never.
TEST_F(CountsTest, MoreReplicatesThanSumsHoldAreRefused) {
  const Result result = tripart({"run", scenario("textbook/fearon.yaml"), "-n",
                                 "8589934593", "--keep", "summary", "-o", "out"});
  EXPECT_EQ(result.code, 64);
  EXPECT_THAT(result.err, HasSubstr("--replicates is '8589934593', expected a whole "
                                    "number from 1 to 8589934592"));
  EXPECT_TRUE(testing_support::fs::is_empty(folder_));
}

TEST_F(CountsTest, ReplicatesPast32BitsAndPastTheWholeNumbersOfDoublesAreTheirOwn) {
  std::set<std::string> stories;
  for (const char* replicate :
       {"1", "4294967294", "4294967295", "4294967296", "4294967297", "9007199254740990",
        "9007199254740991", "9007199254740992", "9007199254740993"}) {
    const Result result = story(replicate);
    ASSERT_EQ(result.code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr(replicate));
    EXPECT_EQ(story(replicate).out, result.out);
    // Without its number, which would tell it from any other.
    std::string told = result.out;
    for (std::size_t at = 0; (at = told.find(replicate, at)) != std::string::npos;) {
      told.erase(at, std::strlen(replicate));
    }
    EXPECT_TRUE(stories.insert(told).second) << replicate;
  }
}

}  // namespace
}  // namespace tripart
