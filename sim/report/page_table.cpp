#include "report/page_table.hpp"

#include <algorithm>

#include "study/csv_stream.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

std::size_t place(const std::vector<std::string>& header, std::string_view name,
                  const std::string& file) {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) {
    throw InputError({file, 1, 0}, "has no column " + std::string(name));
  }
  return static_cast<std::size_t>(found - header.begin());
}

PageColumn described(const std::vector<PageColumn>& known, const std::string& name) {
  const auto found = std::find_if(known.begin(), known.end(), [&](const auto& column) {
    return column.name == name;
  });
  return found == known.end() ? PageColumn{name, "", "", false} : *found;
}

void expect_number(const std::string& cell, const PageColumn& column,
                   const std::string& file, std::size_t line) {
  if (column.is_number && !cell.empty() && !parse_number(cell)) {
    throw InputError({file, line, 0},
                     column.name + " is '" + cell + "', expected a number");
  }
}

}  // namespace

std::optional<std::size_t> PageTable::column(std::string_view name) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name) {
      return i;
    }
  }
  return std::nullopt;
}

const std::string& PageTable::cell(std::size_t row, std::string_view name) const {
  const auto at = column(name);
  TRIPART_EXPECTS(at.has_value());
  return rows[row][*at];
}

std::optional<std::size_t> PageTable::find(
    const std::vector<std::pair<std::string_view, std::string_view>>& cells) const {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const bool fits = std::all_of(cells.begin(), cells.end(), [&](const auto& wanted) {
      return cell(row, wanted.first) == wanted.second;
    });
    if (fits) {
      return row;
    }
  }
  return std::nullopt;
}

PageTable read_page_table(const FinishedResults& results, const std::string& file,
                          const Selection& selection) {
  const FileRecord* record = results.find(file);
  const std::string path = (results.folder / file).string();
  if (record == nullptr) {
    throw InputError({(results.folder / "manifest.json").string(), 0, 0},
                     "names no " + file);
  }
  PageTable table;
  table.file = results.prefix + file;
  if (const auto title = results.titles.find(file); title != results.titles.end()) {
    table.title = title->second;
  }
  CsvStream stream(path);
  std::vector<std::string> header;
  std::vector<std::string> cells;
  if (!stream.next(header)) {
    throw InputError({path, 0, 0}, "is empty, expected a header");
  }
  std::vector<std::size_t> places;
  const auto& names = selection.columns.empty() ? header : selection.columns;
  const auto known = results.columns.find(file);
  for (const std::string& name : names) {
    places.push_back(place(header, name, path));
    table.columns.push_back(known == results.columns.end()
                                ? PageColumn{name, "", "", false}
                                : described(known->second, name));
  }
  const Selection::Cell by_name = [&](std::string_view name) -> const std::string& {
    return cells[place(header, name, path)];
  };
  while (stream.next(cells)) {
    if (cells.size() != header.size()) {
      throw InputError({path, stream.line(), 0}, "has " + std::to_string(cells.size()) +
                                                     " fields, expected " +
                                                     std::to_string(header.size()));
    }
    ++table.rows_in_file;
    if (table.rows.size() == selection.most_rows ||
        (selection.wants && !selection.wants(by_name))) {
      continue;
    }
    std::vector<std::string> row;
    for (std::size_t i = 0; i < places.size(); ++i) {
      row.push_back(cells[places[i]]);
      expect_number(row.back(), table.columns[i], path, stream.line());
    }
    table.rows.push_back(std::move(row));
    table.numbers.push_back(table.rows_in_file);
  }
  if (stream.bytes() != record->bytes || stream.sha256() != record->sha256) {
    throw InputError({path, 0, 0}, "is not what the manifest says");
  }
  return table;
}

}  // namespace tripart
