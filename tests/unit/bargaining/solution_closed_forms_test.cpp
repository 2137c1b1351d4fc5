// T3, T4 and T4b with parameters other than those of MODEL.md, solved by other means.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "support/frontiers.hpp"
#include "tripart/bargaining/solution.hpp"

namespace tripart {
namespace {

/// u2 = height (1 - u1^2).
Frontier dome(double height) {
  Frontier frontier = testing_support::unit_frontier(2, 1, 2);
  frontier.add_stake(0, 0, 0.0, 0.0, 1.0, std::nullopt);
  frontier.add_stake(1, 0, 0.0, height, 0.0, std::nullopt);
  return frontier;
}

// T3 with other numbers. By hand, without disagreement values: Nash with power a at u^2 =
// a / (2 - a); Kalai-Smorodinsky where 1 - u^2 = u; egalitarian where h (1 - u^2) = u;
// utilitarian at 1 / 2h. With them the first-order condition is bisected.
TEST(TwoPartySolutions, AreThoseOfOtherDomes) {
  struct Case {
    double height, power, d1, d2;
  };
  for (const Case& known :
       {Case{2.0, 0.75, 0.2, 0.3}, Case{1.0, 0.5, 0.1, 0.4}, Case{3.5, 0.2, 0.5, 0.1}}) {
    const double h = known.height;
    NashProblem problem{dome(h)};
    EXPECT_NEAR(solve_nash(problem).value[0], 1.0 / std::sqrt(3.0), 1e-10);
    EXPECT_NEAR(solve_kalai_smorodinsky(problem).value[0], (std::sqrt(5.0) - 1.0) / 2.0,
                1e-10);
    EXPECT_NEAR(solve_egalitarian(problem).value[0],
                (std::sqrt(1.0 + 4.0 * h * h) - 1.0) / (2.0 * h), 1e-10);
    EXPECT_NEAR(solve_utilitarian(problem).value[0], 0.5 / h, 1e-10);
    problem.power = {known.power, 1.0 - known.power};
    EXPECT_NEAR(solve_nash(problem).value[0],
                std::sqrt(known.power / (2.0 - known.power)), 1e-10);
    problem.power = {1.0, 1.0};
    problem.disagreement = {known.d1, known.d2};
    double low = known.d1;
    double high = std::sqrt(1.0 - known.d2 / h);
    for (int step = 0; step < 100; ++step) {
      const double u = 0.5 * (low + high);
      const double other = h * (1.0 - u * u) - known.d2;
      (other > 2.0 * h * u * (u - known.d1) ? low : high) = u;
    }
    const FrontierPoint nash = solve_nash(problem);
    EXPECT_NEAR(nash.value[0], low, 1e-9);
    EXPECT_NEAR(nash.value[1], h * (1.0 - low * low), 1e-9);
  }
}

/// Issues on which A wants 0 and B wants 1.
Frontier opposed_on(const std::vector<double>& a, const std::vector<double>& b,
                    int loss_exponent) {
  const int issues = static_cast<int>(a.size());
  Frontier frontier = testing_support::unit_frontier(2, issues, loss_exponent);
  for (int issue = 0; issue < issues; ++issue) {
    const auto k = static_cast<std::size_t>(issue);
    frontier.add_stake(0, issue, 0.0, a[k], 0.0, std::nullopt);
    frontier.add_stake(1, issue, 1.0, b[k], 0.0, std::nullopt);
  }
  return frontier;
}

// T4 with other weights, by looking at every issue that may be the one that is split:
// those that A values relatively more go to A, the others to B.
TEST(Logrolling, OfOtherWeightsSplitsAtMostOneIssue) {
  struct Case {
    std::vector<double> a, b;
  };
  for (const Case& known :
       {Case{{0.6, 0.3, 0.1}, {0.2, 0.25, 0.55}}, Case{{0.7, 0.2, 0.1}, {0.1, 0.3, 0.6}},
        Case{{0.1, 0.5, 0.2, 0.2}, {0.4, 0.1, 0.3, 0.2}}}) {
    std::vector<std::size_t> order(known.a.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
      order[k] = k;
    }
    std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
      return known.a[i] * known.b[j] > known.a[j] * known.b[i];
    });
    double best = 0.0, best_a = 0.0, best_b = 0.0;
    double a = 0.0;
    double b = 1.0;  // A gets the issues before the split, B those after it
    for (const std::size_t k : order) {
      b -= known.b[k];
      // maximise (a + s wA) (b + (1 - s) wB) over 0 <= s <= 1
      const double top = 0.5 * (1.0 + b / known.b[k] - a / known.a[k]);
      const double s = std::min(std::max(top, 0.0), 1.0);
      const double u = a + s * known.a[k];
      const double v = b + (1.0 - s) * known.b[k];
      if (u * v > best) {
        best = u * v;
        best_a = u;
        best_b = v;
      }
      a += known.a[k];
    }
    const FrontierPoint nash = solve_nash({opposed_on(known.a, known.b, 1)});
    EXPECT_NEAR(nash.value[0], best_a, 1e-9);
    EXPECT_NEAR(nash.value[1], best_b, 1e-9);
  }
}

// T4b with other weights: the text of the weighted sum is x_k = lB wB / (lA wA + lB wB),
// and Nash's weights are as one over the surpluses; bisected.
TEST(Logrolling, OfOtherQuadraticWeightsFollowsTheClosedText) {
  struct Case {
    std::vector<double> a, b;
  };
  for (const Case& known : {Case{{0.8, 0.2}, {0.3, 0.7}}, Case{{0.5, 0.5}, {0.1, 0.9}},
                            Case{{0.2, 0.3, 0.5}, {0.6, 0.3, 0.1}}}) {
    const Frontier frontier = opposed_on(known.a, known.b, 2);
    const auto utilities = [&](double weight_b) {
      std::array<double, 2> u = {1.0, 1.0};
      for (std::size_t k = 0; k < known.a.size(); ++k) {
        const double wb = weight_b * known.b[k];
        const double x = wb / ((1.0 - weight_b) * known.a[k] + wb);
        u[0] -= known.a[k] * x * x;
        u[1] -= known.b[k] * (1.0 - x) * (1.0 - x);
      }
      return u;
    };
    for (const double weight : {0.2, 0.5, 0.9}) {
      const PartyValues value =
          frontier_values(frontier, frontier_text(frontier, {1.0 - weight, weight}));
      EXPECT_NEAR(value[0], utilities(weight)[0], 1e-12);
      EXPECT_NEAR(value[1], utilities(weight)[1], 1e-12);
    }
    double low = 0.0;
    double high = 1.0;
    for (int step = 0; step < 100; ++step) {
      const double weight = 0.5 * (low + high);
      const std::array<double, 2> u = utilities(weight);
      (weight * u[1] < (1.0 - weight) * u[0] ? low : high) = weight;
    }
    const FrontierPoint nash = solve_nash({frontier});
    EXPECT_NEAR(nash.value[0], utilities(low)[0], 1e-9);
    EXPECT_NEAR(nash.value[1], utilities(low)[1], 1e-9);
  }
}

}  // namespace
}  // namespace tripart
