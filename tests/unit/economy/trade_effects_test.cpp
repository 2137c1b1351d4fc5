#include "tripart/economy/trade_effects.hpp"

#include <cmath>
#include <gmock/gmock.h>
#include <numeric>

#include <gtest/gtest.h>

#include "support/small_economy.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

using testing::Each;

double sum(const std::vector<double>& list) {
  return std::accumulate(list.begin(), list.end(), 0.0);
}

/// Of row `a` of an [a, b] array that is `width` wide.
double row_sum(const std::vector<double>& cells, std::size_t a, std::size_t width) {
  const auto first = cells.begin() + static_cast<std::ptrdiff_t>(a * width);
  return std::accumulate(first, first + static_cast<std::ptrdiff_t>(width), 0.0);
}

/// A drawn world in which tariffs and iceberg costs of many pairs change a lot.
struct Shaken {
  explicit Shaken(std::uint64_t seed, const Closure& closure = {})
      : b(close_baseline(baseline_from_accounts(test::random_accounts(4, 5, seed)),
                         test::random_accounts(4, 5, seed).theta_sets[0].theta, closure)),
        policy(baseline_policy(b)) {
    std::mt19937_64 engine(seed + 1000);
    for (std::size_t n = 0; n < 4; ++n) {
      for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t j = 0; j < 4 && i != n; ++j) {
          add_tariff(policy, b, {n, i, j, test::draw_between(0.0, 0.2, engine)});
          multiply_iceberg(policy, b, n, i, j, test::draw_between(0.95, 1.1, engine));
        }
      }
    }
    e = solve_equilibrium(b, b.theta("drawn"), policy, closure);
  }
  Baseline b;
  TradePolicy policy;
  Equilibrium e;
};

const std::vector<Closure> closures{{Deficits::fixed, true},
                                    {Deficits::scaled, true},
                                    {Deficits::removed, true},
                                    {Deficits::fixed, false}};

TEST(FirstOrderSplit, AddsUpToTheTotalsOverPartnersAndOverSectors) {
  for (const Closure& closure : closures) {
    const Shaken world(3, closure);
    const Baseline& b = world.b;
    const WelfareChange total = welfare_change(b, world.policy, world.e);
    const FirstOrderSplit split = first_order_split(b, world.policy, world.e);
    const std::vector<std::pair<std::vector<double>, std::vector<double>>> parts{
        {split.terms_of_trade_pct, total.terms_of_trade_pct},
        {split.volume_of_trade_pct, total.volume_of_trade_pct},
        {split.iceberg_cost_pct, total.iceberg_cost_pct}};
    for (const auto& [cells, totals] : parts) {
      const std::vector<double> partners = sum_over_sectors(b, cells);
      const std::vector<double> sectors = sum_over_partners(b, cells);
      for (std::size_t n = 0; n < b.region_count(); ++n) {
        EXPECT_GT(std::abs(totals[n]), 1e-4);
        EXPECT_NEAR(row_sum(partners, n, b.region_count()), totals[n], 1e-12);
        EXPECT_NEAR(row_sum(sectors, n, b.sector_count()), totals[n], 1e-12);
      }
    }
  }
}

// What one side of a pair gains on its sales the other side loses on its purchases.
TEST(FirstOrderSplit, TermsOfTradeOfAPairCancelInMoney) {
  const Shaken world(5);
  const Baseline& b = world.b;
  const FirstOrderSplit split = first_order_split(b, world.policy, world.e);
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < b.sector_count(); ++j) {
        const double one = split.terms_of_trade_pct[b.at(n, i, j)] * b.income[n];
        const double other = split.terms_of_trade_pct[b.at(i, n, j)] * b.income[i];
        EXPECT_NEAR(one + other, 0.0, 1e-9);
      }
    }
  }
}

// With the iceberg term, and only with it, the split is the exact change of a small step.
TEST(FirstOrderSplit, MeetsTheExactChangeOfSmallTariffsAndIcebergCosts) {
  const Baseline& b = test::base2017();
  const std::size_t usa = b.region("USA");
  const std::size_t mex = b.region("MEX");
  TradePolicy policy = baseline_policy(b);
  multiply_goods_iceberg(policy, b, usa, mex, 1.0 + 1e-4);
  add_tariff(policy, b, {usa, mex, b.sector("motor_vehicles"), 1e-4});
  const WelfareChange change =
      welfare_change(b, policy, solve_equilibrium(b, b.theta("gtap"), policy));
  for (const std::size_t n : {usa, mex}) {
    const double tariffs = change.terms_of_trade_pct[n] + change.volume_of_trade_pct[n];
    EXPECT_LT(change.iceberg_cost_pct[n], 0.0);
    EXPECT_NEAR(change.real_income_pct[n] / (tariffs + change.iceberg_cost_pct[n]), 1.0,
                0.02)
        << b.regions[n];
    EXPECT_GT(std::abs(change.real_income_pct[n] / tariffs - 1.0), 0.5) << b.regions[n];
  }
}

