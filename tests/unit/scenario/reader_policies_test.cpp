// Named policies, rates of new deals, and the list of deals that may come.
#include <algorithm>

#include "reader_support.hpp"
#include "tripart/bargaining/payoff.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

TradeModel trade_under(const std::vector<std::string>& set) {
  return *scenario_of(trade_text, set).trade;
}

std::string told_of_setting(const std::string& set) {
  ReadOptions options;
  options.overrides = {set};
  return told(trade_text, options);
}

std::vector<std::string> names_of(const std::string& list) {
  const ConfigurationSet set(model_of(trade_text, {"configurations=" + list}));
  std::vector<std::string> names;
  for (int i = 0; i < set.size(); ++i) {
    names.push_back(set[i].name + (set.offered(i) < 0 ? " (left over)" : ""));
  }
  return names;
}

TEST(ReaderPolicies, NameEveryPairAndSectorThatALineMeans) {
  const TradeModel trade = trade_under(
      {"economy.policies=[{id: steel, tariffs: [{importers: [USA], sectors: "
       "[basic_metals], add: 0.25, coverage: 0.5}]}, {id: more, relative_to: steel, "
       "tariffs: [{exporters: [CHN, EU], sectors: goods, factor: 2}], iceberg: "
       "[{importers: [CAN], exporters: [USA, CAN], factor: 1.1}]}]"});
  const Baseline& b = trade.baseline;
  ASSERT_EQ(trade.policies.size(), 2U);
  EXPECT_EQ(trade.policies[0].id, "steel");
  EXPECT_EQ(trade.policies[0].relative_to, -1);
  EXPECT_EQ(trade.policies[0].tariffs.size(), b.region_count() - 1);
  for (const RateChange& line : trade.policies[0].tariffs) {
    EXPECT_EQ(line.importer, b.region("USA"));
    EXPECT_NE(line.exporter, line.importer);
    EXPECT_EQ(line.change, TariffChange(TariffChange::Kind::add, 0.25, 0.5));
  }
  const auto goods = static_cast<std::size_t>(
      std::count(b.tradable_goods.begin(), b.tradable_goods.end(), true));
  ASSERT_LT(goods, b.sector_count());
  EXPECT_EQ(trade.policies[1].relative_to, 0);
  EXPECT_EQ(trade.policies[1].tariffs.size(), 2 * (b.region_count() - 1) * goods);
  EXPECT_EQ(trade.policies[1].icebergs.size(), goods);  // own sales are passed over
}

TEST(ReaderPolicies, TakeCoveredValuesOfOneFlowOnly) {
  const TradeModel trade =
      trade_under({"economy.policies=[{id: p, tariffs: [{importers: [USA], exporters: "
                   "[CAN], sectors: [basic_metals], add: 0.25, covers_musd: 5220}]}]"});
  const Baseline& b = trade.baseline;
  EXPECT_DOUBLE_EQ(
      trade.policies[0].tariffs[0].change.coverage,
      5220.0 / b.flow(b.region("USA"), b.region("CAN"), b.sector("basic_metals")));
  EXPECT_NE(
      told_of_setting("economy.policies=[{id: p, tariffs: [{importers: [USA], sectors: "
                      "[basic_metals], add: 0.25, covers_musd: 5220}]}]")
          .find("economy.policies.p.tariffs.1 says a value for several flows"),
      std::string::npos);
}

TEST(ReaderPolicies, AreComparedWithEarlierOnes) {
  EXPECT_EQ(told_of_setting("economy.policies=[{id: one, relative_to: two}, {id: two}]"),
            "--set economy.policies: error: economy.policies.one.relative_to is 'two', "
            "expected base_year or a policy listed before it\n"
            "hint: there are: base_year\n");
  EXPECT_EQ(
      told_of_setting("economy.policies=[{id: first}, {id: two, relative_to: frist}]"),
      "--set economy.policies: error: economy.policies.two.relative_to is 'frist', "
      "expected base_year or a policy listed before it\n"
      "hint: did you mean 'first'?\n");
}

