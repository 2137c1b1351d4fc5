#include <gtest/gtest.h>

#include "support/small_economy.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

class SingleSectorTariff : public testing::TestWithParam<const char*> {};

// 25 points by one of the three on one goods sector of another, every one of the 102
// cases.
TEST_P(SingleSectorTariff, AlwaysHurtsItsTarget) {
  const Baseline& b = test::base2017();
  EquilibriumSolver solver(b, b.theta(GetParam()), {});
  Equilibrium equilibrium;
  int cases = 0;
  for (const char* issuer : {"USA", "CAN", "MEX"}) {
    for (const char* target : {"USA", "CAN", "MEX"}) {
      const std::size_t n = b.region(issuer);
      const std::size_t i = b.region(target);
      for (std::size_t j = 0; j < b.sector_count() && i != n; ++j) {
        if (!b.tradable_goods[j]) {
          continue;
        }
        TradePolicy policy = baseline_policy(b);
        add_tariff(policy, b, {n, i, j, 0.25});
        solver.solve(policy, equilibrium);
        EXPECT_LT(real_income_pct(b, equilibrium)[i], 0.0)
            << issuer << " on " << target << ": " << b.sectors[j];
        ++cases;
      }
    }
  }
  EXPECT_EQ(cases, 102);
}

INSTANTIATE_TEST_SUITE_P(Base2017, SingleSectorTariff,
                         testing::Values("ll2023", "cp2015", "gtap"));

}  // namespace
}  // namespace tripart
