// What must hold of the solver's answer on any economy: accounts that add up, changes
// that can be undone, no dependence on units or on the order of names.
#include <numeric>

#include <gtest/gtest.h>

#include "support/equilibrium_residuals.hpp"
#include "support/random_economy.hpp"

namespace tripart {
namespace {

using test::LargestGap;
constexpr SolverOptions tight{1e-12, 20000};

struct Case {
  test::DrawnEconomy economy;
  Baseline base;
  TradePolicy policy;
};

Case draw_case(std::uint64_t number) {
  Case drawn;
  drawn.economy = test::draw_economy_like(number);
  drawn.base = close_baseline(baseline_from_accounts(drawn.economy.accounts),
                              drawn.economy.theta, drawn.economy.closure);
  drawn.policy = test::draw_policy(drawn.base, drawn.economy.engine);
  return drawn;
}

Equilibrium solve(const Case& drawn, const SolverOptions& options = {}) {
  return solve_equilibrium(drawn.base, drawn.economy.theta, drawn.policy,
                           drawn.economy.closure, options);
}

// At the solver's default tolerance, whatever it counts as its residual.
TEST(EconomyAccounting, MarketsIncomeAndValueAddedAddUp) {
  for (const std::uint64_t number : test::economy_numbers(400)) {
    const Case drawn = draw_case(number);
    SCOPED_TRACE(test::describe(drawn.economy));
    const Equilibrium e = solve(drawn);
    const test::EquilibriumResiduals r =
        test::residuals_of(drawn.base, drawn.economy.theta, drawn.policy, e);
    EXPECT_LT(r.markets.size, 1e-10) << r.markets.where;
    EXPECT_LT(r.income.size, 1e-10) << r.income.where;
    EXPECT_LT(r.value_added.size, 1e-10) << r.value_added.where;
    EXPECT_LT(r.prices.size, 1e-10) << r.prices.where;
    EXPECT_LT(r.world.size, 1e-13) << r.world.where;
    EXPECT_LE(e.residual, SolverOptions{}.tolerance);
  }
}

TEST(EconomyAccounting, ThereAndBackAgainChangesNothing) {
  for (const std::uint64_t number : test::economy_numbers(300)) {
    const Case drawn = draw_case(number);
    SCOPED_TRACE(test::describe(drawn.economy));
    const Baseline& b = drawn.base;
    const Equilibrium there = solve(drawn, tight);
    const Baseline after = rebase(b, drawn.policy, there);
    TradePolicy undo = baseline_policy(b);
    for (std::size_t cell = 0; cell < undo.iceberg_hat.size(); ++cell) {
      undo.iceberg_hat[cell] /= drawn.policy.iceberg_hat[cell];
    }
    const Equilibrium back =
        solve_equilibrium(after, drawn.economy.theta, undo, drawn.economy.closure, tight);
    LargestGap gap;
    const auto compose = [&](const std::vector<double>& out,
                             const std::vector<double>& home, const char* what) {
      for (std::size_t k = 0; k < out.size(); ++k) {
        gap.note(out[k] * home[k], 1.0, what);
      }
    };
    const auto same = [&](const std::vector<double>& found,
                          const std::vector<double>& expected, const char* what) {
      for (std::size_t k = 0; k < found.size(); ++k) {
        gap.note(found[k], expected[k], what);
      }
    };
    compose(there.wage_hat, back.wage_hat, "wage");
    compose(there.price_hat, back.price_hat, "price");
    compose(there.cost_hat, back.cost_hat, "cost");
    compose(there.income_hat, back.income_hat, "income");
    same(back.expenditure_share, b.expenditure_share, "share");
    same(back.expenditure, b.expenditure, "expenditure");
    same(back.output, b.output, "output");
    same(back.tariff_revenue, b.tariff_revenue, "revenue");
    EXPECT_LT(gap.size, 1e-9) << gap.where;
  }
}

TEST(EconomyAccounting, TheUnitOfCurrencyChangesNothing) {
  for (const std::uint64_t number : test::economy_numbers(200)) {
    const Case drawn = draw_case(number);
    SCOPED_TRACE(test::describe(drawn.economy));
    const Equilibrium one = solve(drawn, tight);
    for (const double unit : {1e-3, 1e6}) {
      Accounts scaled = drawn.economy.accounts;
      for (auto* values : {&scaled.flow, &scaled.input}) {
        for (double& value : *values) {
          value *= unit;
        }
      }
      Case other = drawn;
      other.base = close_baseline(baseline_from_accounts(scaled), drawn.economy.theta,
                                  drawn.economy.closure);
      const Equilibrium two = solve(other, tight);
      LargestGap gap;
      for (std::size_t n = 0; n < one.wage_hat.size(); ++n) {
        gap.note(two.wage_hat[n], one.wage_hat[n], "wage");
        gap.note(two.income_hat[n], one.income_hat[n], "income");
        gap.note(two.tariff_revenue[n], unit * one.tariff_revenue[n], "revenue",
                 two.income[n]);
      }
      for (std::size_t cell = 0; cell < one.price_hat.size(); ++cell) {
        gap.note(two.price_hat[cell], one.price_hat[cell], "price");
        gap.note(two.output[cell], unit * one.output[cell], "output");
      }
      EXPECT_LT(gap.size, 1e-9) << "unit " << unit << ", " << gap.where;
    }
  }
}

/// A random order of 0 to size - 1.
std::vector<std::size_t> draw_order(std::size_t size, std::mt19937_64& engine) {
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t k = size; k > 1; --k) {
    std::swap(order[k - 1], order[test::draw_count(0, k - 1, engine)]);
  }
  return order;
}

/// The same world told in another order: place k holds what `regions[k]` held.
struct Reordered {
  std::vector<std::size_t> regions, sectors;

