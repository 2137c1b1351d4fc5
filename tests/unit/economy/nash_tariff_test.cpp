#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "economy/optimal_tariff_cycle.hpp"
#include "support/small_economy.hpp"
#include "support/two_countries.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

using test::base2017;
using test::home_share;
using test::one_good_world;
using test::war_of_all;

NashTariffs war_of(const Baseline& b, double theta, const TariffWar& war,
                   WarStart from = WarStart::current) {
  return solve_nash_tariffs(b, std::vector<double>(b.sector_count(), theta), {},
                            baseline_policy(b), war, from);
}

TariffWar north_american_war(const Baseline& b) {
  TariffWar war = war_of_all(b, {0.0, 1.5});
  war.members = {b.region("USA"), b.region("CAN"), b.region("MEX")};
  return war;
}

TEST(NashTariffs, AreEachTheInverseOfThetaTimesTheOthersHomeShare) {
  for (const double theta : {2.0, 6.0}) {
    for (const std::vector<double>& own_sales :
         {std::vector<double>{100, 100}, std::vector<double>{400, 30}}) {
      const Baseline b = one_good_world(own_sales, 25.0);
      const NashTariffs nash = war_of(b, theta, war_of_all(b));
      ASSERT_EQ(nash.end, WarEnd::interior);
      EXPECT_NEAR(nash.rates[0][0].rate,
                  1.0 / (theta * home_share(b, nash.equilibrium, 1)), 1e-4);
      EXPECT_NEAR(nash.rates[1][0].rate,
                  1.0 / (theta * home_share(b, nash.equilibrium, 0)), 1e-4);
      EXPECT_LE(nash.residual_pct, 1e-6);
      EXPECT_EQ(nash.damping, 1.0);
      EXPECT_EQ(nash.period, 0);
    }
  }
}

TEST(NashTariffs, AreTheSameFromCurrentTariffsAndFromTheUpperBound) {
  const Baseline b = one_good_world({200, 60}, 30.0);
  const NashTariffs current = war_of(b, 4.0, war_of_all(b));
  const NashTariffs upper = war_of(b, 4.0, war_of_all(b), WarStart::upper);
  EXPECT_EQ(upper.end, WarEnd::interior);
  for (std::size_t member : {0U, 1U}) {
    EXPECT_NEAR(current.rates[member][0].rate, upper.rates[member][0].rate, 5e-5);
  }
}

TEST(NashTariffs, HurtBothOfTwoEqualsAlike) {
  const Baseline b = one_good_world({100, 100}, 30.0);
  const NashTariffs nash = war_of(b, 3.0, war_of_all(b));
  EXPECT_LT(nash.real_income_pct[0], -0.1);
  EXPECT_NEAR(nash.real_income_pct[0], nash.real_income_pct[1], 1e-4);
  EXPECT_NEAR(nash.rates[0][0].rate, nash.rates[1][0].rate, 1e-4);
}

// Johnson (1953): a country that is large enough wins a trade war.
TEST(NashTariffs, LetACountryWinThatIsLargeEnough) {
  const Baseline b = one_good_world({2000, 10}, 50.0);
  const NashTariffs nash = war_of(b, 3.0, war_of_all(b));
  EXPECT_GT(nash.rates[0][0].rate, 1.5 * nash.rates[1][0].rate);
  EXPECT_GT(nash.real_income_pct[0], 0.01);
  EXPECT_LT(nash.real_income_pct[1], -1.0);
}

TEST(NashTariffs, LeaveNobodyABetterRate) {
  const Baseline b = baseline_from_accounts(test::random_accounts(3, 3, 11));
  const TariffWar war = war_of_all(b, {0.0, 2.0}, TariffGrouping::by_partner_and_sector);
  const NashTariffs nash = war_of(b, 4.0, war);
  const std::vector<double> theta(b.sector_count(), 4.0);
  SolverOptions tight;
  tight.tolerance = 1e-12;
  for (std::size_t member = 0; member < nash.problems.size(); ++member) {
    const OptimalTariffProblem& problem = nash.problems[member];
    for (const TariffInstrument& instrument : problem.instruments) {
      for (const double move : {-0.3, -0.05, -0.01, 0.01, 0.05, 0.3}) {
        TradePolicy policy = nash.policy;
        bool possible = true;
        for (const std::size_t exporter : instrument.exporters) {
          for (const std::size_t sector : instrument.sectors) {
            double& rate = policy.tariff_rate[b.at(problem.chooser, exporter, sector)];
            rate += move;
            possible = possible && rate >= 0.0;
          }
        }
        if (possible) {
          const Equilibrium e = solve_equilibrium(b, theta, policy, {}, tight);
          EXPECT_LT(real_income_pct(b, e)[problem.chooser],
                    nash.real_income_pct[problem.chooser] + 1e-7)
              << "member " << member << ", move " << move;
        }
      }
    }
  }
}

