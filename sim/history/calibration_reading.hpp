#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scenario/sweep_reading.hpp"
#include "tripart/history/calibration_file.hpp"
#include "tripart/scenario/scenario_variants.hpp"

namespace tripart {

/// One reading of one calibration: all complaints are gathered before any is thrown.
class CalibrationReading : private VariationReading {
 public:
  CalibrationReading(std::filesystem::path file, const ReadOptions& options)
      : VariationReading(std::move(file), options, "a calibration") {}

  CalibrationFile read();

 private:
  void read_method();
  void read_effort(const YamlNode& node, const std::string& above,
                   CalibrationEffort& effort);
  void read_share(const std::string& key, double& into);
  void read_cases(const YamlNode& cases);
  void read_case(const YamlNode& item);
  /// The file that a key of a case names; nothing after a complaint.
  std::optional<std::filesystem::path> file_named(const YamlNode& item,
                                                  const std::string& key);
  void read_parameters(const YamlNode& parameters);
  void read_parameter(const YamlNode& item);
  bool read_patterns(const YamlNode& item, const std::string& name,
                     CalibrationParameter& made);
  bool take_path(const std::string& path, std::size_t at, const YamlNode& pattern,
                 const std::string& name, CalibrationParameter& made);
  void weigh_rows();
  void read_summary(const YamlNode& item);
  void check_priors();

  // calibration_text.cpp
  [[nodiscard]] std::string resolved() const;
  [[nodiscard]] std::vector<InputFile> inputs() const;

  CalibrationFile file_made_;
  std::vector<std::unique_ptr<ScenarioVariants>> variants_;  ///< of each case
  std::vector<Scenario> scenarios_;                          ///< likewise, as they stand
  std::vector<YamlNode> trees_;                              ///< likewise, resolved
  std::vector<SourcePosition> prior_places_;                 ///< of each parameter
};

}  // namespace tripart
