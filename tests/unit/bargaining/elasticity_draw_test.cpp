// Elasticities and iceberg terms that an economy draws beyond its set (E7b).
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "support/chance.hpp"
#include "support/north_america.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

using test::base2017;
using test::iceberg;
using test::north_america;
using test::party_of;
using test::sector_of;
using test::trade_of;
using test::uncertain_trade;

Parameter factor(const Distribution& distribution) {
  return {distribution, {0.02, 50.0}, 0};
}

Parameter direct(const Distribution& distribution) {
  return {distribution, theta_range, 0};
}

std::size_t sector(const char* name) {
  return base2017().sector(name);
}

TEST(ElasticityDraw, IsThatOfTheSetWhereNothingElseIsDrawn) {
  const Model model = north_america();
  const TradeModel trade = uncertain_trade(model, 6);
  for (int index = 1; index <= 6; ++index) {
    const EconomyDraw draw = draw_economy(model, trade, 3, index);
    EXPECT_EQ(draw.theta, base2017().theta(draw.elasticities));
  }
}

// Null: log factor ~ N(0, .3) for every sector and economy, independent. 20 sectors x 400
// economies: standard error of the mean .0034, of the standard deviation .0024, of a
// correlation .05; 5 of them each, false alarm 6e-7. A factor common to all sectors has
// correlation 1, one common to all economies standard deviation 0.
TEST(ElasticityDraw, MultipliesEverySectorByAFactorOfItsOwn) {
  const Model model = north_america();
  TradeModel trade = trade_of(model, "ll2023");
  trade.theta_factor = factor(Distribution::lognormal(0.0, 0.3));
  const std::vector<double>& set = base2017().theta("ll2023");
  constexpr int economies = 400;
  double sum = 0.0, squares = 0.0, product = 0.0;
  for (int index = 1; index <= economies; ++index) {
    const EconomyDraw draw = draw_economy(model, trade, test::seed(8), index);
    std::vector<double> log_factor;
    for (std::size_t j = 0; j < set.size(); ++j) {
      log_factor.push_back(std::log(draw.theta[j] / set[j]));
      sum += log_factor.back();
      squares += log_factor.back() * log_factor.back();
    }
    product += log_factor[0] * log_factor[1] / (0.3 * 0.3);
  }
  const double n = economies * static_cast<double>(set.size());
  EXPECT_NEAR(sum / n, 0.0, 0.017);
  EXPECT_NEAR(std::sqrt(squares / n), 0.3, 0.012);
  EXPECT_NEAR(product / economies, 0.0, 0.25);
}

TEST(ElasticityDraw, OfOneSectorMovesNoOtherDraw) {
  const Model model = north_america();
  TradeModel trade = uncertain_trade(model, 1);
  trade.theta_factor = factor(Distribution::lognormal(0.0, 0.3));
  TradeModel other = trade;
  const std::size_t metals = sector("basic_metals");
  const std::size_t cars = sector("motor_vehicles");
  const Parameter prior = direct(Distribution::lognormal(1.6, 0.4));
  other.sector_theta = {{metals, prior}};
  TradeModel both = trade;
  both.sector_theta = {{cars, prior}, {metals, prior}};
  for (int index = 1; index <= 20; ++index) {
    const EconomyDraw without = draw_economy(model, trade, 5, index);
    EconomyDraw with = draw_economy(model, other, 5, index);
    EXPECT_NE(with.theta[metals], without.theta[metals]);
    EXPECT_EQ(with.theta[metals], draw_economy(model, both, 5, index).theta[metals]);
    EXPECT_NE(with.theta[metals], draw_economy(model, both, 5, index).theta[cars]);
    with.theta[metals] = without.theta[metals];
    EXPECT_EQ(with, without);
  }
}

