#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// Where a named table was found, or the folders in which it was looked for.
struct TablePlace {
  std::optional<std::filesystem::path> folder;
  std::vector<std::filesystem::path> looked_in;
  std::optional<std::filesystem::path> link;  ///< stands where the table would be
  std::vector<std::string> others;            ///< tables that do exist there
};

/// Looks for a folder `name` in `baselines/` beside the scenario, then beside each parent
/// folder up to three levels, then in the data folder itself and in its `baselines/`,
/// then among what was installed with the program or the library. Links are not followed,
/// and nothing is looked for behind one that stands in a table's place.
[[nodiscard]] TablePlace find_table(
    const std::string& name, const std::filesystem::path& scenario_file,
    const std::optional<std::filesystem::path>& data_folder);

/// The regular files of a table's folder, ordered by name, as `baselines/NAME/FILE`.
[[nodiscard]] std::vector<InputFile> table_inputs(const std::filesystem::path& folder);

}  // namespace tripart
