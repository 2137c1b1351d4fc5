#include "tripart/bargaining/attrition.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

namespace tripart {
namespace {

// What i expects if it means to give in at `time`, by midpoints over the other's
// concession: prize where that comes first, and the cost of waiting until either.
double expected(const Attrition& war, const AttritionOutcome& outcome, std::size_t i,
                double time) {
  constexpr int parts = 400000;
  const double hazard = outcome.hazard[1 - i];
  double sum = 0.0;
  for (int part = 0; part < parts; ++part) {
    const double t = time * (part + 0.5) / parts;
    sum +=
        hazard * std::exp(-hazard * t) * (war.prize[i] - war.cost[i] * t) * time / parts;
  }
  return sum - std::exp(-hazard * time) * war.cost[i] * time;
}

TEST(Attrition, LeavesBothIndifferentWhenToGiveIn) {
  for (const Attrition& war : {Attrition{{10, 8}, {1, 0.5}}, Attrition{{3, 4}, {1, 2}},
                               Attrition{{20, 1}, {0.3, 0.7}}}) {
    const AttritionOutcome outcome = solve_attrition(war);
    for (std::size_t i = 0; i < 2; ++i) {
      for (const double time : {0.5, 2.0, 10.0}) {
        EXPECT_NEAR(expected(war, outcome, i, time), 0.0, 1e-9) << time;
      }
    }
  }
}

TEST(Attrition, IsTheClosedForm) {
  const AttritionOutcome outcome = solve_attrition({{10, 8}, {1, 0.5}});  // T10
  EXPECT_NEAR(outcome.hazard[0], 0.0625, 1e-15);
  EXPECT_NEAR(outcome.hazard[1], 0.1, 1e-15);
  EXPECT_NEAR(outcome.mean_time, 6.153846, 5e-7);
  EXPECT_NEAR(outcome.concedes[0], 0.384615, 5e-7);
  const AttritionOutcome other = solve_attrition({{3, 4}, {1, 2}});
  EXPECT_NEAR(other.mean_time, 6.0 / 5.0, 1e-15);
  EXPECT_NEAR(other.concedes[0], 0.6, 1e-15);
  const AttritionOutcome third = solve_attrition({{20, 1}, {0.3, 0.7}});
  EXPECT_NEAR(third.mean_time, 1.0 / 0.715, 1e-15);
  EXPECT_NEAR(third.concedes[1], 0.015 / 0.715, 1e-15);
}

// The hazard that keeps i indifferent, integrated in small steps (Runge & Kutta).
TEST(Crisis, BacksDownAtTheHazardThatKeepsTheOtherIndifferent) {
  for (const Crisis& crisis : {Crisis{10, 2}, Crisis{3, 0.5}, Crisis{1, 7}}) {
    double survives = 1.0;
    double t = 0.0;
    constexpr double step = 1e-3;
    const auto slope = [&](double time, double share) {
      return -share * crisis.audience_rate / (crisis.prize + crisis.audience_rate * time);
    };
    for (int i = 1; i <= 20000; ++i) {
      const double k1 = slope(t, survives);
      const double k2 = slope(t + 0.5 * step, survives + 0.5 * step * k1);
      const double k3 = slope(t + 0.5 * step, survives + 0.5 * step * k2);
      const double k4 = slope(t + step, survives + step * k3);
      survives += step / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4);
      t = i * step;
      if (i % 5000 == 0) {
        EXPECT_NEAR(backed_down_by(crisis, t), 1.0 - survives, 1e-9) << t;
      }
    }
  }
  EXPECT_NEAR(backed_down_by({10, 2}, 5), 0.5, 1e-15);  // T10c
  EXPECT_NEAR(backed_down_by({10, 2}, 20), 0.8, 1e-15);
  EXPECT_EQ(backed_down_by({10, 2}, 0), 0.0);
}

// Both players' acts as a chain of four states, stepped until it rests.
double long_run_cooperation(const Reciprocity& rule) {
  std::array<double, 4> share = {1, 0, 0, 0};  // bit 0: the first defects, bit 1: second
  for (int round = 0; round < 200000; ++round) {
    std::array<double, 4> next{};
    for (std::size_t state = 0; state < 4; ++state) {
      const double first = cooperates_after(rule, (state & 2U) == 0);
      const double second = cooperates_after(rule, (state & 1U) == 0);
      for (std::size_t to = 0; to < 4; ++to) {
        next[to] += share[state] * ((to & 1U) == 0 ? first : 1.0 - first) *
                    ((to & 2U) == 0 ? second : 1.0 - second);
      }
    }
    share = next;
  }
  return share[0] + share[2];
}

TEST(GenerousTitForTat, CooperatesAsOftenAsItReturnsToCooperation) {
  EXPECT_NEAR(cooperation_rate({0.01, 1.0 / 3.0}), 0.971154, 5e-7);  // T14b
  for (const Reciprocity& rule : {Reciprocity{0.01, 1.0 / 3.0}, Reciprocity{0.05, 0.1},
                                  Reciprocity{0.2, 0.6}, Reciprocity{0.01, 0.0}}) {
    EXPECT_NEAR(cooperation_rate(rule), long_run_cooperation(rule), 1e-9)
        << rule.error << ", " << rule.forgiveness;
  }
}

TEST(GenerousTitForTat, CooperatesHalfTheTimeIfItForgivesNothing) {
  EXPECT_NEAR(cooperation_rate({0.01, 0.0}), 0.5, 1e-14);
  EXPECT_EQ(cooperation_rate({0.0, 0.2}), 1.0);
}

}  // namespace
}  // namespace tripart
