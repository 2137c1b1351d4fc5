#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "report/page_table.hpp"

namespace tripart {

/// One chart with the tables that it is drawn from.
struct PageSection {
  std::string chart;  ///< what the script knows it as; empty: tables only
  std::string title;
  std::string note;  ///< how to read it
  std::vector<std::string> tables;
};

/// What a page about some results says.
struct Content {
  std::string headline;  ///< HTML
  std::vector<PageSection> sections;
  std::vector<PageTable> tables;
  nlohmann::ordered_json facts = nlohmann::ordered_json::object();

  [[nodiscard]] const PageTable* find(const std::string& file) const;
  /// Reads a table where the results have it and it is not here yet. \return whether it
  /// has rows
  bool add(const FinishedResults& results, const std::string& file,
           const Selection& selection = {});
};

[[nodiscard]] Content run_content(const FinishedResults& results);
[[nodiscard]] Content sweep_content(const FinishedResults& results);
[[nodiscard]] Content tournament_content(const FinishedResults& results);
[[nodiscard]] Content backtest_content(const FinishedResults& results);
/// Of `backtest --durations`.
[[nodiscard]] Content durations_content(const FinishedResults& results);
/// Of results of any kind: every table that is not too long.
[[nodiscard]] Content table_content(const FinishedResults& results);

/// How sentences call a kind of deal: `a trilateral deal`.
[[nodiscard]] std::string kind_phrase(const std::string& kind);

}  // namespace tripart
