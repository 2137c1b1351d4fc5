#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "support/chance.hpp"
#include "support/north_america.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"

namespace tripart {
namespace {

using test::iceberg;
using test::north_america;
using test::party_of;
using test::uncertain_trade;

std::map<std::string, int> sets_drawn(const TradeModel& trade, std::uint64_t seed,
                                      int economies) {
  const Model model = north_america();
  std::map<std::string, int> count;
  for (int index = 1; index <= economies; ++index) {
    ++count[draw_economy(model, trade, seed, index).elasticities];
  }
  return count;
}

TEST(EconomyDraw, IsAFunctionOfSeedAndIndexAlone) {
  const Model model = north_america();
  const TradeModel trade = uncertain_trade(model, 30);
  const EconomyDraw once = draw_economy(model, trade, 11, 4);
  const EconomyDraw again = draw_economy(model, uncertain_trade(model, 7), 11, 4);
  EXPECT_EQ(once.elasticities, again.elasticities);
  EXPECT_EQ(once.no_agreement_iceberg, again.no_agreement_iceberg);
  EXPECT_NE(once.no_agreement_iceberg,
            draw_economy(model, trade, 11, 5).no_agreement_iceberg);
  EXPECT_NE(once.no_agreement_iceberg,
            draw_economy(model, trade, 12, 4).no_agreement_iceberg);
}

TEST(EconomyDraw, GivesEqualSetsEqualNumbersOfEconomies) {
  const TradeModel trade = uncertain_trade(north_america(), 30);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    for (const auto& [name, count] : sets_drawn(trade, seed, 30)) {
      EXPECT_EQ(count, 10) << name << ", seed " << seed;
    }
  }
}

TEST(EconomyDraw, GivesUnequalSetsTheirShareToWithinOneEconomy) {
  TradeModel trade = uncertain_trade(north_america(), 1);
  trade.elasticities = {{"cp2015", 0.2}, {"ll2023", 0.5}, {"gtap", 0.3}};
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    for (const int economies : {5, 17, 30}) {
      std::map<std::string, int> count = sets_drawn(trade, seed, economies);
      for (const auto& [name, probability] : trade.elasticities) {
        EXPECT_LE(std::abs(count[name] - economies * probability), 1.0 + 1e-9)
            << name << ", seed " << seed << ", " << economies << " economies";
      }
    }
  }
}

// Null: a single economy has set s with its probability over seeds. False alarm of
// all six together 6e-5, 1e-6 with fresh seeds; an error of .04 in a probability is 5
// standard errors and fails.
TEST(EconomyDraw, GivesEveryEconomyEverySetWithItsProbability) {
  TradeModel trade = uncertain_trade(north_america(), 1);
  trade.elasticities = {{"cp2015", 0.2}, {"ll2023", 0.5}, {"gtap", 0.3}};
  const Model model = north_america();
  constexpr int seeds = 4000;
  for (const int index : {1, 2}) {
    std::map<std::string, int> count;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
      ++count[draw_economy(model, trade, test::seed(seed), index).elasticities];
    }
    for (const auto& [name, p] : trade.elasticities) {
      const double z = (count[name] - seeds * p) / std::sqrt(seeds * p * (1.0 - p));
      EXPECT_LT(std::abs(z), test::largest_z(6)) << name << ", economy " << index;
    }
  }
}

TEST(EconomyDraw, DoesNotDependOnTheOrderOfElasticitySets) {
  const Model model = north_america();
  const TradeModel trade = uncertain_trade(model, 6);
  TradeModel other = trade;
  std::swap(other.elasticities[0], other.elasticities[2]);
  for (int index = 1; index <= 6; ++index) {
    EXPECT_EQ(draw_economy(model, trade, 3, index).elasticities,
              draw_economy(model, other, 3, index).elasticities);
  }
}

TEST(EconomyDraw, FollowsPartiesWhenTheyChangePlaces) {
  const Model model = north_america({"USA", "CAN", "MEX"});
  const Model other = north_america({"CAN", "MEX", "USA"});
  const EconomyDraw a = draw_economy(model, uncertain_trade(model, 3), 9, 2);
  const EconomyDraw b = draw_economy(other, uncertain_trade(other, 3), 9, 2);
  for (const char* one : {"USA", "CAN", "MEX"}) {
    for (const char* two : {"USA", "CAN", "MEX"}) {
      EXPECT_EQ(iceberg(model, a.no_agreement_iceberg, one, two),
                iceberg(other, b.no_agreement_iceberg, one, two));
      EXPECT_EQ(iceberg(model, a.new_deal_iceberg, one, two),
                iceberg(other, b.new_deal_iceberg, one, two));
      EXPECT_EQ(iceberg(model, a.no_agreement_iceberg, one, two),
                iceberg(model, a.no_agreement_iceberg, two, one));
    }
    EXPECT_EQ(iceberg(model, a.no_agreement_iceberg, one, one), 0.0);
  }
}

