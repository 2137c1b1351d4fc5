// Answers worth as much trade as was hit (B12).
#include "tripart/economy/retaliation.hpp"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "support/small_economy.hpp"

namespace tripart {
namespace {

using Kind = TariffChange::Kind;

class Retaliation : public testing::Test {
 protected:
  [[nodiscard]] double value(const std::vector<RateChange>& list, std::size_t importer,
                             std::size_t exporter) const {
    const CoveredTrade covered = covered_trade(b_, list, importer, exporter);
    return std::accumulate(covered.value.begin(), covered.value.end(), 0.0);
  }
  [[nodiscard]] double flow(std::size_t importer, std::size_t exporter,
                            std::size_t sector) const {
    return b_.flow(importer, exporter, sector);
  }

  const Baseline& b_ = test::base2017();
  const std::size_t usa_ = b_.region("USA"), can_ = b_.region("CAN"),
                    metals_ = b_.sector("basic_metals"), food_ = b_.sector("food"),
                    paper_ = b_.sector("paper");
};

TEST_F(Retaliation, CountsThePartsOfAFlowThatAreCovered) {
  TariffChange aluminium{Kind::add, 0.10, 0.2};
  aluminium.is_next_part = true;
  const CoveredTrade hit = covered_trade(
      b_,
      {{usa_, can_, metals_, {Kind::add, 0.25, 0.3}}, {usa_, can_, metals_, aluminium}},
      usa_, can_);
  EXPECT_DOUBLE_EQ(hit.value[metals_], 0.5 * flow(usa_, can_, metals_));
  EXPECT_DOUBLE_EQ(hit.points[metals_], (0.3 * 0.25 + 0.2 * 0.10) / 0.5);
  EXPECT_EQ(hit.value[food_], 0.0);
}

TEST_F(Retaliation, CountsNothingWhereARateDoesNotRise) {
  EXPECT_EQ(value({{usa_, can_, food_, -0.01}}, usa_, can_), 0.0);
  EXPECT_EQ(value({{usa_, can_, food_, {Kind::factor, 1.0}}}, usa_, can_), 0.0);
  EXPECT_GT(value({{usa_, can_, food_, {Kind::level, 0.5}}}, usa_, can_), 0.0);
}

TEST_F(Retaliation, InKindCoversTheValueThatWasCovered) {
  // 25 percent on a tenth of Canada's metals: Canada buys more than that of US metals, so
  // the answer is 25 percent on the same value of them
  const std::vector<RateChange> imposed{{usa_, can_, metals_, {Kind::add, 0.25, 0.1}}};
  const auto answer =
      retaliate_dollar_for_dollar(b_, covered_trade(b_, imposed, usa_, can_), usa_, can_);
  ASSERT_EQ(answer.size(), 1U);
  EXPECT_EQ(answer[0].sector, metals_);
  EXPECT_NEAR(answer[0].rate * flow(can_, usa_, metals_),
              0.25 * 0.1 * flow(usa_, can_, metals_), 1e-9);
}

TEST_F(Retaliation, ByAScaledListCoversAsMuchTradeAsWasHit) {
  const std::vector<RateChange> list{{can_, usa_, food_, {Kind::add, 0.10, 0.2}},
                                     {can_, usa_, paper_, {Kind::level, 0.15, 0.4}}};
  for (const double coverage : {0.01, 0.2, 0.5}) {
    const double hit = coverage * flow(usa_, can_, metals_);
    const auto answer = scale_to_value(b_, list, usa_, can_, hit);
    ASSERT_EQ(answer.size(), 2U);
    EXPECT_NEAR(value(answer, can_, usa_) / hit, 1.0, 1e-12) << coverage;
    EXPECT_EQ(answer[0].change.value, 0.10);  // rates stay
    EXPECT_EQ(answer[1].change.value, 0.15);
  }
  // while nothing is covered in full, coverages keep their proportions
  const auto answer =
      scale_to_value(b_, list, usa_, can_, 0.01 * flow(usa_, can_, metals_));
  EXPECT_NEAR(answer[1].change.coverage / answer[0].change.coverage, 2.0, 1e-12);
}

TEST_F(Retaliation, ByAScaledListStaysSmallerWhereTheListIsTooShort) {
  const std::vector<RateChange> list{{can_, usa_, paper_, {Kind::add, 0.10, 0.2}}};
  const double all = flow(can_, usa_, paper_);
  const auto answer = scale_to_value(b_, list, usa_, can_, 10.0 * all);
  ASSERT_EQ(answer.size(), 1U);
  EXPECT_EQ(answer[0].change.coverage, 1.0);
  EXPECT_NEAR(value(answer, can_, usa_), all, 1e-9 * all);
}

TEST_F(Retaliation, ByAScaledListNeverCoversMoreOfASectorThanThereIs) {
  TariffChange other{Kind::add, 0.2, 0.3};
  other.is_next_part = true;
  const std::vector<RateChange> list{{can_, usa_, paper_, {Kind::add, 0.10, 0.6}},
                                     {can_, usa_, paper_, other},
                                     {can_, usa_, food_, {Kind::add, 0.10, 0.01}}};
  const auto answer = scale_to_value(
      b_, list, usa_, can_, flow(can_, usa_, paper_) + 0.5 * flow(can_, usa_, food_));
  ASSERT_EQ(answer.size(), 3U);
  EXPECT_NEAR(answer[0].change.coverage + answer[1].change.coverage, 1.0, 1e-12);
  EXPECT_NEAR(answer[0].change.coverage, 2.0 / 3.0, 1e-12);
  EXPECT_NEAR(answer[2].change.coverage, 0.5, 1e-9);
}

TEST_F(Retaliation, ByAScaledListIsSilentWhereNothingWasHit) {
  const std::vector<RateChange> list{{can_, usa_, food_, 0.1}};
  EXPECT_TRUE(scale_to_value(b_, list, usa_, can_, 0.0).empty());
}

}  // namespace
}  // namespace tripart
