#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// A scenario that is read again and again with other settings: its text is parsed once,
/// its tables are read once. Several threads may read at a time.
class ScenarioVariants {
 public:
  /// \throws InputError where the file is no strict YAML; Failure (cannot_read)
  ScenarioVariants(std::filesystem::path file,
                   std::optional<std::filesystem::path> data_folder);
  ~ScenarioVariants();
  ScenarioVariants(const ScenarioVariants&) = delete;
  ScenarioVariants& operator=(const ScenarioVariants&) = delete;
  ScenarioVariants(ScenarioVariants&&) = delete;
  ScenarioVariants& operator=(ScenarioVariants&&) = delete;

  /// What read_scenario gives for the file as it was. \param overrides  `a.b.c=V`
  /// \throws as read_scenario
  [[nodiscard]] Scenario read(const std::vector<std::string>& overrides) const;

 private:
  struct Kept;
  std::unique_ptr<Kept> kept_;
};

}  // namespace tripart
