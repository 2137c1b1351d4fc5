#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tripart {

/// What a column of a table, or a metric of summary.csv, holds.
struct ColumnExplanation {
  std::string name;
  std::string file;  ///< table it stands in
  std::string meaning;
  std::string unit;  ///< empty: none
};

/// All columns and metrics of this name, in the order of the tables; all of one table if
/// `name` is its file. Empty if there is none.
[[nodiscard]] std::vector<ColumnExplanation> explain_column(std::string_view name);

/// Names of all columns and metrics, without repetition.
[[nodiscard]] std::vector<std::string> column_names();

}  // namespace tripart
