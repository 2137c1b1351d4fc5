#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "tripart/history/calibration_file.hpp"
#include "tripart/history/distance.hpp"

namespace tripart {

/// The cases of a calibration, ready to be simulated at any setting of its parameters, by
/// several threads at a time. Economies are solved once and shared by all settings.
///
/// Summaries are the rows of the outcomes, case by case: of an event the share of
/// replicates in which it came about; of chapters and days of deals the mean, a deal that
/// does not come counting as of the horizon; of a text the mean where the talks end in
/// the observed configuration or, where these are fewer than a tenth of the replicates,
/// wherever it is settled, and what lies farthest from the observed one where it never
/// is.
class CalibrationCases {
 public:
  /// \param seed  of the economies; `file` and `stop` are only referred to
  /// \throws as read_scenario
  CalibrationCases(const CalibrationFile& file,
                   std::optional<std::filesystem::path> data_folder, std::uint64_t seed,
                   int jobs, const std::atomic<bool>& stop);
  ~CalibrationCases();
  CalibrationCases(const CalibrationCases&) = delete;
  CalibrationCases& operator=(const CalibrationCases&) = delete;
  CalibrationCases(CalibrationCases&&) = delete;
  CalibrationCases& operator=(CalibrationCases&&) = delete;

  /// What was observed, with its weights. \param left_out  case whose rows weigh nothing
  [[nodiscard]] std::vector<SummaryTarget> targets(
      std::optional<std::size_t> left_out = std::nullopt) const;
  /// Place of a case's first row among the summaries.
  [[nodiscard]] std::size_t first_summary(std::size_t at) const;

  /// Plays `replicates` of each case with values of the parameters at a position. A
  /// case's draws depend on `key` and its name only, whichever others are played.
  /// \param left_out  a case that is not played: its summaries are 0
  /// \return as AbstractSimulator; no summaries where the values together are none that a
  /// scenario may have, or every replicate of a case failed
  [[nodiscard]] std::optional<std::vector<double>> simulate(
      std::span<const double> position, std::uint64_t key, std::uint64_t replicates,
      std::optional<std::size_t> left_out = std::nullopt) const;

 private:
  struct Case;
  const CalibrationFile* file_;
  const std::atomic<bool>* stop_;
  std::vector<std::unique_ptr<const Case>> cases_;
  struct Priors;
  std::unique_ptr<const Priors> priors_;
};

}  // namespace tripart
