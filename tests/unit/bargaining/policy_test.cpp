// Rates of new deals, changes other than add-ons, and named policies beside the deals.
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "bargaining/state_policy.hpp"
#include "support/north_america.hpp"
#include "tripart/bargaining/solved_case.hpp"
#include "tripart/economy/retaliation.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

using test::north_america;
using test::party_of;
using test::trade_of;
using Kind = TariffChange::Kind;

/// Real income of one party under a policy that was put together by hand.
double by_hand(const TradePolicy& policy, const char* party) {
  const Baseline& b = test::base2017();
  return real_income_pct(
      b, solve_equilibrium(b, b.theta("ll2023"), policy))[b.region(party)];
}

class PolicyPayoffs : public testing::Test {
 protected:
  const Baseline& b_ = test::base2017();
  const std::size_t usa_ = b_.region("USA"), can_ = b_.region("CAN"),
                    mex_ = b_.region("MEX"), food_ = b_.sector("food"),
                    metals_ = b_.sector("basic_metals");
};

TEST_F(PolicyPayoffs, OfANewDealAreThoseOfItsRates) {
  const Model model = north_america();
  TradeModel trade = trade_of(model, "ll2023");
  trade.new_deal_tariffs = {{mex_, usa_, food_, {Kind::level, 0.3}},
                            {can_, mex_, food_, {Kind::level, 0.2}}};
  const SolvedPayoffs solved = solve_payoffs(model, trade, 1, 1);
  const ConfigurationSet& set = solved.table.configurations();
  TradePolicy policy = baseline_policy(b_);
  policy.tariff_rate[b_.at(mex_, usa_, food_)] = 0.3;
  for (const char* party : {"USA", "CAN", "MEX"}) {
    // Canada is outside this deal, so that its rate on Mexico stays
    EXPECT_NEAR(solved.table.welfare(0, set.block(0b101), 0, party_of(model, party)),
                by_hand(policy, party), 1e-7);
  }
  EXPECT_EQ(solved.table.welfare(0, set.block(0b011), 0, 0), 0.0);
}

TEST_F(PolicyPayoffs, WithoutAgreementAreThoseOfItsRates) {
  const Model model = north_america();
  TradeModel trade = trade_of(model, "ll2023");
  trade.mfn_without_agreement = false;
  trade.no_agreement_tariffs = {{mex_, usa_, food_, {Kind::level, 0.3}}};
  const SolvedPayoffs solved = solve_payoffs(model, trade, 1, 1);
  TradePolicy policy = baseline_policy(b_);
  policy.tariff_rate[b_.at(mex_, usa_, food_)] = 0.3;
  const int none = solved.table.configurations().no_agreement();
  EXPECT_NEAR(solved.table.welfare(0, none, 0, party_of(model, "MEX")),
              by_hand(policy, "MEX"), 1e-7);
}

TEST_F(PolicyPayoffs, OfAThreatChangeTheRatesOfTheDealInForce) {
  // A threat that doubles rates is nothing where they are zero and more than that where a
  // deal has set them.
  Model model = north_america();
  model.retaliation.assign(3, {});
  model.threats[0].targets = set_of(party_of(model, "MEX"));
  model.threats[0].tariffs = {
      {party_of(model, "MEX"), static_cast<int>(food_), {Kind::factor, 2.0}}};
  TradeModel trade = trade_of(model, "ll2023");
  trade.new_deal_tariffs = {{usa_, mex_, food_, {Kind::level, 0.1}}};
  const SolvedPayoffs solved = solve_payoffs(model, trade, 1, 1);
  const int deal = solved.table.configurations().block(0b101);
  const int imposed = solved.table.state_index({1U, 0U});
  TradePolicy policy = baseline_policy(b_);
  policy.tariff_rate[b_.at(usa_, mex_, food_)] = 0.2;
  EXPECT_NEAR(solved.table.welfare(0, deal, imposed, party_of(model, "MEX")),
              by_hand(policy, "MEX"), 1e-7);
}

