#include <array>

#include "cli/command_list.hpp"
#include "cli/source.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/results/payoff_rows.hpp"
#include "tripart/results/replicate_rows.hpp"
#include "tripart/results/story.hpp"

namespace tripart {
namespace {

constexpr std::array replay_options{
    Option{"replicate", 0, "K", "which replicate, from 1: data row K of outcomes.csv"},
    Option{"seed", 's', "S", "0 to 2^64-1 (default: that of the run, else 1)"},
    Option{"jobs", 'j', "J", "threads that solve the trade model"},
    Option{"set", 0, "PATH=V", "replaces one value of the scenario; may be repeated",
           true},
    Option{"data", 0, "DIR", "also look for tables here"},
};

ExitCode replay(const Arguments& arguments) {
  const std::string& file = arguments.only_file("SCENARIO or DIR");
  const auto replicate = arguments.count("replicate", 1);
  if (!replicate) {
    throw UsageError("--replicate K is missing");
  }
  const int jobs = jobs_of(arguments);
  static_cast<void>(seed_of(arguments, std::nullopt));
  const Source source = read_source(file, arguments);
  if (source.manifest && *replicate > source.manifest->replicates) {
    throw UsageError("--replicate is " + std::to_string(*replicate) + ", but " + file +
                     " has " + with_commas(source.manifest->replicates) + " replicates");
  }
  const std::uint64_t seed = seed_of(arguments, source.manifest);
  const Model& model = source.scenario.model;
  const SolvedPayoffs payoffs = payoffs_of(source.scenario, seed, jobs);
  Trace trace;
  Outcome outcome;
  try {
    outcome = run_replicate(model, payoffs.table, seed, *replicate, &trace);
  } catch (const std::exception& problem) {
    print(tell_story(model, trace));
    throw Failure(ExitCode::our_bug, "replicate " + std::to_string(*replicate) +
                                         " failed: " + problem.what());
  }
  CsvRows rows(outcomes_table());
  write_outcome_row(rows, model, payoffs.table.configurations(), *replicate, outcome);
  print(model.name + ", seed " + std::to_string(seed) + ", replicate " +
        std::to_string(*replicate) + "\n\n" + tell_story(model, trace) + "\n" +
        csv_header(outcomes_table()) + rows.take());
  return ExitCode::done;
}

}  // namespace

const Command& replay_command() {
  static constexpr Command command{"replay",
                                   "SCENARIO|DIR",
                                   "tell one replicate's story, dated event by event",
                                   "tripart replay results/nafta_2018 --replicate 17",
                                   replay_options,
                                   replay};
  return command;
}

}  // namespace tripart
