#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/study/slurm_array.hpp"

namespace tripart {

/// A sweep as jobs of Slurm: an array with one task per shard, and a job that merges.
///
/// Paths are absolute, for a task starts in another folder. They may hold any character:
/// in scripts they stand between single quotes, and never in a line that Slurm reads.
struct SlurmJob {
  std::filesystem::path program;  ///< tripart, as the nodes see it
  std::filesystem::path sweep;    ///< the sweep's file
  std::filesystem::path folder;   ///< the sweep's output directory
  std::uint64_t shards = 1;       ///< at least 1
  /// What determines the results, behind `tripart sweep SWEEP`: `-n`, `1000`, ...
  std::vector<std::string> sweep_options;
  std::optional<std::string> time;       ///< limit of a task, as in `--time`
  std::optional<std::string> memory;     ///< of a task, as in `--mem`
  std::optional<std::string> partition;  ///< one or, with commas, several
  std::optional<std::string> account;
  std::uint64_t cpus_per_task = 1;
  std::vector<std::string> pass_through;  ///< `--qos=long`, for both jobs
};

/// \throws Failure(usage): an option that Slurm would not take, or that would undo what
/// the scripts rely on.
void check_slurm_job(const SlurmJob& job);

/// Seconds in a time limit: `90` (minutes), `mm:ss`, `hh:mm:ss`, `d-hh`, `d-hh:mm`,
/// `d-hh:mm:ss`; nothing for what is none, or is no time at all.
[[nodiscard]] std::optional<std::uint64_t> parse_time_limit(std::string_view text);

/// sweep_array.sbatch. \pre the job was checked
[[nodiscard]] std::string array_script(const SlurmJob& job);
/// merge.sbatch. \pre the job was checked
[[nodiscard]] std::string merge_script(const SlurmJob& job);
/// README: how to send the two by hand, what to do when something breaks.
/// \param again  the command that wrote it, as typed by a shell
[[nodiscard]] std::string slurm_readme(const SlurmJob& job, std::uint64_t largest_task,
                                       const std::string& again);

/// What the jobs of one output directory and number of shards are called, whoever sends
/// them; behind it stand the array's offset or `merge`.
[[nodiscard]] std::string job_name_stem(const std::filesystem::path& folder,
                                        std::uint64_t shards);
[[nodiscard]] std::string array_job_name(const SlurmJob& job, std::uint64_t offset);
[[nodiscard]] std::string merge_job_name(const SlurmJob& job);
/// `log/1000+%a.log`: where Slurm puts what the tasks say, below the folder `slurm`.
[[nodiscard]] std::string array_log(std::uint64_t offset);
/// The same as a full path, with what Slurm would replace in the folder's name protected.
/// Where that holds a backslash Slurm replaces nothing, and all tasks share
/// `log/tasks.log`.
[[nodiscard]] std::string full_log(const SlurmJob& job, const std::string& log);

}  // namespace tripart
