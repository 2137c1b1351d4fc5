// Terms and volume of trade (E6a) are the differential of log real income: summed over
// ever smaller steps of the tariffs, weights renewed at each, they become the exact
// change (E6c).
#include <gtest/gtest.h>

#include "support/random_economy.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

constexpr SolverOptions tight{1e-12, 20000};

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
    TradePolicy policy = baseline_policy(b);
    for (std::size_t cell = 0; cell < policy.tariff_rate.size(); ++cell) {
      const bool at_home = cell / b.sector_count() % b.region_count() ==
                           cell / b.sector_count() / b.region_count();
      policy.tariff_rate[cell] =
          at_home ? 0.0 : test::draw_between(0.0, 0.2, economy.engine);
    }
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
  EXPECT_GT(coarse, 0.05) << "in one step the split is no change of real income";
}

}  // namespace
}  // namespace tripart
