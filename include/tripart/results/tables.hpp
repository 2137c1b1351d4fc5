#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "tripart/core/date.hpp"

namespace tripart {

enum class ColumnType : std::uint8_t { text, date, integer, number };

/// One column of a CSV: what a reader of the file, and datapackage.json, says about it.
struct Column {
  std::string_view name;
  ColumnType type;
  std::string_view unit;  ///< empty: no unit
  std::string_view meaning;
};

/// One kind of CSV file. The definitions here are the only place where columns are named:
/// headers, rows and datapackage.json follow them.
struct OutputTable {
  std::string_view file;
  std::string_view title;
  std::span<const Column> columns;
};

[[nodiscard]] const OutputTable& outcomes_table();
[[nodiscard]] const OutputTable& parties_table();
[[nodiscard]] const OutputTable& terms_table();
[[nodiscard]] const OutputTable& closings_table();
[[nodiscard]] const OutputTable& issues_table();
[[nodiscard]] const OutputTable& chapters_table();
[[nodiscard]] const OutputTable& timeline_table();
[[nodiscard]] const OutputTable& progress_table();
[[nodiscard]] const OutputTable& threats_table();
[[nodiscard]] const OutputTable& summary_table();
[[nodiscard]] const OutputTable& theory_table();
[[nodiscard]] const OutputTable& payoffs_table();
[[nodiscard]] const OutputTable& regions_table();
[[nodiscard]] const OutputTable& partners_table();
[[nodiscard]] const OutputTable& sectors_table();
[[nodiscard]] const OutputTable& flows_table();
[[nodiscard]] const OutputTable& histograms_table();
[[nodiscard]] const OutputTable& calibration_table();
[[nodiscard]] const OutputTable& events_table();
[[nodiscard]] const OutputTable& tariffs_table();
[[nodiscard]] const OutputTable& tariff_welfare_table();
[[nodiscard]] const OutputTable& tariff_searches_table();
[[nodiscard]] const OutputTable& strategies_table();
[[nodiscard]] const OutputTable& profiles_table();
[[nodiscard]] const OutputTable& profile_endings_table();
[[nodiscard]] const OutputTable& equilibria_table();
[[nodiscard]] const OutputTable& regrets_table();
[[nodiscard]] const OutputTable& benchmarks_table();
[[nodiscard]] const OutputTable& core_table();
[[nodiscard]] const OutputTable& prior_predictive_table();

/// Every table, in the order above.
[[nodiscard]] std::span<const OutputTable* const> all_tables();

/// The header line of a table, with its line end.
[[nodiscard]] std::string csv_header(const OutputTable& table);

/// Rows of one table as CSV text (RFC 4180, LF), field by field in the order of its
/// columns.
///
/// \pre every field has the type of its column and every row all of its columns.
class CsvRows {
 public:
  explicit CsvRows(const OutputTable& table) : table_(&table) {}

  /// Puts `value` into the first column of every row begun from here on, so that who
  /// writes the others need not know of it. \pre the first column holds whole numbers
  void lead(std::uint64_t value) { lead_ = value; }
  /// Calls `spill` at the end of a row whenever much text has gathered: it is to take the
  /// text, or clear it, so that a long table is never in memory as a whole.
  void spill_with(std::function<void()> spill) { spill_ = std::move(spill); }
  CsvRows& text(std::string_view value);
  CsvRows& date(Date value);
  CsvRows& count(std::uint64_t value);
  CsvRows& integer(std::int64_t value);
  CsvRows& number(double value);
  CsvRows& number(std::optional<double> value);  ///< absent: an empty field
  CsvRows& blank();                              ///< an absent value
  void end_row();

  [[nodiscard]] const OutputTable& table() const { return *table_; }
  /// Rows ended since the start.
  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  /// The text gathered since the last call of take or clear.
  [[nodiscard]] std::string_view gathered() const { return {text_.data(), used_}; }
  [[nodiscard]] std::string take();
  /// Text and rows that another one of this table had gathered, in place of all there is.
  void put_back(std::string_view text, std::uint64_t rows);
  /// Forgets text and rows, but keeps the memory.
  void clear();

 private:
  char* begin_field(ColumnType type, std::size_t longest);
  void end_field(const char* end) {
    used_ = static_cast<std::size_t>(end - text_.data());
  }
  [[nodiscard]] bool has_lead_to_write() const { return column_ == 0 && lead_; }
  const OutputTable* table_;
  std::optional<std::uint64_t> lead_;
  std::function<void()> spill_;
  std::string text_;  // with room behind what is used
  std::size_t used_ = 0;
  std::size_t column_ = 0;
  std::uint64_t rows_ = 0;
};

}  // namespace tripart
