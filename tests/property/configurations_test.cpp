// `configurations`: which deals can come of the same talks.
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "support/effort.hpp"
#include "support/shipped.hpp"

namespace tripart {
namespace {

using test::Played;
using test::shipped;

constexpr std::uint64_t replicates = test::effort(400);

/// Names of the deals that governments agreed on, with their numbers of replicates.
std::map<std::string, int> deals_of(const Played& played) {
  std::map<std::string, int> deals;
  const ConfigurationSet& set = played.payoffs.table.configurations();
  for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
    const Outcome outcome =
        run_replicate(played.scenario.model, played.payoffs.table, 1, replicate);
    ++deals[set[outcome.configuration].name];
    if (outcome.first_deal >= 0) {
      EXPECT_GE(set.offered(outcome.first_deal), 0) << set[outcome.first_deal].name;
    }
  }
  return deals;
}

TEST(Configurations, ThatAreAllListedMoveNothing) {
  const Played every = shipped("nafta-2018.yaml");
  const Played listed =
      shipped("nafta-2018.yaml", {"configurations=[CAN-MEX-USA, "
                                  "CAN-USA, MEX-USA, CAN-USA|MEX-USA]"});
  for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
    ASSERT_EQ(test::rows_of(every, replicate), test::rows_of(listed, replicate))
        << replicate;
  }
}

TEST(Configurations, OfThreeOrNothingHaveNoBilateral) {
  const Played played = shipped("nafta-2018.yaml", {"configurations=[CAN-MEX-USA]"});
  const auto deals = deals_of(played);
  EXPECT_GT(deals.at("CAN-MEX-USA"), 0);
  for (const auto& [name, count] : deals) {
    EXPECT_TRUE(name == "CAN-MEX-USA" || name.empty() || name == "withdrawn:USA" ||
                name == "no_agreement")
        << name << " " << count;
  }
  EXPECT_LT(played.payoffs.table.configurations().size(),
            shipped("nafta-2018.yaml").payoffs.table.configurations().size());
}

TEST(Configurations, WithoutAPairOfBilateralsEndInOneOrAll) {
  const Played played =
      shipped("nafta-2018.yaml", {"configurations=[CAN-MEX-USA, MEX-USA, CAN-USA]"});
  const auto deals = deals_of(played);
  EXPECT_EQ(deals.count("CAN-USA|MEX-USA"), 0U);
  EXPECT_GT(deals.count("MEX-USA") + deals.count("CAN-USA"), 0U);
}

// One bilateral is named alone and as one of a pair, the other only in the pair: nobody
// meets for it first, but it is what stands where a legislature refuses the first.
TEST(Configurations, LeftByARefusalAreReachedThoughNobodyMeetsForThem) {
  const Played played =
      shipped("nafta-2018.yaml", {"configurations=[MEX-USA, CAN-USA|MEX-USA]",
                                  "parties.USA.switching={cost: 0, noise: 0.5}"});
  const ConfigurationSet& set = played.payoffs.table.configurations();
  const auto deals = deals_of(played);
  EXPECT_GT(deals.count("CAN-USA|MEX-USA"), 0U);
  EXPECT_EQ(deals.count("CAN-USA"), 0U);
  std::set<std::string> first;
  for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
    const Outcome outcome =
        run_replicate(played.scenario.model, played.payoffs.table, 1, replicate);
    if (outcome.first_deal >= 0) {
      first.insert(set[outcome.first_deal].name);
    }
  }
  EXPECT_EQ(first.count("CAN-USA"), 0U);
}

}  // namespace
}  // namespace tripart
