#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tripart/core/date.hpp"
#include "tripart/core/error.hpp"
#include "tripart/scenario/yaml_tree.hpp"

namespace tripart {

/// One negotiation to be scored: a scenario dated at its as-of date, and the files about
/// what came after.
struct HistoryCase {
  std::string id;  ///< as the facts call it: `nafta-2018`
  std::filesystem::path scenario;
  std::filesystem::path outcomes;
  std::optional<std::filesystem::path> forecasts;
  std::optional<std::filesystem::path> facts;  ///< what the scenario rests on
  std::optional<Date> launch;                  ///< day on which the talks had begun
};

/// `facts.csv` beside an outcomes file, where there is one.
[[nodiscard]] std::optional<std::filesystem::path> facts_beside(
    const std::filesystem::path& outcomes);

/// The case that an outcomes file is about, by its name: `nafta-2018-outcomes.csv`.
[[nodiscard]] std::string case_named_by(const std::filesystem::path& outcomes);

/// The list `[{id, scenario, outcomes, forecasts, launch}, ...]`, the last two where they
/// are known; paths are relative to `folder`. Files are not opened.
[[nodiscard]] std::vector<HistoryCase> read_cases(const YamlNode& list,
                                                  const std::filesystem::path& folder,
                                                  Complaints& complaints);

/// A file of `format`, `name` and `cases`.
struct CaseFile {
  std::string name;
  std::vector<HistoryCase> cases;
};

/// \throws InputError with every complaint at once; Failure (cannot_read).
[[nodiscard]] CaseFile read_case_file(const std::filesystem::path& file);

}  // namespace tripart
