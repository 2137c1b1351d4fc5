// What is read from tables of either layout. Expected numbers are worked out by hand from
// the tables in table_folder.hpp, in million USD.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "support/table_folder.hpp"
#include "tripart/economy/equilibrium.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class BaselineLayout : public test::TableFolder {
 protected:
  Baseline read() { return read_baseline(folder_); }

  /// Services of A use 72 of goods, so that producers use 102 of the 92 bought: final
  /// demand is -10 of goods, 172 of services, and in B 26.5 and 145.
  void use_more_goods_than_are_bought() {
    replace("io_shares.csv", "A,goods,services,0.3", "A,goods,services,0.9");
    replace("io_shares.csv", "A,services,services,0.7", "A,services,services,0.1");
  }
};

TEST_F(BaselineLayout, ValuesAreTakenAsTheyAre) {
  write_values();
  const Baseline b = read();
  EXPECT_THAT(b.notes, IsEmpty());
  EXPECT_TRUE(b.is_equilibrium);
  EXPECT_DOUBLE_EQ(b.flow(0, 1, 0), 20.0);
  EXPECT_DOUBLE_EQ(b.expenditure[b.at(0, 0)], 92.0) << "70 + 20 and 10 percent tariff";
  EXPECT_DOUBLE_EQ(b.tariff_revenue[1], 1.5);
  EXPECT_THAT(b.deficit, ElementsAre(-10.0, 10.0));
}

TEST_F(BaselineLayout, SectorsWithoutRowsOfTradeAreSoldAtHomeOnly) {
  write_values();
  const Baseline b = read();
  EXPECT_EQ(b.expenditure_share[b.at(0, 0, 1)], 1.0);
  EXPECT_EQ(b.expenditure_share[b.at(0, 1, 1)], 0.0);
  EXPECT_EQ(b.flow(0, 0, 1), 200.0) << "its gross output";
}

TEST_F(BaselineLayout, OwnSalesThatAreNotListedAreOutputLessExports) {
  write_values();
  const Baseline listed = read();
  replace("trade.csv", "goods,A,A,70,0\n", "");
  replace("trade.csv", "goods,B,B,40,0\n", "");
  const Baseline derived = read();
  EXPECT_THAT(derived.notes, IsEmpty());
  EXPECT_EQ(derived.expenditure_share, listed.expenditure_share);
  EXPECT_EQ(derived.final_share, listed.final_share);
}

TEST_F(BaselineLayout, OutputBelowExportsIsRaisedAndCounted) {
  write_shares();
  const Baseline b = read();
  EXPECT_DOUBLE_EQ(b.flow(0, 0, 0), 70.0) << "100 less 30 exported";
  EXPECT_EQ(b.flow(1, 1, 0), 0.0);
  EXPECT_DOUBLE_EQ(b.output[b.at(1, 0)], 20.0) << "stated 10, exported 20";
  EXPECT_THAT(b.notes,
              testing::Contains("gross output was below exports in 1 of 4 cells: raised "
                                "to exports, own sales 0"));
}

TEST_F(BaselineLayout, SharesOfMaterialsBecomeCostSharesThatAddUpToOne) {
  write_shares();
  replace("io_shares.csv", "A,goods,goods,0.6", "A,goods,goods,0.603");
  const Baseline b = read();
  EXPECT_DOUBLE_EQ(b.value_added_share[b.at(0, 0)], 0.5);
  EXPECT_DOUBLE_EQ(b.input_share[b.at_input(0, 0, 0)], 0.5 * 0.603 / 1.003);
  EXPECT_DOUBLE_EQ(b.input_share[b.at_input(0, 1, 0)], 0.5 * 0.4 / 1.003);
  EXPECT_DOUBLE_EQ(b.value_added[0], 170.0);
}

