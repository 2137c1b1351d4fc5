// Solutions for three to eight parties, held against closed forms, against conditions
// that only the solution meets, and against a search that knows nothing of duals.
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "support/frontiers.hpp"

namespace tripart {
namespace {

using testing_support::random_frontier;
using testing_support::unit_frontier;

constexpr PartyValues equal = {1, 1, 1, 1, 1, 1, 1, 1};

PartyValues surplus_of(const NashProblem& problem, const PartyValues& value) {
  PartyValues surplus{};
  for (std::size_t i = 0; i < static_cast<std::size_t>(problem.frontier.parties); ++i) {
    surplus[i] = value[i] - problem.disagreement[i];
  }
  return surplus;
}

/// A pie for each of n parties to eat from a pool: V_i = scale_i x_i for i < n - 1, and
/// the last one has what the others leave, V = scale (n - 1 - sum x).
Frontier pool(const std::vector<double>& scale) {
  const int parties = static_cast<int>(scale.size());
  Frontier frontier = unit_frontier(parties, parties - 1, 1);
  for (int k = 0; k + 1 < parties; ++k) {
    const auto last = scale.size() - 1;
    frontier.add_stake(k, k, 1.0, scale[static_cast<std::size_t>(k)], 0.0, 0.0);
    frontier.add_stake(parties - 1, k, 0.0, scale[last], 0.0, 1.0);
  }
  return frontier;
}

/// Parties whose ideals are the corners of a box: V_i = 1 - sum_k (x_k - e_ik)^2 / n.
Frontier corners(int parties) {
  Frontier frontier = unit_frontier(parties, parties, 2);
  for (int i = 0; i < parties; ++i) {
    for (int k = 0; k < parties; ++k) {
      frontier.add_stake(i, k, i == k ? 1.0 : 0.0, 1.0 / parties, 0.0, std::nullopt);
    }
  }
  return frontier;
}

TEST(ManyPartySolutions, ShareAPoolEquallyInUtilityOrInProportionToTheBest) {
  const std::vector<std::vector<double>> scales = {
      {1.0, 2.0, 1.0}, {0.5, 1.5, 4.0}, {1.0, 3.0, 2.0, 0.25, 1.0}};
  for (const auto& scale : scales) {
    const NashProblem problem{pool(scale)};
    const auto n = scale.size();
    // Equal V = t: sum_k t / scale_k + t / scale_last = n - 1, no share above 1.
    double parts = 0.0;
    for (const double one : scale) {
      parts += 1.0 / one;
    }
    const double t = static_cast<double>(n - 1) / parts;
    if (t <= *std::min_element(scale.begin(), scale.end() - 1)) {
      const FrontierPoint point = solve_egalitarian(problem);
      ASSERT_TRUE(point.found);
      for (std::size_t i = 0; i < n; ++i) {
        EXPECT_NEAR(point.value[i], t, 1e-9 * t) << n << " parties, party " << i;
      }
    }
    // Best: scale_k for the first, scale_last (n - 1) for the last: share s of each with
    // (n - 1) s + (n - 1) s = n - 1.
    const FrontierPoint fair = solve_kalai_smorodinsky(problem);
    ASSERT_TRUE(fair.found);
    for (std::size_t i = 0; i < n; ++i) {
      const double best = scale[i] * (i + 1 < n ? 1.0 : static_cast<double>(n - 1));
      EXPECT_NEAR(fair.value[i], 0.5 * best, 1e-9 * best) << n << " parties, party " << i;
    }
  }
}

TEST(ManyPartySolutions, TreatMirrorImagesAlike) {
  for (int parties = 3; parties <= max_parties; ++parties) {
    const NashProblem problem{corners(parties)};
    // x_k = 1 / n for all k, by symmetry.
    const double n = parties;
    const double value =
        1.0 - ((1.0 - 1.0 / n) * (1.0 - 1.0 / n) + (n - 1.0) / (n * n)) / n;
    for (const FrontierPoint& point :
         {solve_egalitarian(problem), solve_kalai_smorodinsky(problem),
          solve_utilitarian(problem), solve_rational_utilitarian(problem),
          solve_nash(problem)}) {
      ASSERT_TRUE(point.found);
      for (std::size_t i = 0; i < static_cast<std::size_t>(parties); ++i) {
        EXPECT_NEAR(point.value[i], value, 1e-10) << parties << " parties";
      }
    }
  }
}

// For two parties the line is found by another method, a search along the frontier.
TEST(ManyPartySolutions, AgreeWithTheSearchAlongTheFrontierOfTwo) {
  int found = 0;
  for (int exponent = 1; exponent <= 2; ++exponent) {
    for (std::uint32_t replicate = 1; replicate <= 200; ++replicate) {
      NashProblem problem{random_frontier(2, 9, exponent, replicate)};
      testing_support::set_disagreement(problem, replicate);
      const FrontierPoint pair = solve_egalitarian(problem);
      const FrontierPoint line = solve_proportional(problem, equal);
      ASSERT_EQ(pair.found, line.found) << replicate;
      if (!pair.found) {
        continue;
      }
      ++found;
      const PartyValues by_search = surplus_of(problem, pair.value);
      const PartyValues by_line = surplus_of(problem, line.value);
      const double least = std::min(by_search[0], by_search[1]);
      EXPECT_NEAR(std::min(by_line[0], by_line[1]), least, 1e-9 * (least + 0.01))
          << "exponent " << exponent << ", replicate " << replicate;
    }
  }
  EXPECT_GT(found, 100);
}

// The oracle: rays from random weights through efficient texts never beat the line, and
// weak duality bounds it from above where the multipliers say it is. Both are independent
// of how the point was found.
TEST(ManyPartySolutions, LieWhereNoTextGivesEverybodyMore) {
  int found = 0;
  for (int exponent = 1; exponent <= 2; ++exponent) {
    for (int parties = 3; parties <= max_parties; ++parties) {
      for (std::uint32_t replicate = 1; replicate <= 30; ++replicate) {
        NashProblem problem{random_frontier(parties, 12, exponent, replicate)};
        testing_support::set_disagreement(problem, replicate);
        const FrontierPoint point = solve_egalitarian(problem);
        EXPECT_EQ(point.found, solve_nash(problem).found) << parties << ' ' << replicate;
        if (!point.found) {
          continue;
        }
        ++found;
        const PartyValues surplus = surplus_of(problem, point.value);
        const double least =
            *std::min_element(surplus.begin(), surplus.begin() + parties);
        EXPECT_LE(pareto_distance(problem.frontier, point.value), 1e-9)
            << "exponent " << exponent << ", " << parties << " parties, " << replicate;
        EXPECT_NEAR(largest_gain(problem.frontier, problem.disagreement, equal), least,
                    1e-9 * (least + 0.01))
            << "exponent " << exponent << ", " << parties << " parties, " << replicate;
        // Nash equals out less: its least surplus cannot be above.
        const PartyValues nash = surplus_of(problem, solve_nash(problem).value);
        EXPECT_LE(*std::min_element(nash.begin(), nash.begin() + parties),
                  least * (1.0 + 1e-9));
      }
    }
  }
  EXPECT_GT(found, 150);
}

// Projected subgradient on the weights: a plain upper bound on the least surplus, slow
// and independent.
double least_surplus_bound(const NashProblem& problem) {
  const auto parties = static_cast<std::size_t>(problem.frontier.parties);
  std::array<double, max_parties> logit{};
  double best = 1e300;
  for (int step = 1; step <= 6000; ++step) {
    PartyValues weight{};
    double sum = 0.0;
    for (std::size_t i = 0; i < parties; ++i) {
      weight[i] = std::exp(logit[i]);
      sum += weight[i];
    }
    for (std::size_t i = 0; i < parties; ++i) {
      weight[i] /= sum;
    }
    const PartyValues surplus = surplus_of(
        problem,
        frontier_values(problem.frontier, frontier_text(problem.frontier, weight)));
    double mean = 0.0;
    for (std::size_t i = 0; i < parties; ++i) {
      mean += weight[i] * surplus[i];
    }
    best = std::min(best, mean);
    for (std::size_t i = 0; i < parties; ++i) {
      logit[i] -= 8.0 / std::sqrt(static_cast<double>(step)) * (surplus[i] - mean);
    }
  }
  return best;
}

TEST(ManyPartySolutions, MeetTheBoundOfASlowSearchOverWeights) {
  int found = 0;
  for (std::uint32_t replicate = 1; replicate <= 12; ++replicate) {
    for (int parties = 3; parties <= 5; ++parties) {
      NashProblem problem{random_frontier(parties, 6, 2, replicate)};
      testing_support::set_disagreement(problem, replicate);
      const double gain = largest_gain(problem.frontier, problem.disagreement, equal);
      const double bound = least_surplus_bound(problem);
      EXPECT_LE(gain, bound + 1e-11) << parties << " parties, replicate " << replicate;
      EXPECT_GT(gain, bound - 2e-4) << parties << " parties, replicate " << replicate;
      ++found;
    }
  }
  EXPECT_EQ(found, 36);
}

TEST(ManyPartySolutions, GiveProportionalSurplusesUnlessSomebodyCanHaveMoreForNothing) {
  int proportional = 0;
  int found = 0;
  for (int exponent = 1; exponent <= 2; ++exponent) {
    for (int parties = 3; parties <= 6; ++parties) {
      for (std::uint32_t replicate = 1; replicate <= 30; ++replicate) {
        NashProblem problem{random_frontier(parties, 12, exponent, replicate)};
        testing_support::set_disagreement(problem, replicate);
        const FrontierPoint point = solve_kalai_smorodinsky(problem);
        if (!point.found) {
          continue;
        }
        ++found;
        PartyValues quotient{};
        double least = 1e300;
        double most = 0.0;
        for (int i = 0; i < parties; ++i) {
          const auto at = static_cast<std::size_t>(i);
          const FrontierPoint best = solve_best_rational(problem, i);
          ASSERT_TRUE(best.found);
          for (std::size_t j = 0; j < static_cast<std::size_t>(parties); ++j) {
            EXPECT_GE(best.value[j], problem.disagreement[j] - 1e-9);
          }
          EXPECT_GE(best.value[at], solve_nash(problem).value[at] - 1e-9);
          quotient[at] = (point.value[at] - problem.disagreement[at]) /
                         (best.value[at] - problem.disagreement[at]);
          least = std::min(least, quotient[at]);
          most = std::max(most, quotient[at]);
        }
        EXPECT_LE(most, 1.0 + 1e-8);
        EXPECT_LE(pareto_distance(problem.frontier, point.value), 1e-9);
        proportional += most - least < 1e-8 * most ? 1 : 0;
      }
    }
  }
  EXPECT_GT(found, 100);
  EXPECT_GT(proportional, found / 2);
}

// The line leaves the Pareto set: C does not care for issue 0 nor A and B for issue 1.
TEST(ManyPartySolutions, LetThoseWhoAreNotHeldDownHaveWhatCostsNobody) {
  for (int exponent = 1; exponent <= 2; ++exponent) {
    NashProblem problem{unit_frontier(3, 2, exponent)};
    problem.frontier.add_stake(0, 0, 0.0, 1.0, 0.0, std::nullopt);
    problem.frontier.add_stake(1, 0, 1.0, 1.0, 0.0, std::nullopt);
    problem.frontier.add_stake(2, 1, 0.6, 5.0, 0.0, std::nullopt);
    const double half = exponent == 1 ? 0.5 : 0.75;
    const FrontierPoint point = solve_egalitarian(problem);
    ASSERT_TRUE(point.found);
    EXPECT_NEAR(point.value[0], half, 1e-10);
    EXPECT_NEAR(point.value[1], half, 1e-10);
    EXPECT_NEAR(point.value[2], 5.0, 1e-9);
  }
}

TEST(Utilitarian, AsksForIndividualRationalityOnlyWhenTold) {
  NashProblem problem{unit_frontier(3, 1, 2)};
  problem.frontier.add_stake(0, 0, 0.0, 1.0, 0.0, std::nullopt);
  problem.frontier.add_stake(1, 0, 1.0, 3.0, 0.0, std::nullopt);
  problem.frontier.add_stake(2, 0, 1.0, 1.0, 0.0, std::nullopt);
  problem.disagreement = {0.75, 0.0, 0.0};
  EXPECT_NEAR(solve_utilitarian(problem).text[0], 0.8, 1e-15);
  const FrontierPoint rational = solve_rational_utilitarian(problem);
  ASSERT_TRUE(rational.found);
  EXPECT_NEAR(rational.text[0], 0.5, 1e-10);  // 1 - x^2 = .75
  problem.disagreement = {0.75, 2.9, 0.0};
  EXPECT_FALSE(solve_rational_utilitarian(problem).found);
}

TEST(ParetoDistance, IsTheEqualGainLeftOnTheTable) {
  NashProblem problem{testing_support::logrolling_linear()};
  // T4: halves on all issues give .5 each; the highest equal pair is 39/55.
  EXPECT_NEAR(pareto_distance(problem.frontier, {0.5, 0.5}), 39.0 / 55.0 - 0.5, 1e-11);
  EXPECT_EQ(pareto_distance(problem.frontier, {0.78, 0.65}), 0.0);
  EXPECT_NEAR(largest_gain(problem.frontier, {1.0, 1.0}, equal), 39.0 / 55.0 - 1.0,
              1e-11);
  // T3's curve with the middle of its text range wasted on nobody.
  const Frontier curve = testing_support::square_root_frontier();
  // u2 + t = 2 (1 - (u1 + t)^2) from (0, 0).
  EXPECT_NEAR(pareto_distance(curve, {0.0, 0.0}), (std::sqrt(17.0) - 1.0) / 4.0, 1e-12);
  for (const double u : {0.1, 0.4, 0.9}) {
    EXPECT_EQ(pareto_distance(curve, {u, 2.0 - 2.0 * u * u}), 0.0) << u;
  }
}

TEST(ManyPartySolutions, FollowPartiesAroundTheTable) {
  for (int exponent = 1; exponent <= 2; ++exponent) {
    NashProblem problem{random_frontier(3, 21, exponent, 7)};
    NashProblem turned = problem;
    const std::array<std::size_t, 3> seat = {2, 0, 1};
    for (std::size_t i = 0; i < 3; ++i) {
      turned.frontier.constant[seat[i]] = problem.frontier.constant[i];
      for (std::size_t k = 0; k < 21; ++k) {
        turned.frontier.ideal[k][seat[i]] = problem.frontier.ideal[k][i];
        turned.frontier.weight[k][seat[i]] = problem.frontier.weight[k][i];
        turned.frontier.slope[k][seat[i]] = problem.frontier.slope[k][i];
      }
    }
    const FrontierPoint here[] = {solve_egalitarian(problem),
                                  solve_kalai_smorodinsky(problem)};
    const FrontierPoint there[] = {solve_egalitarian(turned),
                                   solve_kalai_smorodinsky(turned)};
    for (int which = 0; which < 2; ++which) {
      ASSERT_TRUE(here[which].found && there[which].found);
      for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(there[which].value[seat[i]], here[which].value[i], 1e-10)
            << "exponent " << exponent;
      }
    }
  }
}

}  // namespace
}  // namespace tripart
