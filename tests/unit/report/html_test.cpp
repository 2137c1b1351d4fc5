#include "report/html.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace tripart {
namespace {

using ::testing::HasSubstr;

PageTable shares() {
  PageTable table;
  table.file = "summary.csv";
  table.title = "Shares";
  table.columns = {{"kind", "", "", false},
                   {"estimate", "", "", true},
                   {"low", "", "", true},
                   {"high", "", "", true}};
  table.rows = {{"trilateral", "0.7269", "0.7206", "0.7331"},
                {"none", "0", "0", "0.00019"},
                {"<b>&\"'", "", "", ""}};
  table.numbers = {4, 5, 9};
  table.rows_in_file = 9;
  return table;
}

TEST(Html, TextIsShownAsItIs) {
  EXPECT_EQ(escaped("<a href='x'>\"&amp;\"</a>"),
            "&lt;a href=&#39;x&#39;&gt;&quot;&amp;amp;&quot;&lt;/a&gt;");
}

TEST(Html, ANumberNamesTheCellItComesFrom) {
  EXPECT_EQ(sourced(shares(), 0, "estimate", 100.0, 1),
            "<span class=\"number\" data-source=\"summary.csv:4:estimate\" "
            "data-scale=\"100\">72.7</span>");
  EXPECT_EQ(sourced(shares(), 2, "estimate", 100.0, 1), "-");
}

TEST(Html, DigitsEndWhereAnIntervalLeavesNoneWorthReading) {
  EXPECT_EQ(decimals_within(43.0, 54.0), 0);
  EXPECT_EQ(decimals_within(72.1, 73.3), 1);
  EXPECT_EQ(decimals_within(0.01, 0.06), 3);
  EXPECT_EQ(decimals_within(1.0, 1.0), 6) << "and at the latest here";
}

TEST(Html, WhatWasNeverSeenIsBelowItsBound) {
  const std::string never = probability_html(shares(), 1, "estimate", "low", "high");
  EXPECT_THAT(never, HasSubstr(">0</span> % (never seen, below "));
  EXPECT_THAT(never, HasSubstr(">0.019</span> %"));
  const std::string seen = probability_html(shares(), 0, "estimate", "low", "high");
  EXPECT_THAT(seen, HasSubstr(">72.7</span> % (95 percent interval "));
}

TEST(Html, ATableSaysHowMuchOfTheFileItIs) {
  const std::string html = table_html(shares(), 2);
  EXPECT_THAT(html, HasSubstr("the page has 2 of 9 rows"));
  EXPECT_THAT(html, HasSubstr("data-source=\"summary.csv:5:high\">0.00019</td>"));
  EXPECT_THAT(table_html(shares(), 3), HasSubstr("<td>&lt;b&gt;&amp;&quot;&#39;</td>"));
}

}  // namespace
}  // namespace tripart
