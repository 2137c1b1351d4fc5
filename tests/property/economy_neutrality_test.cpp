// Changes whose effect can be told by hand.
#include <gtest/gtest.h>

#include "support/random_economy.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

using test::LargestGap;
constexpr SolverOptions tight{1e-12, 20000};

// Without inputs everything one region buys, at home and abroad, costs f times as much to
// deliver: what it buys from whom does not change, so neither do wages, and only its own
// consumer prices rise, by f.
TEST(Neutrality, DearerDeliveryToOneRegionIsItsOwnBusiness) {
  for (const std::uint64_t number : test::economy_numbers(100)) {
    test::EconomyTraits traits = test::draw_traits(number);
    traits.inputs = false;
    test::DrawnEconomy economy = test::draw_economy_with(traits, number);
    SCOPED_TRACE(test::describe(economy));
    const Baseline b = baseline_from_accounts(economy.accounts);
    const std::size_t importer = test::draw_count(0, traits.regions - 1, economy.engine);
    const double factor = test::draw_between(0.5, 2.0, economy.engine);
    TradePolicy policy = baseline_policy(b);
    for (std::size_t i = 0; i < traits.regions; ++i) {
      for (std::size_t j = 0; j < traits.sectors; ++j) {
        policy.iceberg_hat[b.at(importer, i, j)] = factor;
      }
    }
    const Equilibrium e = solve_equilibrium(b, economy.theta, policy, {}, tight);
    const std::vector<double> change = real_income_pct(b, e);
    LargestGap gap;
    for (std::size_t n = 0; n < traits.regions; ++n) {
      gap.note(e.wage_hat[n], 1.0, "wage of " + b.regions[n]);
      gap.note(1.0 + change[n] / 100.0, n == importer ? 1.0 / factor : 1.0,
               "welfare of " + b.regions[n]);
    }
    EXPECT_LT(gap.size, 1e-9) << gap.where;
  }
}

/// Inputs that make value added the same share of all sales everywhere.
void give_everybody_the_same_value_added_share(Accounts& a, double value_added_share) {
  const std::size_t N = a.region_count();
  const std::size_t J = a.sector_count();
  for (std::size_t n = 0; n < N; ++n) {
    std::vector<double> made(J, 0.0), bought(J, 0.0), paid(J, 0.0);
    double all = 0.0;
    for (std::size_t i = 0; i < N; ++i) {
      for (std::size_t j = 0; j < J; ++j) {
        made[j] += a.flow[a.at(i, n, j)];
        bought[j] += a.flow[a.at(n, i, j)];
        paid[j] += a.flow[a.at(n, i, j)] * (1.0 + a.tariff_rate[a.at(n, i, j)]);
        all += a.flow[a.at(n, i, j)] * (1.0 + a.tariff_rate[a.at(n, i, j)]);
      }
    }
    for (std::size_t k = 0; k < J; ++k) {
      for (std::size_t j = 0; j < J && bought[k] > 0.0; ++j) {
        const double cost = (1.0 - value_added_share) * made[j] * paid[k] / all;
        a.input[a.at_input(n, k, j)] = cost * bought[k] / paid[k];
      }
    }
  }
}

// Delivery costs f times as much everywhere, at home too, and value added is the share g
// of all sales: log P = log f + (1 - g) log P at unchanged wages, the same everywhere, so
// nobody buys elsewhere and real income changes by f^(-1/g), whatever tariffs and
// deficits.
TEST(Neutrality, DearerDeliveryEverywhereIsLostOncePerRoundOfProduction) {
  for (const std::uint64_t number : test::economy_numbers(100)) {
    test::EconomyTraits traits = test::draw_traits(number);
    traits.inputs = false;
    test::DrawnEconomy economy = test::draw_economy_with(traits, number);
    SCOPED_TRACE(test::describe(economy));
    const double value_added_share = test::draw_between(0.35, 0.9, economy.engine);
    const double factor = test::draw_between(0.7, 1.4, economy.engine);
    give_everybody_the_same_value_added_share(economy.accounts, value_added_share);
    const Baseline b = baseline_from_accounts(economy.accounts);
    TradePolicy policy = baseline_policy(b);
    policy.iceberg_hat.assign(policy.iceberg_hat.size(), factor);
    const Equilibrium e = solve_equilibrium(b, economy.theta, policy, {}, tight);
    LargestGap gap;
    for (const double change : real_income_pct(b, e)) {
      gap.note(1.0 + change / 100.0, std::pow(factor, -1.0 / value_added_share),
               "welfare");
    }
    for (const double wage : e.wage_hat) {
      gap.note(wage, 1.0, "wage");
    }
    EXPECT_LT(gap.size, 1e-9) << gap.where;
  }
}

