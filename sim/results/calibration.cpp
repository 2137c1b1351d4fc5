#include "tripart/results/calibration.hpp"

#include <algorithm>

#include "tripart/core/error.hpp"
#include "tripart/results/measure.hpp"

namespace tripart {
namespace {

using enum ColumnType;

constexpr std::array calibration_columns{
    Column{
        "forecast", text, "",
        "what is expected: acceptance of an offer, execution of a threat that expires, "
        "retaliation against an executed tariff, ratification of the deal by all"},
    Column{"party", text, "", "whose decision it is; empty: that of several together"},
    Column{"bin_low", number, "probability", "lower end of the bin, which belongs to it"},
    Column{"bin_high", number, "probability",
           "upper end of the bin, which belongs to the next one, or to the last"},
    Column{"forecasts", integer, "decisions", "forecasts in the bin"},
    Column{"mean_forecast", number, "probability", "mean of the forecasts"},
    Column{"observed_share", number, "probability",
           "share of these decisions that came out so"},
    Column{"ci_low", number, "probability",
           "lower end of the 95 percent Wilson interval of observed_share"},
    Column{"ci_high", number, "probability", "upper end; 3.8/n where none was seen"},
    Column{"brier_score", number, "squared probability",
           "mean squared difference between forecast and 1 or 0"},
};

constexpr OutputTable calibration_file{
    "calibration.csv",
    "One row per kind of forecast, party and tenth: are the parties' forecasts of one "
    "another right?",
    calibration_columns};

constexpr double squared_unit = 4294967296.0;

double as_double(std::uint64_t count) {
  return static_cast<double>(count);
}

}  // namespace

const OutputTable& calibration_table() {
  return calibration_file;
}

std::string_view to_text(ForecastKind kind) {
  switch (kind) {
    case ForecastKind::acceptance:
      return "acceptance";
    case ForecastKind::execution:
      return "execution";
    case ForecastKind::retaliation:
      return "retaliation";
    case ForecastKind::ratification:
      return "ratification";
  }
  return "";
}

Calibration::Calibration(std::size_t parties)
    : parties_(parties), bins_(forecast_kinds * (parties + 1) * bins) {}

void Calibration::add(const Outcome& outcome) {
  constexpr auto unit = static_cast<std::uint64_t>(forecast_unit);
  for (const Forecast& forecast : outcome.forecasts) {
    const std::uint64_t p = forecast.probability;
    TRIPART_EXPECTS(p <= unit && forecast.party < static_cast<int>(parties_));
    const std::size_t tenth =
        std::min(static_cast<std::size_t>(p * bins / unit), bins - 1);
    CalibrationBin& bin = bins_[at(forecast.kind, forecast.party) + tenth];
    const std::uint64_t error = forecast.happened ? unit - p : p;
    ++bin.forecasts;
    bin.happened += forecast.happened ? 1U : 0U;
    bin.probability += p;
    bin.squared_error += error * error >> 16U;
  }
}

void Calibration::merge(const Calibration& other) {
  for (std::size_t i = 0; i < bins_.size(); ++i) {
    bins_[i].forecasts += other.bins_[i].forecasts;
    bins_[i].happened += other.bins_[i].happened;
    bins_[i].probability += other.bins_[i].probability;
    bins_[i].squared_error += other.bins_[i].squared_error;
  }
}

void Calibration::write_state(StateWriter& out) const {
  out.count(bins_.size());
  for (const CalibrationBin& bin : bins_) {
    for (const std::uint64_t count :
         {bin.forecasts, bin.happened, bin.probability, bin.squared_error}) {
      out.count(count);
    }
  }
}

void Calibration::read_state(StateReader& in) {
  in.expect(in.count() == bins_.size());
  for (CalibrationBin& bin : bins_) {
    bin.forecasts = in.count();
    bin.happened = in.count();
    bin.probability = in.count();
    bin.squared_error = in.count();
    in.expect(bin.happened <= bin.forecasts);
  }
}

void write_calibration_rows(CsvRows& rows, const Model& model,
                            const Calibration& calibration) {
  for (std::size_t kind = 0; kind < forecast_kinds; ++kind) {
    for (int party = -1; party < model.party_count(); ++party) {
      for (std::size_t tenth = 0; tenth < Calibration::bins; ++tenth) {
        const CalibrationBin& bin =
            calibration.bin(static_cast<ForecastKind>(kind), party, tenth);
        if (bin.forecasts == 0) {
          continue;
        }
        const double n = as_double(bin.forecasts);
        const Estimate share = estimate_probability(bin.happened, bin.forecasts);
        rows.text(to_text(static_cast<ForecastKind>(kind)))
            .text(party < 0 ? "" : model.parties[static_cast<std::size_t>(party)].id);
        rows.number(static_cast<double>(tenth) / 10.0)
            .number(static_cast<double>(tenth + 1) / 10.0)
            .count(bin.forecasts);
        rows.number(as_double(bin.probability) / forecast_unit / n)
            .number(share.value)
            .number(share.low)
            .number(share.high);
        rows.number(as_double(bin.squared_error) / squared_unit / n).end_row();
      }
    }
  }
}

}  // namespace tripart
