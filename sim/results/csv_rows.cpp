#include <algorithm>
#include <charconv>
#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"
#include "tripart/core/text.hpp"
#include "tripart/results/tables.hpp"

namespace tripart {
namespace {

constexpr std::size_t longest_integer = 20;
constexpr std::size_t much_text = 32768;  // bytes

}  // namespace

std::string csv_header(const OutputTable& table) {
  std::string header;
  for (const Column& column : table.columns) {
    header += header.empty() ? "" : ",";
    header += column.name;
  }
  return header + '\n';
}

// Makes room for a field of at most `longest` bytes, a comma and a line end. Numbers and
// dates are written in place: no piece is text of its own first.
char* CsvRows::begin_field([[maybe_unused]] ColumnType type, std::size_t longest) {
  if (has_lead_to_write()) {
    const auto value = std::exchange(lead_, std::nullopt);
    count(*value);
    lead_ = value;
  }
  TRIPART_EXPECTS(column_ < table_->columns.size() &&
                  table_->columns[column_].type == type);
  if (text_.size() - used_ < longest + 2) {
    text_.resize(std::max(2 * text_.size(), used_ + longest + 1024));
  }
  char* at = &text_[used_];
  if (column_++ > 0) {
    *at++ = ',';
  }
  return at;
}

CsvRows& CsvRows::text(std::string_view value) {
  if (needs_quotes(value)) {
    const std::string field = csv_field(value);
    char* at = begin_field(ColumnType::text, field.size());
    end_field(std::copy(field.begin(), field.end(), at));
  } else {
    char* at = begin_field(ColumnType::text, value.size());
    end_field(std::copy(value.begin(), value.end(), at));
  }
  return *this;
}

CsvRows& CsvRows::date(Date value) {
  char* at = begin_field(ColumnType::date, date_length);
  end_field(write_date(at, value));
  return *this;
}

CsvRows& CsvRows::count(std::uint64_t value) {
  char* at = begin_field(ColumnType::integer, longest_integer);
  end_field(std::to_chars(at, at + longest_integer, value).ptr);
  return *this;
}

CsvRows& CsvRows::integer(std::int64_t value) {
  char* at = begin_field(ColumnType::integer, longest_integer);
  end_field(std::to_chars(at, at + longest_integer, value).ptr);
  return *this;
}

CsvRows& CsvRows::number(double value) {
  char* at = begin_field(ColumnType::number, longest_number);
  end_field(write_number(at, value));
  return *this;
}

CsvRows& CsvRows::number(std::optional<double> value) {
  return value ? number(*value) : blank();
}

CsvRows& CsvRows::blank() {
  const std::size_t column = column_ + (has_lead_to_write() ? 1U : 0U);
  TRIPART_EXPECTS(column < table_->columns.size());
  end_field(begin_field(table_->columns[column].type, 0));
  return *this;
}

void CsvRows::end_row() {
  TRIPART_EXPECTS(column_ == table_->columns.size());
  text_[used_++] = '\n';
  column_ = 0;
  ++rows_;
  if (used_ >= much_text && spill_) {
    spill_();
  }
}

std::string CsvRows::take() {
  text_.resize(used_);
  used_ = 0;
  return std::exchange(text_, {});
}

void CsvRows::put_back(std::string_view text, std::uint64_t rows) {
  text_.assign(text);
  used_ = text_.size();
  rows_ = rows;
}

void CsvRows::clear() {
  used_ = 0;
  rows_ = 0;
}

}  // namespace tripart
