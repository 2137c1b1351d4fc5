#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/core/date.hpp"
#include "tripart/economy/table.hpp"

namespace tripart {

/// A CSV of which every column is known by name and every row by its `id`. Cells are read
/// by column name; what is wrong with one is complained about where it was written.
class RecordTable {
 public:
  /// Complains about columns that are missing or unknown and about ids that are empty or
  /// appear twice. \throws InputError, Failure (cannot_read) where there is no table
  RecordTable(const std::filesystem::path& file, const std::vector<std::string>& columns,
              Complaints& complaints);

  [[nodiscard]] std::size_t rows() const { return table_.rows(); }
  [[nodiscard]] std::string text(std::size_t row, std::string_view column) const;
  [[nodiscard]] SourcePosition where(std::size_t row, std::string_view column) const;
  /// Nothing, and a complaint, unless the cell is a number in [lo, hi].
  std::optional<double> number(std::size_t row, std::string_view column, double lo,
                               double hi);
  /// Nothing, and a complaint, unless the cell is a day.
  std::optional<Date> date(std::size_t row, std::string_view column);
  /// `<column> of row '<id>' is '<cell>', expected <expected>`
  void complain(std::size_t row, std::string_view column, const std::string& expected,
                const std::vector<std::string>& hints = {});
  /// Complains unless the cell is empty. \param why  `for rows of kind text`
  void expect_empty(std::size_t row, std::string_view column, const std::string& why);

 private:
  Table table_;
  Complaints& complaints_;
};

}  // namespace tripart
