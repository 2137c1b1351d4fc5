#include "tripart/results/tables.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

using ::testing::StartsWith;

// What SPEC section 4 promises; columns may be added behind these, never before.
TEST(Tables, BeginWithTheColumnsThatArePromised) {
  EXPECT_THAT(csv_header(outcomes_table()),
              StartsWith("replicate,economy,ending,kind,configuration,path,start_date,"
                         "end_date,days,first_deal,"
                         "first_deal_date,chapters_closed,threats_made,threats_executed,"
                         "threats_withdrawn,"
                         "retaliations,tariff_days,ratified,proposer"));
  EXPECT_EQ(csv_header(parties_table()),
            "replicate,party,utility,welfare_pct,reservation_value,surplus_share,content,"
            "distance_nash,distance_asymmetric_nash,distance_kalai_smorodinsky,"
            "distance_egalitarian,distance_utilitarian,distance_nash_in_nash\n");
  EXPECT_EQ(csv_header(benchmarks_table()),
            "configuration,solution,party,role,fallback,utility,surplus,surplus_share\n");
  EXPECT_EQ(csv_header(core_table()),
            "coalition,outsiders,configuration,least_gain,blocks\n");
  EXPECT_EQ(csv_header(terms_table()), "replicate,issue,text\n");
  EXPECT_EQ(csv_header(closings_table()), "replicate,chapter,date\n");
  EXPECT_THAT(csv_header(issues_table()),
              StartsWith("issue,chapter,mean,sd,p05,p25,p50,p75,p95,closed_probability"));
  EXPECT_THAT(csv_header(chapters_table()),
              StartsWith("chapter,type,date,closed_probability"));
  EXPECT_EQ(csv_header(timeline_table()), "date,kind,probability,ci_low,ci_high\n");
  EXPECT_THAT(csv_header(progress_table()), StartsWith("date,p05,p25,p50,p75,p95"));
  EXPECT_THAT(csv_header(threats_table()),
              StartsWith("threat,issuer,target,executed_probability,withdrawn_"
                         "probability,first_execution_p05"));
  EXPECT_EQ(
      csv_header(summary_table()),
      "metric,party,category,statistic,estimate,std_error,ci_low,ci_high,replicates\n");
  EXPECT_EQ(csv_header(payoffs_table()),
            "economy,elasticities,configuration,kind,tariff_state,party,welfare_pct,"
            "terms_of_trade_pct,"
            "volume_of_trade_pct,real_wage_pct,tariff_revenue_musd,price_index_pct,"
            "iceberg_cost_pct,deficits,input_output\n");
  EXPECT_EQ(csv_header(histograms_table()),
            "metric,party,category,bin_low,bin_high,count\n");
  EXPECT_EQ(csv_header(events_table()), "replicate,date,actor,event,target,value,text\n");
}

TEST(Tables, DescribeEveryColumnOnce) {
  std::set<std::string_view> files;
  for (const OutputTable* table : all_tables()) {
    EXPECT_TRUE(files.insert(table->file).second) << table->file;
    EXPECT_FALSE(table->title.empty()) << table->file;
    std::set<std::string_view> names;
    for (const Column& column : table->columns) {
      EXPECT_TRUE(names.insert(column.name).second) << table->file << ": " << column.name;
      EXPECT_FALSE(column.meaning.empty()) << table->file << ": " << column.name;
    }
  }
  EXPECT_EQ(files.size(), all_tables().size());
}

TEST(CsvRows, WriteFieldsByTheRules) {
  CsvRows rows(events_table());
  rows.count(7)
      .date(*parse_date("2018-06-01"))
      .text("USA")
      .text("a,b")
      .text("=1+1")
      .number(0.1);
  rows.text("say \"no\"").end_row();
  rows.count(8).blank().blank().text("x").blank().blank().blank().end_row();
  EXPECT_EQ(rows.take(),
            "7,2018-06-01,USA,\"a,b\",\"'=1+1\",0.1,\"say \"\"no\"\"\"\n8,,,x,,,\n");
  EXPECT_EQ(rows.rows(), 2U);
  EXPECT_EQ(rows.take(), "");
}

TEST(CsvRows, RefuseAFieldOfTheWrongTypeAndAnIncompleteRow) {
  CsvRows wrong(terms_table());
  wrong.count(1);
  EXPECT_THROW(wrong.number(0.5), ContractViolation);
  CsvRows incomplete(terms_table());
  incomplete.count(1);
  EXPECT_THROW(incomplete.end_row(), ContractViolation);
  CsvRows longer(terms_table());
  longer.count(1).text("issue").number(0.5);
  EXPECT_THROW(longer.text("more"), ContractViolation);
}

// In pieces of whole rows, long before all are there.
TEST(Tables, LongOnesNeverGatherInMemory) {
  const auto write = [](CsvRows& rows) {
    for (std::uint64_t row = 1; row <= 20'000; ++row) {
      rows.count(row).text("a, name").number(0.5);
      rows.end_row();
    }
  };
  CsvRows whole(terms_table());
  write(whole);
  CsvRows rows(terms_table());
  std::string all;
  std::size_t longest = 0;
  rows.spill_with([&] {
    EXPECT_EQ(rows.gathered().back(), '\n');
    longest = std::max(longest, rows.gathered().size());
    all += rows.gathered();
    rows.clear();
  });
  write(rows);
  all += rows.gathered();
  EXPECT_EQ(all, whole.gathered());
  EXPECT_GT(longest, 0U);
  EXPECT_LT(longest, 40'000U);
}

}  // namespace
}  // namespace tripart
