// The trade model, and what the bargaining takes from it.
#include <algorithm>

#include "reader_support.hpp"
#include "tripart/bargaining/payoff.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

TradeModel trade_of(const std::string& economy) {
  return *scenario_of(with(trade_text, "  baseline: base2017\n",
                           "  baseline: base2017\n" + economy))
              .trade;
}

TEST(ReaderEconomy, IsAbsentInPureBargaining) {
  const Scenario pair = scenario_of(pair_text);
  EXPECT_FALSE(pair.trade.has_value());
  EXPECT_TRUE(pair.model.pure_bargaining);
  EXPECT_EQ(pair.model.partner_weight, (std::vector<double>{0, 1, 1, 0}));
  EXPECT_FALSE(model_of(trade_text).pure_bargaining);
}

TEST(ReaderEconomy, DrawsElasticitySetsWithTheChancesGiven) {
  using Sets = std::vector<std::pair<std::string, double>>;
  EXPECT_EQ(trade_of("").elasticities,
            (Sets{{"cp2015", 1.0 / 3}, {"ll2023", 1.0 / 3}, {"gtap", 1.0 / 3}}));
  EXPECT_EQ(trade_of("  elasticities: gtap\n").elasticities, (Sets{{"gtap", 1.0}}));
  EXPECT_EQ(trade_of("  elasticities: {draw: [gtap, ll2023]}\n").elasticities,
            (Sets{{"gtap", 0.5}, {"ll2023", 0.5}}));
  EXPECT_EQ(
      trade_of("  elasticities: {discrete: [[gtap, 0.9], [ll2023, 0.1]]}\n").elasticities,
      (Sets{{"gtap", 0.9}, {"ll2023", 0.1}}));
}

TEST(ReaderEconomy, KnowsItsThetaSets) {
  const auto told_of = [](const std::string& sets) {
    return told(with(trade_text, "  baseline: base2017\n",
                     "  baseline: base2017\n  elasticities: " + sets + "\n"));
  };
  EXPECT_EQ(told_of("gtab"),
            "t.yaml:8:17: error: economy.elasticities names 'gtab', which does not "
            "exist\nhint: did you mean 'gtap'?\n");
  EXPECT_EQ(told_of("{draw: [gtap, gtap]}"),
            "t.yaml:8:31: error: economy.elasticities names 'gtap' twice\n");
  EXPECT_EQ(told_of("{draw: []}").substr(0, 40),
            "t.yaml:8:17: error: economy.elasticities");
}

TEST(ReaderEconomy, TakesClosureAndIcebergTerms) {
  const TradeModel trade = trade_of(
      "  closure: {deficits: removed, input_output: false}\n"
      "  economies: 7\n"
      "  no_agreement: {tariffs: unchanged, iceberg: 0.12, correlation: 0.3}\n"
      "  new_deal: {iceberg: -0.01}\n");
  EXPECT_EQ(trade.closure.deficits, Deficits::removed);
  EXPECT_FALSE(trade.closure.input_output);
  EXPECT_EQ(trade.economies, 7);
  EXPECT_FALSE(trade.mfn_without_agreement);
  EXPECT_EQ(trade.no_agreement_iceberg.distribution, Distribution::constant(0.12));
  EXPECT_EQ(trade.new_deal_iceberg.distribution, Distribution::constant(-0.01));
  EXPECT_EQ(trade.correlation, 0.3);
  EXPECT_TRUE(trade_of("").mfn_without_agreement);
}

