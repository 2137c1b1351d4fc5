#include "tripart/economy/baseline.hpp"

#include <cmath>
#include <filesystem>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "support/small_economy.hpp"
#include "support/table_folder.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A copy of the shipped folder in which text can be replaced; gone with the test.
class BrokenBaseline : public test::TableFolder {
 protected:
  void SetUp() override {
    TableFolder::SetUp();
    std::filesystem::copy(TRIPART_SOURCE_DIR "/scenarios/baselines/base2017", folder_);
  }
};

TEST_F(BrokenBaseline, IsFineUnbroken) {
  EXPECT_EQ(complaints(), "no complaint");
}

TEST_F(BrokenBaseline, NamesTheProductsWhoseUseAndSupplyDiffer) {
  replace("trade.csv", "agriculture,USA,CAN,9015.047491",
          "agriculture,USA,CAN,9115.047491");
  const std::string text = complaints();
  EXPECT_THAT(
      text,
      HasSubstr(
          "output.csv:2:54: error: final_demand_musd of row 'USA, agriculture' is"));
  EXPECT_THAT(text, HasSubstr("gross_output_musd of row 'CAN, agriculture' is"));
  EXPECT_THAT(text, HasSubstr("exports_musd of row 'CAN' is"));
  EXPECT_THAT(text, HasSubstr("imports_musd of row 'USA' is"));
  EXPECT_THAT(text, Not(HasSubstr("MEX")));
}

TEST_F(BrokenBaseline, NamesTheSectorWhoseOutputIsNotInputsPlusValueAdded) {
  replace("io.csv", "USA,agriculture,food,205818.7844",
          "USA,agriculture,food,205819.7844");
  const std::string text = complaints();
  EXPECT_THAT(text, HasSubstr("value_added_musd of row 'USA, food' is 242278.1645, but "
                              "output less inputs is"));
  EXPECT_THAT(text, HasSubstr("final_demand_musd of row 'USA, agriculture' is"));
  EXPECT_THAT(text, HasSubstr("share_of_gross_output of row 'USA, agriculture, food' is "
                              "0.2215104101, but its value over gross output is"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3) << text;
}

TEST_F(BrokenBaseline, NamesTheRegionWhoseDeficitIsWrong) {
  replace("regions.csv", "604900.9705", "614900.9705");
  const std::string text = complaints();
  EXPECT_THAT(
      text,
      HasSubstr("deficit_musd of row 'USA' is 614900.9705, but imports less exports is"));
  EXPECT_THAT(text, HasSubstr("but value added plus deficit is"));
  EXPECT_THAT(text, HasSubstr("but what makes all deficits sum to zero is"));
}

TEST_F(BrokenBaseline, ReportsAllWrongCellsAtOnce) {
  replace("trade.csv", "agriculture,USA,CAN,9015.047491", "agriculture,USA,CAN,-1");
  replace("trade.csv", "agriculture,USA,MEX,9298.456184",
          "agriculture,USA,MEXICO,9298.456184");
  replace("io.csv", "USA,agriculture,agriculture,91330.65866",
          "USA,agriculture,agriculture,n/a");
  const std::string text = complaints();
  EXPECT_THAT(
      text,
      HasSubstr(
          "trade.csv:3:21: error: value_musd of row 'USA, CAN, agriculture' is -1"));
  EXPECT_THAT(text, HasSubstr("trade.csv:4:17: error: unknown exporter 'MEXICO'"));
  EXPECT_THAT(text, HasSubstr("trade.csv: error: no row for 'USA, MEX, agriculture'"));
  EXPECT_THAT(text, HasSubstr("io.csv:2:29: error: value_musd of row 'USA, agriculture, "
                              "agriculture' is 'n/a'"));
}

TEST_F(BrokenBaseline, RefusesDoubleRowsOwnTariffsAndElasticitiesOfZero) {
  replace("trade.csv", "agriculture,USA,MEX,", "agriculture,USA,CAN,");
  EXPECT_THAT(complaints(), HasSubstr("row 'USA, CAN, agriculture' appears twice"));
  replace("trade.csv", "agriculture,USA,USA,409165.0922,0",
          "agriculture,USA,USA,409165.0922,3");
  EXPECT_THAT(complaints(),
              HasSubstr("of row 'USA, USA, agriculture' is a tariff on own sales"));
  replace("sectors.csv", "petroleum,19,1,64.85,", "petroleum,19,1,0,");
  EXPECT_THAT(
      complaints(),
      HasSubstr("theta_cp2015 of row 'petroleum' is 0, expected an elasticity above 0"));
}

TEST_F(BrokenBaseline, SaysWhichFileIsMissing) {
  std::filesystem::remove(folder_ / "io.csv");
  try {
    (void)read_baseline(folder_);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::cannot_read);
    EXPECT_THAT(failure.what(), HasSubstr("io.csv"));
  }
}

TEST_F(BrokenBaseline, TakesMfnRatesFromTheFirstSourceOnly) {
  const Baseline b = read_baseline(folder_);
  EXPECT_DOUBLE_EQ(b.mfn_rate[b.at(b.region("USA"), b.sector("food"))], 0.110867975);
  EXPECT_TRUE(b.has_mfn_rate[b.region("MEX")]);
  EXPECT_FALSE(b.has_mfn_rate[b.region("CHN")]);
}