  [[nodiscard]] std::vector<double> flows(const Accounts& a,
                                          const std::vector<double>& values) const {
    std::vector<double> mixed(values.size());
    for (std::size_t n = 0; n < regions.size(); ++n) {
      for (std::size_t i = 0; i < regions.size(); ++i) {
        for (std::size_t j = 0; j < sectors.size(); ++j) {
          mixed[a.at(n, i, j)] = values[a.at(regions[n], regions[i], sectors[j])];
        }
      }
    }
    return mixed;
  }
  [[nodiscard]] Accounts accounts(const Accounts& a) const {
    Accounts mixed = a;
    mixed.flow = flows(a, a.flow);
    mixed.tariff_rate = flows(a, a.tariff_rate);
    for (std::size_t n = 0; n < regions.size(); ++n) {
      mixed.regions[n] = a.regions[regions[n]];
      for (std::size_t k = 0; k < sectors.size(); ++k) {
        for (std::size_t j = 0; j < sectors.size(); ++j) {
          mixed.input[a.at_input(n, k, j)] =
              a.input[a.at_input(regions[n], sectors[k], sectors[j])];
        }
      }
    }
    for (std::size_t j = 0; j < sectors.size(); ++j) {
      mixed.sectors[j] = a.sectors[sectors[j]];
      mixed.tradable_goods[j] = a.tradable_goods[sectors[j]];
      mixed.theta_sets[0].theta[j] = a.theta_sets[0].theta[sectors[j]];
    }
    return mixed;
  }
};

TEST(EconomyAccounting, TheOrderOfRegionsAndSectorsChangesNothing) {
  for (const std::uint64_t number : test::economy_numbers(300)) {
    Case drawn = draw_case(number);
    SCOPED_TRACE(test::describe(drawn.economy));
    const Accounts& a = drawn.economy.accounts;
    const Reordered order{draw_order(a.region_count(), drawn.economy.engine),
                          draw_order(a.sector_count(), drawn.economy.engine)};
    const Equilibrium one = solve(drawn, tight);
    Case other = drawn;
    const Accounts mixed = order.accounts(a);
    other.economy.theta = mixed.theta_sets[0].theta;
    other.base = close_baseline(baseline_from_accounts(mixed), other.economy.theta,
                                drawn.economy.closure);
    other.policy.tariff_rate = order.flows(a, drawn.policy.tariff_rate);
    other.policy.iceberg_hat = order.flows(a, drawn.policy.iceberg_hat);
    const Equilibrium two = solve(other, tight);
    LargestGap gap;
    for (std::size_t n = 0; n < a.region_count(); ++n) {
      const std::size_t was = order.regions[n];
      gap.note(two.wage_hat[n], one.wage_hat[was], "wage");
      gap.note(two.income_hat[n], one.income_hat[was], "income");
      for (std::size_t j = 0; j < a.sector_count(); ++j) {
        const std::size_t cell = a.at(was, order.sectors[j]);
        gap.note(two.price_hat[a.at(n, j)], one.price_hat[cell], "price");
        gap.note(two.output[a.at(n, j)], one.output[cell], "output");
      }
    }
    EXPECT_LT(gap.size, 1e-9) << gap.where;
  }
}

}  // namespace
}  // namespace tripart
