#include "tripart/economy/equilibrium.hpp"

#include <algorithm>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "support/small_economy.hpp"
#include "tripart/core/error.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

using testing::Each;
using testing::HasSubstr;

TradePolicy tariffs_everywhere(const Baseline& b, double rate) {
  TradePolicy policy = baseline_policy(b);
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t i = 0; i < b.region_count(); ++i) {
      for (std::size_t j = 0; j < b.sector_count() && i != n; ++j) {
        if (b.tradable_goods[j]) {
          add_tariff(policy, b, {n, i, j, rate});
        }
      }
    }
  }
  return policy;
}

void expect_close(const std::vector<double>& found, const std::vector<double>& expected,
                  double relative) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t k = 0; k < found.size(); ++k) {
    EXPECT_NEAR(found[k], expected[k], relative * std::max(1.0, std::abs(expected[k])))
        << "at " << k;
  }
}

class EquilibriumByTheta : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Base2017, EquilibriumByTheta,
                         testing::Values("ll2023", "cp2015", "gtap"));

TEST_P(EquilibriumByTheta, WithoutAChangeIsTheBaseYearExactly) {
  const Baseline& b = test::base2017();
  const Equilibrium e = solve_equilibrium(b, b.theta(GetParam()), baseline_policy(b));
  EXPECT_THAT(e.wage_hat, Each(1.0));
  EXPECT_THAT(e.price_hat, Each(1.0));
  EXPECT_THAT(e.cost_hat, Each(1.0));
  EXPECT_THAT(e.income_hat, Each(1.0));
  EXPECT_THAT(real_income_pct(b, e), Each(0.0));
}

TEST_P(EquilibriumByTheta, ConvergesForProhibitiveTariffs) {
  const Baseline& b = test::base2017();
  const std::vector<double>& theta = b.theta(GetParam());
  std::vector<double> less_harm(b.region_count(), 0.0);
  for (const double rate : {0.25, 1.0, 5.0}) {
    const Equilibrium e = solve_equilibrium(b, theta, tariffs_everywhere(b, rate));
    EXPECT_LE(e.residual, 1e-10);
    const std::vector<double> change = real_income_pct(b, e);
    for (std::size_t n = 0; n < change.size(); ++n) {
      EXPECT_LT(change[n], less_harm[n])
          << b.regions[n] << ": a higher wall all round does more harm";
    }
    less_harm = change;
  }
}

TEST_P(EquilibriumByTheta, ClearsEveryMarketAndKeepsWorldValueAdded) {
  const Baseline& b = test::base2017();
  const TradePolicy policy = tariffs_everywhere(b, 1.0);
  const Equilibrium e = solve_equilibrium(b, b.theta(GetParam()), policy);
  double world = 0.0;
  double world_before = 0.0;
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    double imports = 0.0;
    double exports = 0.0;
    for (std::size_t i = 0; i < b.region_count(); ++i) {
      for (std::size_t j = 0; j < b.sector_count(); ++j) {
        const auto sold = [&](std::size_t to, std::size_t from) {
          const std::size_t cell = b.at(to, from, j);
          return e.expenditure_share[cell] * e.expenditure[b.at(to, j)] /
                 (1.0 + policy.tariff_rate[cell]);
        };
        imports += sold(n, i);
        exports += sold(i, n);
      }
    }
    EXPECT_NEAR((imports - exports - b.deficit[n]) / b.income[n], 0.0, 1e-9)
        << b.regions[n];
    world += e.wage_hat[n] * b.value_added[n];
    world_before += b.value_added[n];
  }
  EXPECT_NEAR(world / world_before, 1.0, 1e-14);
}

TEST_P(EquilibriumByTheta, UndoingAChangeUndoesItsEffects) {
  const Baseline& b = test::base2017();
  const std::vector<double>& theta = b.theta(GetParam());
  TradePolicy policy = tariffs_everywhere(b, 0.3);
  multiply_goods_iceberg(policy, b, 0, 1, 1.2);
  const Equilibrium there = solve_equilibrium(b, theta, policy);
  const Baseline after = rebase(b, policy, there);
  TradePolicy undo = baseline_policy(b);
  for (std::size_t cell = 0; cell < undo.iceberg_hat.size(); ++cell) {
    undo.iceberg_hat[cell] /= policy.iceberg_hat[cell];
  }
  const Equilibrium back = solve_equilibrium(after, theta, undo);
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    EXPECT_NEAR(there.wage_hat[n] * back.wage_hat[n], 1.0, 1e-9);
    EXPECT_NEAR(there.income_hat[n] * back.income_hat[n], 1.0, 1e-9);
  }
  expect_close(back.expenditure_share, b.expenditure_share, 1e-9);
  const Equilibrium warm =
      solve_equilibrium(b, theta, baseline_policy(b), {}, {}, &there);
  expect_close(warm.wage_hat, std::vector<double>(b.region_count(), 1.0), 1e-9);
}

