#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "support/north_america.hpp"
#include "tripart/core/error.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

using test::north_america;
using test::party_of;
using test::trade_of;
using test::uncertain_trade;

double rounded(double percent) {
  return std::round(percent * 1000.0) / 1000.0;
}

double without_agreement(const Model& model, const TradeModel& trade, const char* party) {
  const SolvedPayoffs solved = solve_payoffs(model, trade, 1, 1);
  return solved.table.welfare(0, solved.table.configurations().no_agreement(), 0,
                              party_of(model, party));
}

/// What one state of one economy is worth to a party.
double worth(const SolvedPayoffs& solved, const Model& model, int configuration,
             const TariffState& state, const char* party) {
  return solved.table.welfare(0, configuration, solved.table.state_index(state),
                              party_of(model, party));
}

/// The bit of a threat against a target.
std::uint32_t bit(const PayoffTable& table, const Model& model, int threat,
                  const char* target) {
  for (std::size_t at = 0; at < table.bits().size(); ++at) {
    if (table.bits()[at].threat == threat &&
        table.bits()[at].target == party_of(model, target)) {
      return std::uint32_t{1} << at;
    }
  }
  return 0;
}

struct PublishedLoss {
  const char* theta;
  double iceberg;
  const char* party;
  double percent;
};

class NoAgreement : public testing::TestWithParam<PublishedLoss> {};

TEST_P(NoAgreement, CostsWhatIsPublished) {
  const PublishedLoss& loss = GetParam();
  const Model model = north_america();
  EXPECT_DOUBLE_EQ(rounded(without_agreement(
                       model, trade_of(model, loss.theta, loss.iceberg), loss.party)),
                   loss.percent);
}

INSTANTIATE_TEST_SUITE_P(ToTheLastDigit, NoAgreement,
                         testing::Values(PublishedLoss{"ll2023", 0.0, "USA", -0.006},
                                         PublishedLoss{"cp2015", 0.0, "USA", -0.009},
                                         PublishedLoss{"gtap", 0.0, "USA", -0.006},
                                         PublishedLoss{"ll2023", 0.0, "CAN", -0.046},
                                         PublishedLoss{"cp2015", 0.0, "CAN", -0.060},
                                         PublishedLoss{"gtap", 0.0, "CAN", -0.116},
                                         PublishedLoss{"ll2023", 0.0, "MEX", -0.039},
                                         PublishedLoss{"cp2015", 0.0, "MEX", -0.068},
                                         PublishedLoss{"gtap", 0.0, "MEX", -0.141},
                                         PublishedLoss{"ll2023", 0.1, "CAN", -1.444},
                                         PublishedLoss{"cp2015", 0.1, "CAN", -1.438},
                                         PublishedLoss{"gtap", 0.1, "CAN", -1.756}));

struct LossByDependence {
  const char* theta;
  double iceberg;
  std::array<double, 3> percent;  ///< at export shares .40, .60 and .80
};

class MexicanDependence : public testing::TestWithParam<LossByDependence> {};

// At .40 Mexico gains from going back to MFN in two sets of elasticities: its own tariffs
// then weigh more than those it meets.
TEST_P(MexicanDependence, SetsWhatNoAgreementCosts) {
  const std::array<double, 3> shares{0.4, 0.6, 0.8};
  const Model model = north_america();
  for (std::size_t k = 0; k < shares.size(); ++k) {
    TradeModel trade = trade_of(model, GetParam().theta, GetParam().iceberg);
    const Baseline& b = test::base2017();
    trade.baseline =
        rebalance_export_shares(b, b.region("MEX"), b.region("USA"), shares[k]);
    EXPECT_NEAR(without_agreement(model, trade, "MEX"), GetParam().percent[k], 0.02)
        << "share " << shares[k];
  }
}

INSTANTIATE_TEST_SUITE_P(
    WithinFit, MexicanDependence,
    testing::Values(LossByDependence{"ll2023", 0.0, {0.049, 0.001, -0.046}},
                    LossByDependence{"cp2015", 0.0, {0.015, -0.031, -0.075}},
                    LossByDependence{"gtap", 0.0, {-0.021, -0.087, -0.150}},
                    LossByDependence{"ll2023", 0.1, {-1.045, -1.227, -1.410}}));