TEST(ReaderEconomy, TakesATariffWarOfAllPartiesOverGoodsUnlessToldOtherwise) {
  const TradeModel usual = trade_of("");
  EXPECT_FALSE(usual.war_without_agreement);
  EXPECT_EQ(usual.war.members.size(), 3U);
  EXPECT_EQ(usual.war.sectors.size(), 17U);
  EXPECT_TRUE(usual.war.bystanders.empty());
  EXPECT_EQ(usual.war.grouping, TariffGrouping::by_partner);
  EXPECT_EQ(usual.war.bounds.low, 0.0);
  EXPECT_EQ(usual.war.bounds.high, 1.5);
  EXPECT_EQ(usual.war_start, WarStart::current);
  const TradeModel told = trade_of(
      "  tariff_war: {parties: [MEX, USA], sectors: [food, basic_metals], grouping: "
      "by_partner_and_sector, partners: all, bounds: [-0.1, 0.8], start: upper}\n");
  const Baseline& b = told.baseline;
  EXPECT_EQ(told.war.members, (std::vector{b.region("MEX"), b.region("USA")}));
  EXPECT_EQ(told.war.sectors, (std::vector{b.sector("food"), b.sector("basic_metals")}));
  EXPECT_EQ(told.war.bystanders.size(), 4U);
  EXPECT_EQ(told.war.grouping, TariffGrouping::by_partner_and_sector);
  EXPECT_EQ(told.war.bounds.low, -0.1);
  EXPECT_EQ(told.war.bounds.high, 0.8);
  EXPECT_EQ(told.war_start, WarStart::upper);
  EXPECT_EQ(trade_of("  tariff_war: {sectors: all}\n").war.sectors.size(), 20U);
}

TEST(ReaderEconomy, LetsPairsWithoutAgreementFight) {
  const TradeModel trade = trade_of("  no_agreement: {tariffs: war}\n");
  EXPECT_TRUE(trade.war_without_agreement);
  EXPECT_TRUE(trade.mfn_without_agreement) << "what is not fought over goes back to MFN";
}

TEST(ReaderEconomy, RefusesWarsThatCannotBe) {
  const auto told_of = [](const std::string& keys) {
    return told(with(trade_text, "  baseline: base2017\n",
                     "  baseline: base2017\n  tariff_war: {" + keys + "}\n"));
  };
  EXPECT_EQ(told_of("parties: [USA, MEX]"), "");
  EXPECT_EQ(
      told_of("parties: [USA]"),
      "t.yaml:8:25: error: economy.tariff_war.parties names one party, expected two "
      "or more\nhint: what one party would charge alone is in tripart tariffs\n");
  EXPECT_EQ(told_of("bounds: [0.5, 0.2]"),
            "t.yaml:8:24: error: economy.tariff_war.bounds is [0.5, 0.2], expected the "
            "lower first\n");
  EXPECT_EQ(told_of("sectors: [food, fod]"),
            "t.yaml:8:32: error: economy.tariff_war.sectors names 'fod', which does not "
            "exist\nhint: did you mean 'food'?\n");
  EXPECT_NE(told_of("sectors: food").find("hint: write [food]"), std::string::npos);
  EXPECT_NE(told_of("partners: all}\n  no_agreement: {tariffs: war")
                .find("economy.tariff_war.partners is 'all', expected 'members'"),
            std::string::npos);
}

TEST(ReaderEconomy, RebalancesExportSharesBeforeAnythingIsSolved) {
  const TradeModel as_is = trade_of("");
  const TradeModel moved = trade_of("  export_shares: {MEX: {USA: 0.6}}\n");
  const auto usa = static_cast<std::size_t>(as_is.region_of[0]);
  const auto mex = static_cast<std::size_t>(as_is.region_of[2]);
  EXPECT_GT(export_share(as_is.baseline, mex, usa), 0.7);
  EXPECT_NEAR(export_share(moved.baseline, mex, usa), 0.6, 1e-9);
}

TEST(ReaderEconomy, MapsPartiesToRegions) {
  const Baseline baseline = scenario_of(trade_text).trade->baseline;
  const std::string other = baseline.regions.back();
  const std::string moved =
      with(trade_text, "  MEX: {}", "  MEX: {region: " + other + "}");
  // Without an agreement it would go back to MFN rates, which the table has for three
  // regions only.
  EXPECT_NE(told(moved).find("parties.MEX has no MFN tariffs in the baseline"),
            std::string::npos);
  const Scenario scenario = scenario_of(
      with(moved, "economy:\n", "economy:\n  no_agreement: {tariffs: unchanged}\n"));
  EXPECT_EQ(scenario.trade->region_of[2], static_cast<int>(baseline.regions.size()) - 1);
}