TEST(Equilibrium, DoesNotDependOnTheUnitOfCurrency) {
  Accounts doubled = accounts_of(test::base2017());
  for (double& value : doubled.flow) {
    value *= 2.0;
  }
  for (double& value : doubled.input) {
    value *= 2.0;
  }
  const Baseline& b = test::base2017();
  const Baseline d = baseline_from_accounts(doubled);
  const Equilibrium one =
      solve_equilibrium(b, b.theta("cp2015"), tariffs_everywhere(b, 0.25));
  const Equilibrium two =
      solve_equilibrium(d, b.theta("cp2015"), tariffs_everywhere(d, 0.25));
  expect_close(two.wage_hat, one.wage_hat, 1e-12);
  expect_close(two.price_hat, one.price_hat, 1e-12);
  expect_close(real_income_pct(d, two), real_income_pct(b, one), 1e-12);
  EXPECT_NEAR(two.tariff_revenue[0] / one.tariff_revenue[0], 2.0, 1e-12);
}

TEST(Equilibrium, DoesNotDependOnTheOrderOfRegionsAndSectors) {
  const Accounts a = accounts_of(test::base2017());
  const std::size_t N = a.region_count();
  const std::size_t J = a.sector_count();
  const auto region = [&](std::size_t n) {
    return (n * 5 + 2) % N;
  };  // 5 and 6, 7 and 20 are coprime
  const auto sector = [&](std::size_t j) { return (j * 7 + 3) % J; };
  Accounts mixed = a;
  for (std::size_t n = 0; n < N; ++n) {
    for (std::size_t j = 0; j < J; ++j) {
      mixed.tradable_goods[j] = a.tradable_goods[sector(j)];
      mixed.theta_sets[0].theta[j] = a.theta_sets[0].theta[sector(j)];
      for (std::size_t i = 0; i < N; ++i) {
        mixed.flow[a.at(n, i, j)] = a.flow[a.at(region(n), region(i), sector(j))];
        mixed.tariff_rate[a.at(n, i, j)] =
            a.tariff_rate[a.at(region(n), region(i), sector(j))];
      }
      for (std::size_t k = 0; k < J; ++k) {
        mixed.input[a.at_input(n, k, j)] =
            a.input[a.at_input(region(n), sector(k), sector(j))];
      }
    }
  }
  const Baseline b = baseline_from_accounts(a);
  const Baseline m = baseline_from_accounts(mixed);
  const Equilibrium one =
      solve_equilibrium(b, b.theta_sets[0].theta, tariffs_everywhere(b, 0.25));
  const Equilibrium two =
      solve_equilibrium(m, m.theta_sets[0].theta, tariffs_everywhere(m, 0.25));
  for (std::size_t n = 0; n < N; ++n) {
    EXPECT_NEAR(two.wage_hat[n], one.wage_hat[region(n)], 1e-12);
    EXPECT_NEAR(two.income_hat[n], one.income_hat[region(n)], 1e-12);
    for (std::size_t j = 0; j < J; ++j) {
      EXPECT_NEAR(two.price_hat[m.at(n, j)], one.price_hat[b.at(region(n), sector(j))],
                  1e-12);
    }
  }
}

TEST(Equilibrium, IsTheSameFromASolverUsedBeforeAndNearlySoFromAWarmStart) {
  const Baseline& b = test::base2017();
  EquilibriumSolver solver(b, b.theta("gtap"), {});
  Equilibrium cold;
  Equilibrium again;
  solver.solve(tariffs_everywhere(b, 0.25), cold);
  solver.solve(tariffs_everywhere(b, 1.0), again);
  const Equilibrium from = again;
  solver.solve(tariffs_everywhere(b, 0.25), again);
  EXPECT_EQ(again.wage_hat, cold.wage_hat);
  EXPECT_EQ(again.price_hat, cold.price_hat);
  solver.solve(tariffs_everywhere(b, 0.25), again, &from);
  expect_close(again.income_hat, cold.income_hat, 1e-8);
}

