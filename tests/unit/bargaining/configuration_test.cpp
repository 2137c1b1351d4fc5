#include <set>
#include <string>

#include <gtest/gtest.h>

#include "support/north_america.hpp"
#include "tripart/bargaining/payoff.hpp"

namespace tripart {
namespace {

using test::north_america;
using test::party_of;

PairState pair_of(const Model& model, const Configuration& g, const char* a,
                  const char* b) {
  return g.pairs[static_cast<std::size_t>(party_of(model, a)) * model.parties.size() +
                 static_cast<std::size_t>(party_of(model, b))];
}

PartySet members(const Model& model, const std::vector<const char*>& ids) {
  PartySet set = 0;
  for (const char* id : ids) {
    set |= set_of(party_of(model, id));
  }
  return set;
}

/// What the set says about every pair, by names alone.
std::set<std::string> described(const Model& model) {
  std::set<std::string> lines;
  const ConfigurationSet set(model);
  for (int g = 0; g < set.size(); ++g) {
    std::string line = set[g].name + " " + std::string(to_text(set[g].kind));
    for (const char* a : {"CAN", "MEX", "USA"}) {
      for (const char* b : {"CAN", "MEX", "USA"}) {
        line += " " + std::to_string(static_cast<int>(pair_of(model, set[g], a, b)));
      }
    }
    lines.insert(line);
  }
  return lines;
}

Model with_exclusion() {
  Model model = north_america();
  Threat threat;
  threat.id = "us_moves_on";
  threat.kind = ThreatKind::exclusion;
  threat.issuer = party_of(model, "USA");
  threat.targets = members(model, {"CAN"});
  model.threats.push_back(threat);
  return model;
}

TEST(Configurations, OfThreePartiesWithOneHubCoverAllDealsItCanReach) {
  const Model model = north_america();
  const ConfigurationSet set(model);
  std::set<std::string> names;
  for (int g = 0; g < set.size(); ++g) {
    names.insert(set[g].name);
  }
  EXPECT_EQ(names,
            (std::set<std::string>{"", "CAN-MEX-USA", "CAN-USA", "MEX-USA", "CAN-MEX",
                                   "CAN-USA|MEX-USA", "withdrawn:USA", "no_agreement"}));
}

TEST(Configurations, LeaveAnOutsiderOnTheOldAgreementWithEverybody) {
  const Model model = north_america();
  const ConfigurationSet set(model);
  const Configuration& bilateral = set[set.block(members(model, {"MEX", "USA"}))];
  EXPECT_EQ(pair_of(model, bilateral, "USA", "MEX"), PairState::new_deal);
  EXPECT_EQ(pair_of(model, bilateral, "USA", "CAN"), PairState::old_agreement);
  EXPECT_EQ(pair_of(model, bilateral, "CAN", "MEX"), PairState::old_agreement);
}

TEST(Configurations, OfAWithdrawalCutOnlyTheWithdrawingPartyOff) {
  const Model model = north_america();
  const ConfigurationSet set(model);
  const Configuration& alone = set[set.withdrawn(party_of(model, "USA"))];
  EXPECT_EQ(pair_of(model, alone, "USA", "CAN"), PairState::no_agreement);
  EXPECT_EQ(pair_of(model, alone, "MEX", "USA"), PairState::no_agreement);
  EXPECT_EQ(pair_of(model, alone, "CAN", "MEX"), PairState::old_agreement);
  EXPECT_EQ(set.withdrawn(party_of(model, "CAN")), -1);
}

TEST(Configurations, OfAnExclusionCutOffWhoIsNotInTheDeal) {
  const Model model = with_exclusion();
  const ConfigurationSet set(model);
  const int excluded = set.cut(set.block(members(model, {"USA", "MEX"})),
                               party_of(model, "USA"), members(model, {"CAN"}));
  ASSERT_GE(excluded, 0);
  EXPECT_EQ(set[excluded].kind, ConfigurationKind::exclusion);
  EXPECT_EQ(pair_of(model, set[excluded], "USA", "MEX"), PairState::new_deal);
  EXPECT_EQ(pair_of(model, set[excluded], "USA", "CAN"), PairState::no_agreement);
  EXPECT_EQ(pair_of(model, set[excluded], "CAN", "MEX"), PairState::old_agreement);
}

TEST(Configurations, OfAWithdrawalTowardsOneLeaveTheOthersAlone) {
  Model model = with_exclusion();
  model.threats.back().kind = ThreatKind::withdrawal;
  const ConfigurationSet set(model);
  const PartySet canada = members(model, {"CAN"});
  const int usa = party_of(model, "USA");
  const Configuration& alone = set[set.cut(set.status_quo(), usa, canada)];
  EXPECT_EQ(alone.name, "withdrawn:USA-CAN");
  EXPECT_EQ(pair_of(model, alone, "USA", "CAN"), PairState::no_agreement);
  EXPECT_EQ(pair_of(model, alone, "USA", "MEX"), PairState::old_agreement);
  // A new deal stands when the old agreement is left, in a pair of bilaterals too.
  const int spokes = set.spokes(usa, members(model, {"CAN", "MEX"}));
  EXPECT_EQ(set.cut(spokes, usa, canada), spokes);
}

TEST(Configurations, AreSymmetricAndDistinct) {
  const Model model = with_exclusion();
  const ConfigurationSet set(model);
  EXPECT_EQ(static_cast<int>(described(model).size()), set.size());
  for (int g = 0; g < set.size(); ++g) {
    for (const char* a : {"CAN", "MEX", "USA"}) {
      for (const char* b : {"CAN", "MEX", "USA"}) {
        EXPECT_EQ(pair_of(model, set[g], a, b), pair_of(model, set[g], b, a));
      }
    }
  }
}

TEST(Configurations, AreTheSameWhateverTheOrderOfParties) {
  EXPECT_EQ(described(north_america({"USA", "CAN", "MEX"})),
            described(north_america({"MEX", "USA", "CAN"})));
}

TEST(Configurations, OfTwoPartiesAreOldNewAndNone) {
  Model model;
  model.parties.resize(2);
  model.parties[0].id = "A";
  model.parties[1].id = "B";
  model.retaliation.resize(2);
  const ConfigurationSet set(model);
  EXPECT_EQ(set.size(), 3);
  EXPECT_EQ(set[set.block(0b11)].kind, ConfigurationKind::bilateral);
  EXPECT_EQ(set[set.no_agreement()].kind, ConfigurationKind::no_agreement);
}

TEST(Configurations, OfFourPartiesNameTheirBlocks) {
  Model model;
  for (const char* id : {"D", "C", "B", "A"}) {
    model.parties.emplace_back();
    model.parties.back().id = id;
  }
  model.parties[0].may_split = true;
  model.retaliation.resize(4);
  const ConfigurationSet set(model);
  EXPECT_EQ(set[set.block(0b1111)].name, "A-B-C-D");
  EXPECT_EQ(set[set.block(0b1111)].kind, ConfigurationKind::multilateral);
  EXPECT_EQ(set[set.block(0b0111)].kind, ConfigurationKind::trilateral);
  EXPECT_EQ(set[set.spokes(0, 0b0110)].name, "B-D|C-D");
  EXPECT_EQ(set[set.spokes(0, 0b1110)].kind, ConfigurationKind::bilaterals);
}

}  // namespace
}  // namespace tripart
