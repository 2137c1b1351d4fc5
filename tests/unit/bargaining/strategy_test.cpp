#include "tripart/bargaining/strategy.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

namespace tripart {
namespace {

struct LineGame {
  double reservation_a, reservation_b, exponent_a, exponent_b;
};

// Both divide a pie of 1; negative once their aspirations fit into it.
double excess(const LineGame& game, double time) {
  const double a =
      aspiration(game.reservation_a, 1.0, conceded_share(time, 0.0, game.exponent_a));
  const double b =
      aspiration(game.reservation_b, 1.0, conceded_share(time, 0.0, game.exponent_b));
  return a + b - 1.0;
}

double first_agreement(const LineGame& game) {
  double low = 0.0;
  double high = 1.0;
  for (int step = 0; step < 60; ++step) {
    const double middle = 0.5 * (low + high);
    (excess(game, middle) > 0.0 ? low : high) = middle;
  }
  return high;
}

TEST(TimeDependentTactics, MeetWhereTheirConcessionsAddUpToThePie) {
  EXPECT_NEAR(first_agreement({0.0, 0.0, 0.2, 0.2}), 0.870551, 5e-7);  // T13
  EXPECT_NEAR(first_agreement({0.0, 0.0, 0.2, 0.2}), std::pow(0.5, 0.2), 1e-12);
  const double time = first_agreement({0.0, 0.0, 0.2, 2.0});
  EXPECT_NEAR(time, 0.697357, 5e-7);
  EXPECT_NEAR(aspiration(0.0, 1.0, conceded_share(time, 0.0, 0.2)), 0.835079, 5e-7);
  const LineGame apart{0.1, 0.3, 0.5, 1.5};
  const double met = first_agreement(apart);
  EXPECT_NEAR(0.9 * std::pow(met, 2.0) + 0.7 * std::pow(met, 1.0 / 1.5), 1.0, 1e-12);
}

TEST(TimeDependentTactics, NeverMeetWhereReservationsExceedThePie) {
  for (int step = 0; step <= 1000; ++step) {
    EXPECT_GT(excess({0.6, 0.6, 0.2, 0.2}, 1e-3 * step), 0.0);
  }
}

TEST(ConcededShare, RunsFromTheInitialConcessionToEverything) {
  EXPECT_EQ(conceded_share(0.0, 0.1, 0.5), 0.1);
  EXPECT_EQ(conceded_share(1.0, 0.1, 0.5), 1.0);
  EXPECT_NEAR(conceded_share(0.5, 0.1, 0.5), 0.1 + 0.9 * 0.25, 1e-15);
  EXPECT_LT(conceded_share(0.5, 0.0, 0.5), 0.5);  // Boulware
  EXPECT_GT(conceded_share(0.5, 0.0, 2.0), 0.5);  // conceder
}

TEST(Aspiration, StaysAtTheReservationValueWithoutASurplus) {
  EXPECT_EQ(aspiration(0.4, 0.3, 0.5), 0.4);
}

TEST(Aspiration, AnswersConcessionsInKind) {
  EXPECT_NEAR(reciprocal_aspiration(0.5, 0.8, 0.1, 0.2, 1.0, 1.0), 0.7, 1e-15);
  EXPECT_NEAR(reciprocal_aspiration(0.5, 0.8, 0.1, 0.2, 1.0, 0.5), 0.6, 1e-15);
  EXPECT_EQ(reciprocal_aspiration(0.5, 0.8, 0.9, 0.2, 1.0, 1.0), 0.2);
  EXPECT_EQ(reciprocal_aspiration(0.5, 0.8, -0.9, 0.2, 1.0, 1.0), 1.0);
}

TEST(Choice, IsLogisticInItsAdvantage) {
  EXPECT_EQ(choice_probability(0.0, 0.1), 0.5);
  EXPECT_NEAR(choice_probability(0.1, 0.1), 1.0 / (1.0 + std::exp(-1.0)), 1e-15);
  EXPECT_EQ(choice_probability(-1e-9, 0.0), 0.0);
  EXPECT_EQ(choice_probability(0.0, 0.0), 1.0);
}

TEST(Offer, MaximisesTheExpectedGainAboveTheAspiration) {
  constexpr std::array value = {0.9, 0.7, 0.5, 0.3};
  constexpr std::array acceptance = {0.1, 0.5, 0.9, 1.0};
  EXPECT_EQ(choose_offer(acceptance, value, 0.0, 0.0), 2U);  // .09 .35 .45 .30
  EXPECT_EQ(choose_offer(acceptance, value, 0.2, 0.0), 2U);  // .07 .25 .27 .10
  EXPECT_EQ(choose_offer(acceptance, value, 0.0, 0.6), 1U);
  EXPECT_EQ(choose_offer(acceptance, value, 0.0, 0.95), 0U) << "nothing qualifies";
}

TEST(Offer, GoesToTheLowestIndexOfATie) {
  constexpr std::array value = {0.5, 0.8, 0.8};
  constexpr std::array acceptance = {0.8, 0.5, 0.5};
  EXPECT_EQ(choose_offer(acceptance, value, 0.0, 0.0), 0U);
  EXPECT_EQ(choose_offer(acceptance, value, 0.0, 0.95), 1U);
}

TEST(NearestOffer, AsksForNoMoreThanTheAspiration) {
  constexpr std::array value = {0.9, 0.5, 0.7, 0.3};
  EXPECT_EQ(choose_nearest(value, 0.6), 2U);
  EXPECT_EQ(choose_nearest(value, 0.95), 0U);
}

TEST(ZeroIntelligence, PicksAmongWhatBeatsItsReservationValue) {
  constexpr std::array value = {0.9, 0.5, 0.7, 0.3};
  EXPECT_EQ(choose_any(value, 0.4, 0.1), 0U);
  EXPECT_EQ(choose_any(value, 0.4, 0.5), 1U);
  EXPECT_EQ(choose_any(value, 0.4, 0.99), 2U);
  EXPECT_EQ(choose_any(value, 0.95, 0.5), 0U);
}

}  // namespace
}  // namespace tripart
