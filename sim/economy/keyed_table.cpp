#include "economy/keyed_table.hpp"

#include <algorithm>

#include "tripart/core/number.hpp"

namespace tripart {
namespace {

/// The key that belongs to a cell of the flat array, as in `food, USA, MEX`.
std::string key_of(std::size_t cell, const std::vector<KeyAxis>& axes) {
  std::string key;
  for (auto axis = axes.rbegin(); axis != axes.rend(); ++axis) {
    const std::vector<std::string>& names = *axis->names;
    key.insert(0, names[cell % names.size()] + (key.empty() ? "" : ", "));
    cell /= names.size();
  }
  return key;
}

}  // namespace

std::optional<std::size_t> number_in(const Table& table, std::size_t row,
                                     std::size_t column,
                                     const std::vector<std::string>& names,
                                     Complaints& complaints) {
  const auto found = std::find(names.begin(), names.end(), table.text(row, column));
  if (found != names.end()) {
    return static_cast<std::size_t>(found - names.begin());
  }
  complaints.add(
      table.where(row, column),
      "unknown " + table.columns()[column] + " '" + table.text(row, column) + "'",
      {"regions are listed in regions.csv, sectors in sectors.csv"});
  return std::nullopt;
}

KeyedTable::KeyedTable(Table table, const std::vector<KeyAxis>& axes,
                       Complaints& complaints)
    : table_(std::move(table)) {
  std::vector<std::size_t> columns;
  std::size_t cells = 1;
  for (const KeyAxis& axis : axes) {
    columns.push_back(table_.column(axis.column));
    cells *= axis.names->size();
  }
  table_.set_key(columns);
  row_of_.assign(cells, no_row);
  for (std::size_t row = 0; row < table_.rows(); ++row) {
    std::size_t cell = 0;
    bool known = true;
    for (std::size_t k = 0; k < axes.size(); ++k) {
      const auto number = number_in(table_, row, columns[k], *axes[k].names, complaints);
      known = known && number.has_value();
      cell = cell * axes[k].names->size() + number.value_or(0);
    }
    if (known && row_of_[cell] != no_row) {
      complaints.add(table_.where(row, columns[0]),
                     "row '" + table_.key(row) + "' appears twice");
    } else if (known) {
      row_of_[cell] = row;
    }
  }
  for (std::size_t cell = 0; cell < cells; ++cell) {
    if (row_of_[cell] == no_row) {
      complaints.add({table_.file(), 0, 0}, "no row for '" + key_of(cell, axes) + "'");
    }
  }
}

std::vector<double> KeyedTable::column(const std::string& name, double least,
                                       Complaints& complaints) const {
  const std::size_t column = table_.column(name);
  std::vector<double> values(row_of_.size(), 0.0);
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    if (row_of_[cell] == no_row) {
      continue;
    }
    values[cell] = table_.number(row_of_[cell], column, complaints);
    if (values[cell] < least) {
      complain(cell, name,
               "is " + to_text(values[cell]) + ", expected at least " + to_text(least),
               complaints);
    }
  }
  return values;
}

void KeyedTable::complain(std::size_t cell, const std::string& column,
                          const std::string& what, Complaints& complaints) const {
  const std::size_t row = row_of_[cell];
  if (row != no_row) {
    complaints.add(table_.where(row, table_.column(column)),
                   column + " of row '" + table_.key(row) + "' " + what);
  }
}

}  // namespace tripart
