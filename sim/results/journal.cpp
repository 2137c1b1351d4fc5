#include "tripart/results/journal.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "tripart/core/error.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view checkpoint_name = "checkpoint";
/// Grows whenever a checkpoint's content changes; one of another version is not used.
constexpr std::string_view checkpoint_kind = "tripart checkpoint 3";
/// Checkpoints take at most a twentieth of the time, until they are at their longest
/// distance.
constexpr int most_often = 20;

struct Content {
  Checkpoint checkpoint;
  std::vector<FileRecord> tables;
};

void write_checkpoint(const fs::path& file, const std::string& work,
                      WorkPosition standing, const std::vector<FileRecord>& tables,
                      const std::function<void(StateWriter&)>& state) {
  const std::uint64_t size = StateWriter::size_of(state);
  const auto write = [&](const PutPiece& put) {
    StateWriter out(put);
    out.text(work);
    out.count(standing.position);
    out.count(standing.within);
    out.count(tables.size());
    for (const FileRecord& table : tables) {
      out.text(table.name);
      out.count(table.rows.value_or(0));
      out.count(table.bytes);
      out.text(table.sha256);
    }
    out.count(size);
    state(out);
    out.flush();
  };
  write_file_atomically(
      file, [&](const PutPiece& put) { write_sealed(checkpoint_kind, put, write); });
}

// Names come from a file: none may lead out of the folder.
bool is_table_name(const std::string& name) {
  return name.ends_with(".csv") && !name.starts_with('.') &&
         name.find('/') == std::string::npos;
}

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
  throw Failure(ExitCode::bad_input, file.string() + ": " + why);
}

Content read_checkpoint(const fs::path& file, const std::string& work) {
  const std::string bytes = read_file(file);
  const auto body = unsealed(checkpoint_kind, bytes);
  if (!body) {
    refuse(file, "is damaged, or of another version of tripart");
  }
  StateReader in(*body);
  if (in.text() != work) {
    refuse(file, "is of other work");
  }
  Content content;
  content.checkpoint.position = in.count();
  content.checkpoint.within = in.count();
  const std::uint64_t tables = in.count();
  for (std::uint64_t i = 0; i < tables && in.fine(); ++i) {
    FileRecord& table = content.tables.emplace_back();
    table.name = in.text();
    table.rows = in.count();
    table.bytes = in.count();
    table.sha256 = in.text();
    in.expect(is_table_name(table.name));
  }
  content.checkpoint.state = in.text();
  if (!in.finished()) {
    refuse(file, "is damaged");
  }
  return content;
}

// Tables whose process died after their last checkpoint, and half-written checkpoints.
void remove_others(const fs::path& folder, const std::vector<FileRecord>& known) {
  std::vector<fs::path> others;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const bool is_known =
        std::any_of(known.begin(), known.end(),
                    [&](const FileRecord& table) { return table.name == name; });
    if ((is_table_name(name) && !is_known) ||
        (name.starts_with(".checkpoint.") && name.ends_with(".tmp"))) {
      others.push_back(entry.path());
    }
  }
  for (const fs::path& other : others) {
    remove_path(other);
  }
}

}  // namespace

Journal::Journal(fs::path folder, std::string work)
    : folder_(std::move(folder)), work_(std::move(work)) {}

std::optional<WorkPosition> Journal::standing_in(const fs::path& folder,
                                                 const std::string& work) {
  try {
    return read_checkpoint(folder / checkpoint_name, work).checkpoint;
  } catch (const Failure& failure) {
    if (failure.code() != ExitCode::bad_input &&
        failure.code() != ExitCode::cannot_read) {
      throw;
    }
    return std::nullopt;
  }
}

std::optional<Checkpoint> Journal::resume() {
  return take_over(folder_, Use::in_place);
}

std::optional<Checkpoint> Journal::adopt(const fs::path& from) {
  std::optional<Checkpoint> found = take_over(from, Use::copy);
  if (found) {
    checkpoint(*found, [&](StateWriter& out) { out.append(found->state); });
  }
  return found;
}

std::optional<Checkpoint> Journal::take_over(const fs::path& from, Use use) {
  TRIPART_EXPECTS(tables_.empty());
  problem_.clear();
  const fs::path file = from / checkpoint_name;
  std::error_code ignored;  // a folder that cannot be looked into holds no checkpoint
  if (!fs::exists(file, ignored)) {
    start_over();
    return std::nullopt;
  }
  try {
    Content content = read_checkpoint(file, work_);
    for (const FileRecord& table : content.tables) {
      const FileContent known{table.bytes, table.sha256};
      tables_.emplace(
          table.name,
          GrowingTable(use == Use::in_place
                           ? OutputFile(folder_ / table.name, known)
                           : OutputFile(folder_ / table.name, from / table.name, known),
                       table.rows.value_or(0)));
    }
    remove_others(folder_, content.tables);
    return std::move(content.checkpoint);
  } catch (const Failure& failure) {
    // What is wrong with what was found is no reason to stop; what is wrong with the disk
    // is.
    if (failure.code() != ExitCode::bad_input &&
        failure.code() != ExitCode::cannot_read) {
      throw;
    }
    problem_ = failure.what();
    start_over();
    return std::nullopt;
  }
}

void Journal::start_over() {
  tables_.clear();
  // First, so that what is left never looks like something to go on from.
  remove_path(folder_ / checkpoint_name);
  remove_others(folder_, {});
}

GrowingTable& Journal::table(const OutputTable& table) {
  auto found = tables_.find(table.file);
  if (found == tables_.end()) {
    found = tables_.emplace(std::string(table.file), GrowingTable(folder_, table)).first;
  }
  found->second.expect(table);
  return found->second;
}

void Journal::checkpoint(std::uint64_t position, std::string_view state) {
  checkpoint(position, [&](StateWriter& out) { out.append(state); });
}

void Journal::checkpoint(std::uint64_t position,
                         const std::function<void(StateWriter&)>& state) {
  checkpoint(WorkPosition{position, 0}, state);
}

void Journal::checkpoint(WorkPosition standing,
                         const std::function<void(StateWriter&)>& state) {
  const Clock::time_point begun = Clock::now();
  std::vector<FileRecord> records;
  for (auto& [name, table] : tables_) {
    records.push_back(table.sync());
  }
  write_checkpoint(folder_ / checkpoint_name, work_, standing, records, state);
  const Clock::time_point done = Clock::now();
  interval_ = std::min<Clock::duration>(
      longest_interval, std::max(2 * interval_, most_often * (done - begun)));
  due_ = done + interval_;
}

std::vector<FileRecord> Journal::close() {
  std::vector<FileRecord> records;
  const auto take = [&](auto at) {
    records.push_back(at->second.close());
    return tables_.erase(at);
  };
  for (const OutputTable* table : all_tables()) {
    if (const auto found = tables_.find(table->file); found != tables_.end()) {
      take(found);
    }
  }
  while (!tables_.empty()) {
    take(tables_.begin());
  }
  return records;
}

}  // namespace tripart
