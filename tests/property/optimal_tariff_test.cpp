#include "tripart/economy/optimal_tariff.hpp"

#include <gtest/gtest.h>

#include "support/small_economy.hpp"
#include "support/two_countries.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

// Economies of 2 to 4 regions and 1 to 3 sectors with inputs, deficits, tariffs of up to
// 30 percent and elasticities from 0.5 to 12.
class RandomEconomy : public testing::TestWithParam<std::uint64_t> {
 protected:
  RandomEconomy()
      : baseline_(baseline_from_accounts(test::random_accounts(
            2 + GetParam() % 3, 1 + GetParam() % 2 + GetParam() % 4 / 2, GetParam()))) {}

  Baseline baseline_;
};

TEST_P(RandomEconomy, NobodyIsWorseOffForChoosingItsTariffs) {
  const std::vector<double>& theta = baseline_.theta_sets[0].theta;
  const TradePolicy start = baseline_policy(baseline_);
  const TariffWar war = test::war_of_all(baseline_, {0.0, 1.0});
  SolverOptions tight;
  tight.tolerance = 1e-11;
  for (const std::size_t chooser : {std::size_t{0}, std::size_t{1}}) {
    const OptimalTariffProblem problem = problem_of(baseline_, war, chooser);
    const OptimalTariffs best =
        solve_optimal_tariffs(baseline_, theta, {}, start, problem);
    EXPECT_TRUE(best.settled);
    EXPECT_GE(best.gain_pct, 0.0);
    EXPECT_LE(best.residual_pct, 1e-6);
    // No rate of one partner alone, 41 of them, does better.
    for (const TariffInstrument& instrument : problem.instruments) {
      for (int step = 0; step <= 40; ++step) {
        TradePolicy policy = best.policy;
        for (const std::size_t exporter : instrument.exporters) {
          for (const std::size_t sector : instrument.sectors) {
            policy.tariff_rate[baseline_.at(chooser, exporter, sector)] = 0.025 * step;
          }
        }
        const Equilibrium e = solve_equilibrium(baseline_, theta, policy, {}, tight);
        EXPECT_LE(real_income_pct(baseline_, e)[chooser],
                  best.real_income_pct[chooser] + 1e-7)
            << "region " << chooser << ", rate " << 0.025 * step;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomEconomy, testing::Range<std::uint64_t>(1, 25));

}  // namespace
}  // namespace tripart
