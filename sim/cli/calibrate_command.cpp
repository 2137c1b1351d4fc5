#include <array>

#include "cli/calibration_table.hpp"
#include "cli/command_list.hpp"
#include "cli/reading.hpp"
#include "cli/source.hpp"
#include "cli/stop_signals.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/history/calibration_run.hpp"

namespace tripart {
namespace {

constexpr std::array calibrate_options{
    Option{"output", 'o', "DIR", "where the results go (default results/NAME)"},
    Option{"seed", 's', "S", "0 to 2^64-1 (default 1)"},
    Option{"jobs", 'j', "J", "threads (default: the cores this process may use)"},
    Option{"leave-one-out", 0, "",
           "also calibrate on all but each case, and score the one left out"},
    Option{"set", 0, "PATH=V", "replaces one value of every scenario; may be repeated",
           true},
    Option{"data", 0, "DIR", "also look for tables here"},
    Option{"resume", 0, "", "finish what an interrupted calibration began"},
    Option{"force", 0, "", "start anew in a directory that tripart wrote"},
    Option{"dry-run", 0, "", "say what there is to do; write nothing"},
    Option{"quiet", 0, "", "no progress"},
};

std::string plan_of(const CalibrationFile& file, bool leave_one_out) {
  std::size_t fitted = 0;
  for (const CalibrationCase& one : file.cases) {
    for (const double weight : one.weights) {
      fitted += weight > 0.0 ? 1U : 0U;
    }
  }
  std::string text = file.name + ": " + std::to_string(file.parameters.size()) +
                     " parameters, " + std::to_string(file.cases.size()) + " cases, " +
                     with_commas(fitted) + " rows of outcomes\n";
  for (const CalibrationParameter& parameter : file.parameters) {
    std::size_t keys = 0;
    std::size_t cases = 0;
    for (const std::vector<std::string>& paths : parameter.paths) {
      keys += paths.size();
      cases += paths.empty() ? 0U : 1U;
    }
    text += "  " + parameter.id + ": " + std::to_string(keys) + " keys in " +
            std::to_string(cases) + " cases\n";
  }
  return text + "at most " + with_commas(most_simulations(file, leave_one_out)) +
         " simulations of all cases, of " + with_commas(file.effort.replicates) +
         " replicates each\n";
}

ExitCode play_calibration(const CalibrationFile& file, CalibrationOptions options,
                          Verbosity verbosity) {
  const StopSignals signals;
  std::optional<Progress> bar;
  const std::uint64_t each = file.cases.size() * file.effort.replicates;
  options.progress = [&](std::uint64_t done, std::uint64_t most,
                         const std::string& what) {
    if (!bar) {
      bar.emplace(most * each, verbosity, done * each);
    }
    bar->reach(done * each, what);
  };
  options.say = [](const std::string& line) { say(line); };
  options.stopped_how = [] {
    return std::string(StopSignals::exit_code() == ExitCode::terminated ? "terminated"
                                                                        : "interrupted");
  };
  const CalibrationResult result = run_calibration(file, options, StopSignals::stop());
  bar.reset();
  switch (result.state) {
    case CalibrationState::stopped:
      say("stopped after " + with_commas(result.simulations) +
          " simulations of all cases; go on with the same command and --resume");
      return StopSignals::exit_code() == ExitCode::done ? ExitCode::our_bug
                                                        : StopSignals::exit_code();
    case CalibrationState::already_finished:
      say(printable(options.folder.string()) +
          ": already holds these results; nothing to do (--force plays them again)");
      break;
    case CalibrationState::finished:
      print(calibration_table(file, options.seed, result.finding));
      if (verbosity == Verbosity::normal) {
        say("results in " + printable(options.folder.string()));
      }
      break;
  }
  return ExitCode::done;
}

ExitCode calibrate(const Arguments& arguments) {
  const std::string& path = arguments.only_file("CALIBRATION");
  CalibrationOptions options;
  options.existing = existing_of(arguments);
  options.jobs = jobs_of(arguments);
  options.seed = seed_of(arguments, std::nullopt);
  options.leave_one_out = arguments.has("leave-one-out");
  const ReadOptions read = read_options(arguments);
  options.data_folder = read.data_folder;
  const CalibrationFile file =
      reading(FileKind::calibration, path,
              [&](const auto& named) { return read_calibration(named, read); });
  if (options.leave_one_out && file.cases.size() < 2) {
    throw UsageError("--leave-one-out takes two cases or more; " + path + " has one");
  }
  if (options.leave_one_out && file.method != CalibrationMethod::abc_smc) {
    throw UsageError("--leave-one-out takes a calibration of method abc_smc; " + path +
                     " is one of simulated_moments");
  }
  options.folder = arguments.text("output").value_or("results/" + file.name);
  if (arguments.has("dry-run")) {
    print(plan_of(file, options.leave_one_out));
    return ExitCode::done;
  }
  return play_calibration(file, options,
                          arguments.has("quiet") ? Verbosity::quiet : Verbosity::normal);
}

}  // namespace

const Command& calibrate_command() {
  static constexpr Command command{
      "calibrate",
      "CALIBRATION",
      "fit free parameters to what happened in several cases",
      "tripart calibrate scenarios/history/calibration.yaml -o results/calibration",
      calibrate_options,
      calibrate};
  return command;
}

}  // namespace tripart
