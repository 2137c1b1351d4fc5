#pragma once

#include <filesystem>

namespace tripart {

/// What a YAML file is about, by its keys at the top.
enum class FileKind {
  scenario,     ///< has parties of its own
  sweep,        ///< names a scenario, and a design or factors
  tournament,   ///< names a scenario, and neither
  calibration,  ///< lists cases, and parameters to fit to them
  cases,        ///< lists cases to be scored
  other         ///< none of these, or no YAML that can be read
};

[[nodiscard]] FileKind kind_of_file(const std::filesystem::path& file);

}  // namespace tripart
