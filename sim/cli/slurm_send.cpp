#include "cli/slurm_send.hpp"

#include <algorithm>
#include <cmath>

#include "tripart/cli/terminal.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/own_folder.hpp"
#include "tripart/results/rounded.hpp"
#include "tripart/study/sweep_estimate.hpp"

namespace tripart {

namespace fs = std::filesystem;

std::uint64_t largest_task(const std::optional<std::uint64_t>& max_array) {
  if (max_array) {
    return std::min(*max_array, most_array_tasks);
  }
  const SlurmAnswer<std::uint64_t> answer = ask_max_array_size();
  const std::uint64_t size = answer.value.value_or(default_max_array_size);
  if (!answer.value) {
    say("note: arrays have at most " + std::to_string(size - 1) +
        " tasks, Slurm's default: " + answer.why_not);
  }
  if (size < 2) {
    throw Failure(ExitCode::not_now, "this Slurm takes no arrays (MaxArraySize is " +
                                         std::to_string(size) + ")");
  }
  return std::min(size - 1, most_array_tasks);
}

namespace {

/// Whether all there is was left by a call that died while it wrote the first scripts.
bool is_left_behind(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename() != "slurm" || !entry.is_directory()) {
      return false;
    }
  }
  for (const auto& entry : fs::directory_iterator(folder / "slurm")) {
    const std::string name = entry.path().filename().string();
    if (name != "log" && name != ".lock" &&
        !(name.starts_with('.') && name.ends_with(".tmp"))) {
      return false;
    }
  }
  return true;
}

}  // namespace

// Nothing of anybody else's, and no shards of another sweep.
void look_around(const SlurmJob& job, const SlurmRecord& record) {
  const fs::path& folder = job.folder;
  if (!fs::exists(folder) || fs::is_empty(folder)) {
    return;
  }
  const auto before = read_slurm_record(folder);
  const std::vector<std::uint64_t> counts = shard_counts(folder);
  if (!before && counts.empty() && !fs::exists(folder / "manifest.json") &&
      !is_left_behind(folder)) {
    throw Failure(
        ExitCode::cannot_create,
        folder.string() + " holds what tripart did not write; choose another -o");
  }
  std::optional<std::string> other;
  for (const std::uint64_t count : counts) {
    if (count != job.shards) {
      other =
          std::to_string(count) + " shards then, " + std::to_string(job.shards) + " now";
    }
  }
  if (!other && before && !counts.empty()) {
    other = difference(*before, record);
  }
  if (other) {
    throw Failure(ExitCode::bad_input, folder.string() +
                                           " holds shards of another sweep (" + *other +
                                           "); choose another -o, or remove them");
  }
}

// A task costs Slurm half a second however short it is.
void say_how_long(const SlurmJob& job, const Sweep& sweep) {
  constexpr double short_task = 5.0;
  const SweepEstimate all = SweepSample(sweep).estimate(
      {0, sweep.plan().units()}, static_cast<int>(job.cpus_per_task));
  const double task = all.seconds / static_cast<double>(job.shards);
  if (task < short_task && job.shards > 1) {
    const double enough = std::max(1.0, std::floor(all.seconds / (2.0 * short_task)));
    say("note: a task takes about " + rounded(task, task < 1.0 ? 2 : 1) +
        " s, hardly longer than Slurm needs to start it; " + rounded(enough, 0) +
        (enough > 1.0 ? " shards" : " shard") + " would do");
  }
  const auto limit = job.time ? parse_time_limit(*job.time) : std::nullopt;
  if (limit && task > static_cast<double>(*limit)) {
    say("note: a task takes about " + rounded(task, 0) + " s, longer than its limit of " +
        std::to_string(*limit) + " s; it will stop and have to be sent again");
  }
}

void write_scripts(const SlurmJob& job, const SlurmRecord& record,
                   std::uint64_t largest) {
  const fs::path folder = job.folder / "slurm";
  create_folder(folder / "log");
  remove_unfinished_writes(folder);
  write_file_atomically(folder / "shards.json", to_json(record));
  write_file_atomically(folder / "sweep_array.sbatch", array_script(job));
  write_file_atomically(folder / "merge.sbatch", merge_script(job));
  write_file_atomically(folder / "README", slurm_readme(job, largest, record.again));
}

ExitCode submit(const SlurmJob& job, std::uint64_t largest) {
  if (sweep_status(job.folder, job.shards, std::nullopt).is_merged) {
    say("finished and merged already; nothing to send");
    return ExitCode::done;
  }
  const SlurmAnswer<SlurmQueue> queue = ask_queue(job.folder, job.shards);
  if (!queue.value) {
    throw Failure(ExitCode::not_now, "nothing was sent: " + queue.why_not);
  }
  const SweepStatus status = sweep_status(job.folder, job.shards, queue.value);
  std::vector<std::uint64_t> unfinished;
  for (const ShardStatus& one : status.shards) {
    if (one.state != ShardState::done && queue.value->task(one.shard) == nullptr) {
      unfinished.push_back(one.shard);
    }
  }
  std::vector<std::string> jobs = queue.value->jobs;  // of older submissions
  for (const ArrayPart& part : split_array(unfinished, largest)) {
    jobs.push_back(send_array(job, part));
    say("job " + jobs.back() + ": shards " + [&] {
      std::vector<std::uint64_t> shards = part.tasks;
      for (std::uint64_t& shard : shards) {
        shard += part.offset;
      }
      return compact_ranges(shards);
    }());
  }
  if (unfinished.empty() && !queue.value->merge.empty()) {
    say("Slurm has all that is left, and the merge as job " + queue.value->merge);
    return ExitCode::done;
  }
  say("job " + send_merge(job, jobs) + ": the merge");
  return ExitCode::done;
}

}  // namespace tripart
