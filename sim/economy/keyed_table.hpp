#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tripart/core/error.hpp"
#include "tripart/economy/table.hpp"

namespace tripart {

/// One key column of a table and the names it may hold.
struct KeyAxis {
  std::string column;
  const std::vector<std::string>* names;
};

/// Number of the name in this cell; a complaint if there is no such name.
[[nodiscard]] std::optional<std::size_t> number_in(const Table& table, std::size_t row,
                                                   std::size_t column,
                                                   const std::vector<std::string>& names,
                                                   Complaints& complaints);

/// A table with exactly one row per combination of its keys, read into flat arrays whose
/// order is that of the axes (the last fastest), whatever the order of the rows.
class KeyedTable {
 public:
  KeyedTable() = default;
  /// Complains about unknown names, rows that appear twice and combinations without a
  /// row.
  KeyedTable(Table table, const std::vector<KeyAxis>& axes, Complaints& complaints);

  /// One column in flat order; complains about what is no number or below `least`.
  [[nodiscard]] std::vector<double> column(const std::string& name, double least,
                                           Complaints& complaints) const;

  /// Complains about one cell of the flat array, if it has a row.
  void complain(std::size_t cell, const std::string& column, const std::string& what,
                Complaints& complaints) const;

 private:
  static constexpr std::size_t no_row = static_cast<std::size_t>(-1);
  Table table_;
  std::vector<std::size_t> row_of_;  ///< by cell of the flat array
};

}  // namespace tripart