TEST(ReaderEconomy, WeighsPartnersByTradeInBothDirections) {
  const Model model = model_of(trade_text);
  ASSERT_EQ(model.partner_weight.size(), 9U);
  for (std::size_t party = 0; party < 3; ++party) {
    EXPECT_EQ(model.partner_weight[party * 4], 0.0);
    EXPECT_NEAR(model.partner_weight[party * 3] + model.partner_weight[party * 3 + 1] +
                    model.partner_weight[party * 3 + 2],
                1.0, 1e-12);
  }
  // 2017: both neighbours trade far more with the United States than with each other.
  EXPECT_GT(model.partner_weight[3], 0.9);
  EXPECT_GT(model.partner_weight[6], 0.9);
  const TradeModel trade = *scenario_of(trade_text).trade;
  const auto both_ways = [&](std::size_t a, std::size_t b) {
    const auto first = static_cast<std::size_t>(trade.region_of[a]);
    const auto second = static_cast<std::size_t>(trade.region_of[b]);
    double sum = 0.0;
    for (std::size_t sector = 0; sector < trade.baseline.sector_count(); ++sector) {
      sum += trade.baseline.flow(first, second, sector) +
             trade.baseline.flow(second, first, sector);
    }
    return sum;
  };
  EXPECT_NEAR(model.partner_weight[1],
              both_ways(0, 1) / (both_ways(0, 1) + both_ways(0, 2)), 1e-12);
}

TEST(ReaderEconomy, NumbersLobbiedSectorsOnce) {
  const Scenario scenario = scenario_of(trade_text);
  const Model& model = scenario.model;
  const Baseline& baseline = scenario.trade->baseline;
  ASSERT_EQ(model.lobby_sectors.size(), 3U);
  EXPECT_TRUE(std::is_sorted(model.lobby_sectors.begin(), model.lobby_sectors.end()));
  const auto sector_of = [&](const Lobby& lobby) {
    return baseline.sectors[static_cast<std::size_t>(
        model.lobby_sectors[static_cast<std::size_t>(lobby.sector)])];
  };
  ASSERT_EQ(model.parties[0].lobbies.size(), 2U);
  EXPECT_EQ(sector_of(model.parties[0].lobbies[0]), "motor_vehicles");
  EXPECT_EQ(sector_of(model.parties[0].lobbies[1]), "basic_metals");
  EXPECT_EQ(sector_of(model.parties[1].lobbies[0]), "food");
  EXPECT_EQ(model.parties[0].lobbies[1].weight.distribution, Distribution::constant(0.2));
}

TEST(ReaderEconomy, RefusesMoreStatesThanCanBeSolved) {
  const auto threats = [](int count, const std::string& targets = "[MEX]") {
    std::string lines;
    for (int i = 0; i < count; ++i) {
      lines += "  - {id: t" + std::to_string(i) + ", issuer: USA, targets: " + targets +
               ", tariffs: {food: 0.1}, hazard: 1}\n";
    }
    return with(trade_text, "threats:\n", "threats:\n" + lines);
  };
  EXPECT_EQ(told(threats(3)), "");
  EXPECT_EQ(told(threats(8)).substr(0, 61),
            "t.yaml:25:3: error: the trade model would be solved for 16896");
  EXPECT_NE(told(threats(9, "[CAN, MEX]"))
                .find("would be solved for more than 4096 deal "
                      "configurations x tariff states, expected at most "
                      "4096\nhint: "),
            std::string::npos);
}

TEST(ReaderEconomy, RefusesPartyNamesThatMakeTwoDealsOfOneName) {
  std::string text = with(pair_text, "  USA: {discount_rate: 0.1}\n  MEX: {",
                          "  A: {}\n  B-C: {}\n  A-B: {}\n  C: {");
  text = with(text, "      USA: {", "      A: {");
  text = with(text, "      MEX: {", "      C: {");
  EXPECT_EQ(told(with(text, "  A: {}", "  A: {may_split: true}")), "");
  text = with(text, "  A: {}\n  B-C: {}\n  A-B: {}",
              "  A: {may_split: true}\n  B-C: {}\n  A-B: {may_split: true}");
  EXPECT_NE(told(text).find("make two deals read 'A-B-C'"), std::string::npos);
}

}  // namespace
}  // namespace tripart