TEST(TradePayoffs, OfTheStatusQuoAreExactlyZeroUnderEveryClosure) {
  Model model = north_america();
  model.issues = {test::car_content(model)};
  for (const Closure closure :
       {Closure{Deficits::fixed, true}, Closure{Deficits::scaled, true},
        Closure{Deficits::removed, true}, Closure{Deficits::fixed, false},
        Closure{Deficits::removed, false}}) {
    TradeModel trade = uncertain_trade(model, 3);
    trade.closure = closure;
    const SolvedPayoffs solved = solve_payoffs(model, trade, 1, 1);
    for (int economy = 0; economy < 3; ++economy) {
      for (int party = 0; party < 3; ++party) {
        EXPECT_EQ(solved.table.welfare(economy, 0, 0, party), 0.0);
        EXPECT_EQ(solved.table.issue_effect(economy, 0, 0, party), 0.0);
        for (int slot = 0; slot < 2; ++slot) {
          EXPECT_EQ(solved.table.value_added(economy, 0, 0, party, slot), 0.0);
        }
        // and nothing else is: without an agreement everybody's trade gets dearer
        EXPECT_LT(solved.table.welfare(
                      economy, solved.table.configurations().no_agreement(), 0, party),
                  0.0);
      }
    }
  }
}

TEST(TradePayoffs, OfADealWithoutIcebergTermAreThoseOfTheOldAgreement) {
  const Model model = north_america();
  const SolvedPayoffs solved = solve_payoffs(model, trade_of(model, "gtap", 0.1), 1, 1);
  const PayoffTable& table = solved.table;
  for (int state = 0; state < table.tariff_states(); ++state) {
    for (int party = 0; party < 3; ++party) {
      EXPECT_EQ(
          table.welfare(0, table.configurations().block(model.everyone()), state, party),
          table.welfare(0, 0, state, party));
    }
  }
}

TEST(TradePayoffs, FallWithWhoeverIsLeftOut) {
  const Model model = north_america();
  const SolvedPayoffs solved = solve_payoffs(model, trade_of(model, "ll2023", 0.1), 1, 1);
  const ConfigurationSet& set = solved.table.configurations();
  const TariffState none;
  // withdrawal cuts the United States off from both, Canada and Mexico keep each other
  EXPECT_LT(worth(solved, model, set.withdrawn(0), none, "CAN"), -1.0);
  EXPECT_LT(worth(solved, model, set.no_agreement(), none, "CAN"),
            worth(solved, model, set.withdrawn(0), none, "CAN"));
  EXPECT_EQ(worth(solved, model, set.block(0b011), none, "MEX"), 0.0);
}

TEST(TradePayoffs, OfANewDealRiseWhereItLowersTradeCosts) {
  const Model model = north_america();
  TradeModel trade = trade_of(model, "ll2023", 0.1);
  trade.new_deal_iceberg = test::parameter(-0.02);
  const SolvedPayoffs solved = solve_payoffs(model, trade, 1, 1);
  const ConfigurationSet& set = solved.table.configurations();
  const TariffState none;
  for (const char* party : {"USA", "CAN", "MEX"}) {
    EXPECT_GT(worth(solved, model, set.block(model.everyone()), none, party), 0.0);
  }
  // Canada's trade is diverted where only the other two have a deal
  EXPECT_LT(worth(solved, model, set.block(0b101), none, "CAN"), 0.0);
  EXPECT_GT(worth(solved, model, set.block(0b101), none, "MEX"), 0.0);
  EXPECT_GT(worth(solved, model, set.spokes(0, 0b110), none, "CAN"), 0.0);
}

