#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
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

/// What the numbers of a column may be; ends are included.
struct ColumnRange {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
};

/// A column of money, its unit named by the end of its header.
struct Money {
  std::string column;
  std::vector<double> musd;  ///< in flat order, million USD
  double per_musd = 1.0;     ///< one million USD in the column's unit
};

/// Number of the name in this cell; a complaint if there is no such name.
[[nodiscard]] std::optional<std::size_t> number_in(const Table& table, std::size_t row,
                                                   std::size_t column,
                                                   const std::vector<std::string>& names,
                                                   Complaints& complaints);

/// A table with at most one row per combination of its keys, read into flat arrays whose
/// order is that of the axes (the last fastest), whatever the order of the rows. Cells
/// without a row are 0.
class KeyedTable {
 public:
  KeyedTable() = default;
  /// Complains about unknown names and rows that appear twice.
  KeyedTable(Table table, std::vector<KeyAxis> axes, Complaints& complaints);

  [[nodiscard]] bool has_row(std::size_t cell) const { return row_of_[cell] != no_row; }
  /// Complains about cells that need a row and have none: the first twenty by name.
  template <class Needed>
  void expect_rows(const Needed& needed, Complaints& complaints,
                   const std::vector<std::string>& hints = {}) const {
    std::vector<std::size_t> missing;
    for (std::size_t cell = 0; cell < row_of_.size(); ++cell) {
      if (row_of_[cell] == no_row && needed(cell)) {
        missing.push_back(cell);
      }
    }
    complain_missing(missing, hints, complaints);
  }
  void expect_all_rows(Complaints& complaints) const {
    expect_rows([](std::size_t) { return true; }, complaints);
  }

  [[nodiscard]] bool has(std::string_view column) const { return table_.has(column); }
  [[nodiscard]] const Table& table() const { return table_; }

  /// One column in flat order; complains about what is no number or out of range.
  [[nodiscard]] std::vector<double> column(const std::string& name,
                                           const ColumnRange& range,
                                           Complaints& complaints) const;

  /// The column `<stem>_<unit>` with one of the stems and one of the units usd, kusd,
  /// musd and bnusd, if there is one; complains about two, and about values beyond 1e15
  /// million USD or below `least`. \param stems  separated by commas
  [[nodiscard]] std::optional<Money> money(const std::string& stems, double least,
                                           Complaints& complaints) const;
  /// \throws InputError naming the columns that exist if there is none.
  [[nodiscard]] Money expect_money(const std::string& stems, double least,
                                   Complaints& complaints) const;

  /// Complains about one cell of the flat array, if it has a row.
  void complain(std::size_t cell, const std::string& column, const std::string& what,
                Complaints& complaints) const;

 private:
  static constexpr std::size_t no_row = static_cast<std::size_t>(-1);
  void complain_missing(const std::vector<std::size_t>& cells,
                        const std::vector<std::string>& hints,
                        Complaints& complaints) const;
  Table table_;
  std::vector<KeyAxis> axes_;
  std::vector<std::size_t> row_of_;  ///< by cell of the flat array
};

}  // namespace tripart
