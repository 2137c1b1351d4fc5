// T3, T4 and T4b with parameters of one's own, by halving on the curve's own equations.
#include <algorithm>
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "support/frontiers.hpp"

namespace tripart {
namespace {

using testing_support::unit_frontier;

constexpr PartyValues equal = {1, 1, 1, 1, 1, 1, 1, 1};

// T3 with other disagreement points, by bisection on the curve's own equation.
TEST(TwoPartySolutions, SolveTheCurvesOwnEquations) {
  const double points[][2] = {{0.0, 0.0}, {0.1, 0.7}, {0.35, 0.2}, {0.05, 1.1}};
  for (const auto& d : points) {
    NashProblem problem{testing_support::square_root_frontier()};
    problem.disagreement = {d[0], d[1]};
    const double best0 = std::sqrt(1.0 - 0.5 * d[1]) - d[0];
    const double best1 = 2.0 * (1.0 - d[0] * d[0]) - d[1];
    const auto crossing = [&](double ratio) {  // u2 - d2 = ratio (u1 - d1)
      double low = d[0];
      double high = 1.0;
      for (int step = 0; step < 200; ++step) {
        const double u = 0.5 * (low + high);
        (2.0 * (1.0 - u * u) - d[1] > ratio * (u - d[0]) ? low : high) = u;
      }
      return low;
    };
    EXPECT_NEAR(solve_kalai_smorodinsky(problem).value[0], crossing(best1 / best0),
                1e-11);
    EXPECT_NEAR(solve_egalitarian(problem).value[0], crossing(1.0), 1e-11);
    EXPECT_NEAR(solve_proportional(problem, {best0, best1}).value[0],
                crossing(best1 / best0), 1e-9);
    const double bound = std::min(std::sqrt(1.0 - 0.5 * d[1]), std::max(0.25, d[0]));
    EXPECT_NEAR(solve_rational_utilitarian(problem).value[0], bound, 1e-9);
  }
}

/// T4 and T4b with weights of one's own: A's ideals are 0, B's 1.
struct Trade {
  std::array<double, 3> a, b;
};
constexpr Trade trades[] = {{{0.6, 0.3, 0.1}, {0.2, 0.25, 0.55}},
                            {{0.5, 0.4, 0.1}, {0.15, 0.5, 0.35}},
                            {{0.7, 0.1, 0.2}, {0.05, 0.15, 0.8}},
                            {{0.34, 0.33, 0.33}, {0.1, 0.2, 0.7}}};

NashProblem problem_of(const Trade& trade, int exponent) {
  NashProblem problem{unit_frontier(2, 3, exponent)};
  for (int k = 0; k < 3; ++k) {
    const auto at = static_cast<std::size_t>(k);
    problem.frontier.add_stake(0, k, 0.0, trade.a[at], 0.0, std::nullopt);
    problem.frontier.add_stake(1, k, 1.0, trade.b[at], 0.0, std::nullopt);
  }
  return problem;
}

// The efficient texts are one curve, from A's ideal to B's; where A's value meets B's is
// found by halving. Both have a best of 1, so Kalai-Smorodinsky is the same point.
TEST(Logrolling, MeetsInTheMiddleOfItsOwnCurve) {
  for (const Trade& trade : trades) {
    for (int exponent = 1; exponent <= 2; ++exponent) {
      const auto values = [&](double part) {
        std::array<double, 2> value{};
        if (exponent == 2) {  // T4b: x = lB wB / (lA wA + lB wB)
          for (std::size_t k = 0; k < 3; ++k) {
            const double x =
                part * trade.b[k] / ((1.0 - part) * trade.a[k] + part * trade.b[k]);
            value[0] += trade.a[k] * (1.0 - x * x);
            value[1] += trade.b[k] * (1.0 - (1.0 - x) * (1.0 - x));
          }
          return value;
        }
        // T4: issues go to B in the order of what they are worth to it against A.
        std::array<std::size_t, 3> order = {0, 1, 2};
        std::sort(order.begin(), order.end(), [&](std::size_t k, std::size_t l) {
          return trade.b[k] * trade.a[l] > trade.b[l] * trade.a[k];
        });
        for (std::size_t place = 0; place < 3; ++place) {
          const double x = std::clamp(3.0 * part - static_cast<double>(place), 0.0, 1.0);
          value[0] += trade.a[order[place]] * (1.0 - x);
          value[1] += trade.b[order[place]] * x;
        }
        return value;
      };
      double low = 0.0;
      double high = 1.0;
      for (int step = 0; step < 100; ++step) {
        const double part = 0.5 * (low + high);
        (values(part)[0] > values(part)[1] ? low : high) = part;
      }
      const double expected = values(low)[0];
      const NashProblem problem = problem_of(trade, exponent);
      for (const FrontierPoint& point :
           {solve_egalitarian(problem), solve_kalai_smorodinsky(problem),
            solve_proportional(problem, equal)}) {
        ASSERT_TRUE(point.found);
        EXPECT_NEAR(point.value[0], expected, 1e-9) << "exponent " << exponent;
        EXPECT_NEAR(point.value[1], expected, 1e-9) << "exponent " << exponent;
      }
      // Nash beats every other point of the curve.
      const FrontierPoint nash = solve_nash(problem);
      double best = 0.0;
      for (int step = 0; step <= 90000; ++step) {
        const auto value = values(step / 90000.0);
        best = std::max(best, value[0] * value[1]);
      }
      EXPECT_NEAR(nash.value[0] * nash.value[1], best, 1e-8);
      EXPECT_GE(nash.value[0] * nash.value[1], best - 1e-13);
    }
  }
}

}  // namespace
}  // namespace tripart
