#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/study/slurm.hpp"

namespace tripart {

/// A task that Slurm has in its queue, of whichever submission.
struct QueuedTask {
  std::uint64_t shard = 0;
  std::string state;   ///< `PENDING`, `RUNNING`, ...
  std::string reason;  ///< why it waits: `Priority`, `JobHeldUser`, `None`
  std::string job;     ///< number of its array
};

/// What Slurm has in its queue of one output directory and number of shards. Jobs are
/// known by their names: their numbers may be given again.
struct SlurmQueue {
  std::vector<QueuedTask> tasks;  ///< that will run or are running
  std::vector<std::string> jobs;  ///< numbers of their arrays, each once
  std::string merge;              ///< number of a merge that waits or runs; or empty

  [[nodiscard]] const QueuedTask* task(std::uint64_t shard) const;
};

/// The lines that `squeue --format="%j %T %K %F %r"` printed: name, state, task, array,
/// reason.
[[nodiscard]] SlurmQueue parse_queue(std::string_view lines,
                                     const std::filesystem::path& folder,
                                     std::uint64_t shards);

/// An answer of Slurm, or why there is none.
template <typename T>
struct SlurmAnswer {
  std::optional<T> value;
  std::string why_not;
};

/// Asks squeue.
[[nodiscard]] SlurmAnswer<SlurmQueue> ask_queue(const std::filesystem::path& folder,
                                                std::uint64_t shards);
/// Asks scontrol for MaxArraySize.
[[nodiscard]] SlurmAnswer<std::uint64_t> ask_max_array_size();

/// Sends one array with sbatch. \return the number that Slurm gave it
/// \throws Failure(not_now) with what sbatch says
[[nodiscard]] std::string send_array(const SlurmJob& job, const ArrayPart& part);
/// Sends the merge, to run after the arrays named, however they end.
[[nodiscard]] std::string send_merge(const SlurmJob& job,
                                     const std::vector<std::string>& after);

}  // namespace tripart
