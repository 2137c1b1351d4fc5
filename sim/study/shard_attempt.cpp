#include "study/shard_attempt.hpp"

#include <algorithm>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "results/attempt.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/own_folder.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view work_name = "work.json";
constexpr std::string_view folder_prefix = "attempt-";
constexpr std::string_view gone_prefix = ".gone-";

fs::path folder_of(const fs::path& shard, const fs::path& attempt_file) {
  return shard / (std::string(folder_prefix) + attempt_file.stem().string());
}

fs::path note_of(const fs::path& attempt) {
  const std::string number = attempt.filename().string().substr(folder_prefix.size());
  return attempts_folder(attempt.parent_path()) / (number + ".json");
}

/// Removes the folder of an attempt whose lock one holds, under another name: while it
/// is emptied, another process could put a lock of its own into it and keep it there.
void remove_held(const fs::path& attempt) {
  const fs::path apart =
      attempt.parent_path() / (std::string(gone_prefix) + attempt.filename().string());
  rename_path(attempt, apart);
  // A process that comes upon it there removes it too (remove_dead_attempts), and then
  // one of them misses files that the other was faster with.
  constexpr int most_tries = 20;
  std::error_code ignored;
  for (int tries = 1; fs::exists(apart, ignored); ++tries) {
    try {
      remove_path(apart);
    } catch (const Failure&) {
      if (tries == most_tries) {
        throw;
      }
      ::usleep(10'000);
    }
  }
}

/// What an attempt's file is called while it gets its name in the shard's folder.
std::string name_of_second(const std::string& file, const fs::path& attempt) {
  return "." + file + "." + attempt.filename().string() + ".tmp";
}

std::vector<fs::path> entries(const fs::path& folder) {
  std::vector<fs::path> list;
  for (const auto& entry : fs::directory_iterator(folder)) {
    list.push_back(entry.path());
  }
  std::sort(list.begin(), list.end());
  return list;
}

/// Removes an attempt's folder unless its process lives. \return whether it is gone
bool remove_if_dead(const fs::path& attempt) {
  try {
    const FolderLock lock(attempt);
    for (const fs::path& entry : entries(attempt.parent_path())) {
      if (entry.filename().string().ends_with(name_of_second("", attempt).substr(1))) {
        remove_path(entry);
      }
    }
    const fs::path note = note_of(attempt);
    remove_unfinished_writes(note.parent_path(), note.filename().string());
    remove_held(attempt);
    return true;
  } catch (const Failure& failure) {
    // Somebody lives there, or has taken it away already.
    if (failure.code() == ExitCode::not_now || !fs::exists(attempt)) {
      return !fs::exists(attempt);
    }
    throw;
  }
}

/// Makes an attempt's folder and locks it. Until it is locked, another process may take
/// it for a dead one's and remove it.
FolderLock lock_own(const fs::path& shard, const fs::path& attempt) {
  for (int tries = 1;; ++tries) {
    create_folder_within(shard, attempt);
    try {
      return FolderLock(attempt);
    } catch (const Failure&) {
      if (tries == 100) {
        throw;
      }
    }
    ::usleep(10'000);
  }
}

}  // namespace

ShardAttempt::ShardAttempt(fs::path folder, const SweepIdentity& identity,
                           Existing existing, int jobs)
    : folder_(std::move(folder)),
      identity_(&identity),
      attempt_file_(claim_attempt_file(folder_)),
      own_(folder_of(folder_, attempt_file_)),
      journal_(own_, sha256_hex(identity.work())),
      started_at_(time_now()) {
  attempt_.jobs = jobs;
  expect_no_link(own_);
  lock_.emplace(lock_own(folder_, own_));
  report([](Attempt&) {});
  try {
    expect_same_work(existing);
  } catch (...) {
    withdraw();
    throw;
  }
  write_file_atomically(own_ / work_name, identity_->manifest({}));
}

std::vector<fs::path> ShardAttempt::others() const {
  std::vector<fs::path> list;
  for (const fs::path& entry : entries(folder_)) {
    if (entry.filename().string().starts_with(folder_prefix) && entry != own_) {
      list.push_back(entry);
    }
  }
  return list;
}

void ShardAttempt::expect_same_work(Existing existing) const {
  for (const fs::path& other : others()) {
    std::optional<std::string> differs;
    try {
      if (fs::exists(other / work_name)) {
        differs = identity_->difference(other / work_name);
      }
    } catch (const std::runtime_error&) {
      continue;  // gone meanwhile, or damaged: nobody goes on from there
    }
    if (existing == Existing::force) {
      if (!remove_if_dead(other) && differs) {
        throw Failure(ExitCode::not_now,
                      other.string() + ": another process is at work of other inputs (" +
                          *differs + ")");
      }
    } else if (differs) {
      throw Failure(ExitCode::bad_input,
                    folder_.string() + ": holds an unfinished shard of other inputs (" +
                        *differs + "); use --force to replace it");
    }
  }
}

std::optional<Checkpoint> ShardAttempt::adopt() {
  const std::string work = sha256_hex(identity_->work());
  std::vector<std::pair<WorkPosition, fs::path>> found;
  for (const fs::path& other : others()) {
    if (const auto standing = Journal::standing_in(other, work)) {
      found.emplace_back(*standing, other);
    }
  }
  std::sort(found.rbegin(), found.rend());
  for (const auto& [standing, other] : found) {
    if (auto checkpoint = journal_.adopt(other)) {
      first_ = checkpoint->position;
      return checkpoint;
    }
  }
  return std::nullopt;
}

void ShardAttempt::remove_outdone(const WorkPosition& standing) {
  const std::string work = sha256_hex(identity_->work());
  for (const fs::path& other : others()) {
    const auto reached = Journal::standing_in(other, work);
    if (!reached || *reached <= standing) {
      static_cast<void>(remove_if_dead(other));
    }
  }
}

void ShardAttempt::report(const std::function<void(Attempt&)>& note) {
  note(attempt_);
  write_file_atomically(attempt_file_, attempt_json(attempt_, started_at_, first_),
                        NameSync::later);
}

bool ShardAttempt::is_published() const {
  return fs::exists(folder_ / manifest_name);
}

SweepManifest ShardAttempt::published() const {
  return read_sweep_manifest(folder_ / manifest_name);
}

// A second name for the file, so that who dies here leaves its attempt complete for the
// next one to go on from; a file system without such names gets the file itself.
void ShardAttempt::give_name(const std::string& name) const {
  const fs::path beside = folder_ / name_of_second(name, own_);
  remove_path(beside);
  std::error_code error;
  fs::create_hard_link(own_ / name, beside, error);
  rename_path(error ? own_ / name : beside, folder_ / name);
  remove_path(beside);  // where both are names of one file, renaming does nothing
}

void ShardAttempt::publish(
    SweepIdentity& identity,
    const std::vector<std::pair<std::string, std::string>>& others) {
  std::vector<FileRecord> files = journal_.close();
  for (const auto& [name, bytes] : others) {
    write_file_atomically(own_ / name, bytes);
    files.push_back({name, std::nullopt, bytes.size(), sha256_hex(bytes)});
  }
  write_file_atomically(own_ / manifest_name, identity.manifest(files));
  try {
    for (const FileRecord& file : files) {
      give_name(file.name);
    }
    sync_folder(folder_);
    give_name(std::string(manifest_name));
  } catch (const Failure&) {
    if (!is_published()) {  // by another live copy, then
      throw;
    }
  }
  sync_folder(folder_);
}

void ShardAttempt::withdraw() {
  report([](Attempt& attempt) { attempt.ended = "failed"; });
  remove_held(own_);
}

void ShardAttempt::clean_up() {
  remove_held(own_);
  lock_.reset();
  remove_dead_attempts(folder_);
}

void remove_dead_attempts(const fs::path& shard) {
  // Who took a number and died before it had a folder. Should it live, it writes its file
  // all the same, and the shard has no use for further numbers.
  if (fs::exists(attempts_folder(shard))) {
    for (const fs::path& note : entries(attempts_folder(shard))) {
      std::error_code gone;
      if (fs::is_empty(note, gone) && !gone) {
        remove_path(note);
      }
    }
  }
  for (const fs::path& entry : entries(shard)) {
    const std::string name = entry.filename().string();
    if (name.starts_with(gone_prefix)) {
      // What was being removed when its process was killed.
      std::error_code ignored;  // another process may be about it
      fs::remove_all(entry, ignored);
    } else if (name.starts_with(folder_prefix)) {
      static_cast<void>(remove_if_dead(entry));
    }
  }
}

}  // namespace tripart
