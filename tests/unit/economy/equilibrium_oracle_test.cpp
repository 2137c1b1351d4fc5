#include <gtest/gtest.h>

#include "support/plain_equilibrium.hpp"
#include "support/small_economy.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

struct Size {
  std::size_t regions;
  std::size_t sectors;
};

/// Every tariff and iceberg cost is drawn anew, tariffs up to 100 percent.
TradePolicy random_policy(const Baseline& b, std::mt19937_64& engine) {
  TradePolicy policy = baseline_policy(b);
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t i = 0; i < b.region_count(); ++i) {
      for (std::size_t j = 0; j < b.sector_count() && i != n; ++j) {
        policy.tariff_rate[b.at(n, i, j)] = test::draw_between(0.0, 1.0, engine);
        policy.iceberg_hat[b.at(n, i, j)] = test::draw_between(0.8, 1.3, engine);
      }
    }
  }
  return policy;
}

class EquilibriumOracle : public testing::TestWithParam<Size> {};

TEST_P(EquilibriumOracle, AgreesWithThePlainSolver) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Accounts accounts =
        test::random_accounts(GetParam().regions, GetParam().sectors, seed);
    const Baseline baseline = baseline_from_accounts(accounts);
    std::mt19937_64 engine(seed + 1000);
    const TradePolicy policy = random_policy(baseline, engine);
    const std::vector<double>& theta = baseline.theta("drawn");
    SolverOptions tight;
    tight.tolerance = 1e-12;
    const Equilibrium equilibrium = solve_equilibrium(baseline, theta, policy, {}, tight);
    test::PlainEconomy plain(accounts, theta, policy);
    const std::vector<double> expected = plain.real_income_pct();
    const std::vector<double> found = real_income_pct(baseline, equilibrium);
    for (std::size_t n = 0; n < baseline.region_count(); ++n) {
      EXPECT_NEAR(found[n], expected[n], 1e-8) << baseline.regions[n] << " seed " << seed;
      EXPECT_NEAR(equilibrium.wage_hat[n], plain.wages()[n], 1e-9) << baseline.regions[n];
      EXPECT_GT(std::abs(found[n]), 1e-3) << "a change this large must be felt";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(SmallEconomies, EquilibriumOracle,
                         testing::Values(Size{2, 1}, Size{2, 3}, Size{3, 2}, Size{3, 4},
                                         Size{4, 4}));

}  // namespace
}  // namespace tripart
