#include "tripart/economy/table.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "tripart/core/file.hpp"
#include "tripart/core/number.hpp"
#include "tripart/core/unicode.hpp"

namespace tripart {
namespace {

constexpr std::size_t most_quoted = 60;  // bytes of a cell in a message

/// Of a text, no fewer than the cells of the table in it.
std::size_t most_cells_in(std::string_view text) {
  const auto ends = std::count_if(text.begin(), text.end(),
                                  [](char c) { return c == ',' || c == '\n'; });
  return static_cast<std::size_t>(ends) + 1;
}

/// Walks through the text and hands out one field after the other.
class FieldReader {
 public:
  struct Field {
    std::size_t begin = 0;  ///< in the text of all fields
    std::size_t length = 0;
    std::size_t line = 1;
    std::size_t column = 1;
    bool ends_row = false;
  };

  /// Appends the text of every field to `fields`, without quotes.
  FieldReader(std::string_view text, const std::string& file, std::string& fields)
      : text_(text), file_(file), fields_(fields) {}

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }

  Field next() {
    Field field;
    field.line = line_;
    field.column = column_;
    field.begin = fields_.size();
    if (looking_at('"')) {
      read_quoted();
    } else {
      while (!at_end() && text_[at_] != ',' && !at_line_break()) {
        if (text_[at_] == '"') {
          fail("a quote inside a field that does not begin with one");
        }
        take();
      }
    }
    field.length = fields_.size() - field.begin;
    if (at_end() || at_line_break()) {
      field.ends_row = true;
      skip_line_break();
    } else if (text_[at_] == ',') {
      ++at_;
      ++column_;
    } else {
      fail("text after the closing quote of a field");
    }
    return field;
  }

 private:
  [[nodiscard]] bool looking_at(char c) const { return !at_end() && text_[at_] == c; }
  [[nodiscard]] bool at_line_break() const {
    return looking_at('\n') || (looking_at('\r') && text_.substr(at_ + 1, 1) == "\n");
  }
  [[noreturn]] void fail(const std::string& what) const {
    throw InputError({file_, line_, column_}, what);
  }

  void skip_line_break() {
    if (at_end()) {
      return;
    }
    at_ += text_[at_] == '\r' ? 2U : 1U;
    ++line_;
    column_ = 1;
  }

  /// Appends one character, whole and valid.
  void take() {
    const Utf8Character character = decode_utf8(text_, at_);
    if (character.length == 0) {
      fail("this byte is not UTF-8");
    }
    if (is_invisible(character.code)) {
      fail("invisible character " + code_point_name(character.code) + " in a field");
    }
    fields_.append(text_.substr(at_, character.length));
    at_ += character.length;
    ++column_;
  }

  void read_quoted() {
    const SourcePosition opened{file_, line_, column_};
    ++at_;
    ++column_;
    while (true) {
      if (at_end()) {
        throw InputError(opened, "this quote is never closed");
      }
      if (looking_at('"')) {
        ++at_;
        ++column_;
        if (!looking_at('"')) {
          return;
        }
        take();
      } else if (at_line_break()) {
        fields_ += '\n';
        skip_line_break();
      } else {
        take();
      }
    }
  }

  std::string_view text_;
  const std::string& file_;
  std::string& fields_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
};

[[noreturn]] void refuse_size(const std::string& file) {
  throw InputError({file, 0, 0}, "the file is larger than 64 MiB (67108864 bytes)");
}

void expect_reasonable(std::string_view text, const std::string& file) {
  if (text.size() > largest_table_bytes) {
    refuse_size(file);
  }
  if (most_cells_in(text) > most_table_cells) {
    throw InputError({file, 0, 0}, "the table has more than 5,000,000 cells");
  }
}

void read_row(FieldReader& reader, std::vector<FieldReader::Field>& row) {
  row.clear();
  do {
    row.push_back(reader.next());
  } while (!row.back().ends_row);
}

}  // namespace

std::size_t Table::column(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) {
    std::string existing;
    for (const std::string& column : columns_) {
      existing += (existing.empty() ? "" : ", ") + column;
    }
    throw InputError({file_, 1, 1}, "missing column '" + std::string(name) + "'",
                     {"the columns are: " + existing});
  }
  return static_cast<std::size_t>(found - columns_.begin());
}

