// E7: what texts do to trade costs, deal by deal, and the exact equilibrium beside it.
#include <cmath>

#include <gtest/gtest.h>

#include "support/north_america.hpp"
#include "tripart/core/math.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

using test::base2017;
using test::car_content;
using test::north_america;
using test::party_of;
using test::sector_of;
using test::trade_of;

/// An issue that acts on both of the hub's borders.
Model with_two_effects() {
  Model model = north_america();
  model.threats.clear();
  model.lobby_sectors.clear();
  model.issues = {car_content(model)};
  model.issues[0].effects.push_back({party_of(model, "CAN"), party_of(model, "USA"),
                                     sector_of(base2017(), "food"), 0.02, 0.03});
  return model;
}

std::vector<double> solved(const TradePolicy& policy) {
  return real_income_pct(
      base2017(), solve_equilibrium(base2017(), base2017().theta("ll2023"), policy));
}

/// Both effects at a text of their own.
TradePolicy policy_at(double cars, double food) {
  const Baseline& b = base2017();
  TradePolicy policy = baseline_policy(b);
  multiply_iceberg(policy, b, b.region("USA"), b.region("MEX"),
                   b.sector("motor_vehicles"), std::exp(0.01 * cars));
  multiply_iceberg(policy, b, b.region("CAN"), b.region("USA"), b.sector("food"),
                   std::exp(0.02 * food));
  add_tariff(policy, b,
             {b.region("CAN"), b.region("USA"), b.sector("food"), 0.03 * food});
  return policy;
}

TEST(TextEffects, BelongToEachOfTwoBilateralsAlone) {
  const Model model = with_two_effects();
  const SolvedPayoffs payoffs = solve_payoffs(model, trade_of(model, "ll2023"), 1, 1);
  const ConfigurationSet& set = payoffs.table.configurations();
  const int usa = party_of(model, "USA");
  const PartySet with_can = set_of(usa) | set_of(party_of(model, "CAN"));
  const PartySet with_mex = set_of(usa) | set_of(party_of(model, "MEX"));
  const int two = set.spokes(usa, (with_can | with_mex) & ~set_of(usa));
  ASSERT_EQ(set[two].deals, (std::vector<PartySet>{with_can, with_mex}));
  const std::vector<double> cars = solved(policy_at(1.0, 0.0));
  const std::vector<double> food = solved(policy_at(0.0, 1.0));
  for (const char* name : {"USA", "CAN", "MEX"}) {
    const int party = party_of(model, name);
    const std::size_t region = base2017().region(name);
    EXPECT_NEAR(payoffs.table.issue_effect(0, two, 0, party, with_mex), cars[region],
                1e-7);
    EXPECT_NEAR(payoffs.table.issue_effect(0, two, 0, party, with_can), food[region],
                1e-7);
    EXPECT_EQ(payoffs.table.issue_effect(0, two, 0, party),
              payoffs.table.issue_effect(0, two, 0, party, with_can) +
                  payoffs.table.issue_effect(0, two, 0, party, with_mex));
    EXPECT_EQ(payoffs.table.issue_effect(0, two, 0, party, model.everyone()), 0.0);
    // one text for all in a deal of all, whoever asks
    EXPECT_EQ(
        payoffs.table.issue_effect(0, set.block(model.everyone()), 0, party, with_can),
        payoffs.table.issue_effect(0, set.block(model.everyone()), 0, party));
  }
}

TEST(TextEffects, AreSolvedExactlyAtTheTexts) {
  const Model model = with_two_effects();
  const TradeModel trade = trade_of(model, "ll2023");
  const SolvedPayoffs payoffs = solve_payoffs(model, trade, 1, 1);
  const ConfigurationSet& set = payoffs.table.configurations();
  const int all = set.block(model.everyone());
  // below the text in force costs fall that rise above it
  for (const double moved : {0.4, -0.4}) {
    const auto exact = solve_at_texts(model, trade, payoffs, set[all], {moved}, 1);
    ASSERT_EQ(exact.size(), 1U);
    const std::vector<double> expected = solved(policy_at(moved, moved));
    for (const char* name : {"USA", "CAN", "MEX"}) {
      const auto party = static_cast<std::size_t>(party_of(model, name));
      EXPECT_NEAR(exact[0][party], expected[base2017().region(name)], 1e-7)
          << name << ' ' << moved;
      // E7 is the chord to pole 1: it misses the curvature, the more the farther from
      // there
      const double linear =
          moved * payoffs.table.issue_effect(0, all, 0, static_cast<int>(party));
      EXPECT_NEAR(exact[0][party], linear, 0.16 * (1.0 - moved) * std::abs(linear) + 1e-6)
          << name << ' ' << moved;
    }
  }
}

TEST(TextEffects, LeaveTheDealAsItIsWithoutATextOrAtPoleZero) {
  const Model model = with_two_effects();
  TradeModel trade = trade_of(model, "ll2023");
  trade.new_deal_iceberg = test::parameter(-0.02);
  const SolvedPayoffs payoffs = solve_payoffs(model, trade, 1, 1);
  const ConfigurationSet& set = payoffs.table.configurations();
  const int deal = set.block(0b101);
  for (const std::optional<double> text : {std::optional<double>(), {0.0}}) {
    const auto exact = solve_at_texts(model, trade, payoffs, set[deal], {text}, 1);
    for (std::size_t party = 0; party < 3; ++party) {
      EXPECT_NEAR(exact[0][party],
                  payoffs.table.welfare(0, deal, 0, static_cast<int>(party)), 1e-7);
    }
  }
}

TEST(TextEffects, AtPoleOneOfOneIssueAreThoseOfTheTable) {
  Model model = north_america();
  model.issues = {car_content(model)};
  TradeModel trade = test::uncertain_trade(model, 3);
  const SolvedPayoffs payoffs = solve_payoffs(model, trade, 1, 2);
  const ConfigurationSet& set = payoffs.table.configurations();
  const int deal = set.block(0b101);
  const auto exact = solve_at_texts(model, trade, payoffs, set[deal], {1.0}, 2);
  for (int economy = 0; economy < 3; ++economy) {
    for (int party = 0; party < 3; ++party) {
      EXPECT_NEAR(
          exact[static_cast<std::size_t>(economy)][static_cast<std::size_t>(party)],
          payoffs.table.welfare(economy, deal, 0, party) +
              payoffs.table.issue_effect(economy, deal, 0, party),
          1e-7);
    }
  }
}

}  // namespace
}  // namespace tripart
