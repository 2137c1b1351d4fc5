#include "tripart/results/run_directory.hpp"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include "results/attempt.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view manifest_name = "manifest.json";
constexpr std::string_view package_name = "datapackage.json";

fs::path partial(const fs::path& folder) {
  return folder / ".partial";
}
fs::path identity_file(const fs::path& folder) {
  return partial(folder) / "run.json";
}

bool holds_nothing(const fs::path& folder) {
  return std::all_of(fs::directory_iterator(folder), fs::directory_iterator(),
                     [](const fs::directory_entry& entry) {
                       return entry.path().filename() == ".lock";
                     });
}

// Temporaries of write_file_atomically whose process was killed.
std::vector<fs::path> unfinished_writes(const fs::path& folder) {
  std::vector<fs::path> list;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.') && name.ends_with(".tmp")) {
      list.push_back(entry.path());
    }
  }
  return list;
}

[[noreturn]] void refuse(ExitCode code, const fs::path& folder, const std::string& why) {
  throw Failure(code, folder.string() + ": " + why);
}

}  // namespace

TableFile::TableFile(const fs::path& folder, const OutputTable& table)
    : rows_(table), file_(folder / table.file) {
  file_.append(csv_header(table));
}

void TableFile::append() {
  append(rows_);
  rows_.clear();
}

void TableFile::append(const CsvRows& rows) {
  file_.append(rows.gathered());
  row_count_ += rows.rows();
}

void TableFile::flush() {
  append();
  file_.flush();
}

FileRecord TableFile::close() {
  append();
  file_.close();
  return {std::string(rows_.table().file), row_count_, file_.bytes(), file_.sha256()};
}

RunDirectory::RunDirectory(fs::path folder, Manifest manifest, Existing existing)
    : folder_(std::move(folder)),
      manifest_(std::move(manifest)),
      made_here_(!fs::exists(folder_)) {
  create_folder(folder_);
  lock_.emplace(folder_);
  look_around(existing);
}

RunDirectory::~RunDirectory() {
  lock_.reset();
  if (made_here_ && attempt_file_.empty()) {
    std::error_code ignored;  // a folder that is not empty stays
    fs::remove(folder_, ignored);
  }
}

void RunDirectory::look_around(Existing existing) {
  const bool finished = fs::exists(folder_ / manifest_name);
  const bool unfinished = !finished && fs::exists(partial(folder_));
  if (!finished && !unfinished) {
    if (!holds_nothing(folder_)) {
      refuse(ExitCode::cannot_create, folder_,
             "holds files that tripart did not write; choose another directory");
    }
    return;
  }
  if (existing == Existing::force) {
    return;
  }
  if (finished) {
    const Manifest there = read_manifest(folder_ / manifest_name);
    if (const auto other = difference(there, manifest_)) {
      refuse(ExitCode::bad_input, folder_,
             "holds the results of other inputs (" + *other +
                 "); use --force to replace them");
    }
    if (const auto broken = damage(folder_, there)) {
      refuse(ExitCode::bad_input, folder_,
             "is damaged (" + *broken + "); use --force to start anew");
    }
    manifest_ = there;
    state_ = State::already_finished;
    return;
  }
  // A run killed before its identity was written has nothing to lose.
  if (fs::exists(identity_file(folder_))) {
    if (const auto other = difference(read_manifest(identity_file(folder_)), manifest_)) {
      refuse(ExitCode::bad_input, folder_,
             "holds an unfinished run of other inputs (" + *other +
                 "); use --force to replace it");
    }
  }
  if (existing == Existing::refuse) {
    refuse(ExitCode::bad_input, folder_,
           "holds an unfinished run; use --resume or --force");
  }
  state_ = State::started_again;
}

