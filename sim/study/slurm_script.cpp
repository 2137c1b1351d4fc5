// The batch scripts. Lines that Slurm reads hold only what check_slurm_job let pass;
// paths stand between single quotes behind the first command, where Slurm no longer looks
// for options.
#include <algorithm>

#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/shell_word.hpp"
#include "tripart/results/manifest.hpp"
#include "tripart/study/slurm.hpp"

namespace tripart {
namespace {

constexpr std::size_t name_digits = 12;

// The program stops within two seconds of the signal, Slurm looks at its clock every
// thirty, and may send the signal a minute early.
std::uint64_t seconds_before_limit(const SlurmJob& job) {
  constexpr std::uint64_t usual = 60;
  const auto limit = job.time ? parse_time_limit(*job.time) : std::nullopt;
  return limit ? std::clamp<std::uint64_t>(*limit / 10, 5, usual) : usual;
}

std::string directive(const std::string& text) {
  return "#SBATCH " + text + "\n";
}

std::string opening(const std::string& what, const std::string& name,
                    const std::string& log) {
  return "#!/bin/bash\n# " + what + " Written by tripart " +
         std::string(program_version) +
         "; the README beside this file says how to send it.\n" +
         directive("--job-name=" + name) + directive("--output=" + log) +
         directive("--open-mode=append") + directive("--requeue") +
         directive("--nodes=1 --ntasks=1");
}

std::string wishes(const SlurmJob& job) {
  std::string text;
  if (job.time) {
    text += directive("--time=" + *job.time);
  }
  if (job.memory) {
    text += directive("--mem=" + *job.memory);
  }
  if (job.partition) {
    text += directive("--partition=" + *job.partition);
  }
  if (job.account) {
    text += directive("--account=" + *job.account);
  }
  for (const std::string& line : job.pass_through) {
    text += directive(line);
  }
  return text;
}

// B: the signal goes to the batch process itself, which `exec` turns into the program.
std::string signal_line(const SlurmJob& job) {
  return directive("--signal=B:TERM@" + std::to_string(seconds_before_limit(job)));
}

}  // namespace

std::string job_name_stem(const std::filesystem::path& folder, std::uint64_t shards) {
  return "tripart-" + sha256_hex(folder.string()).substr(0, name_digits) + "-of-" +
         std::to_string(shards) + "-";
}

std::string array_job_name(const SlurmJob& job, std::uint64_t offset) {
  return job_name_stem(job.folder, job.shards) + std::to_string(offset);
}

std::string merge_job_name(const SlurmJob& job) {
  return job_name_stem(job.folder, job.shards) + "merge";
}

std::string array_log(std::uint64_t offset) {
  return "log/" + (offset == 0 ? std::string() : std::to_string(offset) + "+") + "%a.log";
}

std::string full_log(const SlurmJob& job, const std::string& log) {
  const std::string folder = (job.folder / "slurm").string();
  const bool is_literal = folder.find('\\') != std::string::npos;
  std::string text;
  for (const char c : folder) {
    text += c == (is_literal ? '\\' : '%') ? std::string(2, c) : std::string(1, c);
  }
  return text + "/" +
         (is_literal && log.find('%') != std::string::npos ? "log/tasks.log" : log);
}

std::string array_script(const SlurmJob& job) {
  std::string text =
      opening("A sweep: one shard per task.", array_job_name(job, 0), array_log(0)) +
      signal_line(job) +
      directive("--cpus-per-task=" + std::to_string(job.cpus_per_task)) + wishes(job);
  text += R"(set -eu
# Where one array cannot hold all shards, the next one's are counted from the first argument on.
shard=$((${1:-0} + SLURM_ARRAY_TASK_ID))
# The program takes this shell's place, so that it gets the signals. It goes on where an earlier attempt stopped, and
# ends at once where the shard is complete.
)";
  text += "exec " + shell_word(job.program.string()) + " sweep " +
          shell_word(job.sweep.string()) + " \\\n  --shard \"$shard/" +
          std::to_string(job.shards) + "\" -o " + shell_word(job.folder.string());
  for (const std::string& word : job.sweep_options) {
    text += " " + shell_word(word);
  }
  return text + " --quiet\n";
}

std::string merge_script(const SlurmJob& job) {
  return opening("Joins the shards of a sweep.", merge_job_name(job), "log/merge.log") +
         directive("--cpus-per-task=1") + wishes(job) + "set -eu\n" +
         "# Ends with 75 and names them where shards are missing.\nexec " +
         shell_word(job.program.string()) + " merge " + shell_word(job.folder.string()) +
         "\n";
}

std::string slurm_readme(const SlurmJob& job, std::uint64_t largest_task,
                         const std::string& again) {
  std::vector<std::uint64_t> all(job.shards);
  for (std::uint64_t shard = 1; shard <= job.shards; ++shard) {
    all[shard - 1] = shard;
  }
  const std::string program = shell_word(job.program.string());
  const std::string folder = shell_word(job.folder.string());
  std::string text =
      "A sweep of " + std::to_string(job.shards) +
      " shards as an array of Slurm, and a job that merges them.\n\n"
      "Send what is not finished yet (again and again, whatever broke):\n\n"
      "    " +
      again +
      " --submit\n\n"
      "How far it is, and which command mends what is broken:\n\n"
      "    " +
      program + " slurm --status " + folder +
      "\n\n"
      "By hand, all of it:\n\n"
      "    cd " +
      shell_word((job.folder / "slurm").string()) + "\n";
  const bool is_plain = job.folder.string().find_first_of("%\\") == std::string::npos;
  for (const ArrayPart& part : split_array(all, largest_task)) {
    text += "    sbatch --array=" + compact_ranges(part.tasks);
    if (part.offset > 0) {
      text += " --job-name=" + array_job_name(job, part.offset);
    }
    if (part.offset > 0 || !is_plain) {
      text +=
          " --output=" + (is_plain ? array_log(part.offset)
                                   : shell_word(full_log(job, array_log(part.offset))));
    }
    text += " sweep_array.sbatch";
    text += part.offset > 0 ? " " + std::to_string(part.offset) + "\n" : "\n";
  }
  text += "    sbatch --dependency=afterany:JOB";
  text += is_plain ? "" : " --output=" + shell_word(full_log(job, "log/merge.log"));
  text += R"( merge.sbatch

with the number that sbatch answered in place of JOB (of several arrays: JOB:JOB). Without Slurm, a shard is

)";
  text += "    " + program + " sweep " + shell_word(job.sweep.string()) + " --shard 1/" +
          std::to_string(job.shards) + " -o " + folder;
  for (const std::string& word : job.sweep_options) {
    text += " " + shell_word(word);
  }
  text += "\n\nand the end is\n\n    " + program + " merge " + folder + R"(

sweep_array.sbatch   one shard per task; ahead of its time limit a task is told to stop, leaves a checkpoint and ends
                     with 143; sent again, it goes on from there
merge.sbatch         afterany, not afterok: it runs whatever became of the tasks, and ends with 75 and the names of
                     missing shards if there are any
log/7.log            what task 7 said; log/1000+7.log: task 7 of the array that begins behind shard 1000
shards.json          what was asked for

Slurm may start a task twice, at the same time or one after the other: two copies of a shard write the same bytes and
do not disturb each other. A task that Slurm puts back into its queue waits two minutes before it starts again.
)";
  return text;
}

}  // namespace tripart
