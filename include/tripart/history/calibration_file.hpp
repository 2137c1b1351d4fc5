#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tripart/core/distribution.hpp"
#include "tripart/history/outcome_table.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

enum class CalibrationMethod {
  abc_smc,           ///< a posterior by approximate Bayesian computation
  simulated_moments  ///< the setting whose summaries come closest, with standard errors
};
[[nodiscard]] std::string_view to_text(CalibrationMethod method);

/// A free parameter: what it sets in the scenarios of all cases, and its prior.
struct CalibrationParameter {
  std::string id;
  std::vector<std::string> patterns;  ///< paths of the scenarios; `*` for every name
  Distribution prior;
  Range within{-1e308, 1e308};  ///< what the keys allow; the prior is cut to it
  std::string form = "$";       ///< what is set, the value in place of each `$`
  /// [case]: what the patterns match there; nothing where the case has no such key.
  std::vector<std::vector<std::string>> paths;
};

/// A scenario and what happened.
struct CalibrationCase {
  std::string name;  ///< of the scenario
  std::filesystem::path scenario;
  std::filesystem::path outcomes;
  std::vector<OutcomeRow> rows;
  std::vector<double> weights;  ///< of each row; 0: not fitted
};

/// How much is simulated.
struct CalibrationEffort {
  std::uint64_t particles = 500;
  std::uint64_t rounds = 5;       ///< at most, after the prior's
  std::uint64_t replicates = 50;  ///< of each case and particle
};

/// A checked calibration.
struct CalibrationFile {
  std::string title;  ///< first comment line of the file: the question it asks
  std::string name;
  CalibrationMethod method = CalibrationMethod::abc_smc;
  CalibrationEffort effort;
  CalibrationEffort leave_one_out;  ///< of each case that is left out
  double quantile = 0.5;            ///< AbcOptions::quantile
  double least_acceptance = 0.05;   ///< AbcOptions::least_acceptance
  std::vector<CalibrationCase> cases;
  std::vector<CalibrationParameter> parameters;
  std::string resolved;                ///< canonical YAML with every default filled in
  std::vector<InputFile> inputs;       ///< the file, then scenarios, outcomes and tables
  std::vector<std::string> overrides;  ///< --set, before those of the parameters
};

inline constexpr std::uint64_t most_particles = 100'000;

/// Reads a calibration, its scenarios and outcomes, and checks the ends and the middle of
/// all priors together in each case.
/// \throws InputError with every complaint at once; Failure (cannot_read).
[[nodiscard]] CalibrationFile read_calibration(const std::filesystem::path& file,
                                               const ReadOptions& options = {});

}  // namespace tripart
