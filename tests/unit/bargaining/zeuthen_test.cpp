// Two parties that concede by their limits of risk end at the Nash point of their menu
// (B8f).
#include <algorithm>
#include <array>
#include <vector>

#include <gtest/gtest.h>

#include "support/two_parties.hpp"

namespace tripart {
namespace {

using namespace testing_support;

/// Issues with ideals and weights from one number.
std::vector<Stake> random_stakes(std::uint64_t number) {
  const Stream stream(number, 1, 17);
  const auto count = 2 + static_cast<int>(stream.uniform(0) * 5.0);
  std::vector<Stake> stakes;
  for (int issue = 0; issue < count; ++issue) {
    const auto draw = [&](int slot) {
      return stream.uniform(static_cast<std::uint32_t>(10 * issue + slot + 1));
    };
    stakes.push_back({{0.4 * draw(0), 1.0 - 0.4 * draw(1)}, {draw(2), draw(3)}});
  }
  return stakes;
}

/// Both values at every point of the menu of B5 with quadratic losses, found anew: texts
/// are means of the ideals, weighed with k/14 and the saliences.
std::vector<std::array<double, 2>> menu_of(const std::vector<Stake>& stakes) {
  std::array<double, 2> sum{};
  for (const Stake& stake : stakes) {
    sum[0] += stake.salience[0];
    sum[1] += stake.salience[1];
  }
  std::vector<std::array<double, 2>> menu;
  for (int k = 0; k <= 14; ++k) {
    std::array<double, 2> value{};
    for (const Stake& stake : stakes) {
      const std::array<double, 2> salience = {stake.salience[0] / sum[0],
                                              stake.salience[1] / sum[1]};
      const double a = (14 - k) / 14.0 * salience[0];
      const double b = k / 14.0 * salience[1];
      const double text = (a * stake.ideal[0] + b * stake.ideal[1]) / (a + b);
      for (std::size_t i = 0; i < 2; ++i) {
        const double distance = text - stake.ideal[i];
        value[i] += salience[i] * (1.0 - distance * distance);
      }
    }
    menu.push_back(value);
  }
  return menu;
}

double product(const std::array<double, 2>& value, const std::array<double, 2>& without) {
  return std::max(0.0, value[0] - without[0]) * std::max(0.0, value[1] - without[1]);
}

// 400 frontiers; the largest product of the menu is met to rounding, and the exact Nash
// product, which no menu can beat, within what fifteen points allow.
TEST(Zeuthen, EndsAtTheNashPointOfTheMenu) {
  double worst = 1.0;
  for (std::uint64_t number = 1; number <= 400; ++number) {
    const std::vector<Stake> stakes = random_stakes(number);
    const std::array<double, 2> without = {0.3 + 0.4 * Stream(number, 2, 17).uniform(0),
                                           0.3 + 0.4 * Stream(number, 2, 17).uniform(1)};
    const Model model = two_parties(stakes, StrategyKind::zeuthen, 2, without);
    const auto menu = menu_of(stakes);
    double best = 0.0;
    for (const auto& point : menu) {
      best = std::max(best, product(point, without));
    }
    if (best <= 0.0) {
      continue;
    }
    const Outcome outcome = play(model);
    ASSERT_EQ(outcome.ending, Ending::agreed) << number;
    const double met =
        product({outcome.parties[0].utility, outcome.parties[1].utility}, without);
    EXPECT_NEAR(met, best, 1e-12) << number;
    FrontierPoint nash = solve_nash(problem_of(stakes, 2, without));
    ASSERT_TRUE(nash.found);
    const double exact = product({nash.value[0], nash.value[1]}, without);
    EXPECT_LE(met, exact * (1.0 + 1e-9)) << number;
    worst = std::min(worst, met / exact);
  }
  EXPECT_GT(worst, 0.8);
}

// With linear losses the frontier is straight between bends, and the menu has its bends
// that fifteen weights find, and nine points on every edge between two of them: 200
// frontiers with red lines, the worst of which loses 4.1 percent of the Nash product.
TEST(Zeuthen, EndsNearTheNashPointOfAStraightFrontierWithinRedLines) {
  int played = 0;
  double worst = 1.0;
  for (std::uint64_t number = 1; number <= 200; ++number) {
    const std::vector<Stake> stakes = random_stakes(number);
    const Stream stream(number, 3, 17);
    const std::array<double, 2> without = {0.2 + 0.3 * stream.uniform(0),
                                           0.2 + 0.3 * stream.uniform(1)};
    Model model = two_parties(stakes, StrategyKind::zeuthen, 1, without);
    NashProblem problem = problem_of(stakes, 1, without);
    for (std::size_t k = 0; k < stakes.size(); ++k) {
      const double low = 0.3 * stream.uniform(static_cast<std::uint32_t>(10 + k));
      model.issues[k].positions[0].red_line_low = always(low);
      problem.frontier.low[k] = low;
    }
    const FrontierPoint nash = solve_nash(problem);
    if (!nash.found) {
      continue;
    }
    ++played;
    const Outcome outcome = play(model);
    ASSERT_EQ(outcome.ending, Ending::agreed) << number;
    const double met =
        product({outcome.parties[0].utility, outcome.parties[1].utility}, without);
    const double exact = product({nash.value[0], nash.value[1]}, without);
    EXPECT_LE(met, exact * (1.0 + 1e-9)) << number;
    worst = std::min(worst, met / exact);
  }
  EXPECT_GT(played, 150);
  EXPECT_GT(worst, 0.95);
}

// Each could have more than its fallback, but no text gives it to both.
TEST(Zeuthen, SignsNothingThatLeavesOneWithLess) {
  const Outcome outcome =
      play(two_parties({{{1.0, 0.0}, {1.0, 1.0}}}, StrategyKind::zeuthen, 1, {0.6, 0.6}));
  EXPECT_EQ(outcome.ending, Ending::lapsed);
}

// With one offer and no more, all that is worth more than the fallback is taken.
TEST(Zeuthen, TakesALastOffer) {
  Model model =
      two_parties({{{1.0, 0.0}, {1.0, 1.0}}}, StrategyKind::zeuthen, 1, {0.0, 0.25}, 5);
  model.protocol = ProtocolKind::take_it_or_leave_it;
  model.only_proposer = 0;
  const Outcome outcome = play(model);
  ASSERT_EQ(outcome.ending, Ending::agreed);
  EXPECT_NEAR(outcome.text[0], 0.7, 1e-12);  // the best for A in tenths
}

// A straight pie is divided in the middle whoever begins.
TEST(Zeuthen, SharesAPieEqually) {
  for (const double fallback : {0.0, 0.2}) {
    const Model model = two_parties({{{1.0, 0.0}, {1.0, 1.0}}}, StrategyKind::zeuthen, 1,
                                    {fallback, fallback});
    const Outcome outcome = play(model);
    ASSERT_EQ(outcome.ending, Ending::agreed);
    EXPECT_NEAR(outcome.text[0], 0.5, 1e-12);
  }
}

}  // namespace
}  // namespace tripart
