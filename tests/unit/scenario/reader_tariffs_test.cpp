// Changes of tariffs as scenarios write them, and what is said about slips.
#include <algorithm>

#include "reader_support.hpp"
#include "support/small_economy.hpp"

namespace tripart {
namespace {

using namespace reader_tests;
using Kind = TariffChange::Kind;

const std::string metals = "threats.metals.tariffs.basic_metals=";

std::vector<TariffLine> lines_of(const std::string& changes) {
  return model_of(trade_text, {metals + changes}).threats[0].tariffs;
}

std::string told_of_changes(const std::string& changes) {
  ReadOptions options;
  options.overrides = {metals + changes};
  return told(trade_text, options);
}

TEST(ReaderTariffs, TakeANumberForPointsAdded) {
  const auto lines = lines_of("0.1");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].change, TariffChange(0.1));
}

TEST(ReaderTariffs, TakeOneChangeForAllTargetsOrOneForEach) {
  const auto all = lines_of("{level: 0.25, coverage: 0.5}");
  ASSERT_EQ(all.size(), 2U);
  for (const TariffLine& line : all) {
    EXPECT_EQ(line.change, TariffChange(Kind::level, 0.25, 0.5));
  }
  const auto each = lines_of("{CAN: {factor: 2}, MEX: {mfn: true}}");
  ASSERT_EQ(each.size(), 2U);
  EXPECT_EQ(each[0].change, TariffChange(Kind::factor, 2.0));
  EXPECT_EQ(each[1].change.kind, Kind::mfn);
  EXPECT_EQ(lines_of("{CAN: {quota: 0.3}, MEX: 0.1}")[0].change, TariffChange(0.3));
}

TEST(ReaderTariffs, CountCoveredValuesInTheBaseYearsTrade) {
  const Baseline& b = test::base2017();
  const double flow = b.flow(b.region("USA"), b.region("CAN"), b.sector("basic_metals"));
  const auto lines = lines_of("{CAN: {add: 0.25, covers_musd: 5220}, MEX: 0.1}");
  EXPECT_EQ(lines[0].change.value, 0.25);
  EXPECT_DOUBLE_EQ(lines[0].change.coverage, 5220.0 / flow);
  // a share of the tables as they are, whatever export shares are set afterwards
  const auto moved =
      model_of(trade_text, {metals + "{CAN: {add: 0.25, covers_musd: 5220}, MEX: 0.1}",
                            "economy.export_shares.CAN.USA=0.5"})
          .threats[0]
          .tariffs;
  EXPECT_EQ(moved[0].change, lines[0].change);
}

TEST(ReaderTariffs, HoldPartsOfOneSectorTogether) {
  const auto lines = lines_of(
      "{CAN: [{add: 0.25, coverage: 0.3}, {add: 0.1, coverage: 0.2}], MEX: 0.1}");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_FALSE(lines[0].change.is_next_part);
  EXPECT_TRUE(lines[1].change.is_next_part);
  EXPECT_FALSE(lines[2].change.is_next_part);
}

TEST(ReaderTariffs, AreSetOnTheCommandLineDownToTheirKeys) {
  const auto lines =
      model_of(trade_text,
               {"threats.metals.tariffs.basic_metals.CAN=0.2",
                "threats.metals.tariffs.basic_metals.MEX={add: 0.1, coverage: 0.5}",
                "threats.metals.tariffs.basic_metals.MEX.add=0.3"})
          .threats[0]
          .tariffs;
  EXPECT_EQ(lines[0].change, TariffChange(0.2));
  EXPECT_EQ(lines[1].change, TariffChange(Kind::add, 0.3, 0.5));
}

TEST(ReaderTariffs, MayScaleAListOfRetaliation) {
  const std::string list = "retaliation.MEX={mode: list, tariffs: {food: {USA: 0.15}}";
  EXPECT_EQ(model_of(trade_text, {list + "}"}).retaliation[2].mode,
            RetaliationMode::list);
  EXPECT_EQ(
      model_of(trade_text, {list + ", scale: dollar_for_dollar}"}).retaliation[2].mode,
      RetaliationMode::scaled_list);
}

