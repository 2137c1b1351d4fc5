#include <cmath>

#include <gtest/gtest.h>

#include "tripart/history/calibration_result.hpp"

namespace tripart {
namespace {

const std::atomic<bool> never_told{false};

OutcomeRow row_of(OutcomeRowKind kind, double value) {
  OutcomeRow row;
  row.kind = kind;
  row.value = value;
  row.low = value;
  row.high = value;
  return row;
}

CalibrationFile two_cases() {
  CalibrationFile file;
  file.cases.resize(2);
  file.cases[0].rows = {row_of(OutcomeRowKind::deal, 1.0)};
  file.cases[1].rows = {row_of(OutcomeRowKind::deal, 1.0),
                        row_of(OutcomeRowKind::deal, 0.0),
                        row_of(OutcomeRowKind::text, 0.5)};
  return file;
}

/// The first case tells z alone, the second nothing of it.
AbcSmc calibrated() {
  AbcOptions options;
  options.particles = 400;
  options.rounds = 3;
  AbcSmc smc(options,
             {{SummaryForm::number, 2.0, 2.0, 1.0},
              {SummaryForm::event, 1.0, 1.0, 0.0},
              {SummaryForm::event, 0.0, 0.0, 0.0},
              {SummaryForm::number, 0.5, 0.5, 0.0}},
             [](std::span<const double> z, std::uint64_t /*key*/, SimulationUse use) {
               const bool is_shown = use == SimulationUse::shown;
               const double p = is_shown ? (z[0] > 0.0 ? 1.0 : 0.0) : 0.0;
               return std::optional(std::vector<double>{z[0], p, 0.25, 0.9});
             });
  EXPECT_TRUE(smc.run(1, never_told));
  return smc;
}

TEST(HeldOut, ScoresMeanForecastsAndSingleDraws) {
  const std::vector<HeldOutFinding> found = held_out_of(two_cases(), calibrated(), 1);
  ASSERT_EQ(found.size(), 2U);
  const HeldOutFinding& brier = found[0];
  EXPECT_EQ(brier.score, HeldOutScore::brier);
  EXPECT_EQ(brier.rows, 2U);
  // Prior: p is 1 in half of the draws, the mean forecast .5; errors .25 and .0625.
  EXPECT_NEAR(brier.prior.value, (0.25 + 0.0625) / 2.0, 0.03);
  EXPECT_DOUBLE_EQ(brier.prior.low, 0.0625 / 2.0);
  EXPECT_DOUBLE_EQ(brier.prior.high, 1.0625 / 2.0);
  // Calibrated on z near 2: p is 1.
  EXPECT_NEAR(brier.posterior.value, 0.0625 / 2.0, 1e-12);
  EXPECT_LT(brier.difference.value, 0.0);
  EXPECT_EQ(found[1].score, HeldOutScore::text_error);
  EXPECT_NEAR(found[1].posterior.value, 0.4, 1e-12);
}

TEST(HeldOut, MeansOverCasesComeWithTheirRange) {
  std::vector<HeldOutFinding> findings = held_out_of(two_cases(), calibrated(), 1);
  HeldOutFinding other = findings[0];
  other.case_number = 0;
  other.prior.value = 0.5;
  other.posterior.value = 0.7;
  other.difference.value = 0.2;
  findings.push_back(other);
  const double first = findings[0].difference.value;
  add_means_over_cases(findings);
  const HeldOutFinding& mean = findings[3];
  EXPECT_FALSE(mean.case_number);
  EXPECT_EQ(mean.rows, 2U);
  EXPECT_DOUBLE_EQ(mean.difference.value, (first + 0.2) / 2.0);
  EXPECT_DOUBLE_EQ(mean.difference.low, first);
  EXPECT_DOUBLE_EQ(mean.difference.high, 0.2);
}

}  // namespace
}  // namespace tripart