TEST(TradePayoffs, CountATariffOnlyAgainstTheTargetItIsImposedOn) {
  const Model model = north_america();
  const SolvedPayoffs solved = solve_payoffs(model, trade_of(model, "ll2023"), 1, 1);
  const std::uint32_t on_canada = bit(solved.table, model, 0, "CAN");
  const std::uint32_t on_mexico = bit(solved.table, model, 0, "MEX");
  const double canada_loses = worth(solved, model, 0, {on_canada, 0}, "CAN");
  const double mexico_loses = worth(solved, model, 0, {on_mexico, 0}, "MEX");
  EXPECT_LT(canada_loses, -0.01);
  EXPECT_LT(mexico_loses, -0.01);
  // what the bystander feels through prices is an order of magnitude smaller
  EXPECT_LT(std::abs(worth(solved, model, 0, {on_canada, 0}, "MEX")),
            0.1 * -canada_loses);
  EXPECT_LT(std::abs(worth(solved, model, 0, {on_mexico, 0}, "CAN")),
            0.1 * -mexico_loses);
}

TEST(TradePayoffs, MatchOneSolveFromTheBaseYear) {
  const Model model = north_america();
  const SolvedPayoffs solved = solve_payoffs(model, trade_of(model, "cp2015", 0.1), 1, 1);
  const Baseline& b = test::base2017();
  const std::size_t usa = b.region("USA");
  const std::size_t can = b.region("CAN");
  const std::size_t mex = b.region("MEX");
  const std::size_t metals = b.sector("basic_metals");
  TradePolicy policy = baseline_policy(b);
  for (const auto& pair : {std::pair{usa, can}, std::pair{usa, mex}}) {
    set_pair_to_mfn(policy, b, pair.first, pair.second);
    multiply_goods_iceberg(policy, b, pair.first, pair.second, 1.1);
  }
  const std::vector<TariffAddOn> imposed{{usa, can, metals, 0.087},
                                         {usa, mex, metals, 0.042}};
  add_tariffs(policy, b, imposed);
  add_tariffs(policy, b, retaliate_dollar_for_dollar(b, imposed, usa, can));
  add_tariff(policy, b, {mex, usa, b.sector("food"), 0.15});
  const WelfareChange expected =
      welfare_change(b, policy, solve_equilibrium(b, b.theta("cp2015"), policy));
  const TariffState everything{0b11, set_of(1) | set_of(2)};
  const int g = solved.table.configurations().withdrawn(0);
  const int m = solved.table.state_index(everything);
  EXPECT_EQ(solved.table.state_name(model, m),
            "us_metals|retaliation:CAN|retaliation:MEX");
  const std::array<std::size_t, 3> regions{usa, can, mex};
  for (std::size_t party = 0; party < 3; ++party) {
    const std::size_t n = regions[party];
    const int i = static_cast<int>(party);
    EXPECT_NEAR(solved.table.welfare(0, g, m, i), expected.real_income_pct[n], 1e-7);
    EXPECT_NEAR(solved.table.value_added(0, g, m, i, 0),
                expected.value_added_change[b.at(n, metals)], 1e-7);
    const PayoffDetail& detail =
        solved
            .details[static_cast<std::size_t>(g * solved.table.tariff_states() + m) * 3 +
                     party];
    EXPECT_NEAR(detail.terms_of_trade_pct, expected.terms_of_trade_pct[n], 1e-7);
    EXPECT_NEAR(detail.volume_of_trade_pct, expected.volume_of_trade_pct[n], 1e-7);
    EXPECT_NEAR(detail.real_wage_pct, expected.real_wage_pct[n], 1e-7);
    EXPECT_NEAR(detail.tariff_revenue_musd / expected.tariff_revenue_musd[n], 1.0, 1e-7);
  }
}