TEST(EconomyDraw, KeepsAConstantAndTheRange) {
  const Model model = north_america();
  TradeModel trade = uncertain_trade(model, 1);
  trade.no_agreement_iceberg = {Distribution::normal(0.1, 1.0), {0.0, 0.2}, 0};
  trade.new_deal_iceberg = test::parameter(-0.01);
  for (int index = 1; index <= 200; ++index) {
    const EconomyDraw draw = draw_economy(model, trade, 1, index);
    for (const double value : draw.no_agreement_iceberg) {
      EXPECT_GE(value, 0.0);
      EXPECT_LE(value, 0.2);
    }
    EXPECT_EQ(iceberg(model, draw.new_deal_iceberg, "MEX", "USA"), -0.01);
  }
}

/// Correlation of the normals behind two pairs' icebergs over many economies.
double correlation_of_pairs(double rho, const Distribution& distribution) {
  const Model model = north_america();
  TradeModel trade = uncertain_trade(model, 1);
  trade.correlation = rho;
  trade.no_agreement_iceberg = {distribution, {-1e308, 1e308}, 0};
  constexpr int n = 4000;
  double x = 0.0, y = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
  for (int index = 1; index <= n; ++index) {
    const EconomyDraw draw = draw_economy(model, trade, test::seed(21), index);
    const double a = iceberg(model, draw.no_agreement_iceberg, "CAN", "USA");
    const double b = iceberg(model, draw.no_agreement_iceberg, "MEX", "USA");
    x += a, y += b, xx += a * a, yy += b * b, xy += a * b;
  }
  return (n * xy - x * y) / std::sqrt((n * xx - x * x) * (n * yy - y * y));
}

// Null: correlation rho; standard error (1 - rho^2)/sqrt(4000) <= .016, limit 5 of them
// (false alarm 6e-7). Without the square roots of the copula rho = .7 would be .84.
TEST(EconomyDraw, CorrelatesThePairsAsStated) {
  const Distribution normal = Distribution::normal(0.0, 1.0);
  EXPECT_NEAR(correlation_of_pairs(0.0, normal), 0.0, 0.08);
  EXPECT_NEAR(correlation_of_pairs(0.7, normal), 0.7, 0.04);
  EXPECT_NEAR(correlation_of_pairs(1.0, normal), 1.0, 1e-12);
  // the copula is Gaussian whatever the margins: gamma draws correlate nearly as much
  EXPECT_NEAR(correlation_of_pairs(0.7, Distribution::gamma(4.0, 0.025)), 0.69, 0.05);
}

// Null: mean .1 and variance .2^2/24 of the triangular distribution on [0, .2]; standard
// error of the mean 6.5e-4 at n = 4,000, limit 5 of them (false alarm 6e-7).
TEST(EconomyDraw, KeepsTheMarginalDistribution) {
  const Model model = north_america();
  const TradeModel trade = uncertain_trade(model, 1);
  constexpr int n = 4000;
  double sum = 0.0, squares = 0.0;
  for (int index = 1; index <= n; ++index) {
    const double value = iceberg(
        model, draw_economy(model, trade, test::seed(5), index).no_agreement_iceberg,
        "CAN", "MEX");
    sum += value;
    squares += (value - 0.1) * (value - 0.1);
  }
  EXPECT_NEAR(sum / n, 0.1, 3.3e-3);
  EXPECT_NEAR(squares / n, 0.04 / 24.0, 1.7e-4);
}

TEST(EconomyDraw, SaysWhichIcebergTermHoldsNothing) {
  const Model model = north_america();
  TradeModel trade = uncertain_trade(model, 1);
  trade.new_deal_iceberg = {Distribution::uniform(6.0, 7.0), {-0.5, 5.0}, 0};
  try {
    static_cast<void>(draw_economy(model, trade, 1, 1));
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(std::string(failure.what()).find("economy.new_deal.iceberg: "), 0U);
  }
}

}  // namespace
}  // namespace tripart
