#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "support/small_economy.hpp"
#include "support/table_folder.hpp"
#include "tripart/economy/equilibrium.hpp"

namespace tripart {
namespace {

using testing::HasSubstr;

class TariffColumns : public test::TableFolder {};

TEST_F(TariffColumns, TheFirstIsInForceAndAllAreKnownByName) {
  write_shares();
  const Baseline b = read_baseline(folder_);
  ASSERT_EQ(b.tariff_schedules.size(), 2U);
  EXPECT_EQ(b.tariff_schedules[0].name, "1993");
  EXPECT_EQ(b.tariff_schedules[1].name, "2005");
  EXPECT_EQ(b.tariff_rate, b.tariff_schedule("1993"));
  EXPECT_DOUBLE_EQ(b.tariff_rate[b.at(1, 0, 0)], 0.05);
  EXPECT_DOUBLE_EQ(b.tariff_schedule("2005")[b.at(1, 0, 0)], 0.025);
  EXPECT_EQ(b.tariff_schedule("2005")[b.at(0, 0, 0)], 0.0);
}

TEST_F(TariffColumns, AppliedTariffsAreInForceWhereverTheyStand) {
  write_shares();
  replace("trade_1993.csv", "tariff_2005_pct", "tariff_applied_pct");
  const Baseline b = read_baseline(folder_);
  EXPECT_DOUBLE_EQ(b.tariff_rate[b.at(1, 0, 0)], 0.025);
  EXPECT_EQ(b.tariff_rate, b.tariff_schedule("applied"));
  EXPECT_EQ(test::base2017().tariff_rate, test::base2017().tariff_schedule("applied"));
}

TEST_F(TariffColumns, UnknownSchedulesAreAnErrorThatNamesTheOthers) {
  write_shares();
  const Baseline b = read_baseline(folder_);
  try {
    (void)b.tariff_schedule("2006");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::bad_input);
    EXPECT_STREQ(failure.what(), "unknown tariff schedule '2006'; there are 1993, 2005");
  }
}

TEST_F(TariffColumns, StayWithTheBaselineWhateverBecomesOfIt) {
  write_shares();
  const Baseline b = read_baseline(folder_);
  const std::vector<double>& later = b.tariff_schedule("2005");
  TradePolicy policy = baseline_policy(b);
  policy.tariff_rate = later;
  const std::vector<double>& theta = b.theta("theta");
  const Baseline after = rebase(b, policy, solve_equilibrium(b, theta, policy));
  EXPECT_EQ(after.tariff_rate, later);
  EXPECT_EQ(after.tariff_schedule("1993"), b.tariff_rate);
  const Baseline closed = close_baseline(b, theta, {Deficits::removed, false});
  EXPECT_EQ(closed.tariff_schedule("2005"), later);
  EXPECT_EQ(accounts_of(b).tariff_schedule("2005"), later);
}

TEST_F(TariffColumns, OneIsNeeded) {
  write_shares();
  replace("trade_1993.csv", "tariff_1993_pct,tariff_2005_pct", "duty_1993,duty_2005");
  EXPECT_EQ(complaints(),
            "trade_1993.csv:1:1: error: no column of tariffs, expected "
            "tariff_applied_pct or tariff_<name>_pct\n");
}

TEST_F(TariffColumns, SubsidiesAreTariffsBelowZeroAndOwnSalesBearNone) {
  write_values();
  replace("trade.csv", "goods,A,B,20,10", "goods,A,B,20,-10");
  EXPECT_EQ(complaints(), "no complaint");
  replace("trade.csv", "goods,A,A,70,0", "goods,A,A,70,-1");
  EXPECT_EQ(complaints(),
            "trade.csv:2:14: error: tariff_applied_pct of row 'A, A, goods' "
            "is a tariff on own sales, expected 0\n");
}

}  // namespace
}  // namespace tripart
