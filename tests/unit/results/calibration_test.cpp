#include "tripart/results/calibration.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "unit/results/small_model.hpp"

namespace tripart {
namespace {

Forecast forecast(double probability, bool happened, int party,
                  ForecastKind kind = ForecastKind::acceptance) {
  return {static_cast<std::uint32_t>(probability * forecast_unit), kind,
          static_cast<std::int8_t>(party), happened};
}

std::string rows_of(const std::vector<Forecast>& forecasts) {
  Calibration calibration(3);
  Outcome outcome;
  outcome.forecasts = forecasts;
  calibration.add(outcome);
  CsvRows rows(calibration_table());
  write_calibration_rows(rows, testing_support::small_model(), calibration);
  return rows.take();
}

// Two of four forecasts of a quarter came about: mean .25, share .5, mean square
// (2 x .75^2 + 2 x .25^2) / 4 = .3125.
TEST(Calibration, ComparesForecastsWithWhatCame) {
  const std::string rows = rows_of({forecast(0.25, true, 1), forecast(0.25, false, 1),
                                    forecast(0.25, true, 1), forecast(0.25, false, 1)});
  EXPECT_EQ(rows.substr(0, rows.find(",0.15")), "acceptance,MEX,0.2,0.3,4,0.25,0.5");
  EXPECT_NE(rows.find(",0.3125\n"), std::string::npos) << rows;
  EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 1);
}

TEST(Calibration, KeepsKindsPartiesAndTenthsApart) {
  const std::vector<Forecast> list = {forecast(0.0, false, 0), forecast(1.0, true, 0),
                                      forecast(0.5, true, 2),
                                      forecast(0.5, true, -1, ForecastKind::ratification),
                                      forecast(0.5, true, 2, ForecastKind::execution)};
  const std::string rows = rows_of(list);
  EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 5);
  EXPECT_NE(rows.find("acceptance,CAN,0.9,1,1,1,1,"), std::string::npos) << rows;
  EXPECT_NE(rows.find("ratification,,0.5,0.6,1,0.5,1,"), std::string::npos) << rows;
}

TEST(Calibration, DoesNotDependOnTheOrderOfForecasts) {
  std::vector<Forecast> list;
  for (int i = 0; i < 100; ++i) {
    list.push_back(forecast(0.007 * i, i % 3 == 0, i % 3));
  }
  const std::string forward = rows_of(list);
  std::reverse(list.begin(), list.end());
  EXPECT_EQ(rows_of(list), forward);
}

}  // namespace
}  // namespace tripart