TEST(ElasticityDraw, HashesSectorsByName) {
  const Model model = north_america();
  TradeModel trade = trade_of(model, "gtap");
  trade.theta_factor = factor(Distribution::lognormal(0.0, 0.3));
  TradeModel renamed = trade;
  const std::size_t a = sector("food");
  const std::size_t b = sector("wood");
  std::swap(renamed.baseline.sectors[a], renamed.baseline.sectors[b]);
  const std::vector<double>& set = base2017().theta("gtap");
  const EconomyDraw one = draw_economy(model, trade, 5, 1);
  const EconomyDraw other = draw_economy(model, renamed, 5, 1);
  EXPECT_NEAR(one.theta[a] / set[a], other.theta[b] / set[b], 1e-12);
  EXPECT_NE(one.theta[a], other.theta[a]);
}

TEST(ElasticityDraw, IsDrawnAgainOutsideTheSaneRange) {
  const Model model = north_america();
  TradeModel trade = trade_of(model, "cp2015");  // 1.45 to 64.85
  trade.theta_factor = factor(Distribution::lognormal(0.0, 2.5));
  trade.sector_theta = {{sector("food"), direct(Distribution::normal(0.0, 100.0))}};
  double lowest = 1e308, highest = 0.0;
  for (int index = 1; index <= 300; ++index) {
    const EconomyDraw draw = draw_economy(model, trade, 5, index);
    lowest = std::min(lowest, *std::min_element(draw.theta.begin(), draw.theta.end()));
    highest = std::max(highest, *std::max_element(draw.theta.begin(), draw.theta.end()));
  }
  EXPECT_GE(lowest, theta_range.lo);
  EXPECT_LT(lowest, 0.1);
  EXPECT_LE(highest, theta_range.hi);
  EXPECT_GT(highest, 150.0);
}

TEST(ElasticityDraw, SaysWhichSectorCannotBeDrawn) {
  const Model model = north_america();
  TradeModel trade = trade_of(model, "cp2015");
  trade.theta_factor = factor(Distribution::uniform(40.0, 50.0));
  try {
    static_cast<void>(draw_economy(model, trade, 1, 1));
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::bad_input);
    EXPECT_EQ(std::string(failure.what())
                  .find("economy.theta.factor, elasticity of agriculture around set "
                        "cp2015: "),
              0U)
        << failure.what();
  }
}

TEST(PairIcebergs, TakeTheirOwnDistributionAndMoveNoOther) {
  const Model model = north_america();
  const TradeModel trade = uncertain_trade(model, 1);
  TradeModel other = trade;
  const int usa = party_of(model, "USA");
  const int can = party_of(model, "CAN");
  other.no_agreement_pairs = {
      {can, usa, {Distribution::uniform(1.0, 2.0), {-0.5, 5.0}, 0}}};
  other.new_deal_pairs = {{usa, can, test::parameter(-0.25)}};
  double product = 0.0;
  for (int index = 1; index <= 50; ++index) {
    const EconomyDraw all = draw_economy(model, trade, 4, index);
    const EconomyDraw own = draw_economy(model, other, 4, index);
    const double drawn = iceberg(model, own.no_agreement_iceberg, "USA", "CAN");
    EXPECT_EQ(drawn, iceberg(model, own.no_agreement_iceberg, "CAN", "USA"));
    EXPECT_GT(drawn, 1.0);
    EXPECT_LT(drawn, 2.0);
    EXPECT_EQ(iceberg(model, own.new_deal_iceberg, "USA", "CAN"), -0.25);
    for (const char* partner : {"USA", "CAN"}) {
      EXPECT_EQ(iceberg(model, own.no_agreement_iceberg, "MEX", partner),
                iceberg(model, all.no_agreement_iceberg, "MEX", partner));
      EXPECT_EQ(iceberg(model, own.new_deal_iceberg, "MEX", partner),
                iceberg(model, all.new_deal_iceberg, "MEX", partner));
    }
    // the same uniform of the copula: both lie on the same side of their medians
    const double before = iceberg(model, all.no_agreement_iceberg, "USA", "CAN");
    product += (drawn - 1.5) * (before - 0.1) > 0.0 ? 1.0 : 0.0;
  }
  EXPECT_EQ(product, 50.0);
}

}  // namespace
}  // namespace tripart
