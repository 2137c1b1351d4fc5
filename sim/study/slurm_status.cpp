#include "tripart/study/slurm_status.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/study/merge.hpp"
#include "tripart/study/sweep_run.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::array state_names{"done",   "running", "pending", "stopped",
                                 "failed", "lost",    "missing"};
static_assert(state_names.size() == shard_state_count);

// Its files may come and go while they are looked at: what is not there is not there.
std::vector<fs::path> entries(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code problem;
  for (fs::directory_iterator entry(folder, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    found.push_back(entry->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

struct AttemptFile {
  std::string host;
  std::string ended;
  std::optional<std::chrono::seconds> silent;
  bool is_slurms = false;  ///< ran as a job
};

AttemptFile read_attempt(const fs::path& file) {
  AttemptFile attempt;
  std::error_code problem;
  const auto written = fs::last_write_time(file, problem);
  if (!problem) {
    attempt.silent = std::max(std::chrono::seconds(0),
                              std::chrono::duration_cast<std::chrono::seconds>(
                                  fs::file_time_type::clock::now() - written));
  }
  std::string text;
  try {
    text = read_file(file);
  } catch (const Failure&) {
    return attempt;
  }
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_object()) {
    const auto word = [&](const char* key) {
      const auto found = json.find(key);
      return found != json.end() && found->is_string() ? found->get<std::string>() : "";
    };
    attempt.host = printable(word("host"));
    attempt.ended = printable(word("ended"));
    const auto slurm = json.find("slurm");
    attempt.is_slurms = slurm != json.end() && slurm->is_object() && !slurm->empty();
  }
  return attempt;
}

void judge(ShardStatus& status, const fs::path& folder,
           const std::optional<SlurmQueue>& queue) {
  const QueuedTask* queued = queue ? queue->task(status.shard) : nullptr;
  bool is_alive = false;
  for (const fs::path& file : entries(folder / "attempts")) {
    if (file.extension() != ".json") {
      continue;
    }
    const AttemptFile attempt = read_attempt(file);
    ++status.attempts;
    status.host = attempt.host;
    status.ended = attempt.ended;
    status.silent = attempt.silent;
    // What was a job and is in the queue no more cannot be alive, or not for long.
    is_alive =
        is_alive || (attempt.ended == "running" && attempt.silent &&
                     *attempt.silent <= longest_silence && !(queue && attempt.is_slurms));
  }
  if (fs::is_regular_file(folder / "manifest.json")) {
    status.state = ShardState::done;
  } else if (queued != nullptr) {
    status.job = queued->job;
    status.reason = queued->reason == "None" ? "" : queued->reason;
    status.state = queued->state == "PENDING" ? ShardState::pending : ShardState::running;
  } else if (is_alive) {
    status.state = ShardState::running;
  } else if (status.ended == "interrupted" || status.ended == "terminated") {
    status.state = ShardState::stopped;
  } else if (status.ended == "running") {
    status.state = ShardState::lost;
  } else if (status.attempts > 0) {
    status.state = ShardState::failed;
  }
}

}  // namespace

std::string_view to_text(ShardState state) {
  return state_names[static_cast<std::size_t>(state)];
}

std::uint64_t SweepStatus::count(ShardState state) const {
  return static_cast<std::uint64_t>(
      std::count_if(shards.begin(), shards.end(),
                    [&](const ShardStatus& one) { return one.state == state; }));
}

std::vector<std::uint64_t> SweepStatus::numbers(ShardState state) const {
  std::vector<std::uint64_t> list;
  for (const ShardStatus& one : shards) {
    if (one.state == state) {
      list.push_back(one.shard);
    }
  }
  return list;
}

SweepStatus sweep_status(const fs::path& folder, std::uint64_t shards,
                         const std::optional<SlurmQueue>& queue) {
  SweepStatus status;
  status.is_merged = fs::is_regular_file(folder / "manifest.json");
  status.merge_job = queue ? queue->merge : "";
  status.shards.resize(shards);
  for (std::uint64_t shard = 1; shard <= shards; ++shard) {
    ShardStatus& one = status.shards[shard - 1];
    one.shard = shard;
    judge(one, shard_folder(folder, shard, shards), queue);
    if (status.is_merged) {
      one.state = ShardState::done;  // its folder may be gone
    }
  }
  return status;
}

std::vector<std::uint64_t> shard_counts(const fs::path& folder) {
  std::vector<std::uint64_t> counts;
  for (const FoundShard& shard : find_shards(folder)) {
    counts.push_back(shard.of);
  }
  std::sort(counts.begin(), counts.end());
  counts.erase(std::unique(counts.begin(), counts.end()), counts.end());
  return counts;
}

}  // namespace tripart