TEST_F(BaselineLayout, ASectorThatBuysNothingIsAllValueAdded) {
  write_shares();
  const Baseline b = read();
  EXPECT_EQ(b.value_added_share[b.at(1, 1)], 1.0);
  EXPECT_THAT(b.notes,
              testing::Contains("1 cells buy no inputs although their value added share "
                                "is below 1: taken as 1"));
}

TEST_F(BaselineLayout, SharesOfWhatIsNotMadeAreKept) {
  write_shares();
  replace("output_1993.csv", "A,services,200000000", "A,services,0");
  const Baseline b = read();
  EXPECT_EQ(b.output[b.at(0, 1)], 0.0);
  EXPECT_DOUBLE_EQ(b.value_added_share[b.at(0, 1)], 0.6);
  EXPECT_DOUBLE_EQ(b.input_share[b.at_input(0, 0, 1)], 0.4 * 0.3);
}

TEST_F(BaselineLayout, NegativeSharesOfMaterialsAreKeptAndCounted) {
  write_shares();
  replace("io_shares.csv", "A,goods,services,0.3", "A,goods,services,-0.001");
  replace("io_shares.csv", "A,services,services,0.7", "A,services,services,0.999");
  const Baseline b = read();
  EXPECT_LT(b.input_share[b.at_input(0, 0, 1)], 0.0);
  EXPECT_THAT(b.notes,
              testing::Contains("1 of 8 shares of materials are negative: kept"));
}

TEST_F(BaselineLayout, FinalDemandIsWhatProducersLeave) {
  write_shares();
  const Baseline b = read();
  EXPECT_TRUE(b.is_equilibrium);
  EXPECT_DOUBLE_EQ(b.final_share[b.at(0, 0)], 38.0 / 162.0) << "92 - 30 - 24";
  EXPECT_DOUBLE_EQ(b.final_share[b.at(1, 0)], 26.5 / 171.5) << "31.5 - 5, 150 - 5";
}

TEST_F(BaselineLayout, NegativeFinalDemandIsSetToZeroAndCounted) {
  write_shares();
  use_more_goods_than_are_bought();
  const Baseline b = read();
  EXPECT_FALSE(b.is_equilibrium);
  EXPECT_EQ(b.final_share[b.at(0, 0)], 0.0);
  EXPECT_EQ(b.final_share[b.at(0, 1)], 1.0);
  EXPECT_THAT(b.notes,
              testing::Contains("final demand was negative in 1 of 4 cells (2.83 percent "
                                "of it in absolute value, 2.91 percent of what is "
                                "positive): set to zero, shares rescaled, and the base "
                                "year solved once at its own tariffs"))
      << "10 of 353.5 and of 343.5";
}

TEST_F(BaselineLayout, NegativeFinalDemandOfValuesIsTreatedTheSame) {
  write_values();
  replace("output.csv", "B,goods,60,30,0.5,40,0.2758620690",
          "B,goods,60,30,0.5,-10,-0.1052631579");
  replace("output.csv", "B,services,150,105,0.7,105,0.7241379310",
          "B,services,150,55,0.3666666667,105,1.1052631579");
  replace("regions.csv", "B,210,135,145,30,20,10", "B,210,85,95,30,20,10");
  replace("io.csv", "B,goods,services,15,0.1", "B,goods,services,65,0.4333333333");
  const Baseline b = read();
  EXPECT_FALSE(b.is_equilibrium);
  EXPECT_EQ(b.final_share[b.at(1, 1)], 1.0);
  EXPECT_THAT(b.notes, ElementsAre(HasSubstr("final demand was negative in 1 of 4")));
}

