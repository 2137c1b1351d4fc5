#include "tripart/results/case_rows.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "support/csv_cells.hpp"
#include "support/north_america.hpp"

namespace tripart {
namespace {

using test::CsvCells;
using test::expect_same_sums;

std::string text_of(CsvRows& rows) {
  return csv_header(rows.table()) + rows.take();
}

CaseRows rows_without_agreement() {
  const Model model = test::north_america();
  TradeModel trade = test::trade_of(model, "cp2015", 0.1);
  trade.closure.deficits = Deficits::scaled;
  const SolvedPayoffs payoffs = solve_payoffs(model, trade, 1, 1);
  CaseRows rows;
  CaseSolver(model, trade, payoffs)
      .solve(0, payoffs.table.configurations().no_agreement(),
             [&](const SolvedCase& one) {
               if (one.tariff_state == "us_metals") {
                 write_case_rows(rows, one, trade);
                 write_flow_rows(rows, one, trade);
               }
             });
  return rows;
}

/// What is written about one case: without agreement, metals tariffs in force.
struct Written {
  CaseRows rows = rows_without_agreement();
  CsvCells regions{text_of(rows.regions)}, partners{text_of(rows.partners)},
      sectors{text_of(rows.sectors)}, flows{text_of(rows.flows)};
};

const Written& written() {
  static const Written files;
  return files;
}

TEST(CaseRows, AreOneRowPerThingTheyAreAbout) {
  EXPECT_EQ(written().regions.rows(), 6U);
  EXPECT_EQ(written().partners.rows(), 30U);
  EXPECT_EQ(written().sectors.rows(), 120U);
  EXPECT_EQ(written().flows.rows(), 720U);
}

// A case need not be a deal: here an iceberg cost changes in a world that nobody bargains
// in.
TEST(CaseRows, LeaveOutFlowsThatAreZero) {
  const Baseline b = baseline_from_accounts(test::random_accounts(3, 2, 1));
  ASSERT_EQ(b.flow(0, 1, 0), 0.0);
  SolvedCase one{1, "drawn", "canal", "policy", "none", &b, baseline_policy(b), {}};
  multiply_iceberg(one.policy, b, 0, 2, 0, 0.9);
  one.after = solve_equilibrium(b, b.theta("drawn"), one.policy);
  CaseRows rows;
  write_flow_rows(rows, one, TradeModel{});
  const CsvCells flows(text_of(rows.flows));
  EXPECT_EQ(flows.rows(), 17U);
  for (std::size_t row = 0; row < flows.rows(); ++row) {
    EXPECT_NE(flows.text(row, "importer") + flows.text(row, "exporter") +
                  flows.text(row, "sector"),
              "R0R1S0");
    EXPECT_EQ(flows.text(row, "economy"), "2");
    EXPECT_EQ(flows.text(row, "configuration"), "canal");
    EXPECT_EQ(flows.text(row, "kind"), "policy");
  }
}

TEST(CaseRows, SayWhichCaseTheyAreAboutAndHowItWasClosed) {
  const CsvCells& regions = written().regions;
  EXPECT_EQ(regions.text(0, "economy"), "1");
  EXPECT_EQ(regions.text(0, "elasticities"), "cp2015");
  EXPECT_EQ(regions.text(0, "configuration"), "no_agreement");
  EXPECT_EQ(regions.text(0, "kind"), "no_agreement");
  EXPECT_EQ(regions.text(0, "tariff_state"), "us_metals");
  for (const CsvCells* file :
       {&regions, &written().partners, &written().sectors, &written().flows}) {
    EXPECT_EQ(file->text(0, "deficits"), "scaled");
    EXPECT_EQ(file->text(0, "input_output"), "true");
  }
}

TEST(CaseRows, OfPartnersAndSectorsAddUpToTheirRegion) {
  for (const std::string column :
       {"terms_of_trade_pct", "volume_of_trade_pct", "iceberg_cost_pct"}) {
    const auto wholes = written().regions.sums(column, {"region"});
    expect_same_sums(written().partners.sums(column, {"region"}), wholes, 1e-12);
    expect_same_sums(written().sectors.sums(column, {"region"}), wholes, 1e-12);
  }
  for (const std::string column :
       {"imports_before_musd", "imports_after_musd", "exports_before_musd",
        "exports_after_musd", "imports_created_musd"}) {
    expect_same_sums(written().partners.sums(column, {"region"}),
                     written().regions.sums(column, {"region"}), 1e-6);
  }
  for (const std::string column : {"value_added_before_musd", "value_added_after_musd",
                                   "imports_created_musd", "imports_diverted_musd"}) {
    expect_same_sums(written().sectors.sums(column, {"region"}),
                     written().regions.sums(column, {"region"}), 1e-6);
  }
  for (const auto& [region, share] :
       written().sectors.sums("employment_share_after_pct", {"region"})) {
    EXPECT_NEAR(share, 100.0, 1e-11) << region;
  }
}

TEST(CaseRows, OfFlowsAddUpToWhatIsMadeAndWhatPairsTrade) {
  for (const std::string when : {"before", "after"}) {
    const std::string value = "value_" + when + "_musd";
    auto made = written().flows.sums(value, {"exporter", "sector"});
    const auto output =
        written().sectors.sums("output_" + when + "_musd", {"region", "sector"});
    expect_same_sums(made, output, 1e-3);
    const auto pairs = written().flows.sums(value, {"importer", "exporter"});
    for (const auto& [pair, imports] :
         written().partners.sums("imports_" + when + "_musd", {"region", "partner"})) {
      EXPECT_NEAR(imports, pairs.at(pair), 1e-6) << pair;
    }
  }
}

TEST(CaseRows, TellTheFirstOrderSumAndTheExactChangeApart) {
  const CsvCells& regions = written().regions;
  for (std::size_t row = 0; row < regions.rows(); ++row) {
    const double sum = regions.number(row, "first_order_pct");
    EXPECT_DOUBLE_EQ(sum, regions.number(row, "terms_of_trade_pct") +
                              regions.number(row, "volume_of_trade_pct") +
                              regions.number(row, "iceberg_cost_pct"));
    EXPECT_NE(sum, regions.number(row, "welfare_pct"));
  }
}

// What a reader predicts: the United States put 8.7 points on Canadian metals.
TEST(CaseRows, ShowTheTariffWhereItWasPut) {
  const CsvCells& flows = written().flows;
  bool seen = false;
  for (std::size_t row = 0; row < flows.rows(); ++row) {
    const double points =
        flows.number(row, "tariff_after_pct") - flows.number(row, "tariff_before_pct");
    if (flows.text(row, "importer") == flows.text(row, "exporter")) {
      EXPECT_EQ(flows.number(row, "tariff_after_pct"), 0.0) << "own sales";
    }
    if (flows.text(row, "importer") == "USA" && flows.text(row, "exporter") == "CAN" &&
        flows.text(row, "sector") == "basic_metals") {
      seen = true;
      EXPECT_GE(points, 8.7 - 1e-9);
      EXPECT_NEAR(flows.number(row, "iceberg_change_pct"), 10.0, 1e-9);
      EXPECT_LT(flows.number(row, "change_pct"), -30.0);
    }
  }
  EXPECT_TRUE(seen);
}

TEST(CaseRows, UnitsAreInTheNamesOfTheirColumns) {
  for (const OutputTable* table : {&payoffs_table(), &regions_table(), &partners_table(),
                                   &sectors_table(), &flows_table()}) {
    for (const Column& column : table->columns) {
      if (column.type != ColumnType::number) {
        continue;
      }
      const std::string_view unit = column.name.ends_with("_pct")    ? "percent"
                                    : column.name.ends_with("_musd") ? "million USD"
                                    : column.name.ends_with("_points")
                                        ? "percentage points"
                                        : "none";
      EXPECT_TRUE(column.unit.starts_with(unit)) << table->file << ": " << column.name;
    }
  }
}

}  // namespace
}  // namespace tripart
