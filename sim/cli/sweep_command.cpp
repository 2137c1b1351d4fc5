#include <array>
#include <optional>

#include "cli/command_list.hpp"
#include "cli/estimate_text.hpp"
#include "cli/stop_signals.hpp"
#include "cli/sweep_request.hpp"
#include "cli/sweep_table.hpp"
#include "tripart/core/shell_word.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/study/sweep_run.hpp"

namespace tripart {
namespace {

constexpr std::array sweep_options{
    Option{"output", 'o', "DIR", "where the results go (default results/NAME)"},
    Option{"replicates", 'n', "N", "of every design point (default: the file's)"},
    Option{"seed", 's', "S", "0 to 2^64-1 (default 1)"},
    Option{"jobs", 'j', "J", "threads (default: the cores this process may use)"},
    Option{"keep", 0, "WHAT",
           "per-replicate files: summary (none), outcomes or all (default: the file's)"},
    Option{"shard", 0, "K/N", "only the K-th of N parts, into DIR/shards; then merge"},
    Option{"set", 0, "PATH=V", "replaces one value of the scenario; may be repeated",
           true},
    Option{"data", 0, "DIR", "also look for tables here"},
    Option{"resume", 0, "", "finish what an interrupted sweep began (shards always do)"},
    Option{"force", 0, "", "start anew in a directory that tripart wrote"},
    Option{"dry-run", 0, "",
           "say what there is to do and how long it takes; write nothing"},
    Option{"quiet", 0, "", "no progress"},
    Option{"format", 0, "FORM", "of what is printed: table, csv or json"},
};

std::string counted(std::uint64_t count, const std::string& word) {
  return with_commas(count) + " " + word + (count == 1 ? "" : "s");
}

ExitCode report_failures(const SweepRequest& request, const SweepResult& result) {
  constexpr std::size_t shown = 10;
  for (std::size_t i = 0; i < std::min(shown, result.failures.size()); ++i) {
    const SweepFailure& failure = result.failures[i];
    const std::string replicate = std::to_string(failure.replicate);
    const std::string point = std::to_string(failure.point);
    say("tripart: error: replicate " + replicate + " of design point " + point +
        " failed: " + failure.reason + "; rerun with tripart replay " +
        shell_word(request.folder.string()) + " --design-point " + point +
        " --replicate " + replicate);
  }
  if (result.failed > shown) {
    say("tripart: error: " + with_commas(result.failed) +
        " replicates failed in all; they enter no mean");
  }
  return result.failed > 0 ? ExitCode::our_bug : ExitCode::done;
}

ExitCode stopped(const SweepRequest& request, const SweepResult& result) {
  say("stopped after " + counted(result.done.points, "design point") + "; " +
      counted(result.rest, "unit") + " of work left" +
      (result.under_way > 0
           ? ", of which " + with_commas(result.under_way) + " are under way and kept"
           : std::string()) +
      "; go on with the same command" + (request.shard ? "" : " and --resume"));
  const ExitCode code = StopSignals::exit_code();
  return code == ExitCode::done ? ExitCode::our_bug : code;
}

/// A bar over the replicates of this call.
class SweepProgress {
 public:
  explicit SweepProgress(Verbosity verbosity) : verbosity_(verbosity) {}
  void reach(const SweepDone& done, const SweepDone& all) {
    if (!bar_) {
      bar_.emplace(all.replicates, verbosity_);
    }
    bar_->reach(done.replicates,
                with_commas(done.points) + " of " + counted(all.points, "design point"));
  }
  void end() { bar_.reset(); }

 private:
  Verbosity verbosity_;
  std::optional<Progress> bar_;
};

ExitCode play(const SweepRequest& request) {
  const StopSignals signals;
  SweepProgress progress(request.verbosity);
  SweepRunOptions options;
  options.folder = request.folder;
  options.existing = request.existing;
  options.jobs = request.jobs;
  options.progress = [&](const SweepDone& done, const SweepDone& all) {
    progress.reach(done, all);
  };
  options.say = [](const std::string& line) { say(line); };
  options.stopped_how = [] {
    return std::string(StopSignals::exit_code() == ExitCode::terminated ? "terminated"
                                                                        : "interrupted");
  };
  const Sweep& sweep = *request.sweep;
  const SweepResult result =
      request.shard ? run_shard(sweep, request.shard->number, request.shard->of, options,
                                StopSignals::stop())
                    : run_sweep(sweep, options, StopSignals::stop());
  progress.end();
  const std::string place =
      request.shard
          ? shard_folder(request.folder, request.shard->number, request.shard->of)
                .string()
          : request.folder.string();
  switch (result.state) {
    case SweepState::stopped:
      return stopped(request, result);
    case SweepState::already_finished:
      say(printable(result.folder.empty() ? place : result.folder.string()) +
          ": already holds these results; nothing to do (--force plays them again)");
      break;
    case SweepState::finished:
      if (!request.shard) {
        const FinishedSweep finished = open_finished_sweep(request.folder);
        print_sweep(finished, request.format);
        if (const std::string missed = missed_precision(finished); !missed.empty()) {
          say("tripart: warning: " + missed);
        }
      }
      if (request.verbosity == Verbosity::normal) {
        say("results in " + place +
            (request.shard ? "; tripart merge " + shell_word(request.folder.string()) +
                                 " joins the shards once all are there"
                           : ""));
      }
      break;
  }
  return report_failures(request, result);
}

ExitCode sweep(const Arguments& arguments) {
  const SweepRequest request = read_sweep_request(arguments);
  if (request.is_dry) {
    print(estimate_text(request));
    return ExitCode::done;
  }
  if (request.verbosity == Verbosity::normal) {
    say_notes(request.sweep->base());
  }
  return play(request);
}

}  // namespace

const Command& sweep_command() {
  static constexpr Command command{
      "sweep",
      "SWEEP",
      "run a design of experiments, or one shard of it",
      "tripart sweep scenarios/sweeps/patience.yaml -n 1000 -o results/patience",
      sweep_options,
      sweep};
  return command;
}

}  // namespace tripart
