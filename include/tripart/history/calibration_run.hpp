#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "tripart/history/calibration_file.hpp"
#include "tripart/history/calibration_result.hpp"
#include "tripart/results/result_directory.hpp"

namespace tripart {

struct CalibrationOptions {
  std::filesystem::path folder;
  Existing existing = Existing::refuse;
  std::uint64_t seed = 1;
  int jobs = 1;
  std::optional<std::filesystem::path> data_folder;
  bool leave_one_out = false;
  /// Called now and then: simulations by all calls, the most there can be, and what is
  /// being done.
  std::function<void(std::uint64_t done, std::uint64_t most, const std::string& what)>
      progress = [](std::uint64_t, std::uint64_t, const std::string&) {};
  /// Takes what the user should know, a line each.
  std::function<void(const std::string&)> say = [](const std::string&) {};
  /// `interrupted` or `terminated`, once stopped.
  std::function<std::string()> stopped_how = [] { return std::string("interrupted"); };
};

enum class CalibrationState { finished, already_finished, stopped };

struct CalibrationResult {
  CalibrationState state = CalibrationState::finished;
  CalibrationFinding finding;     ///< once finished by this call
  std::uint64_t simulations = 0;  ///< by all calls
};

/// Calibrates on all cases and, where asked, on all but each in turn, and writes
/// posterior.csv, rounds.csv, parameters.csv, predictive.csv and leave_one_out.csv. The
/// same bytes on any number of threads and after any stop or kill: where it stands is
/// kept in the folder, after every round and every few seconds.
/// \throws as ResultDirectory and AbcSmc
[[nodiscard]] CalibrationResult run_calibration(const CalibrationFile& file,
                                                const CalibrationOptions& options,
                                                const std::atomic<bool>& stop);

/// Simulations of all cases that a calibration takes at most, and may well take less.
[[nodiscard]] std::uint64_t most_simulations(const CalibrationFile& file,
                                             bool leave_one_out);

}  // namespace tripart
