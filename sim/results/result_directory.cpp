#include "tripart/results/result_directory.hpp"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include "results/attempt.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/own_folder.hpp"
#include "tripart/results/work_memory.hpp"

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

/// Says, before anything else does, that `.partial` is tripart's.
fs::path mark_file(const fs::path& folder) {
  return partial(folder) / "begun";
}

bool holds(const fs::path& folder, const std::vector<InputFile>& inputs) {
  return std::all_of(inputs.begin(), inputs.end(), [&](const InputFile& input) {
    std::error_code ignored;
    return fs::is_regular_file(folder / input.name, ignored) &&
           read_file(folder / input.name) == input.bytes;
  });
}

[[noreturn]] void refuse(ExitCode code, const fs::path& folder, const std::string& why) {
  throw Failure(code, folder.string() + ": " + why);
}

}  // namespace

std::vector<const OutputTable*> Identity::tables() const {
  return {all_tables().begin(), all_tables().end()};
}

ResultDirectory::ResultDirectory(fs::path folder, const Identity& identity,
                                 Existing existing)
    : folder_(std::move(folder)), identity_(&identity), made_here_(!fs::exists(folder_)) {
  create_folder(folder_);
  try {
    lock_.emplace(folder_);
  } catch (const Failure& failure) {
    // Who may not write here may yet find that all is written.
    if (failure.code() != ExitCode::cannot_create || existing == Existing::force ||
        !fs::exists(manifest_file())) {
      throw;
    }
  }
  look_around(existing);
}

ResultDirectory::~ResultDirectory() {
  lock_.reset();
  if (made_here_ && attempt_file_.empty()) {
    std::error_code ignored;  // a folder that is not empty stays
    fs::remove(folder_, ignored);
  }
}

fs::path ResultDirectory::manifest_file() const {
  return folder_ / manifest_name;
}

// Whoever writes here leaves a record of the attempt, before it, behind the inputs, what
// the work is, and before those a mark; who died before that has left nothing but
// `.partial`.
bool ResultDirectory::is_ours() const {
  if (has_attempts(folder_) || fs::exists(identity_file(folder_)) ||
      fs::exists(mark_file(folder_))) {
    return true;
  }
  const auto nothing_but = [](const fs::path& folder, const auto& may_be_there) {
    std::error_code error;
    const fs::directory_iterator there(folder, error);
    return !error &&
           std::all_of(fs::begin(there), fs::end(there), [&](const auto& entry) {
             return may_be_there(entry.path().filename().string());
           });
  };
  return nothing_but(partial(folder_), is_unfinished_write) &&
         nothing_but(folder_, [&](const std::string& name) {
           return name == ".lock" || name == ".partial" || identity_->is_at_home(name);
         });
}

void ResultDirectory::look_around(Existing existing) {
  const bool finished = fs::exists(manifest_file());
  const bool unfinished = !finished && fs::exists(partial(folder_));
  if (!finished && !unfinished) {
    for (const auto& entry : fs::directory_iterator(folder_)) {
      const std::string name = entry.path().filename().string();
      if (name == unfinished_folder) {
        refuse(ExitCode::cannot_create, folder_,
               "holds unfinished results of another command; choose another directory");
      }
      if (name != ".lock" && !identity_->is_at_home(name)) {
        refuse(ExitCode::cannot_create, folder_,
               "holds files that tripart did not write; choose another directory");
      }
    }
    return;
  }
  if ((unfinished || existing == Existing::force) && !is_ours()) {
    refuse(ExitCode::cannot_create, folder_,
           "holds " + std::string(finished ? manifest_name : ".partial") +
               ", but no record of an attempt of tripart; choose another directory");
  }
  if (existing == Existing::force) {
    return;
  }
  if (finished) {
    if (const auto other = identity_->difference(manifest_file())) {
      refuse(ExitCode::bad_input, folder_,
             "holds the results of other inputs (" + *other +
                 "); use --force to replace them");
    }
    if (const auto broken = damage_of_finished()) {
      refuse(ExitCode::bad_input, folder_,
             "is damaged (" + *broken + "); use --force to start anew");
    }
    state_ = State::already_finished;
    std::error_code ignored;  // what was left by a process that died at its very end
    fs::remove_all(partial(folder_), ignored);
    return;
  }
  // What was killed before its identity was written has nothing to lose.
  if (fs::exists(identity_file(folder_))) {
    if (const auto other = identity_->difference(identity_file(folder_))) {
      refuse(ExitCode::bad_input, folder_,
             "holds unfinished results of other inputs (" + *other +
                 "); use --force to replace it");
    }
  }
  if (existing == Existing::refuse) {
    refuse(ExitCode::bad_input, folder_,
           "holds unfinished results; use --resume or --force");
  }
  state_ = State::unfinished;
}

