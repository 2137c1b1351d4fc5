#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tripart/results/manifest.hpp"

namespace tripart {

/// What a reader of a column needs to know.
struct PageColumn {
  std::string name;
  std::string unit;
  std::string meaning;
  bool is_number = false;
};

/// A directory of results that are complete.
struct FinishedResults {
  std::filesystem::path folder;
  std::string prefix;  ///< what page and tests put before file names: `sensitivity/`
  std::string kind;    ///< run, sweep, tournament, ...
  std::string name;
  nlohmann::ordered_json manifest;  ///< null where this kind of results has none
  std::vector<FileRecord> files;
  std::string source_sha256;  ///< of what analyses were made of; empty: nobody said
  std::map<std::string, std::string> titles;               ///< of each table
  std::map<std::string, std::vector<PageColumn>> columns;  ///< of each table

  [[nodiscard]] const FileRecord* find(const std::string& file) const;
};

/// Tables are looked at by length here, and by content when they are read.
/// \throws as report_page
[[nodiscard]] FinishedResults open_results(const std::filesystem::path& folder);

/// A set of tables that is described by its datapackage.json alone, as analyses leave it.
[[nodiscard]] FinishedResults open_table_set(const std::filesystem::path& folder);

}  // namespace tripart
