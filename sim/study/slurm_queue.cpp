#include "tripart/study/slurm_queue.hpp"

#include <algorithm>
#include <array>

#include "tripart/core/number.hpp"

namespace tripart {
namespace {

// What is completing may hang there for long, on a node that is gone, and finishes
// nothing any more.
constexpr std::array over{"COMPLETED",     "CANCELLED", "FAILED",    "TIMEOUT",
                          "NODE_FAIL",     "PREEMPTED", "BOOT_FAIL", "DEADLINE",
                          "OUT_OF_MEMORY", "REVOKED",   "COMPLETING"};

std::string_view next_word(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

}  // namespace

const QueuedTask* SlurmQueue::task(std::uint64_t shard) const {
  const QueuedTask* found = nullptr;
  for (const QueuedTask& one : tasks) {
    if (one.shard == shard && (found == nullptr || one.state == "RUNNING")) {
      found = &one;
    }
  }
  return found;
}

SlurmQueue parse_queue(std::string_view lines, const std::filesystem::path& folder,
                       std::uint64_t shards) {
  const std::string stem = job_name_stem(folder, shards);
  SlurmQueue queue;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    std::string_view name = next_word(line);
    if (!name.starts_with(stem)) {
      continue;
    }
    name.remove_prefix(stem.size());
    const std::string_view state = next_word(line);
    if (std::find(over.begin(), over.end(), state) != over.end()) {
      continue;
    }
    const auto task = parse_count(next_word(line));
    const std::string job(next_word(line));
    if (name == "merge") {
      queue.merge = job;
      continue;
    }
    const auto offset = parse_count(name);
    if (!offset || !task || *task < 1 || *offset > shards || *task > shards - *offset) {
      continue;
    }
    queue.tasks.push_back({*offset + *task, std::string(state), std::string(line), job});
    if (std::find(queue.jobs.begin(), queue.jobs.end(), job) == queue.jobs.end()) {
      queue.jobs.push_back(job);
    }
  }
  return queue;
}

}  // namespace tripart
