#include "tripart/economy/optimal_tariff.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "economy/optimal_tariff_search.hpp"
#include "support/small_economy.hpp"
#include "support/two_countries.hpp"
#include "tripart/core/error.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

using test::base2017;
using test::home_share;
using test::one_good_world;
using test::war_of_all;

OptimalTariffs best_tariff_of_first(const Baseline& b, double theta,
                                    TradePolicy start = {}) {
  if (start.tariff_rate.empty()) {
    start = baseline_policy(b);
  }
  return solve_optimal_tariffs(b, {theta}, {}, start, problem_of(b, war_of_all(b), 0));
}

std::vector<std::size_t> goods_of(const Baseline& b) {
  return war_of_all(b).sectors;
}

// Gros (1987): the inverse elasticity of the other's export supply, which in this model
// is theta times the share of its output that it keeps.
TEST(OptimalTariff, IsTheInverseOfThetaTimesTheOthersHomeShare) {
  for (const double theta : {1.5, 4.0, 9.0}) {
    for (const std::vector<double>& own_sales :
         {std::vector<double>{100, 100}, std::vector<double>{300, 20},
          std::vector<double>{20, 300}}) {
      const Baseline b = one_good_world(own_sales, 15.0);
      const OptimalTariffs best = best_tariff_of_first(b, theta);
      ASSERT_EQ(best.rates.size(), 1U);
      EXPECT_NEAR(best.rates[0].rate, 1.0 / (theta * home_share(b, best.equilibrium, 1)),
                  1e-4)
          << "theta " << theta << ", own sales " << own_sales[0];
      EXPECT_EQ(best.rates[0].place, RatePlace::inside);
      EXPECT_TRUE(best.settled);
    }
  }
}

// With a tariff of its own the other still spends on imports what it earns from exports:
// the same share, valued before tariffs.
TEST(OptimalTariff, HoldsAgainstAnotherTariffToo) {
  const Baseline b = one_good_world({80, 120}, 20.0);
  TradePolicy start = baseline_policy(b);
  start.tariff_rate[b.at(1, 0, 0)] = 0.4;
  const OptimalTariffs best = best_tariff_of_first(b, 4.0, start);
  EXPECT_NEAR(best.rates[0].rate, 1.0 / (4.0 * home_share(b, best.equilibrium, 1)), 1e-4);
}

TEST(OptimalTariff, ApproachesOneOverThetaAsTheCountryGetsSmall) {
  double last = 1.0;
  for (const double size : {1.0, 0.1, 0.01, 0.001}) {
    const Baseline b = one_good_world({60.0 * size, 1000.0}, 40.0 * size);
    const double rate = best_tariff_of_first(b, 5.0).rates[0].rate;
    EXPECT_GT(rate, 0.2) << "size " << size;
    EXPECT_LT(rate, last) << "size " << size;
    last = rate;
  }
  EXPECT_NEAR(last, 0.2, 1e-4);
}

TEST(OptimalTariff, ReportsWhatItGainsAndWhatOthersLose) {
  const Baseline b = one_good_world({100, 50}, 25.0);
  const OptimalTariffs best = best_tariff_of_first(b, 3.0);
  const Equilibrium e = solve_equilibrium(b, {3.0}, best.policy);
  const std::vector<double> income = real_income_pct(b, e);
  EXPECT_NEAR(best.real_income_pct[0], income[0], 1e-7);
  EXPECT_NEAR(best.real_income_pct[1], income[1], 1e-7);
  EXPECT_NEAR(best.start_income_pct[0], 0.0, 1e-9);
  EXPECT_NEAR(best.gain_pct, income[0], 1e-7);
  EXPECT_GT(income[0], 0.1);
  EXPECT_LT(income[1], -0.1);
  EXPECT_LE(best.residual_pct, 1e-6);
  EXPECT_GT(best.evaluations, 10);
  EXPECT_LT(best.evaluations, 60) << "parabolas come to the point";
}

TEST(OptimalTariff, StopsAtItsBoundsAndSaysSo) {
  const Baseline b = one_good_world({100, 50}, 25.0);
  OptimalTariffProblem problem = problem_of(b, war_of_all(b), 0);
  const double free = best_tariff_of_first(b, 3.0).rates[0].rate;
  problem.bounds = {0.0, 0.5 * free};
  const OptimalTariffs low =
      solve_optimal_tariffs(b, {3.0}, {}, baseline_policy(b), problem);
  EXPECT_EQ(low.rates[0].rate, 0.5 * free);
  EXPECT_EQ(low.rates[0].place, RatePlace::at_high);
  problem.bounds = {1.5 * free, 3.0};
  TradePolicy start = baseline_policy(b);
  start.tariff_rate[b.at(0, 1, 0)] = 3.0;
  const OptimalTariffs high = solve_optimal_tariffs(b, {3.0}, {}, start, problem);
  EXPECT_EQ(high.rates[0].rate, 1.5 * free);
  EXPECT_EQ(high.rates[0].place, RatePlace::at_low);
}

TEST(OptimalTariff, BoundsWithoutRoomChangeNothing) {
  const Baseline b = one_good_world({100, 50}, 25.0);
  OptimalTariffProblem problem = problem_of(b, war_of_all(b), 0);
  problem.bounds = {0.0, 0.0};
  const OptimalTariffs none =
      solve_optimal_tariffs(b, {3.0}, {}, baseline_policy(b), problem);
  EXPECT_EQ(none.policy.tariff_rate, b.tariff_rate);
  EXPECT_EQ(none.gain_pct, 0.0);
}

