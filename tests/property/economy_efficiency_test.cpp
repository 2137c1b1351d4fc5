// Free trade is efficient: what tariffs do to the world as a whole.
//
// With everybody's welfare weighted by base-year income, a free-trade equilibrium is what
// a planner with these weights would choose: sum_n I(n) log W_hat(n) is at its highest
// among all that technology allows, whatever deficits and inputs there are. Hence no
// tariffs, of whatever size, raise it, and small ones lower it by no more than the square
// of their size.
#include <gtest/gtest.h>

#include "support/random_economy.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

constexpr SolverOptions tight{1e-13, 20000};

/// Any kind of economy without tariffs; draws its own closure.
struct FreeTrade {
  explicit FreeTrade(std::uint64_t number) {
    test::EconomyTraits traits = test::draw_traits(number);
    traits.highest_tariff = 0.0;
    economy = test::draw_economy_with(traits, number);
    economy.closure = test::draw_economy_like(number).closure;
    base = close_baseline(baseline_from_accounts(economy.accounts), economy.theta,
                          economy.closure);
    rate.assign(base.tariff_rate.size(), 0.0);
    for (std::size_t n = 0; n < base.region_count(); ++n) {
      for (std::size_t i = 0; i < base.region_count(); ++i) {
        for (std::size_t j = 0; j < base.sector_count() && i != n; ++j) {
          rate[base.at(n, i, j)] = test::draw_between(0.0, 1.0, economy.engine);
        }
      }
    }
  }

  /// Real income relative to free trade when all tariffs are `size` times the drawn
  /// rates.
  [[nodiscard]] std::vector<double> welfare_hat(double size) const {
    TradePolicy policy = baseline_policy(base);
    for (std::size_t cell = 0; cell < rate.size(); ++cell) {
      policy.tariff_rate[cell] = size * rate[cell];
    }
    std::vector<double> hat = real_income_pct(
        base, solve_equilibrium(base, economy.theta, policy, economy.closure, tight));
    for (double& one : hat) {
      one = 1.0 + one / 100.0;
    }
    return hat;
  }

  test::DrawnEconomy economy;
  Baseline base;
  std::vector<double> rate;
};

TEST(FreeTrade, IsLeftAtALossForTheWorld) {
  for (const std::uint64_t number : test::economy_numbers(200)) {
    const FreeTrade world(number);
    SCOPED_TRACE(test::describe(world.economy));
    const std::vector<double> hat = world.welfare_hat(1.0);
    double loss = 0.0, income = 0.0;
    for (std::size_t n = 0; n < hat.size(); ++n) {
      loss -= world.base.income[n] * std::log(hat[n]);
      income += world.base.income[n];
    }
    EXPECT_GT(loss / income, 1e-9);
  }
}

// A first-order term would leave S(h) - 4 S(h/2) at about -h times that term, which is
// far more than what is allowed: a tenth of all second-order terms.
TEST(FreeTrade, IsLeftAtFirstWithoutALossForTheWorld) {
  for (const std::uint64_t number : test::economy_numbers(200)) {
    const FreeTrade world(number);
    SCOPED_TRACE(test::describe(world.economy));
    const double steepest =
        *std::max_element(world.economy.theta.begin(), world.economy.theta.end());
    const double size = std::min(0.01, 0.02 / steepest);
    double sum[2] = {0.0, 0.0}, loss[2] = {0.0, 0.0}, second_order = 0.0, gross = 0.0;
    for (const int half : {0, 1}) {
      const std::vector<double> hat = world.welfare_hat(half == 0 ? size : 0.5 * size);
      for (std::size_t n = 0; n < hat.size(); ++n) {
        const double income = world.base.income[n];
        sum[half] += income * (hat[n] - 1.0);
        loss[half] -= income * std::log(hat[n]);
        if (half == 0) {
          second_order += 0.5 * income * std::log(hat[n]) * std::log(hat[n]);
          gross += income * std::abs(hat[n] - 1.0);
        }
      }
    }
    second_order += loss[0];
    EXPECT_LT(std::abs(sum[0] - 4.0 * sum[1]), 0.1 * second_order);
    EXPECT_NEAR(loss[0] / loss[1], 4.0, 0.2);
    EXPECT_LT(second_order, 0.5 * gross) << "nobody gains or loses at first order";
  }
}

}  // namespace
}  // namespace tripart