TEST(NashTariffs, DoNotDependOnTheOrderOfMembersOrSectors) {
  const Baseline& b = base2017();
  const auto& theta = b.theta("ll2023");
  TariffWar war = north_american_war(b);
  const NashTariffs one = solve_nash_tariffs(b, theta, {}, baseline_policy(b), war);
  std::reverse(war.members.begin(), war.members.end());
  std::reverse(war.sectors.begin(), war.sectors.end());
  const NashTariffs other = solve_nash_tariffs(b, theta, {}, baseline_policy(b), war);
  ASSERT_EQ(one.end, WarEnd::interior);
  for (std::size_t cell = 0; cell < b.tariff_rate.size(); ++cell) {
    ASSERT_NEAR(one.policy.tariff_rate[cell], other.policy.tariff_rate[cell], 1e-4);
  }
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    EXPECT_NEAR(one.real_income_pct[n], other.real_income_pct[n], 1e-4);
  }
}

TEST(NashTariffs, LeaveTariffsOnOutsidersAndServicesAsTheyAre) {
  const Baseline& b = base2017();
  const TariffWar war = north_american_war(b);
  const NashTariffs nash =
      solve_nash_tariffs(b, b.theta("gtap"), {}, baseline_policy(b), war);
  const auto fights = [&](std::size_t n) {
    return std::find(war.members.begin(), war.members.end(), n) != war.members.end();
  };
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t i = 0; i < b.region_count(); ++i) {
      for (std::size_t j = 0; j < b.sector_count(); ++j) {
        const std::size_t cell = b.at(n, i, j);
        if (n == i || !fights(n) || !fights(i) || !b.tradable_goods[j]) {
          EXPECT_EQ(nash.policy.tariff_rate[cell], b.tariff_rate[cell]);
        } else {
          EXPECT_GT(nash.policy.tariff_rate[cell], 0.02);
        }
      }
    }
  }
}

TEST(NashTariffs, MayFallOnBystanders) {
  const Baseline& b = base2017();
  TariffWar war = north_american_war(b);
  war.bystanders = {b.region("CHN")};
  const OptimalTariffProblem problem = problem_of(b, war, b.region("USA"));
  EXPECT_EQ(problem.instruments.size(), 3U);
}

TEST(NashTariffs, SayWhereBoundsBind) {
  const Baseline b = one_good_world({100, 100}, 30.0);
  const NashTariffs nash = war_of(b, 3.0, war_of_all(b, {0.0, 0.1}));
  EXPECT_EQ(nash.end, WarEnd::bounds);
  EXPECT_EQ(nash.rates[1][0].place, RatePlace::at_high);
}

TEST(NashTariffs, CallAWarThatEndsTradeAutarky) {
  const Baseline b = one_good_world({100, 100}, 50.0);
  TradePolicy start = baseline_policy(b);
  start.tariff_rate[b.at(0, 1, 0)] = start.tariff_rate[b.at(1, 0, 0)] = 4.0;
  const NashTariffs nash =
      solve_nash_tariffs(b, {5.0}, {}, start, war_of_all(b, {4.0, 4.0}));
  EXPECT_EQ(nash.end, WarEnd::autarky);
  EXPECT_LT(nash.trade_left, autarky_trade);
}

TEST(NashTariffs, CallAWarUnsettledThatIsCutShort) {
  const Baseline b = one_good_world({300, 60}, 30.0);
  TariffSearchOptions options;
  options.max_rounds = 1;
  const NashTariffs nash = solve_nash_tariffs(b, {2.0}, {}, baseline_policy(b),
                                              war_of_all(b), WarStart::upper, options);
  EXPECT_EQ(nash.end, WarEnd::unsettled);
  EXPECT_GT(nash.residual_pct, 1e-6);
}

TEST(NashTariffs, NoticeACycleByItsPeriod) {
  const auto at = [](double rate) {
    return WarPosition{{{rate, false}}, {{2.0 * rate, false}}};
  };
  std::deque<WarPosition> past{at(0.9), at(0.1), at(0.5), at(0.3)};
  EXPECT_EQ(cycle_period(past, at(0.1), 1e-4), 3);
  EXPECT_EQ(cycle_period(past, at(0.5 + 2e-5), 1e-4), 2);
  EXPECT_EQ(cycle_period(past, at(0.3), 1e-4), 0) << "at rest is no cycle";
  EXPECT_EQ(cycle_period(past, at(0.7), 1e-4), 0);
  EXPECT_EQ(cycle_period({at(0.3), at(0.30001)}, at(0.3), 1e-4), 0) << "nearly at rest";
}

}  // namespace
}  // namespace tripart