TEST(TradePayoffs, AnswerAnIssuerOnlyForWhatItImposed) {
  Model model = north_america();
  const Baseline& b = test::base2017();
  const int cars = test::sector_of(b, "motor_vehicles");
  const int food = test::sector_of(b, "food");
  const int usa = party_of(model, "USA");
  const int can = party_of(model, "CAN");
  const int mex = party_of(model, "MEX");
  Threat threat;  // Mexico hits Canada, whose list names both partners
  threat.id = "mexican_cars";
  threat.issuer = mex;
  threat.targets = set_of(can);
  threat.tariffs = {{can, cars, 0.25}};
  model.threats.push_back(threat);
  model.retaliation[static_cast<std::size_t>(can)] = {
      RetaliationMode::list, {{usa, food, 0.1}, {mex, food, 0.2}}};
  const SolvedPayoffs solved = solve_payoffs(model, trade_of(model, "ll2023"), 1, 1);
  TradePolicy policy = baseline_policy(b);
  const std::size_t canada = b.region("CAN");
  const std::size_t mexico = b.region("MEX");
  add_tariff(policy, b, {mexico, canada, b.sector("motor_vehicles"), 0.25});
  add_tariff(policy, b, {canada, mexico, b.sector("food"), 0.2});
  const std::vector<double> expected =
      real_income_pct(b, solve_equilibrium(b, b.theta("ll2023"), policy));
  const TariffState state{bit(solved.table, model, 1, "CAN"), set_of(can)};
  for (const char* party : {"USA", "CAN", "MEX"}) {
    EXPECT_NEAR(worth(solved, model, 0, state, party), expected[b.region(party)], 1e-7)
        << party;
  }
}

TEST(TradePayoffs, LetAnIssueActOnlyBetweenMembersOfANewDeal) {
  Model model = north_america();
  model.issues = {test::car_content(model)};
  const SolvedPayoffs solved = solve_payoffs(model, trade_of(model, "ll2023", 0.1), 1, 1);
  const PayoffTable& table = solved.table;
  const ConfigurationSet& set = table.configurations();
  const int mexico = party_of(model, "MEX");
  EXPECT_TRUE(table.has_effects());
  EXPECT_LT(table.issue_effect(0, set.block(model.everyone()), 0, mexico), -1e-3);
  EXPECT_EQ(table.issue_effect(0, set.block(0b101), 0, mexico),
            table.issue_effect(0, set.block(model.everyone()), 0, mexico));
  for (const int none : {set.status_quo(), set.no_agreement(), set.block(0b011)}) {
    EXPECT_EQ(table.issue_effect(0, none, 0, mexico), 0.0);
  }
}

TEST(TradePayoffs, CountAnIssueOnTopOfTheDealItIsPartOf) {
  Model model = north_america();
  model.issues = {test::car_content(model)};
  TradeModel trade = trade_of(model, "ll2023");
  trade.new_deal_iceberg = test::parameter(-0.02);
  const SolvedPayoffs solved = solve_payoffs(model, trade, 1, 1);
  const int deal = solved.table.configurations().block(0b101);
  const Baseline& b = test::base2017();
  TradePolicy policy = baseline_policy(b);
  const std::size_t usa = b.region("USA");
  const std::size_t mexico = b.region("MEX");
  multiply_goods_iceberg(policy, b, usa, mexico, 0.98);
  multiply_iceberg(policy, b, usa, mexico, b.sector("motor_vehicles"), std::exp(0.01));
  const std::vector<double> expected =
      real_income_pct(b, solve_equilibrium(b, b.theta("ll2023"), policy));
  for (const char* party : {"USA", "CAN", "MEX"}) {
    EXPECT_NEAR(worth(solved, model, deal, {}, party) +
                    solved.table.issue_effect(0, deal, 0, party_of(model, party)),
                expected[b.region(party)], 1e-7)
        << party;
  }
}

TEST(TradePayoffs, AddNothingWherePoleOneChangesNoCost) {
  Model model = north_america();
  model.issues = {test::car_content(model)};
  model.issues[0].effects[0].log_iceberg = 0.0;
  const SolvedPayoffs solved = solve_payoffs(model, trade_of(model, "ll2023"), 1, 1);
  const int trilateral = solved.table.configurations().block(model.everyone());
  EXPECT_EQ(solved.table.issue_effect(0, trilateral, 0, 0), 0.0);
}

