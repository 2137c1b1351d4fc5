#include "economy/keyed_table.hpp"

#include <algorithm>
#include <unordered_map>

#include "tripart/core/number.hpp"
#include "tripart/core/unicode.hpp"

namespace tripart {
namespace {

constexpr std::size_t most_named = 20;

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

std::string named(const Table& table, std::size_t row, std::size_t column) {
  constexpr std::size_t most_quoted = 60;
  return table.columns()[column] + " '" +
         without_middle(table.text(row, column), most_quoted) + "'";
}

void complain_unknown(const Table& table, std::size_t row, std::size_t column,
                      Complaints& complaints) {
  complaints.add(table.where(row, column), "unknown " + named(table, row, column),
                 {"regions are listed in regions.csv, sectors in sectors.csv"});
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
  complain_unknown(table, row, column, complaints);
  return std::nullopt;
}

KeyedTable::KeyedTable(Table table, std::vector<KeyAxis> axes, Complaints& complaints)
    : table_(std::move(table)), axes_(std::move(axes)) {
  std::vector<std::size_t> columns;
  std::vector<std::unordered_map<std::string_view, std::size_t>> numbers;
  std::size_t cells = 1;
  for (const KeyAxis& axis : axes_) {
    columns.push_back(table_.column(axis.column));
    cells *= axis.names->size();
    auto& number_of = numbers.emplace_back();
    for (std::size_t k = 0; k < axis.names->size(); ++k) {
      number_of.emplace((*axis.names)[k], k);
    }
  }
  table_.set_key(columns);
  row_of_.assign(cells, no_row);
  for (std::size_t row = 0; row < table_.rows(); ++row) {
    std::size_t cell = 0;
    bool known = true;
    for (std::size_t k = 0; k < axes_.size(); ++k) {
      const auto found = numbers[k].find(table_.text(row, columns[k]));
      if (found == numbers[k].end()) {
        complain_unknown(table_, row, columns[k], complaints);
        known = false;
      } else {
        cell = cell * axes_[k].names->size() + found->second;
      }
    }
    if (known && row_of_[cell] != no_row) {
      complaints.add(table_.where(row, columns[0]),
                     "row '" + table_.key(row) + "' appears twice");
    } else if (known) {
      row_of_[cell] = row;
    }
  }
}

void KeyedTable::complain_missing(const std::vector<std::size_t>& cells,
                                  const std::vector<std::string>& hints,
                                  Complaints& complaints) const {
  for (std::size_t k = 0; k < std::min(cells.size(), most_named); ++k) {
    const bool is_last = k + 1 == std::min(cells.size(), most_named);
    complaints.add({table_.file(), 0, 0}, "no row for '" + key_of(cells[k], axes_) + "'",
                   is_last ? hints : std::vector<std::string>{});
  }
  if (cells.size() > most_named) {
    complaints.add({table_.file(), 0, 0},
                   std::to_string(cells.size() - most_named) + " more rows are missing");
  }
}

std::vector<double> KeyedTable::column(const std::string& name, const ColumnRange& range,
                                       Complaints& complaints) const {
  const std::size_t column = table_.column(name);
  std::vector<double> values(row_of_.size(), 0.0);
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    if (row_of_[cell] == no_row) {
      continue;
    }
    const double value = table_.number(row_of_[cell], column, complaints);
    values[cell] = value;
    if (value < range.least || value > range.most) {
      complain(cell, name,
               "is " + to_text(value) + ", expected at " +
                   (value < range.least ? "least " + to_text(range.least)
                                        : "most " + to_text(range.most)),
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
