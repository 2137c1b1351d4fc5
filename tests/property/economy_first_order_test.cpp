// Terms and volume of trade (E6a) are the differential of log real income: summed over
// ever smaller steps of the tariffs, weights renewed at each, they become the exact
// change (E6c).
#include <gtest/gtest.h>

#include "support/random_economy.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

constexpr SolverOptions tight{1e-12, 20000};

/// Every tariff on foreign sales drawn anew between 0 and 20 percent.
TradePolicy draw_tariffs(const Baseline& b, std::mt19937_64& engine) {
  TradePolicy policy = baseline_policy(b);
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t i = 0; i < b.region_count(); ++i) {
      for (std::size_t j = 0; j < b.sector_count() && i != n; ++j) {
        policy.tariff_rate[b.at(n, i, j)] = test::draw_between(0.0, 0.2, engine);
      }
    }
  }
  return policy;
}

/// Terms plus volume of trade, as a fraction, summed over `steps` equal steps of every
/// tariff from the baseline's to the policy's.
std::vector<double> summed_split(const Baseline& base, const std::vector<double>& theta,
                                 const TradePolicy& policy, const Closure& closure,
                                 int steps) {
  std::vector<double> sum(base.region_count(), 0.0);
  Baseline now = base;
  for (int step = 1; step <= steps; ++step) {
    TradePolicy next = baseline_policy(base);
    const double part = static_cast<double>(step) / static_cast<double>(steps);
    for (std::size_t cell = 0; cell < next.tariff_rate.size(); ++cell) {
      next.tariff_rate[cell] +=
          part * (policy.tariff_rate[cell] - base.tariff_rate[cell]);
    }
    const Equilibrium e = solve_equilibrium(now, theta, next, closure, tight);
    const WelfareChange change = welfare_change(now, next, e);
    for (std::size_t n = 0; n < sum.size(); ++n) {
      sum[n] += (change.terms_of_trade_pct[n] + change.volume_of_trade_pct[n]) / 100.0;
    }
    now = rebase(now, next, e);
  }
  return sum;
}

// The error of n steps falls like 1/n, so twice the sum over 2n less the sum over n has
// one like 1/n^2.
TEST(FirstOrderSplit, BecomesTheExactChangeInSmallSteps) {
  double coarse = 0.0;
  for (const std::uint64_t number : test::economy_numbers(60)) {
    test::DrawnEconomy economy = test::draw_economy_like(number);
    SCOPED_TRACE(test::describe(economy));
    // scaled deficits move income by themselves
    if (economy.closure.deficits == Deficits::scaled) {
      economy.closure.deficits = Deficits::fixed;
    }
    const Baseline b = close_baseline(baseline_from_accounts(economy.accounts),
                                      economy.theta, economy.closure);
    const TradePolicy policy = draw_tariffs(b, economy.engine);
    const std::vector<double> exact = real_income_pct(
        b, solve_equilibrium(b, economy.theta, policy, economy.closure, tight));
    std::vector<double> sums[3];
    for (const int power : {0, 1, 2}) {
      sums[power] = summed_split(b, economy.theta, policy, economy.closure, 40 << power);
    }
    const std::vector<double> one =
        summed_split(b, economy.theta, policy, economy.closure, 1);
    for (std::size_t n = 0; n < b.region_count(); ++n) {
      const double log_exact = std::log1p(exact[n] / 100.0);
      const double extrapolated = 2.0 * sums[2][n] - sums[1][n];
      const double last_step = std::abs(sums[1][n] - sums[0][n]);
      EXPECT_NEAR(extrapolated, log_exact, 0.05 * last_step + 1e-7) << b.regions[n];
      coarse = std::max(coarse, std::abs(one[n] - log_exact));
    }
  }
  EXPECT_TRUE(test::replaying() || coarse > 0.05)
      << "in one step the split is no change of real income";
}

// The other property would not notice other weights than the base year's.
TEST(FirstOrderSplit, WeighsLevelChangesByTheBaseYear) {
  for (const std::uint64_t number : test::economy_numbers(100)) {
    test::DrawnEconomy economy = test::draw_economy_like(number);
    SCOPED_TRACE(test::describe(economy));
    const Baseline b = close_baseline(baseline_from_accounts(economy.accounts),
                                      economy.theta, economy.closure);
    const TradePolicy policy = draw_tariffs(b, economy.engine);
    const Equilibrium e =
        solve_equilibrium(b, economy.theta, policy, economy.closure, tight);
    const WelfareChange change = welfare_change(b, policy, e);
    test::LargestGap gap;
    for (std::size_t n = 0; n < b.region_count(); ++n) {
      double terms = 0.0, volume = 0.0;
      for (std::size_t i = 0; i < b.region_count(); ++i) {
        for (std::size_t j = 0; j < b.sector_count() && i != n; ++j) {
          const double imports = b.flow(n, i, j);
          if (imports > 0.0) {
            const double imports_hat =
                e.expenditure_share[b.at(n, i, j)] * e.expenditure[b.at(n, j)] /
                (1.0 + policy.tariff_rate[b.at(n, i, j)]) / imports;
            volume += b.tariff_rate[b.at(n, i, j)] * imports *
                      ((imports_hat - 1.0) - (e.cost_hat[b.at(i, j)] - 1.0));
          }
          terms += b.flow(i, n, j) * (e.cost_hat[b.at(n, j)] - 1.0) -
                   imports * (e.cost_hat[b.at(i, j)] - 1.0);
        }
      }
      gap.note(change.terms_of_trade_pct[n], 100.0 * terms / b.income[n], "terms", 100.0);
      gap.note(change.volume_of_trade_pct[n], 100.0 * volume / b.income[n], "volume",
               100.0);
    }
    EXPECT_LT(gap.size, 1e-12) << gap.where;
  }
}

}  // namespace
}  // namespace tripart
