#include <charconv>
#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"
#include "tripart/results/tables.hpp"

namespace tripart {
namespace {

template <typename Integer>
void append_integer(std::string& text, Integer value) {
  std::array<char, 24> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  text.append(buffer.data(), result.ptr);
}

}  // namespace

std::string csv_header(const OutputTable& table) {
  std::string header;
  for (const Column& column : table.columns) {
    header += header.empty() ? "" : ",";
    header += column.name;
  }
  return header + '\n';
}

void CsvRows::begin_field([[maybe_unused]] ColumnType type) {
  TRIPART_EXPECTS(column_ < table_->columns.size() &&
                  table_->columns[column_].type == type);
  if (column_++ > 0) {
    text_ += ',';
  }
}

CsvRows& CsvRows::text(std::string_view value) {
  begin_field(ColumnType::text);
  text_ += csv_field(value);
  return *this;
}

CsvRows& CsvRows::date(Date value) {
  begin_field(ColumnType::date);
  text_ += to_text(value);
  return *this;
}

CsvRows& CsvRows::count(std::uint64_t value) {
  begin_field(ColumnType::integer);
  append_integer(text_, value);
  return *this;
}

CsvRows& CsvRows::integer(std::int64_t value) {
  begin_field(ColumnType::integer);
  append_integer(text_, value);
  return *this;
}

CsvRows& CsvRows::number(double value) {
  begin_field(ColumnType::number);
  text_ += to_text(value);
  return *this;
}

CsvRows& CsvRows::number(std::optional<double> value) {
  return value ? number(*value) : blank();
}

CsvRows& CsvRows::blank() {
  TRIPART_EXPECTS(column_ < table_->columns.size());
  begin_field(table_->columns[column_].type);
  return *this;
}

void CsvRows::end_row() {
  TRIPART_EXPECTS(column_ == table_->columns.size());
  text_ += '\n';
  column_ = 0;
  ++rows_;
}

std::string CsvRows::take() {
  return std::exchange(text_, {});
}

}  // namespace tripart
