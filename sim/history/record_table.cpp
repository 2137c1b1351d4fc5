#include "history/record_table.hpp"

#include <algorithm>
#include <set>

#include "scenario/names.hpp"
#include "tripart/core/number.hpp"

namespace tripart {

RecordTable::RecordTable(const std::filesystem::path& file,
                         const std::vector<std::string>& columns, Complaints& complaints)
    : table_(read_table(file)), complaints_(complaints) {
  for (const std::string& column : columns) {
    static_cast<void>(table_.column(column));  // throws where it is missing
  }
  for (std::size_t column = 0; column < table_.columns().size(); ++column) {
    const std::string& name = table_.columns()[column];
    if (std::find(columns.begin(), columns.end(), name) == columns.end()) {
      complaints_.add(table_.where_header(column), "unknown column '" + name + "'",
                      name_hints(name, columns));
    }
  }
  table_.set_key({table_.column("id")});
  std::set<std::string> seen;
  for (std::size_t row = 0; row < rows(); ++row) {
    const std::string id = text(row, "id");
    if (!is_name(id)) {
      complaints_.add(where(row, "id"), "id is '" + id +
                                            "', expected letters, digits, _ and -, at "
                                            "most 64 of them");
    } else if (!seen.insert(id).second) {
      complaints_.add(where(row, "id"), "row '" + id + "' appears twice");
    }
  }
}

std::string RecordTable::text(std::size_t row, std::string_view column) const {
  return std::string(table_.text(row, table_.column(column)));
}

SourcePosition RecordTable::where(std::size_t row, std::string_view column) const {
  return table_.where(row, table_.column(column));
}

void RecordTable::complain(std::size_t row, std::string_view column,
                           const std::string& expected,
                           const std::vector<std::string>& hints) {
  complaints_.add(where(row, column),
                  std::string(column) + " of row '" + table_.key(row) + "' is '" +
                      text(row, column) + "', expected " + expected,
                  hints);
}

std::optional<double> RecordTable::number(std::size_t row, std::string_view column,
                                          double lo, double hi) {
  const std::optional<double> value = parse_number(text(row, column));
  if (!value || *value < lo || *value > hi) {
    complain(row, column, "a number from " + to_text(lo) + " to " + to_text(hi));
    return std::nullopt;
  }
  return value;
}

std::optional<Date> RecordTable::date(std::size_t row, std::string_view column) {
  const std::optional<Date> value = parse_date(text(row, column));
  if (!value) {
    complain(row, column, "a day as YYYY-MM-DD");
  }
  return value;
}

void RecordTable::expect_empty(std::size_t row, std::string_view column,
                               const std::string& why) {
  if (!text(row, column).empty()) {
    complain(row, column, "nothing " + why);
  }
}

}  // namespace tripart