TEST_F(BaselineLayout, WhatIsNoEquilibriumIsSolvedOnceUnderAnyClosure) {
  write_shares();
  use_more_goods_than_are_bought();
  const Baseline b = read();
  const std::vector<double>& theta = b.theta("theta");
  const Equilibrium raw = solve_equilibrium(b, theta, baseline_policy(b));
  EXPECT_GT(std::abs(raw.wage_hat[0] - 1.0), 1e-3) << "the raw table does not hold still";
  for (const Deficits deficits : {Deficits::fixed, Deficits::scaled, Deficits::removed}) {
    for (const bool input_output : {true, false}) {
      const Closure closure{deficits, input_output};
      const Baseline closed = close_baseline(b, theta, closure);
      EXPECT_TRUE(closed.is_equilibrium);
      const Equilibrium e =
          solve_equilibrium(closed, theta, baseline_policy(closed), closure);
      EXPECT_THAT(e.wage_hat, Each(testing::DoubleNear(1.0, 1e-9)));
      EXPECT_THAT(real_income_pct(closed, e), Each(testing::DoubleNear(0.0, 1e-7)));
      if (deficits != Deficits::scaled) {
        EXPECT_NEAR(closed.deficit[0], deficits == Deficits::removed ? 0.0 : -10.0, 1e-9);
      }
    }
  }
}

TEST_F(BaselineLayout, MovingExportSharesKeepsToTheRule) {
  write_shares();
  write("regions.csv", "region\nA\nB\nC\n");
  write("trade_1993.csv",
        "sector,importer,exporter,imports_kusd,tariff_1993_pct,tariff_2005_pct\n"
        "goods,A,B,10000,10,0\ngoods,B,A,15000,5,2.5\ngoods,A,C,10000,10,0\n"
        "goods,C,A,15000,5,2\ngoods,B,C,10000,10,0\ngoods,C,B,10000,10,1\n");
  replace("output_1993.csv", "B,services,150000000,0.8\n",
          "B,services,150000000,0.8\nC,goods,60000000,0.5\nC,services,150000000,0.8\n");
  replace("output_1993.csv", "B,goods,10000000", "B,goods,60000000");
  replace("io_shares.csv", "B,services,services,0\n",
          "B,services,services,0\nC,goods,goods,0.5\nC,services,goods,0.5\n"
          "C,goods,services,0\nC,services,services,0\n");
  use_more_goods_than_are_bought();
  const Baseline b = read();
  ASSERT_FALSE(b.is_equilibrium);
  const Baseline moved = rebalance_export_shares(b, 0, 1, 0.6);
  EXPECT_NEAR(export_share(moved, 0, 1), 0.6, 1e-9);
  EXPECT_FALSE(moved.is_equilibrium);
  EXPECT_EQ(moved.tariff_schedule("2005"), b.tariff_schedule("2005"));
}

TEST_F(BaselineLayout, UnitsAreReadFromTheNamesOfColumns) {
  write_shares();
  const Baseline kusd = read();
  write("trade_1993.csv",
        "sector,importer,exporter,value_bnusd,tariff_1993_pct,tariff_2005_pct\n"
        "goods,A,B,0.02,10,0\ngoods,B,A,0.03,5,2.5\n");
  write("output_1993.csv",
        "region,sector,gross_output_musd,value_added_kusd\n"
        "A,goods,100,50000\nA,services,200,120000\n"
        "B,goods,10,5000\nB,services,150,120000\n");
  const Baseline other = read();
  for (std::size_t cell = 0; cell < kusd.expenditure.size(); ++cell) {
    EXPECT_NEAR(other.expenditure[cell], kusd.expenditure[cell], 1e-12);
    EXPECT_NEAR(other.value_added_share[cell], kusd.value_added_share[cell], 1e-15);
  }
}

TEST_F(BaselineLayout, ABareThetaIsASetOfThatName) {
  write_shares();
  EXPECT_THAT(read().theta("theta"), ElementsAre(4.0, 5.0));
}

TEST_F(BaselineLayout, WithoutATableOfMfnTariffsThereAreNone) {
  write_shares();
  const Baseline b = read();
  EXPECT_THAT(b.has_mfn_rate, ElementsAre(false, false));
}

}  // namespace
}  // namespace tripart
