// The same maximum by somebody else's optimiser: NLopt, where it is installed.
#include <gtest/gtest.h>

#include "support/small_economy.hpp"
#include "support/two_countries.hpp"
#include "tripart/economy/welfare.hpp"

#ifdef TRIPART_NLOPT
#include <nlopt.h>
#endif

namespace tripart {
namespace {

#ifdef TRIPART_NLOPT

struct Case {
  const Baseline* baseline;
  std::vector<double> theta;
  OptimalTariffProblem problem;
};

double real_income(unsigned count, const double* rates, double* /*gradient*/,
                   void* data) {
  const Case& c = *static_cast<const Case*>(data);
  TradePolicy policy = baseline_policy(*c.baseline);
  for (unsigned i = 0; i < count; ++i) {
    for (const std::size_t exporter : c.problem.instruments[i].exporters) {
      for (const std::size_t sector : c.problem.instruments[i].sectors) {
        policy.tariff_rate[c.baseline->at(c.problem.chooser, exporter, sector)] =
            rates[i];
      }
    }
  }
  SolverOptions tight;
  tight.tolerance = 1e-12;
  const Equilibrium e = solve_equilibrium(*c.baseline, c.theta, policy, {}, tight);
  return real_income_pct(*c.baseline, e)[c.problem.chooser];
}

TEST(OptimalTariffOracle, FindsTheSameRatesAsNLopt) {
  for (const std::uint64_t seed : {3U, 4U, 5U}) {
    const Baseline b = baseline_from_accounts(test::random_accounts(3, 3, seed));
    Case c{&b, b.theta_sets[0].theta, {}};
    c.problem = problem_of(
        b, test::war_of_all(b, {0.0, 2.0}, TariffGrouping::by_partner_and_sector), 1);
    const OptimalTariffs ours =
        solve_optimal_tariffs(b, c.theta, {}, baseline_policy(b), c.problem);
    const auto count = static_cast<unsigned>(c.problem.instruments.size());
    ASSERT_EQ(count, 4U);
    nlopt_opt search = nlopt_create(NLOPT_LN_BOBYQA, count);
    nlopt_set_lower_bounds1(search, 0.0);
    nlopt_set_upper_bounds1(search, 2.0);
    nlopt_set_max_objective(search, real_income, &c);
    nlopt_set_xtol_abs1(search, 1e-6);
    nlopt_set_maxeval(search, 5000);
    std::vector<double> rates(count, 0.2);
    double best = 0.0;
    const nlopt_result end = nlopt_optimize(search, rates.data(), &best);
    nlopt_destroy(search);
    ASSERT_GT(end, 0) << "seed " << seed;
    EXPECT_NEAR(ours.real_income_pct[1], best, 1e-6) << "seed " << seed;
    for (unsigned i = 0; i < count; ++i) {
      EXPECT_NEAR(ours.rates[i].rate, rates[i], 1e-3)
          << "seed " << seed << ", rate " << i;
    }
  }
}

#else

TEST(OptimalTariffOracle, FindsTheSameRatesAsNLopt) {
  GTEST_SKIP() << "libnlopt-dev was not there when the tests were configured";
}

#endif

}  // namespace
}  // namespace tripart