bool Table::has(std::string_view name) const {
  return std::find(columns_.begin(), columns_.end(), name) != columns_.end();
}

std::string_view Table::text(std::size_t row, std::size_t column) const {
  TRIPART_EXPECTS(row < rows_ && column < columns_.size());
  const Cell& cell = cells_[row * columns_.size() + column];
  return std::string_view(text_).substr(cell.begin, cell.length);
}

SourcePosition Table::where(std::size_t row, std::size_t column) const {
  TRIPART_EXPECTS(row < rows_ && column < columns_.size());
  const Cell& cell = cells_[row * columns_.size() + column];
  return {file_, cell.line, cell.column};
}

SourcePosition Table::where_header(std::size_t column) const {
  TRIPART_EXPECTS(column < headers_.size());
  return headers_[column];
}

std::string Table::key(std::size_t row) const {
  std::string key;
  for (const std::size_t column : key_columns_) {
    key += key.empty() ? "" : ", ";
    key += without_middle(text(row, column), most_quoted);
  }
  return key;
}

double Table::number(std::size_t row, std::size_t column, Complaints& complaints) const {
  const std::string_view cell = text(row, column);
  const std::optional<double> value = parse_number(cell);
  if (!value) {
    complaints.add(where(row, column), columns_[column] + " of row '" + key(row) +
                                           "' is '" + without_middle(cell, most_quoted) +
                                           "', expected a number");
  }
  return value.value_or(0.0);
}

Table parse_table(std::string_view text, std::string file) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.substr(0, byte_order_mark.size()) == byte_order_mark) {
    text.remove_prefix(byte_order_mark.size());
  }
  Table table;
  table.file_ = std::move(file);
  expect_reasonable(text, table.file_);
  table.text_.reserve(text.size());
  FieldReader reader(text, table.file_, table.text_);
  if (reader.at_end()) {
    throw InputError({table.file_, 0, 0}, "the table is empty, expected a header row");
  }
  Complaints complaints;
  std::vector<FieldReader::Field> row;
  read_row(reader, row);
  for (const FieldReader::Field& field : row) {
    const std::string name = table.text_.substr(field.begin, field.length);
    if (name.empty() || table.has(name)) {
      complaints.add({table.file_, field.line, field.column},
                     name.empty() ? "a column without a name"
                                  : "column '" + without_middle(name, most_quoted) +
                                        "' appears twice");
    }
    table.columns_.push_back(name);
    table.headers_.push_back({table.file_, field.line, field.column});
  }
  if (table.columns_.size() == 1 &&
      table.columns_.front().find(';') != std::string::npos) {
    // Said once instead of for every row.
    throw InputError(
        table.headers_.front(),
        "the header '" + without_middle(table.columns_.front(), most_quoted) +
            "' is one column",
        {"the file seems to be separated by semicolons; put commas between fields "
         "and points into decimals"});
  }
  table.cells_.reserve(most_cells_in(text));
  while (!reader.at_end()) {
    read_row(reader, row);
    if (row.size() != table.columns_.size()) {
      complaints.add(
          {table.file_, row.front().line, row.front().column},
          "row '" +
              without_middle(std::string_view(table.text_)
                                 .substr(row.front().begin, row.front().length),
                             most_quoted) +
              "' has " + std::to_string(row.size()) + " fields, expected " +
              std::to_string(table.columns_.size()));
      continue;
    }
    for (const FieldReader::Field& field : row) {
      table.cells_.push_back({static_cast<std::uint32_t>(field.begin),
                              static_cast<std::uint32_t>(field.length),
                              static_cast<std::uint32_t>(field.line),
                              static_cast<std::uint32_t>(field.column)});
    }
    ++table.rows_;
  }
  complaints.throw_if_any();
  return table;
}

std::string read_table_bytes(const std::filesystem::path& path) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (!error && size > largest_table_bytes) {
    refuse_size(path.string());
  }
  return read_file(path);
}

Table read_table(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::is_symlink(std::filesystem::symlink_status(path, error))) {
    throw Failure(ExitCode::cannot_read,
                  path.string() + ": cannot read: it is a link, expected a file");
  }
  return parse_table(read_table_bytes(path), path.string());
}

}  // namespace tripart
