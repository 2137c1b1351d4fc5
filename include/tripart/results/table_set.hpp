#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tripart/core/file.hpp"
#include "tripart/results/result_directory.hpp"
#include "tripart/results/tables.hpp"

namespace tripart {

/// Tables that appear in a folder together, or not at all.
///
/// They grow under temporary names, so that none has to fit into memory; `publish` gives
/// them their names and writes datapackage.json. Until then, and if anything fails, the
/// folder is as it was.
class TableSet {
 public:
  /// Prepares `folder` for some of `tables`, whose files there it may replace.
  /// \param unfinished  what to do where earlier work lies in `.unfinished`
  /// \throws Failure: cannot_create if the folder holds a run, a file with one of these
  /// names that tripart did not write, or unfinished work that is to be refused; not_now
  /// if another process works in it.
  enum class Unfinished { refuse, allow };
  TableSet(std::filesystem::path folder, std::span<const OutputTable* const> tables,
           Unfinished unfinished = Unfinished::refuse);
  ~TableSet();
  TableSet(const TableSet&) = delete;
  TableSet& operator=(const TableSet&) = delete;
  TableSet(TableSet&&) = delete;
  TableSet& operator=(TableSet&&) = delete;

  /// Adds rows to their table, which belongs to the set from the first call on.
  void append(CsvRows rows);

  /// Gives all tables their names and describes them; tables of an earlier set that this
  /// one does not have are removed. \param name  of the data package
  void publish(const std::string& name,
               const std::optional<DataSource>& source = std::nullopt);

 private:
  struct Member {
    const OutputTable* table;
    OutputFile file;
    std::uint64_t rows = 0;
  };
  [[nodiscard]] std::filesystem::path temporary(const OutputTable& table) const;
  Member& member(const OutputTable& table);
  std::filesystem::path folder_;
  std::span<const OutputTable* const> tables_;
  bool made_here_ = false;
  bool published_ = false;
  std::optional<FolderLock> lock_;
  std::vector<Member> members_;
};

}  // namespace tripart
