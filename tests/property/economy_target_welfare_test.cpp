// Two countries, one sector, balanced trade, no tariffs of the target's own: a tariff
// never raises the target's welfare, and the higher it is the worse.
//
// Why: without tariffs and deficits the target's real income is its real wage, which with
// one sector is its own-trade share to the power -1/(theta gamma) relative to before, and
// a tariff on the only good that it sells turns its terms of trade against it.
#include <gtest/gtest.h>

#include "support/random_economy.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

constexpr std::size_t issuer = 0, target = 1;
constexpr SolverOptions tight{1e-12, 20000};
/// Rates of a quarter percent to 300 percent, as far as they leave some trade.
constexpr double rates[] = {0.0025, 0.01, 0.05, 0.25, 1.0, 3.0};

/// Own sales of both and trade of 1 each way; a share of everything bought goes into
/// production.
Accounts two_countries(double own_issuer, double own_target, double tariff,
                       double input_share) {
  Accounts a;
  a.regions = {"issuer", "target"};
  a.sectors = {"good"};
  a.tradable_goods = {true};
  a.mfn_rate = {0.0, 0.0};
  a.has_mfn_rate = {true, true};
  a.flow = {own_issuer, 1.0, 1.0, own_target};  // importer by exporter
  a.tariff_rate = {0.0, tariff, 0.0, 0.0};
  a.input = {input_share * (own_issuer + 1.0), input_share * (own_target + 1.0)};
  return a;
}

/// The target's loss at every rate, against zero, the rate before and its own share.
void expect_harm(const Accounts& accounts, double theta, const std::string& what) {
  const Baseline b = baseline_from_accounts(accounts);
  EquilibriumSolver solver(b, {theta}, {}, tight);
  Equilibrium e;
  double before = 0.0;
  for (const double rate : rates) {
    if (theta * std::log1p(rate) > 6.0) {
      return;
    }
    TradePolicy policy = baseline_policy(b);
    add_tariff(policy, b, {issuer, target, 0, rate});
    solver.solve(policy, e);
    const double change = real_income_pct(b, e)[target];
    const std::string at = what + ", rate " + std::to_string(rate);
    EXPECT_LT(change, 0.0) << at;
    EXPECT_LT(change, before + 1e-9) << at << ": a higher rate cannot do less harm";
    before = change;
    const std::size_t own = b.at(target, target, 0);
    const double own_share_hat = e.expenditure_share[own] / b.expenditure_share[own];
    EXPECT_NEAR(1.0 + change / 100.0,
                std::pow(own_share_hat, -1.0 / (theta * b.value_added_share[target])),
                1e-9)
        << at;
  }
}

TEST(TariffOnASmallWorld, NeverHelpsItsTarget) {
  for (const double theta : {0.4, 1.0, 2.0, 4.0, 8.0, 20.0}) {
    for (const double own_issuer : {0.3, 3.0, 30.0}) {
      for (const double own_target : {0.3, 3.0, 30.0}) {
        for (const double tariff : {0.0, 0.1, 0.6}) {
          for (const double inputs : {0.0, 0.5}) {
            expect_harm(two_countries(own_issuer, own_target, tariff, inputs), theta,
                        "theta " + std::to_string(theta) + ", own sales " +
                            std::to_string(own_issuer) + " and " +
                            std::to_string(own_target) + ", tariff " +
                            std::to_string(tariff) + ", inputs " +
                            std::to_string(inputs));
          }
        }
      }
    }
  }
}

TEST(TariffOnASmallWorld, NeverHelpsItsTargetInRandomEconomies) {
  for (const std::uint64_t number : test::economy_numbers(200)) {
    test::EconomyTraits traits;
    traits.deficits = false;
    traits.inputs = number % 2 == 0;
    test::DrawnEconomy economy = test::draw_economy_with(traits, number);
    economy.accounts.tariff_rate[economy.accounts.at(target, issuer, 0)] = 0.0;
    expect_harm(economy.accounts, economy.theta[0], test::describe(economy));
  }
}

}  // namespace
}  // namespace tripart
