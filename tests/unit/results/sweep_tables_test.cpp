#include "tripart/results/sweep_tables.hpp"

#include <gtest/gtest.h>

namespace tripart {
namespace {

TEST(SweepTables, HaveTheDesignPointInFrontOfTheColumnsOfARun) {
  EXPECT_EQ(csv_header(sweep_summary_table()),
            "design_point," + csv_header(summary_table()));
  EXPECT_EQ(csv_header(sweep_terms_table()), "design_point," + csv_header(terms_table()));
  EXPECT_EQ(sweep_summary_table().file, summary_table().file);
}

TEST(SweepTables, WhoWritesARowNeedNotKnowOfTheColumnInFront) {
  CsvRows rows(sweep_terms_table());
  const auto write = [&](std::uint64_t replicate) {
    rows.count(replicate).text("cars").number(0.5).end_row();
  };
  rows.lead(3);
  write(1);
  write(2);
  rows.lead(4);
  write(1);
  EXPECT_EQ(rows.take(), "3,1,cars,0.5\n3,2,cars,0.5\n4,1,cars,0.5\n");
}

TEST(PointsTable, WritesNumbersAsNumbersAndTheRestAsText) {
  const PointsTable points({{"share", ColumnType::number, "setting of a.b"},
                            {"kind", ColumnType::text, "setting of a.c"}});
  EXPECT_EQ(csv_header(points.table()), "design_point,share,kind,replicates\n");
  CsvRows rows(points.table());
  points.write_row(rows, 7, {"0.80", "[1, 2]"}, 4000);
  points.write_row(rows, 8, {"1e-1", "=x"}, 4096);
  EXPECT_EQ(rows.take(), "7,0.8,\"[1, 2]\",4000\n8,0.1,\"'=x\",4096\n");
}

}  // namespace
}  // namespace tripart
