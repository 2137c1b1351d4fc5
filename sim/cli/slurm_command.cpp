#include <array>

#include "cli/command_list.hpp"
#include "cli/reading.hpp"
#include "cli/slurm_request.hpp"
#include "cli/slurm_send.hpp"
#include "cli/slurm_table.hpp"
#include "cli/source.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/shell_word.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/scenario/sweep_file.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

constexpr std::array slurm_options{
    Option{"shards", 0, "N", "tasks of the array"},
    Option{"submit", 0, "", "send what is not finished, and the merge behind it"},
    Option{"output", 'o', "DIR", "where the results go (default results/NAME)"},
    Option{"time", 0, "LIMIT", "of a task: minutes, hh:mm:ss or days-hh:mm:ss"},
    Option{"memory", 0, "SIZE", "of a task, as in 2G"},
    Option{"partition", 0, "NAME", "where the tasks run"},
    Option{"account", 0, "NAME", "who pays"},
    Option{"cpus-per-task", 0, "C", "threads of a task (default 1)"},
    Option{"sbatch", 0, "OPTION",
           "any other of sbatch, as --sbatch=--qos=long; may be repeated", true},
    Option{"max-array", 0, "M",
           "most tasks of an array (default: asked of scontrol, else 1000)"},
    Option{"replicates", 'n', "N", "of every point (default: the sweep's)"},
    Option{"seed", 's', "S", "0 to 2^64-1 (default 1)"},
    Option{"set", 0, "PATH=V", "replaces one value of the scenario; may be repeated",
           true},
    Option{"keep", 0, "WHAT", "summary, outcomes or all (default: the sweep's)"},
    Option{"data", 0, "DIR", "also look for tables here"},
    Option{"status", 0, "DIR", "says how far the sweep in DIR is"},
    Option{"format", 0, "FORM", "of the status: table, csv or json"},
};

ExitCode write_and_send(const Arguments& arguments) {
  const std::string& file = arguments.only_file("SWEEP");
  const ReadOptions read = read_options(arguments);
  // Options first: a sweep may take a while to be read.
  const auto max_array = arguments.count("max-array", 1);
  SlurmJob job = read_slurm_job(arguments, file);
  SweepFile sweep = reading(FileKind::sweep, file,
                            [&](const auto& named) { return read_sweep(named, read); });
  job.folder = absolute_path(arguments.text("output").value_or("results/" + sweep.name));
  const SlurmRecord record{job.shards, job.sweep.string(), sha256_hex(sweep.resolved),
                           job.sweep_options, command_of(job, max_array)};
  look_around(job, record);
  sweep.replicates =
      arguments.count("replicates", 2, most_point_replicates).value_or(sweep.replicates);
  sweep.keep = arguments.text("keep").value_or(sweep.keep);
  say_how_long(
      job, Sweep(std::move(sweep), seed_of(arguments, std::nullopt), read.data_folder));
  const std::uint64_t largest = largest_task(max_array);
  create_folder(job.folder / "slurm");
  const FolderLock lock(job.folder / "slurm");
  write_scripts(job, record, largest);
  say("scripts and README in " + printable((job.folder / "slurm").string()));
  if (arguments.has("submit")) {
    return submit(job, largest);
  }
  say("to send them: " + record.again + " --submit");
  return ExitCode::done;
}

ExitCode show_status(const Arguments& arguments) {
  if (!arguments.files().empty() || arguments.has("submit") || arguments.has("shards")) {
    throw UsageError("--status takes a directory and nothing else");
  }
  const fs::path folder = absolute_path(*arguments.text("status"));
  const Format format = format_of(arguments);
  const auto record = read_slurm_record(folder);
  const std::vector<std::uint64_t> counts = shard_counts(folder);
  if (!record && counts.size() != 1) {
    throw counts.empty()
        ? Failure(ExitCode::cannot_read, folder.string() + ": holds no shards of a sweep")
        : Failure(ExitCode::bad_input,
                  folder.string() + ": holds shards of several sweeps");
  }
  const std::uint64_t shards = record ? record->shards : counts.front();
  const SlurmAnswer<SlurmQueue> queue = ask_queue(folder, shards);
  if (!queue.value) {
    say("note: judged by files alone: " + queue.why_not);
  }
  const SweepStatus status = sweep_status(folder, shards, queue.value);
  const std::string program = shell_word(this_program().string());
  const std::vector<std::string> next =
      next_commands(status, folder, program,
                    record ? record->again
                           : program + " slurm SWEEP --shards " + std::to_string(shards) +
                                 " -o " + shell_word(folder.string()));
  print(format == Format::csv    ? status_csv(status)
        : format == Format::json ? status_json(status, next)
                                 : slurm_table(folder, status, next));
  return status.is_merged ? ExitCode::done : ExitCode::not_now;
}

ExitCode slurm(const Arguments& arguments) {
  return arguments.has("status") ? show_status(arguments) : write_and_send(arguments);
}

}  // namespace

const Command& slurm_command() {
  static constexpr Command command{
      "slurm",
      "SWEEP --shards N",
      "write, and with --submit send, a sweep as an array job and a merge job",
      "tripart slurm scenarios/sweeps/patience.yaml --shards 100 --time=30 --submit",
      slurm_options,
      slurm};
  return command;
}

}  // namespace tripart
