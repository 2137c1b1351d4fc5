#include "tripart/bargaining/payoff.hpp"

#include <set>

#include <gtest/gtest.h>

#include "support/north_america.hpp"

namespace tripart {
namespace {

using test::north_america;
using test::party_of;

TEST(TariffBits, StandForEveryTargetOfEveryTariffThreat) {
  Model model = north_america();
  Threat withdrawal;
  withdrawal.id = "us_leaves";
  withdrawal.kind = ThreatKind::withdrawal;
  withdrawal.targets = model.threats[0].targets;
  model.threats.insert(model.threats.begin(), withdrawal);
  const std::vector<TariffBit> bits = tariff_bits(model);
  ASSERT_EQ(bits.size(), 2U);
  EXPECT_EQ(bits[0].threat, 1);
  EXPECT_EQ(bits[0].target, party_of(model, "CAN"));
  EXPECT_EQ(bits[1].threat, 1);
  EXPECT_EQ(bits[1].target, party_of(model, "MEX"));
}

TEST(TariffStates, OfTwoTargetsWhoMayRetaliateAreNine) {
  // per target: no tariff, tariff, tariff answered
  const Model model = north_america();
  const PayoffTable table(model, 1);
  EXPECT_EQ(table.tariff_states(), 9);
  EXPECT_EQ(table.tariff_state(0), TariffState());
}

TEST(TariffStates, WithoutATariffToAnswerDoNotKnowRetaliation) {
  const Model model = north_america();
  const PayoffTable table(model, 1);
  const PartySet canada = set_of(party_of(model, "CAN"));
  const PartySet mexico = set_of(party_of(model, "MEX"));
  EXPECT_EQ(table.state_index({0, canada | mexico}), 0);
  const std::uint32_t on_canada = 0b01;
  EXPECT_EQ(table.state_index({on_canada, mexico}), table.state_index({on_canada, 0}));
  EXPECT_EQ(table.state_index({on_canada, canada | mexico}),
            table.state_index({on_canada, canada}));
  EXPECT_NE(table.state_index({on_canada, canada}), table.state_index({on_canada, 0}));
}

TEST(TariffStates, WithoutAListDoNotKnowRetaliation) {
  Model model = north_america();
  model.retaliation.assign(3, {});
  const PayoffTable table(model, 1);
  EXPECT_EQ(table.tariff_states(), 4);
  EXPECT_EQ(table.state_index({0b11, model.everyone()}), table.state_index({0b11, 0}));
}

TEST(TariffStates, AreFoundUnderTheirOwnIndexAndHaveDifferentNames) {
  const Model model = north_america();
  const PayoffTable table(model, 1);
  std::set<std::string> names;
  for (int state = 0; state < table.tariff_states(); ++state) {
    EXPECT_EQ(table.state_index(table.tariff_state(state)), state);
    names.insert(table.state_name(model, state));
  }
  EXPECT_EQ(static_cast<int>(names.size()), table.tariff_states());
}

TEST(TariffStates, AreNamedByThreatAndRetaliator) {
  const Model model = north_america();
  const PayoffTable table(model, 1);
  const PartySet canada = set_of(party_of(model, "CAN"));
  const auto name = [&](TariffState state) {
    return table.state_name(model, table.state_index(state));
  };
  EXPECT_EQ(name({}), "none");
  EXPECT_EQ(name({0b11, 0}), "us_metals");
  EXPECT_EQ(name({0b10, 0}), "us_metals:MEX");
  EXPECT_EQ(name({0b11, canada}), "us_metals|retaliation:CAN");
}

TEST(PayoffTable, KeepsEveryNumberInAPlaceOfItsOwn) {
  Model model = north_america();
  model.issues.resize(2);
  model.issues[1].effects.resize(1);
  PayoffTable table(model, 2);
  const int configurations = table.configurations().size();
  double next = 0.0;
  const auto each = [&](const auto& welfare, const auto& value_added,
                        const auto& effect) {
    next = 0.0;
    for (int economy = 0; economy < 2; ++economy) {
      for (int g = 0; g < configurations; ++g) {
        for (int party = 0; party < 3; ++party) {
          for (int m = 0; m < table.tariff_states(); ++m) {
            welfare(economy, g, m, party, ++next);
            for (int slot = 0; slot < 2; ++slot) {
              value_added(economy, g, m, party, slot, ++next);
            }
          }
          for (int issue = 0; issue < 2; ++issue) {
            effect(economy, g, issue, party, ++next);
          }
        }
      }
    }
  };
  each([&](int e, int g, int m, int i, double x) { table.set_welfare(e, g, m, i, x); },
       [&](int e, int g, int m, int i, int j, double x) {
         table.set_value_added(e, g, m, i, j, x);
       },
       [&](int e, int g, int k, int i, double x) {
         table.set_issue_effect(e, g, k, i, x);
       });
  each([&](int e, int g, int m, int i,
           double x) { EXPECT_EQ(table.welfare(e, g, m, i), x); },
       [&](int e, int g, int m, int i, int j, double x) {
         EXPECT_EQ(table.value_added(e, g, m, i, j), x);
       },
       [&](int e, int g, int k, int i, double x) {
         EXPECT_EQ(table.issue_effect(e, g, k, i), x);
       });
}

// Lanes run over whole vectors of a row: what stands behind the last state must exist.
TEST(PayoffTable, KeepsEveryStateOfAPartySideBySide) {
  Model model = north_america();
  model.lobby_sectors = {3, 5};
  PayoffTable table(model, 2);
  const int configurations = table.configurations().size();
  double next = 1.0;
  const auto for_each_value = [&](const auto& visit) {
    next = 1.0;
    for (int economy = 0; economy < 2; ++economy) {
      for (int g = 0; g < configurations; ++g) {
        for (int state = 0; state < table.tariff_states(); ++state) {
          for (int party = 0; party < model.party_count(); ++party) {
            visit(economy, g, state, party);
          }
        }
      }
    }
  };
  for_each_value([&](int economy, int g, int state, int party) {
    table.set_welfare(economy, g, state, party, next++);
    table.set_value_added(economy, g, state, party, 0, next++);
    table.set_value_added(economy, g, state, party, 1, next++);
  });
  for_each_value([&](int economy, int g, int state, int party) {
    const std::size_t row = table.row(g, state);
    EXPECT_EQ(table.welfare(economy, g, state, party), next);
    EXPECT_EQ(table.welfare_row(economy, party)[row], next++);
    EXPECT_EQ(table.value_added(economy, g, state, party, 0), next);
    EXPECT_EQ(table.value_added_row(economy, party, 0)[row], next++);
    EXPECT_EQ(table.value_added_row(economy, party, 1)[row], next++);
  });
  const std::size_t used = table.row(configurations, 0);
  EXPECT_EQ(table.rows() % 8, 0U);
  EXPECT_LT(table.rows() - used, 8U);
  for (std::size_t row = used; row < table.rows(); ++row) {
    EXPECT_EQ(table.welfare_row(1, 2)[row], 0.0);
  }
}

}  // namespace
}  // namespace tripart
