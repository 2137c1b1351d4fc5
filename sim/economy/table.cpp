#include "tripart/economy/table.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "tripart/core/number.hpp"

namespace tripart {
namespace {

/// Length of the well-formed UTF-8 sequence at the start of `text`, 0 if there is none
/// (RFC 3629).
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned char first = byte(0);
  if (first < 0x80U) {
    return 1;
  }
  const std::size_t length = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : 2;
  if (first < 0xC2U || first > 0xF4U || text.size() < length) {
    return 0;
  }
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(k) & 0xC0U) != 0x80U) {
      return 0;
    }
  }
  const bool overlong =
      (first == 0xE0U && byte(1) < 0xA0U) || (first == 0xF0U && byte(1) < 0x90U);
  const bool no_character =
      (first == 0xEDU && byte(1) > 0x9FU) || (first == 0xF4U && byte(1) > 0x8FU);
  return overlong || no_character ? 0 : length;
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
    const std::size_t length = utf8_length(text_.substr(at_));
    const auto byte = static_cast<unsigned char>(text_[at_]);
    if (length == 0) {
      fail("this byte is not UTF-8");
    }
    if ((byte < 0x20U && byte != '\t') || byte == 0x7FU) {
      fail("control character in a field");
    }
    fields_.append(text_.substr(at_, length));
    at_ += length;
    column_ += length;
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
    key += text(row, column);
  }
  return key;
}

double Table::number(std::size_t row, std::size_t column, Complaints& complaints) const {
  const std::string_view cell = text(row, column);
  const std::optional<double> value = parse_number(cell);
  if (!value) {
    complaints.add(where(row, column), columns_[column] + " of row '" + key(row) +
                                           "' is '" + std::string(cell) +
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
                                  : "column '" + name + "' appears twice");
    }
    table.columns_.push_back(name);
    table.headers_.push_back({table.file_, field.line, field.column});
  }
  while (!reader.at_end()) {
    read_row(reader, row);
    if (row.size() != table.columns_.size()) {
      complaints.add({table.file_, row.front().line, row.front().column},
                     "row '" + table.text_.substr(row.front().begin, row.front().length) +
                         "' has " + std::to_string(row.size()) + " fields, expected " +
                         std::to_string(table.columns_.size()));
      continue;
    }
    for (const FieldReader::Field& field : row) {
      table.cells_.push_back({field.begin, static_cast<std::uint32_t>(field.length),
                              static_cast<std::uint32_t>(field.line),
                              static_cast<std::uint32_t>(field.column)});
    }
    ++table.rows_;
  }
  complaints.throw_if_any();
  return table;
}

Table read_table(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    throw Failure(ExitCode::cannot_read, path.string() + ": no such file");
  }
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in),
                         std::istreambuf_iterator<char>()};
  if (!in.is_open() || in.bad()) {
    throw Failure(ExitCode::cannot_read, path.string() + ": cannot be read");
  }
  return parse_table(text, path.string());
}

}  // namespace tripart
