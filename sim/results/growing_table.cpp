#include "tripart/results/growing_table.hpp"

#include <utility>

#include "tripart/core/error.hpp"

namespace tripart {

GrowingTable::GrowingTable(const std::filesystem::path& folder, const OutputTable& table)
    : rows_(table), file_(folder / table.file) {
  file_.append(csv_header(table));
}

GrowingTable::GrowingTable(OutputFile file, std::uint64_t rows)
    : file_(std::move(file)), row_count_(rows) {}

void GrowingTable::expect(const OutputTable& table) {
  TRIPART_EXPECTS(file_.path().filename() == table.file);
  if (!rows_) {
    rows_.emplace(table);
  }
}

void GrowingTable::append() {
  if (rows_) {
    append(*rows_);
    rows_->clear();
  }
}

void GrowingTable::append_last() {
  append();
  rows_.reset();
  file_.flush_last();
}

void GrowingTable::append(const CsvRows& rows) {
  append_text(rows.gathered(), rows.rows());
}

void GrowingTable::append_text(std::string_view text, std::uint64_t rows) {
  file_.append(text);
  row_count_ += rows;
}

FileRecord GrowingTable::sync() {
  append();
  file_.sync();
  return record();
}

FileRecord GrowingTable::close() {
  append();
  file_.close();
  return record();
}

FileRecord GrowingTable::record() const {
  return {file_.path().filename().string(), row_count_, file_.bytes(), file_.sha256()};
}

}  // namespace tripart
