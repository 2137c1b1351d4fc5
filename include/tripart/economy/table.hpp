#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tripart/core/error.hpp"

namespace tripart {

/// A plain CSV table: header row, RFC 4180 quoting, UTF-8, LF or CRLF. Cells keep their
/// positions, so whatever turns out to be wrong with one can be reported where the user
/// wrote it.
class Table {
 public:
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  [[nodiscard]] const std::string& file() const { return file_; }

  /// Number of the column with this header.
  /// \throws InputError naming the column and the ones that exist.
  [[nodiscard]] std::size_t column(std::string_view name) const;

  /// Whether there is a column with this header.
  [[nodiscard]] bool has(std::string_view name) const;

  /// The cell without its quotes; valid as long as the table.
  [[nodiscard]] std::string_view text(std::size_t row, std::size_t column) const;

  /// The cell as a number; if it is none, a complaint that names row and column is added
  /// and 0 returned.
  [[nodiscard]] double number(std::size_t row, std::size_t column,
                              Complaints& complaints) const;

  [[nodiscard]] SourcePosition where(std::size_t row, std::size_t column) const;
  /// Of the column's header.
  [[nodiscard]] SourcePosition where_header(std::size_t column) const;

  /// How messages call a row: the cells of its key columns, as in `food, USA, MEX`. Until
  /// `set_key` is called the key is the first column.
  [[nodiscard]] std::string key(std::size_t row) const;
  void set_key(std::vector<std::size_t> columns) { key_columns_ = std::move(columns); }

 private:
  friend Table parse_table(std::string_view text, std::string file);
  /// Small, because there are millions: a table of inputs of 100 regions and 100 sectors
  /// has four.
  struct Cell {
    std::uint32_t begin = 0;   ///< in text_
    std::uint32_t length = 0;  ///< bytes
    std::uint32_t line = 0;    ///< from 1
    std::uint32_t column = 0;  ///< character of the line, from 1
  };
  std::string file_;
  std::vector<std::string> columns_;
  std::vector<SourcePosition> headers_;  ///< of each column
  std::string text_;                     ///< of all cells, one behind the other
  std::vector<Cell> cells_;              ///< row by row
  std::vector<std::size_t> key_columns_{0};
  std::size_t rows_ = 0;
};

/// What a table may have at most; nothing larger could be solved.
inline constexpr std::size_t largest_table_bytes = std::size_t{64} << 20U;
inline constexpr std::size_t most_table_cells = 5'000'000;

/// The bytes of a regular file that is no larger than a table may be.
/// \throws Failure(cannot_read) if there is none; InputError if it is larger
[[nodiscard]] std::string read_table_bytes(const std::filesystem::path& path);

/// \throws InputError with every malformed row, or at the first unclosed quote or byte
/// that is not UTF-8, or if the table is larger than a table may be.
[[nodiscard]] Table parse_table(std::string_view text, std::string file);

/// \throws Failure(cannot_read) if the file is missing, a link, no regular file or
/// unreadable; else as parse_table.
[[nodiscard]] Table read_table(const std::filesystem::path& path);

}  // namespace tripart