TEST(TradeEffects, FlowsAddUpToOutputAndToTheTradeBalance) {
  const Shaken world(7);
  const Baseline& b = world.b;
  const TradeEffects trade = trade_effects(b, world.policy, world.e);
  const std::vector<double> sales = transposed(b, trade.after);
  for (std::size_t i = 0; i < b.region_count(); ++i) {
    double balance = 0.0;
    for (std::size_t j = 0; j < b.sector_count(); ++j) {
      double sold = 0.0;
      for (std::size_t n = 0; n < b.region_count(); ++n) {
        sold += sales[b.at(i, n, j)];
        balance += trade.after[b.at(i, n, j)] - sales[b.at(i, n, j)];
      }
      EXPECT_NEAR(sold / world.e.output[b.at(i, j)], 1.0, 1e-9);
    }
    EXPECT_NEAR(balance, world.e.deficit[i], 1e-7 * b.value_added[i]);
  }
}

TEST(TradeEffects, CreationAndDiversionAreTheWholeChangeAndDiversionCancels) {
  const Shaken world(11);
  const Baseline& b = world.b;
  const TradeEffects trade = trade_effects(b, world.policy, world.e);
  const std::vector<double> by_market = sum_over_partners(b, trade.diverted);
  const std::vector<double> by_sales =
      sum_over_partners(b, transposed(b, trade.deflected));
  EXPECT_THAT(by_market, Each(testing::DoubleNear(0.0, 1e-11)));
  EXPECT_THAT(by_sales, Each(testing::DoubleNear(0.0, 1e-11)));
  double moved = 0.0;
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t i = 0; i < b.region_count(); ++i) {
      for (std::size_t j = 0; j < b.sector_count(); ++j) {
        const std::size_t cell = b.at(n, i, j);
        const double change = i == n ? 0.0 : trade.after[cell] - trade.before[cell];
        EXPECT_NEAR(trade.created[cell] + trade.diverted[cell], change, 1e-12);
        EXPECT_GE(trade.created[cell] * change, 0.0) << "parts have the whole's sign";
        EXPECT_GE(trade.diverted[cell] * change, 0.0);
        EXPECT_GE(trade.deflected[cell] * change, 0.0);
        moved += std::abs(trade.diverted[cell]);
      }
    }
  }
  EXPECT_GT(moved, 1.0);
}

/// Three regions that trade one good; region 0 then buys `from_1` and `from_2`.
TradeEffects after_switching(double from_1, double from_2) {
  Accounts a = test::random_accounts(3, 1, 1);
  std::fill(a.input.begin(), a.input.end(), 0.0);
  std::fill(a.tariff_rate.begin(), a.tariff_rate.end(), 0.0);
  a.flow = {60, 20, 20, 10, 80, 10, 10, 10, 80};
  const Baseline b = baseline_from_accounts(a);
  Equilibrium e = base_equilibrium(b);
  e.expenditure_share[1] = from_1 / 100.0;
  e.expenditure_share[2] = from_2 / 100.0;
  e.expenditure_share[0] = 1.0 - e.expenditure_share[1] - e.expenditure_share[2];
  return trade_effects(b, baseline_policy(b), e);
}

TEST(TradeEffects, ReadAsInVinersTextbook) {
  // a union with 1: ten more from it, four fewer from 2
  const TradeEffects joined = after_switching(30.0, 16.0);
  EXPECT_NEAR(joined.created[1], 6.0, 1e-12);
  EXPECT_NEAR(joined.diverted[1], 4.0, 1e-12);
  EXPECT_NEAR(joined.created[2], 0.0, 1e-12);
  EXPECT_NEAR(joined.diverted[2], -4.0, 1e-12);
  // a tariff on 1: ten fewer from it, four more from 2
  const TradeEffects hit = after_switching(10.0, 24.0);
  EXPECT_NEAR(hit.created[1], -6.0, 1e-12) << "destroyed";
  EXPECT_NEAR(hit.diverted[1], -4.0, 1e-12) << "lost to 2";
  EXPECT_NEAR(hit.created[2], 0.0, 1e-12);
  EXPECT_NEAR(hit.diverted[2], 4.0, 1e-12);
  // nobody loses what another one gains
  const TradeEffects open = after_switching(30.0, 25.0);
  EXPECT_NEAR(open.created[1], 10.0, 1e-12);
  EXPECT_NEAR(open.created[2], 5.0, 1e-12);
  EXPECT_NEAR(open.diverted[1], 0.0, 1e-12);
}