std::optional<std::string> ResultDirectory::damage_of_finished() {
  const ListedFiles listed = read_listed_files(manifest_file());
  // Hashing more would take longer than who asks again should wait.
  constexpr std::uint64_t most_hashed = std::uint64_t{512} << 20U;
  if (auto broken = damage(folder_, listed.files, most_hashed, &known_by_length_)) {
    return broken;
  }
  auto broken = damage(folder_ / "inputs", listed.inputs);
  return broken ? "inputs/" + *broken : broken;
}

// Of whatever kind the results there are.
std::vector<std::string> ResultDirectory::file_names() const {
  std::vector<std::string> names = identity_->other_files();
  for (const OutputTable* table : all_tables()) {
    names.emplace_back(table->file);
  }
  for (const OutputTable* table : identity_->tables()) {
    names.emplace_back(table->file);
  }
  return names;
}

// Takes away what earlier work wrote, and only that: pictures and reports beside the
// results stay.
void ResultDirectory::clear() {
  // Also of what a work of another kind left there, whose tables are not known here.
  const std::vector<std::string> described =
      fs::exists(manifest_file()) ? described_tables(folder_ / package_name)
                                  : std::vector<std::string>();
  remove_path(manifest_file());
  sync_folder(folder_);
  // Without its identity nobody goes on with what is left of it.
  remove_path(identity_file(folder_));
  sync_folder(partial(folder_));
  for (const std::string& name : file_names()) {
    remove_path(folder_ / name);
  }
  for (const std::string& name : described) {
    remove_path(folder_ / name);
  }
  remove_path(folder_ / package_name);
  remove_path(folder_ / "inputs");
  remove_unfinished_writes(folder_);
  std::vector<fs::path> grown;
  for (const auto& entry : fs::directory_iterator(partial(folder_))) {
    if (entry.path() != mark_file(folder_)) {
      grown.push_back(entry.path());
    }
  }
  for (const fs::path& one : grown) {
    remove_path(one);
  }
}

void ResultDirectory::begin(const std::vector<InputFile>& inputs,
                            const Attempt& attempt) {
  TRIPART_EXPECTS(state_ != State::already_finished);
  for (const fs::path& own :
       {partial(folder_), folder_ / "inputs", attempts_folder(folder_)}) {
    expect_no_link(own);
  }
  const bool goes_on = state_ == State::unfinished && fs::exists(identity_file(folder_));
  if (!goes_on) {
    begin_anew(inputs);
  } else {
    remove_unfinished_writes(folder_);
    if (read_file(identity_file(folder_)) != identity_->manifest({}) ||
        !holds(folder_ / "inputs", inputs)) {
      write_inputs(inputs);  // the same work, said in other words
    }
  }
  journal_.emplace(partial(folder_), sha256_hex(identity_->work()));
  if (goes_on) {
    take_back_published();
    resumed_ = journal_->resume();
    problem_ = journal_->problem();
  }
  started_at_ = time_now();
  attempt_file_ = next_attempt_file(folder_);
  write_attempt(attempt);
}

