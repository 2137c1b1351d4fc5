#include "tripart/history/score.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace tripart {
namespace {

OutcomeRow row_of(OutcomeRowKind kind, double value, double low = 0.0,
                  double high = 1.0) {
  OutcomeRow row;
  row.kind = kind;
  row.value = value;
  row.low = low;
  row.high = high;
  return row;
}

TEST(Score, BrierAndLogScoreAreThoseOfTheirDefinitions) {
  EXPECT_NEAR(brier_score(0.7, 1.0), 0.09, 1e-15);
  EXPECT_NEAR(brier_score(0.7, 0.0), 0.49, 1e-15);
  EXPECT_NEAR(log_score(0.7, 1.0, 1e12), -std::log(0.7), 1e-9);
  EXPECT_NEAR(log_score(0.7, 0.0, 1e12), -std::log(0.3), 1e-9);
}

TEST(Score, WhatWasNeverSeenIsNotImpossible) {
  EXPECT_NEAR(log_score(0.0, 1.0, 999.0), -std::log(0.5 / 1000.0), 1e-12);
  EXPECT_NEAR(log_score(1.0, 1.0, 999.0), -std::log(999.5 / 1000.0), 1e-12);
}

// A proper score is least in expectation for who says what is so (Brier 1950, Good 1952).
TEST(Score, NobodyGainsByNotSayingWhatHeBelieves) {
  for (const double truth : {0.05, 0.3, 0.5, 0.8}) {
    for (const double said : {0.01, 0.2, 0.45, 0.6, 0.99}) {
      const auto expected = [truth](const auto& score, double p) {
        return truth * score(p, 1.0) + (1.0 - truth) * score(p, 0.0);
      };
      const auto logs = [](double p, double o) { return log_score(p, o, 1e15); };
      EXPECT_LT(expected(brier_score, truth), expected(brier_score, said));
      EXPECT_LT(expected(logs, truth), expected(logs, said));
    }
  }
}

TEST(Score, PartsOfAPathAreTakenTogetherByTheRootOfTheirMean) {
  ScoreSheet sheet(3);
  const std::vector<double> actual = {9.0, 20.0, 30.0};
  std::vector<double> parts;
  for (std::size_t k = 0; k < 3; ++k) {
    score_point(sheet, row_of(OutcomeRowKind::chapters_closed, actual[k]), k, 6.0, 100.0);
    parts.push_back(*sheet.part(ScoreKind::path_rmse, k));
  }
  EXPECT_NEAR(combined(ScoreKind::path_rmse, parts),
              std::sqrt((9.0 + 196.0 + 576.0) / 3.0), 1e-12);
}

TEST(Score, ATextInsideWhatCanBeDefendedIsNotOutside) {
  ScoreSheet sheet(1);
  const OutcomeRow row = row_of(OutcomeRowKind::text, 0.31, 0.2, 0.45);
  score_point(sheet, row, 0, 0.4, 100.0);
  EXPECT_NEAR(*sheet.part(ScoreKind::text_error, 0), 0.09, 1e-15);
  EXPECT_EQ(*sheet.part(ScoreKind::text_outside, 0), 0.0);
  score_point(sheet, row, 0, 0.55, 100.0);
  EXPECT_NEAR(*sheet.part(ScoreKind::text_outside, 0), 0.10, 1e-15);
  score_point(sheet, row, 0, 0.0, 100.0);
  EXPECT_NEAR(*sheet.part(ScoreKind::text_outside, 0), 0.20, 1e-15);
}

TEST(Score, EndsAreComparedAsShares) {
  ScoreSheet sheet(2);
  score_point(sheet, row_of(OutcomeRowKind::text, 1.0), 0, 0.0, 100.0);
  score_point(sheet, row_of(OutcomeRowKind::text, 0.5), 1, 1.0, 100.0);
  const std::vector<double> parts = {*sheet.part(ScoreKind::text_ends, 0),
                                     *sheet.part(ScoreKind::text_ends, 1)};
  EXPECT_EQ(combined(ScoreKind::text_ends, parts), 0.5)
      << "both texts at an end, one of two in history";
}

TEST(Score, NothingAfterTheHorizonCountsForADate) {
  ScoreSheet sheet(1);
  const OutcomeRow late = row_of(OutcomeRowKind::deal_date, 900.0);
  score_date(sheet, late, 0, 482.0, 482.0);
  EXPECT_EQ(*sheet.part(ScoreKind::date_crps, 0), 0.0);
  score_date(sheet, row_of(OutcomeRowKind::deal_date, 209.0), 0, 482.0, 482.0);
  EXPECT_EQ(*sheet.part(ScoreKind::date_crps, 0), 273.0);
}

TEST(Score, TooFewTextsAreNotScored) {
  const std::vector<double> values(20, 0.5);
  const std::vector<double> weights(20, 1.0);
  std::vector<std::uint8_t> applies(20, 0);
  const OutcomeRow row = row_of(OutcomeRowKind::text, 0.5);
  std::fill_n(applies.begin(), 9, std::uint8_t{1});
  ScoreSheet sheet(1);
  score_sample(sheet, row, 0, WeightedSample(values, applies), weights, 100.0);
  EXPECT_FALSE(sheet.part(ScoreKind::text_error, 0));
  applies[9] = 1;
  score_sample(sheet, row, 0, WeightedSample(values, applies), weights, 100.0);
  EXPECT_TRUE(sheet.part(ScoreKind::text_error, 0));
}

}  // namespace
}  // namespace tripart