class MetalsTariff : public testing::Test {
 protected:
  MetalsTariff() {
    policy_ = baseline_policy(b_);
    add_tariff(policy_, b_, {usa_, can_, metals_, 0.087});
    e_ = solve_equilibrium(b_, b_.theta("ll2023"), policy_);
  }
  const Baseline& b_ = test::base2017();
  const std::size_t usa_ = b_.region("USA"), can_ = b_.region("CAN"),
                    mex_ = b_.region("MEX"), metals_ = b_.sector("basic_metals");
  TradePolicy policy_;
  Equilibrium e_;
};

TEST_F(MetalsTariff, MovesOutputWorkAndPricesAsItShould) {
  const std::vector<double> before = employment_share_pct(b_, b_.output);
  const std::vector<double> after = employment_share_pct(b_, e_.output);
  for (const std::size_t gains : {usa_, mex_}) {
    EXPECT_GT(e_.output[b_.at(gains, metals_)], b_.output[b_.at(gains, metals_)]);
    EXPECT_GT(after[b_.at(gains, metals_)], before[b_.at(gains, metals_)]);
  }
  EXPECT_LT(e_.output[b_.at(can_, metals_)], b_.output[b_.at(can_, metals_)]);
  EXPECT_LT(after[b_.at(can_, metals_)], before[b_.at(can_, metals_)]);
  EXPECT_GT(e_.price_hat[b_.at(usa_, metals_)], e_.price_hat[b_.at(mex_, metals_)]);
  const WelfareChange change = welfare_change(b_, policy_, e_);
  EXPECT_GT(change.price_index_pct[usa_], 0.0);
  EXPECT_LT(change.price_index_pct[can_], 0.0) << "its wage falls";
}

TEST_F(MetalsTariff, DestroysDivertsAndDeflectsTrade) {
  const TradeEffects trade = trade_effects(b_, policy_, e_);
  const std::size_t hit = b_.at(usa_, can_, metals_);
  EXPECT_LT(trade.created[hit], 0.0);
  EXPECT_LT(trade.diverted[hit], 0.0);
  EXPECT_LT(trade.deflected[hit], 0.0);
  EXPECT_GT(trade.diverted[b_.at(usa_, mex_, metals_)], 0.0) << "other suppliers step in";
  EXPECT_GT(trade.deflected[b_.at(mex_, can_, metals_)], 0.0) << "Canada sells elsewhere";
}

TEST_F(MetalsTariff, LeavesEmploymentAndValueAddedWhole) {
  const std::vector<double> share = employment_share_pct(b_, e_.output);
  const std::vector<double> value = value_added_of(b_, e_.output);
  for (std::size_t n = 0; n < b_.region_count(); ++n) {
    EXPECT_NEAR(row_sum(share, n, b_.sector_count()), 100.0, 1e-11);
    EXPECT_NEAR(row_sum(value, n, b_.sector_count()), e_.wage_hat[n] * b_.value_added[n],
                1e-8 * b_.value_added[n]);
  }
  EXPECT_NEAR(sum(value) / sum(b_.value_added), 1.0, 1e-9) << "the numeraire";
}

TEST(TradeEffects, OfAnUnchangedPolicyAreExactlyZero) {
  for (const Closure& closure : closures) {
    const Baseline b =
        close_baseline(test::base2017(), test::base2017().theta("gtap"), closure);
    const TradePolicy policy = baseline_policy(b);
    const Equilibrium e = base_equilibrium(b);
    const TradeEffects trade = trade_effects(b, policy, e);
    const FirstOrderSplit split = first_order_split(b, policy, e);
    const WelfareChange change = welfare_change(b, policy, e);
    for (const auto* zero :
         {&trade.created, &trade.diverted, &trade.deflected, &split.terms_of_trade_pct,
          &split.volume_of_trade_pct, &split.iceberg_cost_pct, &change.real_income_pct,
          &change.real_wage_pct, &change.price_index_pct, &change.value_added_change}) {
      EXPECT_THAT(*zero, Each(0.0));
    }
    EXPECT_EQ(trade.before, trade.after);
  }
}

}  // namespace
}  // namespace tripart
