// Gains from trade from own-trade shares (Arkolakis, Costinot & Rodriguez-Clare 2012;
// with sectors and inputs: Costinot & Rodriguez-Clare 2014).
//
// At home nothing is shipped at a new cost, so E3 of own sales reads P_hat = c_hat
// pi_hat(n,n)^(1/theta). With E1, p(j) = log(P_hat(j)/w_hat) solves
//
//     p(j) = log pi_hat(n,n,j) / theta(j) + sum_k gamma(k,j) p(k)
//
// and the real wage changes by exp(-sum_j alpha(j) p(j)). Without tariffs and deficits
// that is real income. In autarky pi_hat(n,n) is 1/pi(n,n).
#include <gtest/gtest.h>

#include "support/random_economy.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

constexpr SolverOptions tight{1e-12, 20000};
/// Trade whose share is 1e-40 is none, whatever wages do.
constexpr double no_trade = 40.0;

/// exp(-alpha' p); inputs round after round, as in Leontief's series.
double real_wage_hat(const Baseline& b, const std::vector<double>& theta, std::size_t n,
                     const std::vector<double>& own_share_hat) {
  const std::size_t J = b.sector_count();
  std::vector<double> p(J, 0.0);
  for (int round = 0; round < 2000; ++round) {
    std::vector<double> next(J);
    for (std::size_t j = 0; j < J; ++j) {
      next[j] = std::log(own_share_hat[j]) / theta[j];
      for (std::size_t k = 0; k < J; ++k) {
        next[j] += b.input_share[b.at_input(n, k, j)] * p[k];
      }
    }
    p = next;
  }
  double log_wage = 0.0;
  for (std::size_t j = 0; j < J; ++j) {
    log_wage -= b.final_share[b.at(n, j)] * p[j];
  }
  return std::exp(log_wage);
}

std::vector<double> own_share_hat(const Baseline& b, const Equilibrium& e,
                                  std::size_t n) {
  std::vector<double> hat;
  for (std::size_t j = 0; j < b.sector_count(); ++j) {
    const std::size_t cell = b.at(n, n, j);
    hat.push_back(e.expenditure_share[cell] / b.expenditure_share[cell]);
  }
  return hat;
}

test::DrawnEconomy draw_full(std::uint64_t number, std::size_t sectors, bool tariffs) {
  test::EconomyTraits traits = test::draw_traits(number);
  traits.gaps = false;
  traits.sectors = sectors > 0 ? sectors : traits.sectors;
  traits.inputs = sectors == 1 ? false : traits.inputs;
  traits.deficits = tariffs;
  traits.highest_tariff = tariffs ? 0.6 : 0.0;
  return test::draw_economy_with(traits, number);
}

/// Foreign trade so dear that its shares fall by `power` orders of magnitude before wages
/// answer.
TradePolicy walls(const Baseline& b, const std::vector<double>& theta, double power) {
  TradePolicy policy = baseline_policy(b);
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t i = 0; i < b.region_count(); ++i) {
      for (std::size_t j = 0; j < b.sector_count() && i != n; ++j) {
        policy.iceberg_hat[b.at(n, i, j)] = std::pow(10.0, power / theta[j]);
      }
    }
  }
  return policy;
}

/// Real income in autarky over real income now, from own-trade shares alone.
double autarky_hat(const Baseline& b, const std::vector<double>& theta, std::size_t n) {
  std::vector<double> to_one;
  for (std::size_t j = 0; j < b.sector_count(); ++j) {
    to_one.push_back(1.0 / b.expenditure_share[b.at(n, n, j)]);
  }
  return real_wage_hat(b, theta, n, to_one);
}

