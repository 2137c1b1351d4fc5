#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tripart/bargaining/outcome.hpp"
#include "tripart/core/state.hpp"
#include "tripart/results/tables.hpp"

namespace tripart {

[[nodiscard]] std::string_view to_text(ForecastKind kind);

/// Forecasts of one kind about one party's decisions, between two tenths.
struct CalibrationBin {
  std::uint64_t forecasts = 0;
  std::uint64_t happened = 0;
  std::uint64_t probability = 0;    ///< sum, times forecast_unit
  std::uint64_t squared_error = 0;  ///< sum of (forecast - 0 or 1)^2, times 2^32
};

/// Whether what the parties expect of one another comes about as often as they expect it
/// (B10c; Brier 1950, Murphy 1973). Exact integers in any order; memory does not grow.
class Calibration {
 public:
  static constexpr std::size_t bins = 10;

  explicit Calibration(std::size_t parties);
  void add(const Outcome& outcome);
  void merge(const Calibration& other);
  void write_state(StateWriter& out) const;
  /// Replaces what was added, by what was written for as many parties.
  void read_state(StateReader& in);
  void clear() { std::fill(bins_.begin(), bins_.end(), CalibrationBin{}); }

  /// \param party  position; -1: the decisions of several together
  [[nodiscard]] const CalibrationBin& bin(ForecastKind kind, int party,
                                          std::size_t tenth) const {
    return bins_[at(kind, party) + tenth];
  }

 private:
  [[nodiscard]] std::size_t at(ForecastKind kind, int party) const {
    return (static_cast<std::size_t>(kind) * (parties_ + 1) +
            static_cast<std::size_t>(party + 1)) *
           bins;
  }
  std::size_t parties_;
  std::vector<CalibrationBin> bins_;
};

/// calibration.csv; bins without a forecast are left out.
void write_calibration_rows(CsvRows& rows, const Model& model,
                            const Calibration& calibration);

}  // namespace tripart