TEST(ReaderTariffs, OfAnIssueMayHaveParts) {
  const auto effects =
      model_of(trade_text,
               {"issues.auto.effects=[{importer: USA, exporter: MEX, sector: food, "
                "iceberg: 0.01, tariff: [{level: 0, coverage: 0.5}, {add: 0.1, coverage: "
                "0.2}]}]"})
          .issues[0]
          .effects;
  ASSERT_EQ(effects.size(), 2U);
  EXPECT_EQ(effects[0].log_iceberg, 0.01);
  EXPECT_EQ(effects[0].tariff, TariffChange(Kind::level, 0.0, 0.5));
  EXPECT_EQ(effects[1].log_iceberg, 0.0);
  EXPECT_TRUE(effects[1].tariff.is_next_part);
}

TEST(ReaderTariffs, ResolveToWhatReadsTheSame) {
  const std::string text(trade_text);
  const std::vector<std::string> set{
      metals +
          "{CAN: [{add: 0.25, coverage: 0.3}, {level: 0.1, coverage: 0.2}], MEX: "
          "{quota: 0.2, covers_musd: 100}}",
      "economy.policies=[{id: p, tariffs: [{importers: [USA], sectors: goods, factor: "
      "2}], iceberg: [{factor: 1.1}]}]",
      "economy.new_deal.tariffs=[{importers: [USA], level: 0}]",
      "configurations=[MEX-USA, CAN-USA|MEX-USA]"};
  const Scenario first = scenario_of(text, set);
  const Scenario again = scenario_of("# Why?\n" + first.resolved);
  EXPECT_EQ(again.resolved, first.resolved);
  EXPECT_EQ(again.model.threats[0].tariffs.size(), first.model.threats[0].tariffs.size());
  EXPECT_EQ(again.trade->policies[0].tariffs.size(),
            first.trade->policies[0].tariffs.size());
}

TEST(ReaderTariffs, SayWhatIsWrongWithAChange) {
  const std::string at =
      "--set threats.metals.tariffs.basic_metals: error: "
      "threats.metals.tariffs.basic_metals";
  EXPECT_EQ(told_of_changes("{levl: 0.25}"),
            "--set threats.metals.tariffs.basic_metals: error: unknown key 'levl' in "
            "threats.metals.tariffs.basic_metals\nhint: did you mean 'level'?\n");
  EXPECT_EQ(told_of_changes("{add: 0.1, level: 0.2}"),
            at + " has 'level' beside 'add', expected one of add, level, factor, mfn, "
                 "schedule or quota\n");
  EXPECT_EQ(told_of_changes("{coverage: 0.5}"),
            at + " says no change, expected one of add, level, factor, mfn, schedule or "
                 "quota\n");
  EXPECT_EQ(told_of_changes("{add: 25}"),
            at + ".add is 25, expected a rate in [0, 5]\n"
                 "hint: rates are fractions: write 0.25 for 25 %\n");
  EXPECT_EQ(told_of_changes("{mfn: false}"),
            at +
                ".mfn is false, expected true\n"
                "hint: leave out what is not to change\n" +
                at +
                ".mfn is false, expected true\n"
                "hint: leave out what is not to change\n");
  EXPECT_EQ(told_of_changes("{CAN: {add: 0.1, coverage: 1.5}, MEX: 0.1}"),
            at + ".CAN.coverage is 1.5, expected a number in [1e-06, 1]\n"
                 "hint: shares are fractions: write 0.015 for 1.5 %\n");
  EXPECT_EQ(told_of_changes("{schedule: 2005}"),
            at + ".schedule is 2005, expected a tariff schedule of the baseline\n"
                 "hint: there are: applied\n");
  EXPECT_EQ(
      told_of_changes(
          "{CAN: [{add: 0.1, coverage: 0.7}, {add: 0.2, coverage: 0.5}], MEX: 0.1}"),
      at + ".CAN covers 1.2 of the sector in all, expected at most 1\n"
           "hint: parts of one list do not overlap; write their coverage\n");
}

TEST(ReaderTariffs, SayWhatTradeThereIsToCover) {
  const std::string text =
      told_of_changes("{CAN: {add: 0.25, covers_musd: 1e6}, MEX: 0.1}");
  EXPECT_NE(text.find("basic_metals.CAN.covers_musd is 1e+06, but the base-year tables "
                      "have "),
            std::string::npos)
      << text;
  EXPECT_NE(text.find(" of basic_metals from CAN to USA"), std::string::npos) << text;
}

}  // namespace
}  // namespace tripart
