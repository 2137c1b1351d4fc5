// Every rule of the layout that tables can break, with what is said then.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "support/table_folder.hpp"

namespace tripart {
namespace {

using testing::HasSubstr;
using testing::Not;

class BaselineMistakes : public test::TableFolder {
 protected:
  std::string failure() {
    try {
      (void)read_baseline(folder_);
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::cannot_read);
      return failure.what();
    }
    return "no failure";
  }
};

TEST_F(BaselineMistakes, ThereAreNoneInWhatTheOthersBreak) {
  write_values();
  EXPECT_EQ(complaints(), "no complaint");
  SetUp();
  write_shares();
  EXPECT_EQ(complaints(), "no complaint");
}

TEST_F(BaselineMistakes, TwoTablesOfAKindAreNamed) {
  write_shares();
  write("trade.csv", "");
  EXPECT_THAT(complaints(), HasSubstr(": error: trade.csv and trade_1993.csv are two "
                                      "tables of trade, expected one\n"));
  std::filesystem::remove(folder_ / "trade.csv");
  write("output_2005.csv", "");
  EXPECT_THAT(complaints(), HasSubstr("output_1993.csv and output_2005.csv are two"));
  std::filesystem::remove(folder_ / "output_2005.csv");
  write("io.csv", "region,input_sector,using_sector,value_musd\n");
  EXPECT_THAT(complaints(), HasSubstr("io.csv and io_shares.csv are two tables of io"));
  std::filesystem::remove(folder_ / "io.csv");
  write("trade_notes.csv", "whatever");
  write("trade_1993.csv.bak", "whatever");
  EXPECT_EQ(complaints(), "no complaint");
}

TEST_F(BaselineMistakes, AMissingTableIsNamedWithWhatItMayBeCalled) {
  write_shares();
  std::filesystem::remove(folder_ / "io_shares.csv");
  EXPECT_EQ(failure(), (folder_ / "io.csv").string() +
                           ": no such file; expected one of io.csv, io_<year>.csv, "
                           "io_shares.csv, io_shares_<year>.csv");
}

TEST_F(BaselineMistakes, MoneyNeedsExactlyOneColumnWithAUnit) {
  write_values();
  replace("trade.csv", "value_musd", "value_eur");
  EXPECT_EQ(complaints(),
            "trade.csv:1:1: error: missing column 'value_musd'\n"
            "hint: the unit at the end may be usd, kusd, musd or bnusd\n"
            "hint: the columns are: sector, importer, exporter, value_eur, "
            "tariff_applied_pct\n");
  replace("trade.csv", "value_eur,tariff_applied_pct", "value_musd,imports_kusd");
  replace("trade.csv", "value_musd,imports_kusd", "value_musd,tariff_applied_pct");
  replace("output.csv", "final_share", "gross_output_kusd");
  EXPECT_THAT(complaints(),
              HasSubstr("output.csv:1:1: error: columns 'gross_output_kusd' and "
                        "'gross_output_musd' say the same, expected one\n"));
}

TEST_F(BaselineMistakes, AbsurdNumbersAreRefusedWhereTheyStand) {
  write_shares();
  replace("output_1993.csv", "A,goods,100000000,", "A,goods,1e22,");
  replace("trade_1993.csv", "goods,A,B,20000,10,0", "goods,A,B,20000,10001,-100");
  EXPECT_EQ(complaints(),
            "trade_1993.csv:2:17: error: tariff_1993_pct of row 'A, B, goods' is 10001, "
            "expected at most 10000\n"
            "trade_1993.csv:2:23: error: tariff_2005_pct of row 'A, B, goods' is -100, "
            "expected above -100\n"
            "output_1993.csv:2:9: error: gross_output_usd of row 'A, goods' is 1e+22, "
            "expected at most 1e+21\n");
  replace("sectors.csv", "goods,1,4", "goods,1,1001");
  EXPECT_EQ(complaints(),
            "sectors.csv:2:9: error: theta of row 'goods' is 1001, "
            "expected an elasticity of at most 1000\n");
}

TEST_F(BaselineMistakes, MfnRatesBeyondReasonAreRefused) {
  write_values();
  write("tariff_mfn.csv",
        "importer,sector,mfn_applied_pct,source\nA,goods,12000,s\nB,goods,-1,s\n");
  EXPECT_EQ(complaints(),
            "tariff_mfn.csv:2:9: error: mfn_applied_pct of A, goods is above 10000\n"
            "tariff_mfn.csv:3:9: error: mfn_applied_pct of B, goods is negative or given "
            "twice by one source\n");
}

TEST_F(BaselineMistakes, ASectorThatListsSomeFlowsListsAllOfThem) {
  write_values();
  replace("trade.csv", "goods,A,A,70,0\n", "");
  EXPECT_THAT(
      complaints(),
      HasSubstr("trade.csv: error: no row for 'A, A, goods'\nhint: a flow of zero "
                "is a row with 0; a sector without any rows is not traded\n"));
  replace("trade.csv", "goods,B,B,40,0\n", "");
  replace("trade.csv", "goods,B,A,30,5\n", "");
  EXPECT_THAT(complaints(), HasSubstr("trade.csv: error: no row for 'B, A, goods'\n"));
}

TEST_F(BaselineMistakes, OfManyMissingRowsTwentyAreNamed) {
  write_values();
  std::string regions = "region\n";
  for (int n = 0; n < 8; ++n) {
    regions += "ABCDEFGH"[n] + std::string("\n");
  }
  write("regions.csv", regions);
  const std::string text = complaints();
  EXPECT_THAT(text, HasSubstr("trade.csv: error: 40 more rows are missing\n"))
      << "64 less 4, of which 20 are named";
  EXPECT_THAT(text, HasSubstr("no row for 'C, H, goods'"));
  EXPECT_THAT(text, Not(HasSubstr("no row for 'D, A, goods'")));
}

TEST_F(BaselineMistakes, WhatIsTradableMustBeTradedAndTheReverse) {
  write_shares();
  replace("sectors.csv", "services,0,5", "services,1,5");
  EXPECT_EQ(complaints(),
            "trade_1993.csv: error: no rows of 'services' between two "
            "regions, but sectors.csv says that it is tradable\n");
  replace("sectors.csv", "goods,1,4\nservices,1", "goods,0,4\nservices,0");
  EXPECT_THAT(complaints(),
              HasSubstr("trade_1993.csv: error: 'goods' is traded between regions, but "
                        "sectors.csv says that it is not tradable\nhint: a column "
                        "tradable_goods instead of tradable marks goods"));
  replace("sectors.csv", "tradable", "tradable_goods");
  EXPECT_EQ(complaints(), "no complaint") << "services may be traded";
  replace("sectors.csv", "tradable_goods,theta\ngoods,0",
          "tradable_goods,tradable\ngoods,0");
  EXPECT_THAT(complaints(), HasSubstr("sectors.csv:1:1: error: columns 'tradable_goods' "
                                      "and 'tradable' say the same, expected one\n"));
}

TEST_F(BaselineMistakes, RedundantSharesMustAgreeWithTheirValues) {
  write_values();
  replace("output.csv", "A,goods,100,50,0.5,", "A,goods,100,50,0.50001,");
  replace("output.csv", "120,0.75", "120,0.74999");
  replace("io.csv", "B,goods,services,15,0.1", "B,goods,services,15,0.10001");
  EXPECT_EQ(
      complaints(),
      "output.csv:2:16: error: value_added_share of row 'A, goods' is 0.50001, but "
      "value added over gross output is 0.5\n"
      "output.csv:3:28: error: final_share of row 'A, services' is 0.74999, but its "
      "part of final demand is 0.75\n"
      "io.csv:7:21: error: share_of_gross_output of row 'B, goods, services' is "
      "0.10001, but its value over gross output is 0.1\n");
}

TEST_F(BaselineMistakes, TotalsOfRegionsAreCheckedWhereTheyAreStated) {
  write_values();
  replace("regions.csv", "A,300,170", "A,301,170");
  EXPECT_EQ(complaints(),
            "regions.csv:2:3: error: gross_output_musd of row 'A' is 301, "
            "but the sum of its sales is 300\n");
  SetUp();
  write_shares();
  write("regions.csv",
        "region,imports_kusd,exports_usd,deficit_musd,value_added_musd\n"
        "A,20000,30000000,-10,170\nB,30000,20000000,11,160\n");
  EXPECT_EQ(complaints(),
            "regions.csv:3:18: error: deficit_musd of row 'B' is 11, but imports less "
            "exports is 10\n"
            "regions.csv:3:18: error: deficit_musd of row 'B' is 11, but what makes all "
            "deficits sum to zero is 10\n");
  replace("regions.csv", "30000,20000000,11,160", "30001,20000000,10,160");
  EXPECT_EQ(complaints(),
            "regions.csv:3:3: error: imports_kusd of row 'B' is 30001, but "
            "the sum of its purchases abroad is 30000\n");
}

TEST_F(BaselineMistakes, SharesOfMaterialsAddUpToOneOrZero) {
  write_shares();
  replace("io_shares.csv", "A,goods,services,0.3", "A,goods,services,0.32");
  EXPECT_EQ(
      complaints(),
      "io_shares.csv:4:18: error: share_of_materials of row 'A, goods, services' and "
      "the other inputs of services in A add up to 1.02, expected 1, or 0 where "
      "there are no inputs\n");
  replace("io_shares.csv", "A,goods,services,0.32", "A,goods,services,30");
  EXPECT_THAT(complaints(), HasSubstr("is 30, expected at most 1\n"));
}

TEST_F(BaselineMistakes, WhatIsMadeNeedsValueAdded) {
  write_shares();
  replace("output_1993.csv", "A,goods,100000000,0.5", "A,goods,100000000,0");
  EXPECT_EQ(complaints(),
            "output_1993.csv:2:19: error: value_added_share of row 'A, "
            "goods' is 0, expected above 0\n");
  replace("output_1993.csv", "value_added_share", "value_added_usd");
  replace("output_1993.csv", "A,goods,100000000,0\n", "A,goods,100000000,200000000\n");
  EXPECT_THAT(complaints(),
              HasSubstr("output_1993.csv:2:19: error: value_added_usd of row "
                        "'A, goods' is above gross output\n"));
}

TEST_F(BaselineMistakes, StatedValueAddedMustAgreeWithItsShare) {
  write_shares();
  write("output_1993.csv",
        "region,sector,gross_output_usd,value_added_share,value_added_musd\n"
        "A,goods,100000000,0.5,50\nA,services,200000000,0.6,121\n"
        "B,goods,10000000,0.5,5\nB,services,150000000,0.8,120\n");
  EXPECT_EQ(complaints(),
            "output_1993.csv:3:26: error: value_added_musd of row 'A, "
            "services' is 121, but its share of gross output is 120\n");
}

TEST_F(BaselineMistakes, ARegionMustMakeAndUseSomething) {
  write_shares();
  replace("output_1993.csv", "B,services,150000000", "B,services,0");
  replace("trade_1993.csv", "goods,A,B,20000", "goods,A,B,0");
  replace("output_1993.csv", "B,goods,10000000", "B,goods,0");
  EXPECT_THAT(complaints(), HasSubstr(": error: B produces nothing\n"));
}

}  // namespace
}  // namespace tripart