TEST_F(PolicyPayoffs, OfAScaledListAnswerTheValueThatWasHit) {
  Model model = north_america();
  const int can = party_of(model, "CAN");
  const int usa = party_of(model, "USA");
  model.threats[0].tariffs = {{can, static_cast<int>(metals_), {Kind::add, 0.25, 0.2}}};
  model.retaliation[static_cast<std::size_t>(can)] = {
      RetaliationMode::scaled_list,
      {{usa, static_cast<int>(food_), {Kind::add, 0.1, 0.01}}}};
  const TradeModel trade = trade_of(model, "ll2023");
  const auto bits = tariff_bits(model);
  const auto changes = rate_changes_of(model, trade, b_, bits, {0b01, set_of(can)});
  const CoveredTrade hit = covered_trade(b_, changes, usa_, can_);
  const CoveredTrade answer = covered_trade(b_, changes, can_, usa_);
  EXPECT_NEAR(answer.value[food_] / hit.value[metals_], 1.0, 1e-12);
  EXPECT_NEAR(answer.points[food_], 0.1, 1e-12);
  EXPECT_DOUBLE_EQ(hit.value[metals_], 0.2 * b_.flow(usa_, can_, metals_));
}

TEST_F(PolicyPayoffs, OfAnIssueTakeAnyChangeOfItsTariff) {
  Model model = north_america();
  model.issues = {test::car_content(model)};
  CostEffect& effect = model.issues[0].effects[0];
  effect.log_iceberg = 0.0;
  effect.tariff = {Kind::level, 0.1, 0.5};
  const SolvedPayoffs solved = solve_payoffs(model, trade_of(model, "ll2023"), 1, 1);
  const int deal = solved.table.configurations().block(model.everyone());
  TradePolicy policy = baseline_policy(b_);
  double& rate = policy.tariff_rate[b_.at(usa_, mex_, b_.sector("motor_vehicles"))];
  rate = 0.5 * rate + 0.5 * 0.1;
  for (const char* party : {"USA", "MEX"}) {
    EXPECT_NEAR(solved.table.issue_effect(0, deal, 0, party_of(model, party)),
                by_hand(policy, party), 1e-7);
  }
}

TEST_F(PolicyPayoffs, OfNamedPoliciesStandBesideTheDeals) {
  const Model model = north_america();
  TradeModel trade = test::uncertain_trade(model, 3);
  trade.policies = {{"food", -1, {{usa_, mex_, food_, 0.2}}, {}},
                    {"metals", 0, {{usa_, can_, metals_, 0.2}}, {}}};
  const SolvedPayoffs solved = solve_payoffs(model, trade, 1, 2);
  ASSERT_EQ(solved.policies.size(), 3U * 2U * 3U);
  const CaseSolver cases(model, trade, solved);
  for (int economy = 0; economy < 3; ++economy) {
    const auto& theta =
        b_.theta(solved.economies[static_cast<std::size_t>(economy)].elasticities);
    TradePolicy policy = baseline_policy(b_);
    add_tariff(policy, b_, {usa_, mex_, food_, 0.2});
    const WelfareChange food =
        welfare_change(b_, policy, solve_equilibrium(b_, theta, policy));
    const PolicyPayoff& mexico =
        solved.policies[static_cast<std::size_t>(economy) * 6 +
                        static_cast<std::size_t>(party_of(model, "MEX"))];
    EXPECT_NEAR(mexico.welfare_pct, food.real_income_pct[mex_], 1e-9);
    EXPECT_NEAR(mexico.detail.terms_of_trade_pct, food.terms_of_trade_pct[mex_], 1e-9);
    std::vector<std::string> names;
    cases.solve_policies(economy, [&](const SolvedCase& one) {
      EXPECT_EQ(one.kind, "policy");
      EXPECT_EQ(one.tariff_state, "none");
      const std::size_t row = (static_cast<std::size_t>(economy) * 2 + names.size()) * 3 +
                              static_cast<std::size_t>(party_of(model, "CAN"));
      EXPECT_EQ(real_income_pct(*one.before, one.after)[can_],
                solved.policies[row].welfare_pct);
      names.push_back(one.name);
    });
    EXPECT_EQ(names, (std::vector<std::string>{"food", "metals"}));
  }
}

}  // namespace
}  // namespace tripart