TEST(Baseline, FindsNamesOrSaysWhichThereAre) {
  const Baseline& b = test::base2017();
  EXPECT_EQ(b.regions[b.region("MEX")], "MEX");
  EXPECT_EQ(b.theta("ll2023")[b.sector("petroleum")], 0.397);
  try {
    (void)b.region("BRA");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_THAT(failure.what(),
                HasSubstr("unknown region 'BRA'; there are USA, CAN, MEX"));
  }
}

TEST(Baseline, RefusesInputsThatCostMoreThanOutput) {
  Accounts a = test::random_accounts(2, 2, 7);
  a.input[a.at_input(1, 0, 1)] *= 100.0;
  try {
    (void)baseline_from_accounts(a);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("value added of S1 in R1 is not positive"));
    EXPECT_THAT(error.what(), HasSubstr("final demand for S0 in R1 is negative"));
  }
}

TEST(Baseline, GivesItsAccountsBack) {
  const Accounts a = test::random_accounts(3, 4, 11);
  const Accounts back = accounts_of(baseline_from_accounts(a));
  for (std::size_t k = 0; k < a.flow.size(); ++k) {
    EXPECT_NEAR(back.flow[k], a.flow[k], 1e-11);
  }
  for (std::size_t k = 0; k < a.input.size(); ++k) {
    EXPECT_NEAR(back.input[k], a.input[k], 1e-11);
  }
}

class Rebalanced : public testing::Test {
 protected:
  const Baseline& b_ = test::base2017();
  const std::size_t usa_ = b_.region("USA"), can_ = b_.region("CAN"),
                    mex_ = b_.region("MEX"), chn_ = b_.region("CHN");
};

TEST_F(Rebalanced, SharesOfSeveralExportersHoldAndTotalsStay) {
  const Baseline r = rebalance_export_shares(
      b_, {{mex_, usa_, 0.6}, {mex_, can_, 0.1}, {can_, usa_, 0.65}});
  EXPECT_NEAR(export_share(r, mex_, usa_), 0.6, 1e-9);
  EXPECT_NEAR(export_share(r, mex_, can_), 0.1, 1e-9);
  EXPECT_NEAR(export_share(r, can_, usa_), 0.65, 1e-9);
  const Accounts before = accounts_of(b_);
  const Accounts after = accounts_of(r);
  for (std::size_t n = 0; n < b_.region_count(); ++n) {
    EXPECT_NEAR(r.deficit[n], b_.deficit[n], 1e-5);
    for (std::size_t j = 0; j < b_.sector_count(); ++j) {
      const std::size_t cell = b_.at(n, j);
      EXPECT_NEAR(r.output[cell], b_.output[cell], 1e-9 * b_.output[cell])
          << b_.regions[n];
      double used = 0.0;
      double used_before = 0.0;
      for (std::size_t i = 0; i < b_.region_count(); ++i) {
        used += after.flow[b_.at(n, i, j)];
        used_before += before.flow[b_.at(n, i, j)];
        if (!b_.tradable_goods[j]) {
          EXPECT_NEAR(after.flow[b_.at(n, i, j)], before.flow[b_.at(n, i, j)], 1e-6);
        }
      }
      EXPECT_NEAR(used, used_before, 1e-9 * used_before);
    }
  }
  for (const std::size_t exporter : {mex_, can_}) {
    for (std::size_t j = 0; j < b_.sector_count(); ++j) {
      const std::size_t own = b_.at(exporter, exporter, j);
      EXPECT_NEAR(after.flow[own], before.flow[own], 1e-6) << "so its exports stay";
    }
  }
  for (std::size_t k = 0; k < before.input.size(); ++k) {
    EXPECT_NEAR(after.input[k], before.input[k], 1e-6);
  }
}

TEST_F(Rebalanced, KeepsZeroFlowsZeroAndSaysWhatCannotBeReached) {
  Accounts a = accounts_of(b_);
  for (std::size_t j = 0; j < b_.sector_count(); ++j) {
    if (b_.tradable_goods[j]) {
      a.flow[a.at(mex_, mex_, j)] += a.flow[a.at(chn_, mex_, j)];
      a.flow[a.at(chn_, mex_, j)] = 0.0;
    }
  }
  const Baseline none = baseline_from_accounts(a);
  const Baseline moved = rebalance_export_shares(none, mex_, usa_, 0.6);
  EXPECT_EQ(moved.flow(chn_, mex_, 0), 0.0);
  try {
    (void)rebalance_export_shares(none, mex_, chn_, 0.1);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::bad_input);
    EXPECT_THAT(failure.what(),
                HasSubstr("export share 0.1 of MEX to CHN cannot be reached"));
  }
}

TEST_F(Rebalanced, ChangesNothingWhenTheShareIsAlreadyThere) {
  const Baseline r =
      rebalance_export_shares(b_, mex_, usa_, export_share(b_, mex_, usa_));
  for (std::size_t k = 0; k < r.expenditure_share.size(); ++k) {
    EXPECT_NEAR(r.expenditure_share[k], b_.expenditure_share[k], 1e-9);
  }
}

}  // namespace
}  // namespace tripart