// Prohibitive rates or the old schedule: the schedule stays, as it is.
TEST(OptimalTariff, LeavesTariffsAsTheyAreWhereNoRateWithinBoundsIsBetter) {
  const Baseline& b = base2017();
  OptimalTariffProblem problem = problem_of(b, war_of_all(b), b.region("USA"));
  problem.bounds = {1.4, 1.5};
  const OptimalTariffs same =
      solve_optimal_tariffs(b, b.theta("gtap"), {}, baseline_policy(b), problem);
  EXPECT_EQ(same.policy.tariff_rate, b.tariff_rate);
  EXPECT_EQ(same.gain_pct, 0.0);
  for (const ChosenRate& rate : same.rates) {
    EXPECT_EQ(rate.place, RatePlace::unchanged);
    EXPECT_GT(rate.rate, 0.0) << "the mean of the start";
    EXPECT_LT(rate.rate, 0.1) << "the mean of the start";
  }
}

TEST(OptimalTariff, TouchesOnlyItsOwnRatesOnThePartnersAndSectorsNamed) {
  const Baseline& b = base2017();
  const std::size_t usa = b.region("USA"), mex = b.region("MEX");
  const std::size_t cars = b.sector("motor_vehicles"), food = b.sector("food");
  const OptimalTariffProblem problem{
      usa,
      tariff_instruments(b, usa, {mex}, {cars, food}, TariffGrouping::by_sector),
      {}};
  const OptimalTariffs best =
      solve_optimal_tariffs(b, b.theta("ll2023"), {}, baseline_policy(b), problem);
  ASSERT_EQ(best.rates.size(), 2U);
  EXPECT_GT(best.gain_pct, 0.0);
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t i = 0; i < b.region_count(); ++i) {
      for (std::size_t j = 0; j < b.sector_count(); ++j) {
        const bool chosen = n == usa && i == mex && (j == cars || j == food);
        EXPECT_EQ(best.policy.tariff_rate[b.at(n, i, j)] != b.tariff_rate[b.at(n, i, j)],
                  chosen);
      }
    }
  }
}

TEST(OptimalTariff, GroupsRatesByPartnerAndSector) {
  const Baseline& b = base2017();
  const std::size_t usa = b.region("USA");
  const std::vector<std::size_t> partners{b.region("CAN"), b.region("MEX")};
  const auto count = [&](TariffGrouping grouping) {
    return tariff_instruments(b, usa, partners, goods_of(b), grouping).size();
  };
  EXPECT_EQ(count(TariffGrouping::uniform), 1U);
  EXPECT_EQ(count(TariffGrouping::by_partner), 2U);
  EXPECT_EQ(count(TariffGrouping::by_sector), 17U);
  EXPECT_EQ(count(TariffGrouping::by_partner_and_sector), 34U);
}

TEST(OptimalTariff, HasNoRateOnWhatIsNotTraded) {
  const Baseline b = baseline_from_accounts(test::random_accounts(3, 3, 5));
  ASSERT_EQ(b.flow(0, 1, 0), 0.0);
  EXPECT_EQ(
      tariff_instruments(b, 0, {1, 2}, {0, 1}, TariffGrouping::by_partner_and_sector)
          .size(),
      3U);
}

// More freedom can only help: every uniform rate is also a rate by sector.
TEST(OptimalTariff, FinerGroupingsGainMore) {
  const Baseline& b = base2017();
  const std::size_t can = b.region("CAN");
  double last = 0.0;
  for (const TariffGrouping grouping :
       {TariffGrouping::uniform, TariffGrouping::by_sector,
        TariffGrouping::by_partner_and_sector}) {
    const OptimalTariffProblem problem{
        can,
        tariff_instruments(b, can, {b.region("USA"), b.region("CHN")}, goods_of(b),
                           grouping),
        {}};
    const double gain =
        solve_optimal_tariffs(b, b.theta("gtap"), {}, baseline_policy(b), problem)
            .gain_pct;
    EXPECT_GT(gain, last);
    last = gain;
  }
}

TEST(OptimalTariff, SaysWhatAnotherRateWouldStillAddAndWhatIsNotSettled) {
  const Baseline b = one_good_world({100, 60, 40}, 25.0);
  const OptimalTariffProblem problem = problem_of(b, war_of_all(b), 0);
  const TariffSearchOptions options;
  TariffObjective objective(b, {3.0}, {}, baseline_policy(b), options.solver);
  TariffSearch untouched(objective, problem, options);
  double most = 0.0;
  for (const std::size_t partner : {1U, 2U}) {
    for (int point = 0; point <= 10; ++point) {
      TradePolicy policy = baseline_policy(b);
      policy.tariff_rate[b.at(0, partner, 0)] = 0.15 * point;
      most = std::max(most, real_income_pct(b, solve_equilibrium(b, {3.0}, policy))[0]);
    }
  }
  EXPECT_GT(most, 0.1);
  EXPECT_NEAR(untouched.residual(), most, 1e-7);
  EXPECT_EQ(objective.policy().tariff_rate, b.tariff_rate);
  TariffSearchOptions hasty;
  hasty.max_sweeps = 1;
  EXPECT_FALSE(
      solve_optimal_tariffs(b, {3.0}, {}, baseline_policy(b), problem, hasty).settled);
}

TEST(OptimalTariff, NamesWhoseTariffsHaveNoEquilibrium) {
  const Baseline b = one_good_world({100, 50}, 25.0);
  TariffSearchOptions options;
  options.solver.max_iterations = 2;
  try {
    static_cast<void>(solve_optimal_tariffs(b, {3.0}, {}, baseline_policy(b),
                                            problem_of(b, war_of_all(b), 1), options));
    FAIL() << "two iterations cannot be enough";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::bad_input);
    EXPECT_NE(std::string(failure.what()).find("tariffs that are best for R1: no eq"),
              std::string::npos)
        << failure.what();
  }
}

}  // namespace
}  // namespace tripart