TEST(Equilibrium, ReportsResidualAndMarketInsteadOfANumber) {
  const Baseline& b = test::base2017();
  SolverOptions hasty;
  hasty.max_iterations = 3;
  try {
    (void)solve_equilibrium(b, b.theta("gtap"), tariffs_everywhere(b, 0.25), {}, hasty);
    FAIL() << "three iterations cannot suffice";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::bad_input);
    EXPECT_THAT(failure.what(), HasSubstr("after 3 iterations"));
    EXPECT_THAT(failure.what(), HasSubstr("is still off by"));
  }
}

TEST(Equilibrium, IsNoneWhereASurplusThatIsGivenCannotBeEarned) {
  Accounts a;
  a.regions = {"A", "B"};
  a.sectors = {"S"};
  a.tradable_goods = {true};
  a.theta_sets = {{"four", {4.0}}};
  a.has_mfn_rate = {false, false};
  a.mfn_rate.assign(2, 0.0);
  a.flow = {10.0, 8.0, 1.0, 1.0};  // B sells A eight times what it buys there
  a.tariff_rate.assign(4, 0.0);
  a.input.assign(2, 0.0);
  const Baseline b = baseline_from_accounts(a);
  TradePolicy policy = baseline_policy(b);
  add_tariff(policy, b, {0, 1, 0, 1.0});
  try {
    (void)solve_equilibrium(b, {4.0}, policy);
    FAIL() << "B cannot earn its surplus behind a tariff of 100 percent";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::bad_input);
    EXPECT_THAT(failure.what(),
                HasSubstr("the surplus of B in trade, given as 7, exceeds"));
  }
  const Baseline balanced = close_baseline(b, {4.0}, {Deficits::removed, true});
  policy = baseline_policy(balanced);
  add_tariff(policy, balanced, {0, 1, 0, 1.0});
  const Equilibrium e =
      solve_equilibrium(balanced, {4.0}, policy, {Deficits::removed, true});
  EXPECT_GT(e.income[1], 0.0);
}

TEST(Closure, WithoutAChangeAnyClosureIsItsOwnBaseYear) {
  const Baseline& b = test::base2017();
  for (const Deficits deficits : {Deficits::fixed, Deficits::scaled, Deficits::removed}) {
    for (const bool input_output : {true, false}) {
      const Closure closure{deficits, input_output};
      const Baseline closed = close_baseline(b, b.theta("ll2023"), closure);
      const Equilibrium e =
          solve_equilibrium(closed, b.theta("ll2023"), baseline_policy(closed), closure);
      EXPECT_THAT(e.wage_hat, Each(1.0));
      EXPECT_THAT(real_income_pct(closed, e), Each(0.0));
    }
  }
}

TEST(Closure, RemovingDeficitsBalancesTradeAndMakesDeficitRegionsSpendLess) {
  const Baseline& b = test::base2017();
  const Closure closure{Deficits::removed, true};
  const Equilibrium e =
      solve_equilibrium(b, b.theta("ll2023"), baseline_policy(b), closure);
  EXPECT_THAT(e.deficit, Each(0.0));
  const std::vector<double> change = real_income_pct(b, e);
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    EXPECT_EQ(change[n]<0.0, b.deficit[n]> 0.0) << b.regions[n];
  }
}

TEST(Closure, ScaledDeficitsFollowValueAddedAndSumToZero) {
  const Baseline& b = test::base2017();
  const Closure closure{Deficits::scaled, true};
  const Equilibrium e =
      solve_equilibrium(b, b.theta("ll2023"), tariffs_everywhere(b, 1.0), closure);
  double sum = 0.0;
  double shift = 0.0;
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    sum += e.deficit[n];
    shift = std::max(shift, std::abs(e.deficit[n] / b.deficit[n] - 1.0));
  }
  EXPECT_NEAR(sum / b.income[0], 0.0, 1e-14);
  EXPECT_GT(shift, 1e-3) << "wages moved, so deficits must have";
}

}  // namespace
}  // namespace tripart
