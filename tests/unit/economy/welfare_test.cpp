#include "tripart/economy/welfare.hpp"

#include <cmath>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "support/small_economy.hpp"

namespace tripart {
namespace {

using testing::Each;

class Welfare : public testing::Test {
 protected:
  WelfareChange change_after(const std::vector<TariffAddOn>& add_ons) const {
    TradePolicy policy = baseline_policy(b_);
    add_tariffs(policy, b_, add_ons);
    return welfare_change(b_, policy, solve_equilibrium(b_, b_.theta("ll2023"), policy));
  }
  const Baseline& b_ = test::base2017();
  const std::size_t usa_ = b_.region("USA"), can_ = b_.region("CAN"),
                    mex_ = b_.region("MEX"), metals_ = b_.sector("basic_metals");
};

TEST_F(Welfare, OfNoChangeIsZeroEverywhere) {
  const WelfareChange change = change_after({});
  EXPECT_THAT(change.real_income_pct, Each(0.0));
  EXPECT_THAT(change.real_wage_pct, Each(0.0));
  EXPECT_THAT(change.terms_of_trade_pct, Each(0.0));
  EXPECT_THAT(change.volume_of_trade_pct, Each(testing::DoubleNear(0.0, 1e-13)));
  EXPECT_THAT(change.value_added_change, Each(testing::DoubleNear(0.0, 1e-11)));
  for (std::size_t n = 0; n < b_.region_count(); ++n) {
    EXPECT_NEAR(change.tariff_revenue_musd[n], b_.tariff_revenue[n],
                1e-9 * b_.tariff_revenue[n]);
  }
}

// For a tariff too small for second-order effects the split adds up to the exact change.
TEST_F(Welfare, FirstOrderTermsAddUpForASmallTariff) {
  const double rate = 1e-4;
  std::vector<TariffAddOn> add_ons;
  for (std::size_t j = 0; j < b_.sector_count(); ++j) {
    if (b_.tradable_goods[j]) {
      add_ons.push_back({usa_, mex_, j, rate});
    }
  }
  const WelfareChange change = change_after(add_ons);
  for (const std::size_t n : {usa_, mex_}) {
    const double split = change.terms_of_trade_pct[n] + change.volume_of_trade_pct[n];
    EXPECT_GT(std::abs(split), 1e-5);
    EXPECT_NEAR(change.real_income_pct[n] / split, 1.0, 0.02) << b_.regions[n];
  }
}

TEST_F(Welfare, AMetalsTariffMovesWhatItShould) {
  const WelfareChange change = change_after({{usa_, can_, metals_, 0.25}});
  EXPECT_LT(change.real_income_pct[can_], 0.0);
  EXPECT_LT(change.terms_of_trade_pct[can_], 0.0);
  EXPECT_GT(change.terms_of_trade_pct[usa_], 0.0);
  EXPECT_LT(change.real_wage_pct[can_], 0.0);
  EXPECT_GT(change.tariff_revenue_musd[usa_], b_.tariff_revenue[usa_]);
  EXPECT_GT(change.value_added_change[b_.at(usa_, metals_)], 0.0)
      << "the protected sector grows";
  EXPECT_LT(change.value_added_change[b_.at(can_, metals_)], 0.0)
      << "the sector hit shrinks";
}

TEST_F(Welfare, SectorsAddUpToRealValueAdded) {
  const WelfareChange change =
      change_after({{usa_, can_, metals_, 0.25}, {can_, usa_, metals_, 0.25}});
  for (std::size_t n = 0; n < b_.region_count(); ++n) {
    double sum = 0.0;
    for (std::size_t j = 0; j < b_.sector_count(); ++j) {
      sum += change.value_added_change[b_.at(n, j)];
    }
    EXPECT_NEAR(sum, change.real_wage_pct[n], 1e-7) << b_.regions[n];
  }
}

}  // namespace
}  // namespace tripart
