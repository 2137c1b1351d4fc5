#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/trade_model.hpp"
#include "tripart/core/error.hpp"

namespace tripart {

/// A file that went into a scenario, as bytes, for `inputs/` and the manifest.
struct InputFile {
  std::string name;  ///< relative name below inputs/
  std::string bytes;
};

/// What theory says about one quantity of summary.csv, to stand beside what was
/// simulated.
struct TheoryValue {
  std::string id;
  std::string metric, party, category, statistic;  ///< as in summary.csv
  std::string formula;                             ///< as the user wrote it
  double expected = 0.0;                           ///< its value in this scenario
  std::string source;
  SourcePosition where;
};

/// A checked scenario: everything a run needs but seed, replicates, threads and output
/// path.
struct Scenario {
  std::string title;  ///< first comment line of the file: the question it asks
  Model model;
  std::optional<TradeModel> trade;  ///< absent: pure bargaining
  std::string resolved;             ///< canonical YAML with every default filled in
  std::vector<InputFile> inputs;  ///< the scenario as the user wrote it, then its tables
  std::vector<std::string> overrides;  ///< --set items, in order
  std::vector<TheoryValue> theory;
  std::vector<Complaint> notes;  ///< on values that are good and look like mistakes
  std::optional<std::string>
      history;  ///< CSV of the real path, beside the file (pictures only)
};

struct ReadOptions {
  std::vector<std::string> overrides;                ///< `a.b.c=V`
  std::optional<std::filesystem::path> data_folder;  ///< --data DIR
};

/// Reads and checks a scenario.
/// \throws InputError with every complaint at once; Failure (cannot_read).
[[nodiscard]] Scenario read_scenario(const std::filesystem::path& file,
                                     const ReadOptions& options = {});

/// The scenario with every key, its unit, range, default and meaning
/// (scenarios/template.yaml).
[[nodiscard]] std::string scenario_template();

/// The reference of all keys in Markdown (scenarios/README.md, generated part).
[[nodiscard]] std::string scenario_reference();

}  // namespace tripart
