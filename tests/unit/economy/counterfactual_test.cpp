// Named policies and what they are compared with.
#include "tripart/economy/counterfactual.hpp"

#include <cmath>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "support/small_economy.hpp"
#include "tripart/core/error.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

class Counterfactuals : public testing::Test {
 protected:
  [[nodiscard]] std::vector<double> welfare(const SolvedCounterfactual& one) const {
    return real_income_pct(one.before, one.after);
  }

  const Baseline& b_ = test::base2017();
  const std::vector<double>& theta_ = b_.theta("cp2015");
  const std::size_t usa_ = b_.region("USA"), mex_ = b_.region("MEX"),
                    chn_ = b_.region("CHN"), cars_ = b_.sector("motor_vehicles"),
                    food_ = b_.sector("food");
  const Counterfactual war_{"war", -1, {{usa_, chn_, food_, 0.5}}, {}};
  const Counterfactual cars_after_{"cars", 0, {{usa_, mex_, cars_, 0.25}}, {}};
};

TEST_F(Counterfactuals, RelativeToAnotherStartFromItsRates) {
  const auto solved = solve_counterfactuals(b_, theta_, {}, {war_, cars_after_});
  ASSERT_EQ(solved.size(), 2U);
  const std::vector<double>& rate = solved[1].policy.tariff_rate;
  EXPECT_DOUBLE_EQ(rate[b_.at(usa_, chn_, food_)],
                   b_.tariff_rate[b_.at(usa_, chn_, food_)] + 0.5);
  EXPECT_DOUBLE_EQ(rate[b_.at(usa_, mex_, cars_)],
                   b_.tariff_rate[b_.at(usa_, mex_, cars_)] + 0.25);
}

TEST_F(Counterfactuals, ChainInRealIncome) {
  Counterfactual both = war_;
  both.id = "both";
  both.tariffs.push_back(cars_after_.tariffs[0]);
  const auto solved = solve_counterfactuals(b_, theta_, {}, {war_, cars_after_, both});
  const std::vector<double> first = welfare(solved[0]);
  const std::vector<double> second = welfare(solved[1]);
  const std::vector<double> together = welfare(solved[2]);
  for (std::size_t n = 0; n < b_.region_count(); ++n) {
    const double chained =
        100.0 * ((1.0 + first[n] / 100.0) * (1.0 + second[n] / 100.0) - 1.0);
    EXPECT_NEAR(chained, together[n], 1e-7) << b_.regions[n];
  }
  // and the order matters to neither more than to the sum of the parts
  EXPECT_GT(std::abs(second[mex_]), 0.01);
}

TEST_F(Counterfactuals, MoveIcebergCostsToo) {
  const Counterfactual dear{"dear", -1, {}, {{mex_, usa_, cars_, 1.1}}};
  const auto solved = solve_counterfactuals(b_, theta_, {}, {dear});
  TradePolicy policy = baseline_policy(b_);
  multiply_iceberg(policy, b_, mex_, usa_, cars_, 1.1);
  const auto expected = real_income_pct(b_, solve_equilibrium(b_, theta_, policy));
  EXPECT_EQ(welfare(solved[0]), expected);
}

TEST_F(Counterfactuals, NameThePolicyThatCannotBe) {
  const Counterfactual gift{"gift", -1, {{usa_, mex_, cars_, -1.5}}, {}};
  try {
    static_cast<void>(solve_counterfactuals(b_, theta_, {}, {war_, gift}));
    FAIL() << "solved";
  } catch (const Failure& failure) {
    EXPECT_THAT(failure.what(), testing::HasSubstr("policy 'gift': the tariff of USA"));
  }
}

}  // namespace
}  // namespace tripart
