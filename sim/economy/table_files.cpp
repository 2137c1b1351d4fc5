#include <algorithm>
#include <system_error>

#include "economy/baseline_tables.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

bool is_year(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char c) { return c >= '0' && c <= '9'; });
}

/// `trade.csv` or `trade_1993.csv` is a table of trade; `trade_notes.csv` is none.
bool is_of_kind(const std::string& file, const std::string& kind) {
  return file == kind + ".csv" ||
         (file.size() > kind.size() + 5 && file.starts_with(kind + "_") &&
          file.ends_with(".csv") &&
          is_year(std::string_view(file).substr(kind.size() + 1,
                                                file.size() - kind.size() - 5)));
}

TableFile find_table_file(const fs::path& folder, const std::vector<std::string>& kinds,
                          Complaints& complaints) {
  std::vector<std::string> names;
  std::error_code error;
  for (auto entry = fs::directory_iterator(folder, error);
       !error && entry != fs::directory_iterator(); entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  std::optional<TableFile> file;
  for (const std::string& name : names) {
    for (const std::string& kind : kinds) {
      if (!is_of_kind(name, kind)) {
        continue;
      }
      if (file) {
        complaints.add({folder.string(), 0, 0}, file->path.filename().string() + " and " +
                                                    name + " are two tables of " +
                                                    kinds.front() + ", expected one");
      } else {
        file = TableFile{kind, folder / name};
      }
    }
  }
  if (!file) {
    std::string expected;
    for (const std::string& kind : kinds) {
      expected += (expected.empty() ? "" : ", ") + kind + ".csv, " + kind + "_<year>.csv";
    }
    throw Failure(ExitCode::cannot_read, (folder / (kinds.front() + ".csv")).string() +
                                             ": no such file; expected one of " +
                                             expected);
  }
  return *std::move(file);
}

}  // namespace

void find_table_files(BaselineTables& tables) {
  const auto find = [&](const std::vector<std::string>& kinds) {
    return find_table_file(tables.folder, kinds, tables.complaints);
  };
  tables.trade_file = find({"trade"});
  tables.output_file = find({"output"});
  tables.input_file = find({"io", "io_shares"});
}

}  // namespace tripart