TEST(Autarky, CostsTheOwnTradeShareToThePowerOneOverTheta) {
  for (const std::uint64_t number : test::economy_numbers(100)) {
    const test::DrawnEconomy economy = draw_full(number, 1, false);
    SCOPED_TRACE(test::describe(economy));
    const Baseline b = baseline_from_accounts(economy.accounts);
    const Equilibrium e =
        solve_equilibrium(b, economy.theta, walls(b, economy.theta, no_trade));
    const std::vector<double> change = real_income_pct(b, e);
    for (std::size_t n = 0; n < b.region_count(); ++n) {
      const double left =
          std::pow(b.expenditure_share[b.at(n, n, 0)], 1.0 / economy.theta[0]);
      EXPECT_NEAR((1.0 + change[n] / 100.0) / left, 1.0, 1e-9) << b.regions[n];
    }
  }
}

TEST(Autarky, OfSeveralSectorsWithInputsHasItsClosedForm) {
  for (const std::uint64_t number : test::economy_numbers(100)) {
    const test::DrawnEconomy economy = draw_full(number, 0, false);
    SCOPED_TRACE(test::describe(economy));
    const Baseline b = baseline_from_accounts(economy.accounts);
    const Equilibrium e =
        solve_equilibrium(b, economy.theta, walls(b, economy.theta, no_trade));
    const std::vector<double> change = real_income_pct(b, e);
    for (std::size_t n = 0; n < b.region_count(); ++n) {
      const double left = autarky_hat(b, economy.theta, n);
      EXPECT_NEAR((1.0 + change[n] / 100.0) / left, 1.0, 1e-8) << b.regions[n];
    }
  }
}

TEST(Autarky, IsTheWorstThatDearerTradeCanBring) {
  for (const std::uint64_t number : test::economy_numbers(100)) {
    test::DrawnEconomy economy = draw_full(number, 0, false);
    SCOPED_TRACE(test::describe(economy));
    const Baseline b = baseline_from_accounts(economy.accounts);
    const double power = test::draw_between(0.1, 2.0, economy.engine);
    const std::vector<double> change = real_income_pct(
        b, solve_equilibrium(b, economy.theta, walls(b, economy.theta, power)));
    for (std::size_t n = 0; n < b.region_count(); ++n) {
      EXPECT_GT(1.0 + change[n] / 100.0, autarky_hat(b, economy.theta, n))
          << b.regions[n];
    }
  }
}

TEST(OwnTradeShare, SaysAllAboutRealIncomeInOneSector) {
  for (const std::uint64_t number : test::economy_numbers(150)) {
    test::DrawnEconomy economy = draw_full(number, 1, false);
    SCOPED_TRACE(test::describe(economy));
    const Baseline b = baseline_from_accounts(economy.accounts);
    TradePolicy policy = baseline_policy(b);
    policy.iceberg_hat = test::draw_policy(b, economy.engine).iceberg_hat;
    const Equilibrium e = solve_equilibrium(b, economy.theta, policy, {}, tight);
    const std::vector<double> change = real_income_pct(b, e);
    for (std::size_t n = 0; n < b.region_count(); ++n) {
      EXPECT_NEAR(1.0 + change[n] / 100.0,
                  std::pow(own_share_hat(b, e, n)[0], -1.0 / economy.theta[0]), 1e-9)
          << b.regions[n];
    }
  }
}

// With tariffs, deficits, sectors and inputs own-trade shares still give the real wage.
TEST(OwnTradeShare, SaysAllAboutTheRealWage) {
  for (const std::uint64_t number : test::economy_numbers(150)) {
    test::DrawnEconomy economy = draw_full(number, 0, true);
    SCOPED_TRACE(test::describe(economy));
    const Baseline b = baseline_from_accounts(economy.accounts);
    const TradePolicy policy = test::draw_policy(b, economy.engine);
    const Equilibrium e = solve_equilibrium(b, economy.theta, policy, {}, tight);
    const WelfareChange change = welfare_change(b, policy, e);
    for (std::size_t n = 0; n < b.region_count(); ++n) {
      EXPECT_NEAR(1.0 + change.real_wage_pct[n] / 100.0,
                  real_wage_hat(b, economy.theta, n, own_share_hat(b, e, n)), 1e-9)
          << b.regions[n];
    }
  }
}

}  // namespace
}  // namespace tripart
