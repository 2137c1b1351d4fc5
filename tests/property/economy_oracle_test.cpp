// The solver against an independent one (support/plain_equilibrium.hpp) on random
// economies of every kind and closure: 2 to 8 regions, 1 to 12 sectors.
#include <gtest/gtest.h>

#include "support/plain_equilibrium.hpp"
#include "support/random_economy.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

using test::LargestGap;
using test::PlainYear;

std::string cell_name(const Baseline& b, std::size_t n, std::size_t j) {
  return b.sectors[j] + " in " + b.regions[n];
}

/// Every hat of the solver's against the ratio of the plain solver's two years. Where
/// nothing is bought there is no price to compare.
LargestGap compare(const Baseline& b, const Equilibrium& e, const PlainYear& before,
                   const PlainYear& after) {
  LargestGap gap;
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    const std::string& name = b.regions[n];
    gap.note(e.wage_hat[n], after.wage[n] / before.wage[n], "wage of " + name);
    gap.note(e.income_hat[n], after.income[n] / before.income[n], "income of " + name);
    gap.note(e.tariff_revenue[n], after.revenue[n], "revenue of " + name,
             after.income[n]);
    gap.note(e.deficit[n], after.deficit[n], "deficit of " + name, after.income[n]);
    for (std::size_t j = 0; j < b.sector_count(); ++j) {
      const std::size_t cell = b.at(n, j);
      gap.note(e.expenditure[cell], after.expenditure[cell],
               "spending on " + cell_name(b, n, j), after.income[n]);
      if (before.expenditure[cell] <= 0.0) {
        continue;
      }
      gap.note(e.price_hat[cell], after.price[cell] / before.price[cell],
               "price of " + cell_name(b, n, j));
      for (std::size_t i = 0; i < b.region_count(); ++i) {
        gap.note(e.expenditure_share[b.at(n, i, j)], after.share[b.at(n, i, j)],
                 "share of " + b.regions[i] + " in " + cell_name(b, n, j));
      }
    }
  }
  return gap;
}

TEST(EconomyOracle, AgreesWithThePlainSolverInEveryHat) {
  double felt = 0.0;
  for (const std::uint64_t number : test::economy_numbers(400)) {
    test::DrawnEconomy economy = test::draw_economy_like(number);
    SCOPED_TRACE(test::describe(economy));
    const Baseline b = close_baseline(baseline_from_accounts(economy.accounts),
                                      economy.theta, economy.closure);
    const TradePolicy policy = test::draw_policy(b, economy.engine);
    const Equilibrium e =
        solve_equilibrium(b, economy.theta, policy, economy.closure, {1e-12, 20000});
    test::PlainEconomy plain(economy.accounts, economy.theta, policy, economy.closure);
    const LargestGap gap = compare(b, e, plain.before(), plain.after());
    EXPECT_LT(gap.size, 1e-8) << gap.where;
    LargestGap welfare;
    const std::vector<double> expected = plain.real_income_pct();
    const std::vector<double> found = real_income_pct(b, e);
    for (std::size_t n = 0; n < b.region_count(); ++n) {
      welfare.note(found[n], expected[n], "welfare of " + b.regions[n], 100.0);
      felt = std::max(felt, std::abs(expected[n]));
    }
    EXPECT_LT(welfare.size, 1e-8) << welfare.where;
  }
  EXPECT_TRUE(test::replaying() || felt > 5.0) << "no economy felt its new policy";
}

}  // namespace
}  // namespace tripart
