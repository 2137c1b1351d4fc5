// What a scenario says about the draws of the outer ensemble (E7b).
#include "reader_support.hpp"
#include "scenario/names.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

std::string with_economy(const std::string& economy) {
  return with(trade_text, "  baseline: base2017\n", "  baseline: base2017\n" + economy);
}

TradeModel trade_drawn(const std::string& economy) {
  return *scenario_of(with_economy(economy)).trade;
}

TEST(ReaderDraws, TakesElasticitiesAroundTheSetAndOfSectors) {
  const TradeModel trade = trade_drawn(
      "  theta: {factor: {lognormal: [0, 0.3]}, sectors: {food: 3.5, basic_metals: "
      "{lognormal: [1.6, 0.4]}}}\n");
  EXPECT_EQ(trade.theta_factor.distribution, Distribution::lognormal(0.0, 0.3));
  ASSERT_EQ(trade.sector_theta.size(), 2U);
  EXPECT_EQ(trade.sector_theta[0].first, trade.baseline.sector("food"));
  EXPECT_EQ(trade.sector_theta[0].second.distribution, Distribution::constant(3.5));
  EXPECT_EQ(trade.sector_theta[1].first, trade.baseline.sector("basic_metals"));
  EXPECT_EQ(trade.sector_theta[1].second.distribution, Distribution::lognormal(1.6, 0.4));
  EXPECT_EQ(trade.sector_theta[1].second.range.hi, theta_range.hi);
  EXPECT_EQ(trade_drawn("").theta_factor.distribution, Distribution::constant(1.0));
  EXPECT_TRUE(trade_drawn("").sector_theta.empty());
}

TEST(ReaderDraws, RefusesElasticitiesThatCannotBe) {
  EXPECT_EQ(told(with_economy("  theta: {sectors: {foot: 3, wood: 300}}\n")),
            "t.yaml:8:21: error: unknown sector 'foot' in economy.theta.sectors\n"
            "hint: did you mean 'food'?\n"
            "t.yaml:8:36: error: economy.theta.sectors.wood is 300, expected a number in "
            "[0.05, 200] or a distribution\n");
}

TEST(ReaderDraws, RefusesAFactorThatNoSetInUseBears) {
  EXPECT_EQ(told(with_economy("  theta: {factor: 4}\n")),
            "t.yaml:8:19: error: economy.theta.factor makes the elasticity of petroleum "
            "in set cp2015 259.4, expected a number in [0.05, 200]\n");
  EXPECT_EQ(told(with_economy("  elasticities: {draw: [gtap, ll2023]}\n"
                              "  theta: {factor: 4}\n")),
            "");
  EXPECT_EQ(told(with_economy("  theta: {factor: 4, sectors: {petroleum: 60}}\n")), "");
}

TEST(ReaderDraws, TakesIcebergTermsPerPairInEitherOrder) {
  const TradeModel trade = trade_drawn(
      "  no_agreement: {pairs: {USA-CAN: {iceberg: {uniform: [0, 0.05]}}}}\n"
      "  new_deal: {pairs: {CAN-MEX: {iceberg: -0.01}, MEX-USA: {iceberg: 0}}}\n");
  ASSERT_EQ(trade.no_agreement_pairs.size(), 1U);
  EXPECT_EQ(trade.no_agreement_pairs[0].one, 1);    // CAN
  EXPECT_EQ(trade.no_agreement_pairs[0].other, 0);  // USA
  EXPECT_EQ(trade.no_agreement_pairs[0].iceberg.distribution,
            Distribution::uniform(0.0, 0.05));
  EXPECT_EQ(trade.no_agreement_pairs[0].iceberg.range.lo, -0.5);
  ASSERT_EQ(trade.new_deal_pairs.size(), 2U);
  EXPECT_EQ(trade.new_deal_pairs[0].iceberg.distribution, Distribution::constant(-0.01));
}

TEST(ReaderDraws, RefusesPairsThatDoNotExistOrComeTwice) {
  EXPECT_EQ(
      told(with_economy("  no_agreement: {pairs: {USA-CAN: {iceberg: 0}, CAN-USA: "
                        "{iceberg: 0.1}, USA-USA: {iceberg: 0}, CAN-MEY: {iceberg: 0}, "
                        "CAN-MEX: {}}}\n")),
      "t.yaml:8:49: error: pair 'CAN-USA' comes twice in economy.no_agreement.pairs, "
      "first on line 8\n"
      "hint: a pair is the same in either order: keep one of them\n"
      "t.yaml:8:74: error: unknown pair 'USA-USA' in economy.no_agreement.pairs\n"
      "hint: did you mean 'CAN-USA'?\n"
      "t.yaml:8:97: error: unknown pair 'CAN-MEY' in economy.no_agreement.pairs\n"
      "hint: did you mean 'CAN-MEX'?\n"
      "t.yaml:8:129: error: missing key 'iceberg' in economy.no_agreement.pairs.CAN-MEX, "
      "expected a number in [-0.5, 5] or a distribution\n");
}

TEST(ReaderDraws, WritesPairsInOneOrder) {
  const std::string a =
      scenario_of(with_economy("  new_deal: {pairs: {USA-CAN: {iceberg: -0.01}}}\n"))
          .resolved;
  const std::string b =
      scenario_of(with_economy("  new_deal: {pairs: {CAN-USA: {iceberg: -0.01}}}\n"))
          .resolved;
  EXPECT_EQ(a, b);
  EXPECT_NE(a.find("CAN-USA"), std::string::npos);
}

TEST(ReaderDraws, CanBeSetFromTheCommandLine) {
  const TradeModel trade =
      *scenario_of(trade_text, {"economy.theta.factor={uniform: [0.8, 1.2]}",
                                "economy.theta.sectors.food=3",
                                "economy.no_agreement.pairs.CAN-USA.iceberg=0.03"})
           .trade;
  EXPECT_EQ(trade.theta_factor.distribution, Distribution::uniform(0.8, 1.2));
  EXPECT_EQ(trade.sector_theta.size(), 1U);
  EXPECT_EQ(trade.no_agreement_pairs.at(0).iceberg.distribution,
            Distribution::constant(0.03));
}

TEST(ReaderDraws, TellsPairsApartThoughNamesHoldDashes) {
  const std::vector<std::string> parties = {"A", "A-B", "B", "C"};
  EXPECT_EQ(pair_name("C-A-B", parties), "A-B-C");
  EXPECT_EQ(members_of_pair("C-A-B", parties),
            (std::pair<std::string, std::string>{"A-B", "C"}));
  EXPECT_EQ(pair_name("A-D", parties), std::nullopt);
  EXPECT_EQ(pairs_of({"USA", "CAN", "MEX"}),
            (std::vector<std::string>{"CAN-MEX", "CAN-USA", "MEX-USA"}));
}

}  // namespace
}  // namespace tripart
