#include "tripart/results/table_set.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/core/own_folder.hpp"
#include "tripart/results/work_memory.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view package_name = "datapackage.json";

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
  throw Failure(ExitCode::cannot_create, path.string() + ": " + why);
}

// The first columns of a table are its own, whatever is added behind them: enough to tell
// it from a file that happens to have the same name, as the tables of a base year have.
bool is_ours(const fs::path& file, const OutputTable& table) {
  const std::string header = csv_header(table);
  const std::string start = header.substr(0, header.find(',', header.find(',') + 1));
  std::string there(start.size(), '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.read(there.data(), static_cast<std::streamsize>(there.size()));
  return stream.good() && there == start;
}

void expect_ours(const fs::path& folder, std::span<const OutputTable* const> tables) {
  if (fs::exists(folder / "manifest.json") || fs::exists(folder / ".partial")) {
    refuse(folder, "holds a run, whose tables are its own; choose another directory");
  }
  bool any = false;
  for (const OutputTable* table : tables) {
    const fs::path file = folder / table->file;
    if (fs::exists(fs::symlink_status(file))) {
      if (!fs::is_regular_file(fs::symlink_status(file)) || !is_ours(file, *table)) {
        refuse(file, "is not a table that tripart wrote; choose another directory");
      }
      any = true;
    }
  }
  if (!any && fs::exists(folder / package_name)) {
    refuse(folder / package_name, "describes other data; choose another directory");
  }
}

}  // namespace

TableSet::TableSet(fs::path folder, std::span<const OutputTable* const> tables,
                   Unfinished unfinished)
    : folder_(std::move(folder)), tables_(tables), made_here_(!fs::exists(folder_)) {
  if (unfinished == Unfinished::refuse && fs::exists(folder_ / unfinished_folder)) {
    refuse(
        folder_,
        "holds unfinished results, which the command that began them goes on with when "
        "given --resume; choose another directory");
  }
  expect_ours(folder_, tables_);
  create_folder(folder_);
  lock_.emplace(folder_);
  for (const OutputTable* table : tables_) {
    remove_unfinished_writes(folder_, table->file);
  }
  remove_unfinished_writes(folder_, package_name);
}

TableSet::~TableSet() {
  std::error_code ignored;  // nothing more can be done about what cannot be removed
  for (const Member& one : members_) {
    fs::remove(temporary(*one.table), ignored);
  }
  lock_.reset();
  if (made_here_ && !published_) {
    fs::remove(folder_, ignored);  // a folder that is not empty stays
  }
}

fs::path TableSet::temporary(const OutputTable& table) const {
  return folder_ /
         ("." + std::string(table.file) + "." + std::to_string(::getpid()) + ".tmp");
}

TableSet::Member& TableSet::member(const OutputTable& table) {
  const auto found = std::find_if(members_.begin(), members_.end(),
                                  [&](const Member& one) { return one.table == &table; });
  if (found != members_.end()) {
    return *found;
  }
  TRIPART_EXPECTS(std::find(tables_.begin(), tables_.end(), &table) != tables_.end());
  members_.push_back({&table, OutputFile(temporary(table)), 0});
  members_.back().file.append(csv_header(table));
  return members_.back();
}

void TableSet::append(CsvRows rows) {
  Member& one = member(rows.table());
  one.file.append(rows.take());
  one.rows += rows.rows();
}

void TableSet::publish(const std::string& name, const std::optional<DataSource>& source) {
  std::vector<FileRecord> records;
  for (Member& one : members_) {
    one.file.close();
    records.push_back(
        {std::string(one.table->file), one.rows, one.file.bytes(), one.file.sha256()});
  }
  std::vector<fs::path> done;
  try {
    for (const Member& one : members_) {
      done.push_back(folder_ / one.table->file);
      rename_path(temporary(*one.table), done.back());
    }
    for (const OutputTable* table : tables_) {
      if (std::find(done.begin(), done.end(), folder_ / table->file) == done.end()) {
        remove_path(folder_ / table->file);
      }
    }
    sync_folder(folder_);
    done.push_back(folder_ / package_name);  // in place already if the last fsync fails
    write_file_atomically(folder_ / package_name,
                          datapackage_json(name, records, tables_, source));
  } catch (const Failure&) {
    std::error_code ignored;
    for (const fs::path& file : done) {
      fs::remove(file, ignored);
    }
    throw;
  }
  published_ = true;
}

}  // namespace tripart