/// The same world without its last region.
Accounts without_last(const Accounts& a) {
  const std::size_t N = a.region_count() - 1;
  const std::size_t J = a.sector_count();
  Accounts rest = a;
  rest.regions.pop_back();
  rest.has_mfn_rate.pop_back();
  rest.mfn_rate.resize(N * J);
  rest.input.resize(N * J * J);
  rest.flow.assign(N * N * J, 0.0);
  rest.tariff_rate.assign(N * N * J, 0.0);
  for (std::size_t n = 0; n < N; ++n) {
    for (std::size_t i = 0; i < N; ++i) {
      for (std::size_t j = 0; j < J; ++j) {
        rest.flow[rest.at(n, i, j)] = a.flow[a.at(n, i, j)];
        rest.tariff_rate[rest.at(n, i, j)] = a.tariff_rate[a.at(n, i, j)];
      }
    }
  }
  return rest;
}

// An island's wage in the others' money is anything, and nobody can tell. (With deficits
// fixed in units of world value added it would matter, so trade is balanced here.)
TEST(Neutrality, AnIslandNeitherFeelsNorChangesTheOthers) {
  for (const std::uint64_t number : test::economy_numbers(100)) {
    test::EconomyTraits traits = test::draw_traits(number);
    traits.regions = std::max<std::size_t>(traits.regions, 3);
    traits.gaps = false;
    traits.inputs = false;
    test::DrawnEconomy economy = test::draw_economy_with(traits, number);
    SCOPED_TRACE(test::describe(economy));
    Accounts& a = economy.accounts;
    const std::size_t island = traits.regions - 1;
    for (std::size_t n = 0; n < island; ++n) {
      for (std::size_t j = 0; j < traits.sectors; ++j) {
        a.flow[a.at(n, island, j)] = a.flow[a.at(island, n, j)] = 0.0;
      }
    }
    test::draw_inputs(a, economy.engine);
    Accounts others = without_last(a);
    const Closure balanced{Deficits::removed, true};
    const auto welfare = [&](const Accounts& accounts, const TradePolicy& policy) {
      const Baseline b =
          close_baseline(baseline_from_accounts(accounts), economy.theta, balanced);
      return real_income_pct(
          b, solve_equilibrium(b, economy.theta, policy, balanced, tight));
    };
    const TradePolicy policy =
        test::draw_policy(baseline_from_accounts(a), economy.engine);
    TradePolicy among_others = baseline_policy(baseline_from_accounts(others));
    for (std::size_t n = 0; n < island; ++n) {
      for (std::size_t i = 0; i < island; ++i) {
        for (std::size_t j = 0; j < traits.sectors; ++j) {
          const std::size_t cell = a.at(n, i, j);
          const std::size_t place = others.at(n, i, j);
          among_others.tariff_rate[place] = policy.tariff_rate[cell];
          among_others.iceberg_hat[place] = policy.iceberg_hat[cell];
        }
      }
    }
    const std::vector<double> all = welfare(a, policy);
    const std::vector<double> rest = welfare(others, among_others);
    EXPECT_NEAR(all[island], 0.0, 1e-8);
    for (std::size_t n = 0; n < island; ++n) {
      EXPECT_NEAR(all[n], rest[n], 1e-7) << a.regions[n];
    }
  }
}

}  // namespace
}  // namespace tripart