TEST(ReaderPolicies, SayWhatIsWrongWithALine) {
  EXPECT_EQ(
      told_of_setting(
          "economy.policies=[{id: p, tariffs: [{importers: [USB], add: 1}]}]"),
      "--set economy.policies: error: economy.policies.p.tariffs[1].importers names "
      "'USB', which does not exist\nhint: did you mean 'USA'?\n");
  EXPECT_EQ(told_of_setting(
                "economy.policies=[{id: p, tariffs: [{sectors: [foood], add: 1}]}]"),
            "--set economy.policies: error: economy.policies.p.tariffs[1].sectors names "
            "'foood', which does not exist\nhint: did you mean 'food'?\n");
  EXPECT_EQ(told_of_setting("economy.policies=[{id: p, tariffs: [{sectors: goods}]}]"),
            "--set economy.policies: error: economy.policies.p.tariffs[1] says no "
            "change, expected one of add, level, factor, mfn, schedule or quota\n");
  EXPECT_EQ(told_of_setting("economy.policies=[{id: p, tariffs: [{add: 1, quota: 1}]}]"),
            "--set economy.policies: error: economy.policies.p.tariffs[1] has 'quota' "
            "beside 'add', expected one of add, level, factor, mfn, schedule or quota\n");
  EXPECT_NE(told_of_setting("economy.policies=[{id: p, tariffs: [{mfn: true}]}]")
                .find("CHN has no MFN tariffs in the baseline"),
            std::string::npos);
  EXPECT_EQ(
      told_of_setting("economy.policies=[{id: p, tariffs: [{importers: [USA, CAN, MEX], "
                      "mfn: true}]}]"),
      "");
}

TEST(ReaderPolicies, SetTheRatesOfANewDeal) {
  const TradeModel usual = trade_under({});
  EXPECT_TRUE(usual.new_deal_tariffs.empty());
  EXPECT_TRUE(usual.no_agreement_tariffs.empty());
  EXPECT_TRUE(usual.mfn_without_agreement);
  const TradeModel free = trade_under(
      {"economy.new_deal.tariffs=[{level: 0}]",
       "economy.no_agreement.tariffs=[{importers: [USA], sectors: goods, level: 0.2}]"});
  // among the three parties only, whoever else there is
  EXPECT_EQ(free.new_deal_tariffs.size(), 6 * free.baseline.sector_count());
  EXPECT_FALSE(free.mfn_without_agreement);
  for (const RateChange& line : free.no_agreement_tariffs) {
    EXPECT_EQ(line.importer, free.baseline.region("USA"));
  }
  EXPECT_EQ(told_of_setting("economy.new_deal.tariffs=fre"),
            "--set economy.new_deal.tariffs: error: economy.new_deal.tariffs is 'fre', "
            "expected unchanged, {schedule: NAME} or a list of changes\n"
            "hint: there are: unchanged\n");
  EXPECT_NE(told_of_setting("economy.new_deal.tariffs=[{importers: [CHN], level: 0}]")
                .find("names CHN, expected regions of parties"),
            std::string::npos);
}

TEST(Configurations, OfAListAreTheOnesThatMayCome) {
  EXPECT_EQ(names_of("[MEX-USA]"),
            (std::vector<std::string>{"", "CAN-MEX-USA", "MEX-USA", "withdrawn:USA",
                                      "MEX-USA|withdrawn:USA", "no_agreement"}));
}

TEST(Configurations, LeftOfARefusedPairOfBilateralsStayReachable) {
  const auto names = names_of("[MEX-USA, CAN-USA|MEX-USA]");
  EXPECT_TRUE(std::count(names.begin(), names.end(), "CAN-USA (left over)") == 1);
  EXPECT_TRUE(std::count(names.begin(), names.end(), "CAN-USA|MEX-USA") == 1);
  EXPECT_TRUE(std::count(names.begin(), names.end(), "MEX-USA") == 1);
}

TEST(Configurations, ThatNobodyCanStrikeAreNamed) {
  EXPECT_EQ(told_of_setting("configurations=[MEX-USB]"),
            "--set configurations: error: configurations names 'MEX-USB', which is no "
            "deal that the parties can strike\nhint: did you mean 'MEX-USA'?\n");
}

}  // namespace
}  // namespace tripart
