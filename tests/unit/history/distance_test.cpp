#include "tripart/history/distance.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace tripart {
namespace {

TEST(Distance, OfAnEventIsTheErrorOfItsProbability) {
  const Distance distance({{SummaryForm::event, 1.0, 1.0, 1.0}});
  EXPECT_DOUBLE_EQ(distance(std::vector{0.7}), 0.3);
  EXPECT_EQ(distance(std::vector{1.0}), 0.0);
}

TEST(Distance, DoesNotLookInsideWhatAFairReaderCouldSay) {
  const SummaryTarget text{SummaryForm::number, 0.25, 0.5, 1.0};
  EXPECT_EQ(deviation(text, 0.3), 0.0);
  EXPECT_DOUBLE_EQ(deviation(text, 0.2), -0.05);
  EXPECT_DOUBLE_EQ(deviation(text, 0.7), 0.2);
}

TEST(Distance, ScalesANumberByItsSpreadAndByHowFarItIs) {
  // Values 1 to 5: median absolute deviation 1; 100 is 97 away at the median.
  Distance distance({{SummaryForm::number, 100.0, 100.0, 1.0}});
  distance.scale_by({{1.0}, {2.0}, {3.0}, {4.0}, {5.0}});
  EXPECT_DOUBLE_EQ(distance.scales()[0], 98.0);
  // Observed in the middle of them: 1 and 1.
  Distance near({{SummaryForm::number, 3.0, 3.0, 1.0}});
  near.scale_by({{1.0}, {2.0}, {3.0}, {4.0}, {5.0}});
  EXPECT_DOUBLE_EQ(near.scales()[0], 2.0);
}

TEST(Distance, NeverScalesEventsNorByNothing) {
  Distance distance(
      {{SummaryForm::event, 1.0, 1.0, 1.0}, {SummaryForm::number, 2.0, 2.0, 1.0}});
  distance.scale_by({{0.5, 2.0}, {0.4, 2.0}, {0.1, 2.0}});
  EXPECT_EQ(distance.scales(), (std::vector{1.0, 1.0}));
}

TEST(Distance, IsTheRootOfTheWeightedMeanOfTerms) {
  const Distance distance({{SummaryForm::number, 0.0, 0.0, 3.0},
                           {SummaryForm::number, 0.0, 0.0, 1.0},
                           {SummaryForm::number, 0.0, 0.0, 0.0}});
  EXPECT_DOUBLE_EQ(distance(std::vector{2.0, 4.0, 99.0}), std::sqrt(28.0 / 4.0));
}

TEST(Distance, OfNoSummariesIsInfinite) {
  EXPECT_TRUE(std::isinf(Distance({{SummaryForm::number, 0.0, 0.0, 1.0}})({})));
}

}  // namespace
}  // namespace tripart