// `.partial` stays all the while: the mark of a directory of ours.
void ResultDirectory::begin_anew(const std::vector<InputFile>& inputs) {
  const bool begun_before = fs::exists(manifest_file()) || fs::exists(partial(folder_));
  create_folder_within(folder_, partial(folder_));
  write_file_atomically(mark_file(folder_), "");
  if (begun_before) {
    sync_folder(folder_);
    clear();
  }
  write_inputs(inputs);
}

// The identity comes last: where it is, the inputs are.
void ResultDirectory::write_inputs(const std::vector<InputFile>& inputs) {
  remove_path(folder_ / "inputs");
  std::set<fs::path> folders;
  for (const InputFile& input : inputs) {
    const fs::path target = folder_ / "inputs" / input.name;
    create_folder_within(folder_, target.parent_path());
    write_file_atomically(target, input.bytes, NameSync::later);
    folders.insert(target.parent_path());
  }
  for (const fs::path& folder : folders) {
    sync_folder(folder);
  }
  write_file_atomically(identity_file(folder_), identity_->manifest({}));
  sync_folder(folder_);
}

// Who died while publishing left some tables under their final names; the checkpoint
// wants them where they grew.
void ResultDirectory::take_back_published() {
  for (const std::string& name : file_names()) {
    if (fs::exists(folder_ / name)) {
      rename_path(folder_ / name, partial(folder_) / name);
    }
  }
  remove_path(folder_ / package_name);
}

void ResultDirectory::start_over(const std::string& problem, const Attempt& attempt) {
  problem_ = problem;
  resumed_.reset();
  journal_->start_over();
  write_attempt(attempt);
}

void ResultDirectory::add_file(const std::string& name, std::string_view bytes) {
  write_file_atomically(partial(folder_) / name, bytes, NameSync::later);
  added_.push_back({name, std::nullopt, bytes.size(), sha256_hex(bytes)});
}

void ResultDirectory::finish(const Attempt& attempt) {
  std::vector<FileRecord> files = journal_->close();
  const std::string package =
      datapackage_json(identity_->name(), files, identity_->tables());
  add_file(std::string(package_name), package);
  files.insert(files.end(), added_.begin(), added_.end());
  for (const FileRecord& file : files) {
    rename_path(partial(folder_) / file.name, folder_ / file.name);
  }
  sync_folder(folder_);
  write_attempt(attempt);
  write_file_atomically(manifest_file(), identity_->manifest(files));
  remove_path(partial(folder_));
}

void ResultDirectory::leave_unfinished(const Attempt& attempt) {
  write_attempt(attempt);
}

void ResultDirectory::write_attempt(const Attempt& attempt) const {
  write_file_atomically(
      attempt_file_,
      attempt_json(attempt, started_at_, resumed_ ? resumed_->position : 1),
      NameSync::later);
}

std::optional<std::string> damage(const fs::path& folder,
                                  const std::vector<FileRecord>& files,
                                  std::uint64_t most_hashed,
                                  std::vector<std::string>* by_length) {
  std::vector<FileRecord> smallest_first = files;
  std::stable_sort(
      smallest_first.begin(), smallest_first.end(),
      [](const FileRecord& a, const FileRecord& b) { return a.bytes < b.bytes; });
  std::uint64_t hashed = 0;
  for (const FileRecord& file : smallest_first) {
    std::error_code error;
    const auto size = fs::file_size(folder / file.name, error);
    if (error) {
      return file.name + " is missing";
    }
    const bool is_hashed = file.bytes <= most_hashed - hashed;
    if (size != file.bytes ||
        (is_hashed && content_of(folder / file.name).sha256 != file.sha256)) {
      return file.name + " is not what the manifest says";
    }
    if (is_hashed) {
      hashed += file.bytes;
    } else if (by_length != nullptr) {
      by_length->push_back(file.name);
    }
  }
  return std::nullopt;
}

}  // namespace tripart
