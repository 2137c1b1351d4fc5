#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "tripart/core/file.hpp"
#include "tripart/results/manifest.hpp"
#include "tripart/results/tables.hpp"

namespace tripart {

/// A table that grows until what it tells of is finished.
class GrowingTable {
 public:
  /// A new file in `folder`, with the table's header.
  GrowingTable(const std::filesystem::path& folder, const OutputTable& table);
  /// One that grew before, of whatever table. \param rows  that it holds already
  GrowingTable(OutputFile file, std::uint64_t rows);
  /// Says which table's rows are to come. \pre the file has this table's name
  void expect(const OutputTable& table);

  /// \pre its table is known
  [[nodiscard]] CsvRows& rows() { return *rows_; }
  /// Moves the rows gathered so far into the file.
  void append();
  /// Likewise the last ones, and keeps no memory for more.
  void append_last();
  /// Puts rows that others gathered behind what was appended.
  void append(const CsvRows& rows);
  /// Likewise rows as text, whole or in pieces. \param rows  how many
  void append_text(std::string_view text, std::uint64_t rows);
  /// Everything on disk, and more to come. \return what the file holds by then
  FileRecord sync();
  /// Everything on disk. \return what the manifest says about the file.
  FileRecord close();

 private:
  [[nodiscard]] FileRecord record() const;
  std::optional<CsvRows> rows_;
  OutputFile file_;
  std::uint64_t row_count_ = 0;  ///< in the file
};

}  // namespace tripart
