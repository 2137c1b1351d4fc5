#include "cli/slurm_request.hpp"

#include "tripart/core/error.hpp"
#include "tripart/core/shell_word.hpp"
#include "tripart/results/manifest.hpp"
#include "tripart/scenario/sweep_file.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

std::uint64_t shards_of(const Arguments& arguments) {
  const auto shards = arguments.count("shards", 1);
  if (!shards) {
    throw UsageError("--shards is missing", {"tripart slurm sweep.yaml --shards 100"});
  }
  if (*shards > most_slurm_shards) {
    throw UsageError("--shards is " + std::to_string(*shards) + ", expected at most " +
                     std::to_string(most_slurm_shards));
  }
  return *shards;
}

// The options that determine the results, as the tasks are given them.
std::vector<std::string> words_for_sweep(const Arguments& arguments) {
  std::vector<std::string> words;
  const auto add = [&](const char* option, const std::optional<std::string>& value) {
    if (value) {
      words.insert(words.end(), {option, *value});
    }
  };
  if (const auto replicates = arguments.count("replicates", 2, most_point_replicates)) {
    add("--replicates", std::to_string(*replicates));
  }
  if (const auto seed = arguments.count("seed", 0)) {
    add("--seed", std::to_string(*seed));
  }
  const auto keep = arguments.text("keep");
  if (keep && !parse_keep(*keep)) {
    throw UsageError("--keep is '" + *keep + "', expected summary, outcomes or all");
  }
  add("--keep", keep);
  if (const auto data = arguments.text("data")) {
    add("--data", absolute_path(*data).string());
  }
  for (const std::string& value : arguments.all("set")) {
    words.push_back("--set=" + value);  // it may begin with a dash
  }
  return words;
}

}  // namespace

fs::path this_program() {
  std::error_code problem;
  const fs::path program = fs::read_symlink("/proc/self/exe", problem);
  if (problem) {
    throw Failure(ExitCode::cannot_read,
                  "/proc/self/exe: cannot be read: " + problem.message());
  }
  return program;
}

fs::path absolute_path(const fs::path& path) {
  fs::path full = fs::absolute(path).lexically_normal();
  return full.filename().empty() ? full.parent_path() : full;
}

SlurmJob read_slurm_job(const Arguments& arguments, const fs::path& sweep) {
  SlurmJob job;
  job.program = this_program();
  job.sweep = absolute_path(sweep);
  job.shards = shards_of(arguments);
  job.sweep_options = words_for_sweep(arguments);
  job.time = arguments.text("time");
  job.memory = arguments.text("memory");
  job.partition = arguments.text("partition");
  job.account = arguments.text("account");
  job.cpus_per_task = arguments.count("cpus-per-task", 1).value_or(1);
  job.pass_through = arguments.all("sbatch");
  check_slurm_job(job);
  return job;
}

std::string command_of(const SlurmJob& job,
                       const std::optional<std::uint64_t>& max_array) {
  std::string text = shell_word(job.program.string()) + " slurm " +
                     shell_word(job.sweep.string()) + " --shards " +
                     std::to_string(job.shards) + " -o " +
                     shell_word(job.folder.string());
  const auto add = [&](const char* option, const std::optional<std::string>& value) {
    if (value) {
      text += std::string(" ") + option + "=" + shell_word(*value);
    }
  };
  add("--time", job.time);
  add("--memory", job.memory);
  add("--partition", job.partition);
  add("--account", job.account);
  if (job.cpus_per_task > 1) {
    add("--cpus-per-task", std::to_string(job.cpus_per_task));
  }
  for (const std::string& line : job.pass_through) {
    add("--sbatch", line);
  }
  if (max_array) {
    add("--max-array", std::to_string(*max_array));
  }
  for (const std::string& word : job.sweep_options) {
    text += " " + shell_word(word);
  }
  return text;
}

}  // namespace tripart
