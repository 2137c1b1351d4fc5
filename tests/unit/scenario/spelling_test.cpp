#include "tripart/scenario/spelling.hpp"

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace tripart {
namespace {

using Names = std::vector<std::string>;

TEST(Spelling, FindsTheNameThatWasMeant) {
  const Names keys = {"audience_cost", "audience_cap_months", "expires_after_days",
                      "noise"};
  EXPECT_EQ(closest_name("audiance_cost", keys), "audience_cost");
  EXPECT_EQ(closest_name("expire_after_days", keys), "expires_after_days");
  EXPECT_EQ(closest_name("nosie", keys), "noise");
  EXPECT_EQ(closest_name("Noise", keys), "noise");
  EXPECT_EQ(closest_name("noisee", keys), "noise");
}

TEST(Spelling, IsSilentWhereNothingIsNear) {
  EXPECT_EQ(closest_name("tariff", {"noise", "parties"}), std::nullopt);
  EXPECT_EQ(closest_name("tariff", {}), std::nullopt);
  EXPECT_EQ(closest_name("", {"a"}), std::nullopt);
  // One slip would do for one letter, but then no letter is right.
  EXPECT_EQ(closest_name("x", {"y"}), std::nullopt);
  EXPECT_EQ(closest_name("CHN", {"USA", "MEX"}), std::nullopt);
}

TEST(Spelling, AllowsOneSlipPerThreeLetters) {
  EXPECT_EQ(closest_name("abcxyz", {"abcd"}), std::nullopt);
  EXPECT_EQ(closest_name("abcdxy", {"abcd"}), "abcd");
  EXPECT_EQ(closest_name("abX", {"abc"}), "abc");
  EXPECT_EQ(closest_name("aXX", {"abc"}), std::nullopt);
}

TEST(Spelling, CountsSwappedNeighboursAsOneSlip) {
  EXPECT_EQ(closest_name("ba", {"ab"}), "ab");
  EXPECT_EQ(closest_name("UAS", {"USA"}), "USA");
}

TEST(Spelling, PrefersTheNearestThenTheFirst) {
  EXPECT_EQ(closest_name("cost", {"costs", "cast", "cost_"}), "costs");
  EXPECT_EQ(closest_name("costz", {"coats", "costs"}), "costs");
}

TEST(Spelling, DoesNotCompareTextsLongerThanAnyKey) {
  EXPECT_EQ(closest_name(std::string(200, 'a'), {std::string(200, 'a')}), std::nullopt);
  EXPECT_EQ(closest_name("a", {std::string(200, 'a')}), std::nullopt);
}

}  // namespace
}  // namespace tripart