// Takes away what an earlier run wrote, and only that: pictures and reports beside the
// results stay.
void RunDirectory::clear() {
  remove_path(folder_ / manifest_name);
  sync_folder(folder_);
  for (const OutputTable* table : all_tables()) {
    remove_path(folder_ / table->file);
  }
  remove_path(folder_ / package_name);
  remove_path(folder_ / "inputs");
  for (const fs::path& left : unfinished_writes(folder_)) {
    remove_path(left);
  }
  remove_path(partial(folder_));
}

void RunDirectory::begin(const std::vector<InputFile>& inputs, const Attempt& attempt) {
  TRIPART_EXPECTS(state_ != State::already_finished);
  // --resume plays an unfinished run from its start again: the same bytes, only later. A
  // checkpoint kept in .partial/ (accumulators, next block, length and digest of each
  // table) would be read here instead.
  if (fs::exists(folder_ / manifest_name)) {
    create_folder(
        partial(folder_));  // stays the mark of a directory of ours while the rest goes
  }
  clear();
  create_folder(partial(folder_));
  write_file_atomically(identity_file(folder_), to_json(manifest_));
  for (const InputFile& input : inputs) {
    const fs::path target = folder_ / "inputs" / input.name;
    create_folder(target.parent_path());
    write_file_atomically(target, input.bytes);
  }
  started_at_ = time_now();
  attempt_file_ = next_attempt_file(folder_);
  write_attempt(attempt);
}

TableFile& RunDirectory::table(const OutputTable& table) {
  const auto found = tables_.find(table.file);
  if (found != tables_.end()) {
    return found->second;
  }
  order_.push_back(&table);
  return tables_.emplace(table.file, TableFile(partial(folder_), table)).first->second;
}

void RunDirectory::finish(std::uint64_t failed, std::vector<FailureRecord> failures,
                          const Attempt& attempt) {
  manifest_.failed = failed;
  manifest_.failures = std::move(failures);
  for (const OutputTable* table : all_tables()) {
    if (const auto found = tables_.find(table->file); found != tables_.end()) {
      manifest_.files.push_back(found->second.close());
    }
  }
  for (const FileRecord& file : manifest_.files) {
    rename_path(partial(folder_) / file.name, folder_ / file.name);
  }
  sync_folder(folder_);
  write_file_atomically(folder_ / package_name,
                        datapackage_json(manifest_.scenario_name, manifest_.files));
  write_attempt(attempt);
  write_file_atomically(folder_ / manifest_name, to_json(manifest_));
  remove_path(partial(folder_));
}

void RunDirectory::leave_unfinished(const Attempt& attempt) {
  for (auto& [name, table] : tables_) {
    table.flush();
  }
  write_attempt(attempt);
}

void RunDirectory::write_attempt(const Attempt& attempt) const {
  write_file_atomically(attempt_file_, attempt_json(attempt, started_at_));
}

std::optional<std::string> damage(const fs::path& folder, const Manifest& manifest) {
  for (const FileRecord& file : manifest.files) {
    std::error_code error;
    const auto size = fs::file_size(folder / file.name, error);
    if (error) {
      return file.name + " is missing";
    }
    if (size != file.bytes || sha256_hex(read_file(folder / file.name)) != file.sha256) {
      return file.name + " is not what the manifest says";
    }
  }
  return std::nullopt;
}

std::uint64_t expected_bytes(const Model& model, Keep keep, std::uint64_t replicates) {
  // Typical lengths of a row; a rough guess is enough to refuse what cannot fit.
  constexpr std::uint64_t outcome = 165;
  constexpr std::uint64_t party = 190;
  constexpr std::uint64_t term = 45;
  constexpr std::uint64_t closing = 40;
  std::uint64_t bytes = 0;
  if (keep != Keep::summary) {
    bytes += outcome + party * model.parties.size();
  }
  if (keep == Keep::all) {
    bytes += term * model.issues.size() + closing * model.chapters.size();
  }
  return bytes > 0 && replicates > UINT64_MAX / bytes ? UINT64_MAX : bytes * replicates;
}

}  // namespace tripart