TEST(TradePayoffs, DoNotDependOnTheOrderOfParties) {
  const Model model = north_america({"USA", "CAN", "MEX"});
  const Model other = north_america({"MEX", "USA", "CAN"});
  const SolvedPayoffs a = solve_payoffs(model, uncertain_trade(model, 3), 5, 1);
  const SolvedPayoffs b = solve_payoffs(other, uncertain_trade(other, 3), 5, 1);
  ASSERT_EQ(a.table.tariff_states(), b.table.tariff_states());
  ASSERT_EQ(a.table.configurations().size(), b.table.configurations().size());
  const auto same_place = [&](int g) {
    for (int h = 0; h < b.table.configurations().size(); ++h) {
      if (b.table.configurations()[h].name == a.table.configurations()[g].name) {
        return h;
      }
    }
    return -1;
  };
  const auto same_state = [&](int m) {
    TariffState state;
    for (std::size_t at = 0; at < a.table.bits().size(); ++at) {
      if ((a.table.tariff_state(m).imposed >> at & 1U) != 0) {
        const int target = a.table.bits()[at].target;
        state.imposed |= bit(b.table, other, a.table.bits()[at].threat,
                             model.parties[static_cast<std::size_t>(target)].id.c_str());
      }
    }
    for (int party = 0; party < 3; ++party) {
      if (contains(a.table.tariff_state(m).retaliating, party)) {
        state.retaliating |=
            set_of(party_of(other, model.parties[static_cast<std::size_t>(party)].id));
      }
    }
    return b.table.state_index(state);
  };
  for (int economy = 0; economy < 3; ++economy) {
    for (int g = 0; g < a.table.configurations().size(); ++g) {
      for (int m = 0; m < a.table.tariff_states(); ++m) {
        for (int party = 0; party < 3; ++party) {
          const int partner =
              party_of(other, model.parties[static_cast<std::size_t>(party)].id);
          EXPECT_EQ(a.table.welfare(economy, g, m, party),
                    b.table.welfare(economy, same_place(g), same_state(m), partner));
        }
      }
    }
  }
}

TEST(TradePayoffs, DoNotDependOnTheCurrencyUnit) {
  const Model model = north_america();
  const TradeModel trade = uncertain_trade(model, 1);
  TradeModel other = trade;
  Accounts accounts = accounts_of(trade.baseline);
  for (double& value : accounts.flow) {
    value *= 0.9;
  }
  for (double& value : accounts.input) {
    value *= 0.9;
  }
  other.baseline = baseline_from_accounts(accounts);
  const SolvedPayoffs dollars = solve_payoffs(model, trade, 2, 1);
  const SolvedPayoffs euros = solve_payoffs(model, other, 2, 1);
  for (int g = 0; g < dollars.table.configurations().size(); ++g) {
    for (int m = 0; m < dollars.table.tariff_states(); ++m) {
      for (int party = 0; party < 3; ++party) {
        EXPECT_NEAR(euros.table.welfare(0, g, m, party),
                    dollars.table.welfare(0, g, m, party), 1e-8);
      }
    }
  }
}

TEST(TradePayoffs, NameTheEconomyAndStateThatHasNoEquilibrium) {
  const Model model = north_america();
  TradeModel trade = trade_of(model, "cp2015", -1.0 + 1e-7);  // shipped for nothing
  try {
    static_cast<void>(solve_payoffs(model, trade, 1, 1));
    FAIL() << "solved";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::bad_input);
    const std::string what = failure.what();
    EXPECT_NE(what.find("economy 1 (elasticities cp2015), configuration withdrawn:USA, "
                        "tariffs none: no equilibrium found"),
              std::string::npos)
        << what;
  }
}

TEST(PurePayoffs, AreZeroEverywhere) {
  const Model model = north_america();
  const PayoffTable table = pure_payoffs(model);
  EXPECT_EQ(table.economies(), 1);
  EXPECT_FALSE(table.has_effects());
  for (int g = 0; g < table.configurations().size(); ++g) {
    for (int m = 0; m < table.tariff_states(); ++m) {
      for (int party = 0; party < 3; ++party) {
        EXPECT_EQ(table.welfare(0, g, m, party), 0.0);
        EXPECT_EQ(table.value_added(0, g, m, party, 1), 0.0);
      }
    }
  }
}

}  // namespace
}  // namespace tripart
