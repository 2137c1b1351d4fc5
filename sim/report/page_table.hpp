#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/finished_results.hpp"

namespace tripart {

/// The part of a CSV that a page shows, as the text that the file has.
struct PageTable {
  std::string file;  ///< as pages and tests call it
  std::string title;
  std::vector<PageColumn> columns;
  std::vector<std::uint64_t> numbers;  ///< which data row of the file, from 1
  std::vector<std::vector<std::string>> rows;
  std::uint64_t rows_in_file = 0;

  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
  /// The cell of a column that the table has.
  [[nodiscard]] const std::string& cell(std::size_t row, std::string_view name) const;
  /// First row whose cells equal what is asked for; columns are named one by one.
  [[nodiscard]] std::optional<std::size_t> find(
      const std::vector<std::pair<std::string_view, std::string_view>>& cells) const;
};

/// Which part that is.
struct Selection {
  std::vector<std::string> columns;  ///< empty: all
  /// Whether a row is wanted, of all its cells by name; empty: any.
  using Cell = std::function<const std::string&(std::string_view)>;
  std::function<bool(const Cell&)> wants;
  std::size_t most_rows = 20'000;
};

/// \throws InputError where the file is not what the manifest says, or has no such
/// columns; Failure (cannot_read)
[[nodiscard]] PageTable read_page_table(const FinishedResults& results,
                                        const std::string& file,
                                        const Selection& selection = {});

}  // namespace tripart
