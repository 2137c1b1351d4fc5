#include "tripart/history/outcome_table.hpp"

#include <gtest/gtest.h>

#include "support/scratch_folder.hpp"
#include "support/shipped.hpp"
#include "tripart/history/forecast_table.hpp"

namespace tripart {
namespace {

using testing_support::ScratchFolder;

const std::string header =
    "id,kind,subject,by,value,low,high,scored,source,confidence,note\n";

class OutcomeTableTest : public ::testing::Test {
 protected:
  static const Model& model() {
    static const Scenario nafta = read_scenario(test::shipped_file("nafta-2018.yaml"));
    return nafta.model;
  }
  std::vector<OutcomeRow> read(const std::string& rows) {
    folder_.write("o.csv", header + rows);
    return read_outcome_table(folder_.path() / "o.csv", model());
  }
  /// What is wrong with the only row, behind file, line and column.
  std::string told(const std::string& row) {
    try {
      read(row + "\n");
    } catch (const InputError& error) {
      const Complaint& first = error.complaints().front();
      return std::to_string(first.where.line) + ":" + std::to_string(first.where.column) +
             ": " + first.what;
    }
    return "nothing";
  }
  ScratchFolder folder_;
};

TEST_F(OutcomeTableTest, EveryKindOfRowIsRead) {
  const auto rows = read(
      "a,deal,USA+MEX,2018-12-31,1,,,yes,,,\n"
      "b,no_deal,,2018-07-01,0,,,no,,,\n"
      "c,first_deal,MEX+USA,,1,,,yes,,,\n"
      "d,excluded,CAN,,0,,,yes,,,\n"
      "e,threat_executed,us_metals,2018-06-30,1,,,yes,,,\n"
      "f,threat_outlives_deal,us_metals,,1,,,yes,,,\n"
      "g,chapters_closed,,2018-05-31,9,,,yes,,,\n"
      "h,text,sunset,,0.31,0.2,0.45,yes,,,\n"
      "i,deal_date,USA+CAN+MEX,,2018-09-30,,,yes,,,\n");
  ASSERT_EQ(rows.size(), 9U);
  EXPECT_EQ(rows[0].parties, rows[2].parties) << "the order of parties says nothing";
  EXPECT_EQ(rows[0].by, parse_date("2018-12-31"));
  EXPECT_FALSE(rows[1].is_scored);
  EXPECT_EQ(rows[4].number, rows[5].number);
  EXPECT_EQ(rows[6].value, 9.0);
  EXPECT_EQ(rows[7].low, 0.2);
  EXPECT_EQ(rows[7].high, 0.45);
  EXPECT_EQ(rows[8].value, 209.0) << "days from 5 March 2018";
}

TEST_F(OutcomeTableTest, WhatCannotBeIsNamedWithItsPlace) {
  EXPECT_EQ(told("a,trade,USA+MEX,2018-12-31,1,,,yes,,,"),
            "2:3: kind of row 'a' is 'trade', expected a kind of row");
  EXPECT_EQ(told("a,deal,USA+FRA,2018-12-31,1,,,yes,,,"),
            "2:8: subject of row 'a' is 'USA+FRA', expected parties of the scenario, "
            "each once, joined by +");
  EXPECT_EQ(told("a,deal,USA,2018-12-31,1,,,yes,,,"),
            "2:8: subject of row 'a' is 'USA', expected two or more parties");
  EXPECT_EQ(told("a,excluded,USA+CAN,,1,,,yes,,,"),
            "2:12: subject of row 'a' is 'USA+CAN', expected one party");
  EXPECT_EQ(told("a,text,sunsets,,0.3,0.2,0.4,yes,,,"),
            "2:8: subject of row 'a' is 'sunsets', expected an issue of the scenario");
  EXPECT_EQ(told("a,no_deal,,2018-02-30,1,,,yes,,,"),
            "2:12: by of row 'a' is '2018-02-30', expected a day as YYYY-MM-DD");
  EXPECT_EQ(told("a,no_deal,,2030-01-01,1,,,yes,,,"),
            "2:12: by of row 'a' is '2030-01-01', expected a day up to the horizon of "
            "the scenario: no replicate goes on");
  EXPECT_EQ(told("a,no_deal,,2018-07-01,0.5,,,yes,,,"),
            "2:23: value of row 'a' is '0.5', expected a whole number");
  EXPECT_EQ(told("a,no_deal,,2018-07-01,2,,,yes,,,"),
            "2:23: value of row 'a' is '2', expected a number from 0 to 1");
  EXPECT_EQ(told("a,text,sunset,,0.3,0.4,0.5,yes,,,"),
            "2:20: low of row 'a' is '0.4', expected a number from 0 to 0.3");
  EXPECT_EQ(told("a,first_deal,USA+MEX,2018-07-01,1,,,yes,,,"),
            "2:22: by of row 'a' is '2018-07-01', expected nothing for rows of kind "
            "first_deal");
  EXPECT_EQ(told("a,no_deal,,2018-07-01,1,,,perhaps,,,"),
            "2:27: scored of row 'a' is 'perhaps', expected yes or no");
}

TEST_F(OutcomeTableTest, RowsThatContradictEachOtherAreNamed) {
  const std::string end = ",,,yes,,,\n";
  const auto two = [&](const std::string& first, const std::string& second) {
    return told(first + end + second + ",,,yes,,,");
  };
  EXPECT_EQ(two("a,deal,USA+MEX,2018-06-01,1", "b,deal,MEX+USA,2018-09-01,0"),
            "3:27: value of row 'b' is '0', expected what can be true beside row 'a'");
  EXPECT_EQ(two("a,deal,USA+MEX,2018-09-01,0", "b,deal,USA+MEX,2018-06-01,1"),
            "2:27: value of row 'a' is '0', expected what can be true beside row 'b'");
  EXPECT_EQ(two("a,no_deal,,2018-06-01,0", "b,no_deal,,2018-09-01,1"),
            "3:23: value of row 'b' is '1', expected what can be true beside row 'a'");
  EXPECT_EQ(two("a,deal,USA+MEX,2018-06-01,1", "b,no_deal,,2018-06-01,1"),
            "3:23: value of row 'b' is '1', expected what can be true beside row 'a'");
  EXPECT_EQ(two("a,threat_executed,us_metals,2018-06-30,1",
                "b,threat_executed,us_metals,2018-07-30,0"),
            "3:40: value of row 'b' is '0', expected what can be true beside row 'a'");
  EXPECT_EQ(two("a,chapters_closed,,2018-05-31,9", "b,chapters_closed,,2018-05-31,8"),
            "3:31: value of row 'b' is '8', expected what can be true beside row 'a'");
  for (const auto& [first, second] : {
           std::pair{"a,deal,USA+MEX,2018-06-01,0", "b,deal,USA+MEX,2018-09-01,1"},
           std::pair{"a,deal,USA+MEX,2018-06-01,1", "b,deal,USA+CAN,2018-09-01,0"},
           std::pair{"a,no_deal,,2018-05-31,1", "b,deal,USA+MEX,2018-06-01,1"},
           std::pair{"a,threat_executed,us_metals,2018-06-30,1",
                     "b,threat_executed,us_withdrawal,2018-07-30,0"},
       }) {
    EXPECT_EQ(two(first, second), "nothing") << first << " and " << second;
  }
}

TEST_F(OutcomeTableTest, AllComplaintsComeAtOnce) {
  try {
    read("a,deal,USA,2018-12-31,7,,,yes,,,\na,no_deal,x,never,1,,,,,,\n");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.complaints().size(), 6U);
  }
}

TEST_F(OutcomeTableTest, ForecastsNameAnEventAmongTheOutcomes) {
  const auto rows = read(
      "a,no_deal,,2018-07-01,0,,,yes,,,\n"
      "h,text,sunset,,0.31,0.2,0.45,yes,,,\n");
  const auto forecast = [&](const std::string& row) {
    folder_.write("f.csv",
                  "id,made,who,kind_of_source,outcome,probability,prob_kind,source,note"
                  "\n" +
                      row + "\n");
    return read_forecast_table(folder_.path() / "f.csv", rows);
  };
  const auto good = forecast("F1,2018-01-10,A bank,bank,a,0.25,worded,,");
  ASSERT_EQ(good.size(), 1U);
  EXPECT_EQ(good[0].row, 0U);
  EXPECT_TRUE(good[0].is_worded);
  EXPECT_THROW(forecast("F1,2018-01-10,A bank,bank,h,0.25,numeric,,"), InputError);
  EXPECT_THROW(forecast("F1,2018-01-10,A bank,bank,a,1.25,numeric,,"), InputError);
  EXPECT_THROW(forecast("F1,2018-01-10,A bank,bank,a,0.25,guessed,,"), InputError);
}

TEST_F(OutcomeTableTest, AllShippedOutcomesAndForecastsAreRead) {
  int cases = 0;
  const std::filesystem::path folder = test::shipped_file("history");
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const std::size_t at = name.find("-outcomes.csv");
    if (at == std::string::npos) {
      continue;
    }
    const std::string scenario = name.substr(0, at) + ".yaml";
    const Scenario read = read_scenario(std::filesystem::exists(folder / scenario)
                                            ? folder / scenario
                                            : folder.parent_path() / scenario);
    const auto rows = read_outcome_table(entry.path(), read.model);
    EXPECT_FALSE(rows.empty());
    const auto forecasts = folder / (name.substr(0, at) + "-forecasts.csv");
    if (std::filesystem::exists(forecasts)) {
      EXPECT_FALSE(read_forecast_table(forecasts, rows).empty());
    }
    ++cases;
  }
  EXPECT_EQ(cases, 9);
}

}  // namespace
}  // namespace tripart
