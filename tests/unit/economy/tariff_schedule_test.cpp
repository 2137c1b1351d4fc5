#include "tripart/economy/tariff_schedule.hpp"

#include <algorithm>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "support/small_economy.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

using testing::HasSubstr;

class TariffSchedule : public testing::Test {
 protected:
  const Baseline& b_ = test::base2017();
  const std::size_t usa_ = b_.region("USA"), can_ = b_.region("CAN"),
                    mex_ = b_.region("MEX"), chn_ = b_.region("CHN"),
                    metals_ = b_.sector("basic_metals"), food_ = b_.sector("food");
};

TEST_F(TariffSchedule, MfnIsTheLargerOfAppliedAndMfnRateInBothDirections) {
  TradePolicy policy = baseline_policy(b_);
  policy.tariff_rate[b_.at(usa_, mex_, food_)] = 0.5;
  set_pair_to_mfn(policy, b_, usa_, mex_);
  EXPECT_DOUBLE_EQ(policy.tariff_rate[b_.at(usa_, mex_, food_)], 0.5);
  EXPECT_DOUBLE_EQ(policy.tariff_rate[b_.at(usa_, mex_, metals_)], 0.0162354325);
  EXPECT_DOUBLE_EQ(policy.tariff_rate[b_.at(mex_, usa_, food_)], 0.175325);
  EXPECT_EQ(policy.tariff_rate[b_.at(usa_, can_, food_)],
            b_.tariff_rate[b_.at(usa_, can_, food_)]);
}

TEST_F(TariffSchedule, SaysWhoHasNoMfnRates) {
  TradePolicy policy = baseline_policy(b_);
  try {
    set_pair_to_mfn(policy, b_, usa_, chn_);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("no MFN rates of CHN"));
  }
}

TEST_F(TariffSchedule, IcebergOnGoodsLeavesServicesAndThirdPartiesAlone) {
  TradePolicy policy = baseline_policy(b_);
  multiply_goods_iceberg(policy, b_, usa_, mex_, 1.1);
  multiply_goods_iceberg(policy, b_, usa_, mex_, 1.1);
  EXPECT_DOUBLE_EQ(policy.iceberg_hat[b_.at(mex_, usa_, food_)], 1.21);
  EXPECT_DOUBLE_EQ(policy.iceberg_hat[b_.at(usa_, mex_, food_)], 1.21);
  EXPECT_EQ(policy.iceberg_hat[b_.at(usa_, mex_, b_.sector("other_services"))], 1.0);
  EXPECT_EQ(std::count(policy.iceberg_hat.begin(), policy.iceberg_hat.end(), 1.0),
            static_cast<std::ptrdiff_t>(policy.iceberg_hat.size()) - 2 * 17);
}

TEST_F(TariffSchedule, AddOnsComeOnTopOfEachOther) {
  TradePolicy policy = baseline_policy(b_);
  add_tariffs(policy, b_, {{usa_, can_, metals_, 0.1}, {usa_, can_, metals_, 0.15}});
  EXPECT_DOUBLE_EQ(policy.tariff_rate[b_.at(usa_, can_, metals_)],
                   b_.tariff_rate[b_.at(usa_, can_, metals_)] + 0.25);
}

/// Rate times covered base-year trade on both sides, for single sectors and for
/// everything at once.
TEST_F(TariffSchedule, RetaliationIsEqualToTheDollar) {
  for (const std::size_t target : {can_, mex_}) {
    const double bought = [&] {
      double total = 0.0;
      for (std::size_t j = 0; j < b_.sector_count(); ++j) {
        total += b_.tradable_goods[j] ? b_.flow(target, usa_, j) : 0.0;
      }
      return total;
    }();
    for (std::size_t j = 0; j < b_.sector_count(); ++j) {
      const std::vector<TariffAddOn> imposed{{usa_, target, j, 0.25},
                                             {chn_, target, j, 9.0}};
      const double duty = base_year_duty(b_, imposed, usa_, target);
      if (!b_.tradable_goods[j] || b_.flow(usa_, target, j) > bought) {
        continue;
      }
      const auto answer = retaliate_dollar_for_dollar(b_, imposed, usa_, target);
      EXPECT_NEAR(base_year_duty(b_, answer, target, usa_) / duty, 1.0, 1e-12)
          << b_.sectors[j];
      for (const TariffAddOn& one : answer) {
        EXPECT_LE(one.rate, 0.25 * (1.0 + 1e-12)) << "never above the rate it answers";
        EXPECT_GT(one.rate, 0.0);
      }
    }
  }
}

TEST_F(TariffSchedule, RetaliationStaysInTheSectorWhereThatSuffices) {
  // The United States buys less machinery from Canada than it sells there.
  const std::size_t machinery = b_.sector("machinery");
  ASSERT_LT(b_.flow(usa_, can_, machinery), b_.flow(can_, usa_, machinery));
  const auto answer =
      retaliate_dollar_for_dollar(b_, {{usa_, can_, machinery, 0.2}}, usa_, can_);
  ASSERT_EQ(answer.size(), 1U);
  EXPECT_EQ(answer[0].sector, machinery);
  EXPECT_NEAR(answer[0].rate,
              0.2 * b_.flow(usa_, can_, machinery) / b_.flow(can_, usa_, machinery),
              1e-15);
}

TEST_F(TariffSchedule, RetaliationSpreadsOverOtherGoodsWhereItDoesNot) {
  ASSERT_GT(b_.flow(usa_, can_, metals_), b_.flow(can_, usa_, metals_));
  const auto answer =
      retaliate_dollar_for_dollar(b_, {{usa_, can_, metals_, 0.087}}, usa_, can_);
  EXPECT_EQ(answer.size(), 17U);
  for (const TariffAddOn& one : answer) {
    EXPECT_EQ(one.importer, can_);
    EXPECT_EQ(one.exporter, usa_);
    EXPECT_TRUE(b_.tradable_goods[one.sector]);
    if (one.sector == metals_) {
      EXPECT_NEAR(one.rate, 0.087, 1e-15);
    }
  }
}

TEST_F(TariffSchedule, RetaliationIsCappedAtAllTheTargetBuys) {
  std::vector<TariffAddOn> imposed;
  double bought = 0.0;
  for (std::size_t j = 0; j < b_.sector_count(); ++j) {
    if (b_.tradable_goods[j]) {
      imposed.push_back({usa_, mex_, j, 0.2});
      bought += b_.flow(mex_, usa_, j);
    }
  }
  ASSERT_LT(0.2 * bought, base_year_duty(b_, imposed, usa_, mex_))
      << "Mexico runs a surplus";
  const auto answer = retaliate_dollar_for_dollar(b_, imposed, usa_, mex_);
  EXPECT_NEAR(base_year_duty(b_, answer, mex_, usa_), 0.2 * bought, 1e-9 * bought);
}

TEST_F(TariffSchedule, NothingImposedNeedsNoAnswer) {
  EXPECT_TRUE(
      retaliate_dollar_for_dollar(b_, {{chn_, can_, metals_, 0.2}}, usa_, can_).empty());
}

}  // namespace
}  // namespace tripart
