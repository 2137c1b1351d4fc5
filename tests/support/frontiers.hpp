#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "tripart/bargaining/solution.hpp"
#include "tripart/core/random.hpp"

/// Frontiers of the closed forms (MODEL.md, section 5) and random ones.
namespace tripart::testing_support {

inline Frontier unit_frontier(int parties, int issues, int loss_exponent) {
  Frontier frontier;
  frontier.parties = parties;
  frontier.issues = issues;
  frontier.loss_exponent = loss_exponent;
  frontier.high.fill(1.0);
  return frontier;
}

/// T1: one pie, straight; V_0 = 1 - x, V_1 = x.
inline Frontier pie() {
  Frontier frontier = unit_frontier(2, 1, 1);
  frontier.add_stake(0, 0, 0.0, 1.0, 0.0, std::nullopt);
  frontier.add_stake(1, 0, 1.0, 1.0, 0.0, std::nullopt);
  return frontier;
}

/// A straight pie of 1 for any number of parties: each pair has an issue of its own to
/// trade value with, and the disagreement point leaves a simplex within what they reach.
inline NashProblem pie_of(int parties) {
  const int pairs = parties * (parties - 1) / 2;
  const double pie = pairs - parties * (0.5 * (parties - 1) - 0.5);
  NashProblem problem;
  problem.frontier = unit_frontier(parties, pairs, 1);
  int issue = 0;
  for (int i = 0; i < parties; ++i) {
    for (int j = 0; j < i; ++j, ++issue) {
      problem.frontier.add_stake(i, issue, 0.0, 1.0 / pie, 0.0, std::nullopt);
      problem.frontier.add_stake(j, issue, 1.0, 1.0 / pie, 0.0, std::nullopt);
    }
    problem.disagreement[static_cast<std::size_t>(i)] = (0.5 * parties - 1.0) / pie;
  }
  return problem;
}

/// Three parties, curved: V_0 = x + y, V_1 = a (1 - x^2), V_2 = b (1 - y^2).
inline Frontier two_square_roots(double a, double b) {
  Frontier frontier = unit_frontier(3, 2, 2);
  frontier.add_stake(0, 0, 0.0, 0.0, 1.0, std::nullopt);
  frontier.add_stake(0, 1, 0.0, 0.0, 1.0, std::nullopt);
  frontier.add_stake(1, 0, 0.0, a, 0.0, std::nullopt);
  frontier.add_stake(2, 1, 0.0, b, 0.0, std::nullopt);
  return frontier;
}

/// T3: u2 = 2 (1 - u1^2), as V_0 = x and V_1 = 2 - 2 x^2.
inline Frontier square_root_frontier() {
  Frontier frontier = unit_frontier(2, 1, 2);
  frontier.add_stake(0, 0, 0.0, 0.0, 1.0, std::nullopt);
  frontier.add_stake(1, 0, 0.0, 2.0, 0.0, std::nullopt);
  return frontier;
}

/// T4: three straight issues, weights (.6, .3, .1) against (.2, .25, .55).
inline Frontier logrolling_linear() {
  Frontier frontier = unit_frontier(2, 3, 1);
  const double a[] = {0.6, 0.3, 0.1};
  const double b[] = {0.2, 0.25, 0.55};
  for (int issue = 0; issue < 3; ++issue) {
    frontier.add_stake(0, issue, 0.0, a[issue], 0.0, std::nullopt);
    frontier.add_stake(1, issue, 1.0, b[issue], 0.0, std::nullopt);
  }
  return frontier;
}

/// T4b: two quadratic issues, weights (.8, .2) against (.3, .7).
inline Frontier logrolling_quadratic() {
  Frontier frontier = unit_frontier(2, 2, 2);
  const double a[] = {0.8, 0.2};
  const double b[] = {0.3, 0.7};
  for (int issue = 0; issue < 2; ++issue) {
    frontier.add_stake(0, issue, 0.0, a[issue], 0.0, std::nullopt);
    frontier.add_stake(1, issue, 1.0, b[issue], 0.0, std::nullopt);
  }
  return frontier;
}

/// Ideals anywhere, saliences adding up to 1, small cost slopes, some narrow intervals, a
/// status quo of 0 and values from there.
inline Frontier random_frontier(int parties, int issues, int loss_exponent,
                                std::uint32_t replicate) {
  const Stream stream(1, replicate, Purpose::parameter, "frontier");
  std::uint32_t index = 0;
  const auto draw = [&] { return stream.uniform(index++); };
  Frontier frontier = unit_frontier(parties, issues, loss_exponent);
  for (int i = 0; i < parties; ++i) {
    double total = 0.0;
    Texts salience{};
    for (int k = 0; k < issues; ++k) {
      salience[static_cast<std::size_t>(k)] = draw();
      total += salience[static_cast<std::size_t>(k)];
    }
    for (int k = 0; k < issues; ++k) {
      const double slope = draw() < 0.2 ? 0.02 * (draw() - 0.5) : 0.0;
      frontier.add_stake(i, k, draw(), salience[static_cast<std::size_t>(k)] / total,
                         slope, 0.0);
    }
  }
  for (std::size_t k = 0; k < static_cast<std::size_t>(issues); ++k) {
    if (draw() < 0.3) {
      const double a = draw();
      const double b = draw();
      frontier.low[k] = std::min(a, b);
      frontier.high[k] = std::max(a, b);
    }
  }
  return frontier;
}

/// A disagreement point between far below and about what equal weights give.
inline void set_disagreement(NashProblem& problem, std::uint32_t replicate) {
  const Stream stream(1, replicate, Purpose::parameter, "disagreement");
  const PartyValues middle = solve_utilitarian(problem).value;
  for (std::size_t i = 0; i < static_cast<std::size_t>(problem.frontier.parties); ++i) {
    const auto index = static_cast<std::uint32_t>(i);
    problem.disagreement[i] = middle[i] + 0.3 * (stream.uniform(index) - 0.75);
    problem.power[i] = 0.5 + stream.uniform(index + 8);
  }
}

/// max over a grid of the two texts of min_i (V_i - d_i): the slow way to see a surplus.
inline double best_least_surplus_on_grid(const NashProblem& problem, int steps) {
  const Frontier& frontier = problem.frontier;
  double best = -1e300;
  for (int a = 0; a <= steps; ++a) {
    for (int b = 0; b <= steps; ++b) {
      Texts text{};
      text[0] = frontier.low[0] + (frontier.high[0] - frontier.low[0]) * a / steps;
      text[1] = frontier.low[1] + (frontier.high[1] - frontier.low[1]) * b / steps;
      const PartyValues value = frontier_values(frontier, text);
      double least = 1e300;
      for (std::size_t i = 0; i < static_cast<std::size_t>(frontier.parties); ++i) {
        least = std::min(least, value[i] - problem.disagreement[i]);
      }
      best = std::max(best, least);
    }
  }
  return best;
}

}  // namespace tripart::testing_support
