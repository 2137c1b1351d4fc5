#include <array>

#include "cli/backtest_table.hpp"
#include "cli/command_list.hpp"
#include "cli/durations_request.hpp"
#include "cli/source.hpp"
#include "cli/stop_signals.hpp"
#include "cli/unfinished_work.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/number.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/history/backtest_rows.hpp"
#include "tripart/results/table_set.hpp"
#include "tripart/scenario/file_kind.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

constexpr std::array backtest_options{
    Option{"outcomes", 0, "FILE", "CSV of what happened; a list of cases names its own"},
    Option{"forecasts", 0, "FILE", "CSV of forecasts that people had published"},
    Option{"facts", 0, "FILE",
           "CSV of what the scenario rests on (default: facts.csv beside the outcomes)"},
    Option{"durations", 0, "FILE",
           "CSV of how long agreements took: tests the months from launch to signature "
           "instead of outcomes"},
    Option{"launch", 0, "DATE",
           "day on which the talks had begun, for the average pace of closing"},
    Option{"output", 'o', "DIR", "where the tables go (default results/NAME-backtest)"},
    Option{"replicates", 'n', "N", "of every ensemble (default 2000)"},
    Option{"jitters", 0, "J",
           "ensembles with judged inputs held at one shift each, and as many with every "
           "free parameter held (default 20)"},
    Option{"seed", 's', "S", "0 to 2^64-1 (default 1)"},
    Option{"jobs", 'j', "J", "threads (default: the cores this process may use)"},
    Option{"set", 0, "PATH=V",
           "replaces one value of the scenario, or of all; may be repeated", true},
    Option{"data", 0, "DIR", "also look for tables here"},
    Option{"resume", 0, "", "finish what an interrupted backtest began"},
    Option{"force", 0, "", "start anew instead"},
    Option{"quiet", 0, "", "no progress"},
    Option{"format", 0, "FORM", "of what is printed: table, csv (scores.csv) or json"},
};

std::optional<fs::path> path_in(const Arguments& arguments, const std::string& option) {
  const auto text = arguments.text(option);
  return text ? std::optional<fs::path>(*text) : std::nullopt;
}

/// What is to be scored, and what it is called.
CaseFile named_cases(const Arguments& arguments) {
  const std::string& file = arguments.only_file("SCENARIO or CASES");
  if (kind_of_file(file) == FileKind::cases) {
    for (const char* option : {"outcomes", "forecasts", "facts", "launch"}) {
      if (arguments.text(option)) {
        throw UsageError(std::string("--") + option + " goes with a scenario, and " +
                         file + " is a list of cases, which names its own");
      }
    }
    CaseFile cases = read_case_file(file);
    cases.name += "-backtest";
    return cases;
  }
  const auto outcomes = path_in(arguments, "outcomes");
  if (!outcomes) {
    static_cast<void>(read_file(file));  // where it is not there, that is to be said
    throw UsageError("--outcomes is missing: what happened");
  }
  HistoryCase one;
  one.id = case_named_by(*outcomes);
  one.scenario = file;
  one.outcomes = *outcomes;
  one.forecasts = path_in(arguments, "forecasts");
  one.facts = path_in(arguments, "facts");
  if (!one.facts) {
    one.facts = facts_beside(*outcomes);
  }
  if (const auto launch = arguments.text("launch")) {
    one.launch = parse_date(*launch);
    if (!one.launch) {
      throw UsageError("--launch is '" + *launch + "', expected YYYY-MM-DD");
    }
  }
  return {one.id + "-backtest", {one}};
}

BacktestOptions options_of(const Arguments& arguments) {
  BacktestOptions options;
  options.jobs = jobs_of(arguments);
  options.seed = seed_of(arguments, std::nullopt);
  options.replicates = arguments.count("replicates", 2).value_or(options.replicates);
  if (options.replicates > most_backtest_replicates) {
    throw UsageError("--replicates is " + std::to_string(options.replicates) +
                     ", expected at most " + std::to_string(most_backtest_replicates));
  }
  const std::uint64_t jitters =
      arguments.count("jitters", 0).value_or(static_cast<std::uint64_t>(options.jitters));
  if (jitters > most_jitters) {
    throw UsageError("--jitters is " + std::to_string(jitters) + ", expected at most " +
                     std::to_string(most_jitters));
  }
  options.jitters = static_cast<int>(jitters);
  options.read = read_options(arguments);
  return options;
}

ExitCode backtest(const Arguments& arguments) {
  if (arguments.text("durations")) {
    return backtest_durations(arguments);
  }
  const Format format = format_of(arguments);
  BacktestOptions options = options_of(arguments);
  const CaseFile named = named_cases(arguments);
  const std::vector<ReadCase> cases = read_history(named.cases, options.read);
  const std::string folder = arguments.text("output").value_or("results/" + named.name);
  TableSet tables(folder, backtest_tables(), TableSet::Unfinished::allow);
  WorkMemory memory(folder, work_of(named.name, cases, options), existing_of(arguments));
  options.memory = &memory;
  say_resumed(memory);
  const StopSignals signals;
  const std::uint64_t total =
      options.replicates * cases.size() *
      (1 + held_kinds * static_cast<std::size_t>(options.jitters));
  std::uint64_t played_so_far = 0;
  std::optional<Progress> progress;
  const BacktestResult result = run_backtest(
      cases, options,
      [&](std::uint64_t done) {
        if (!progress) {
          progress.emplace(
              total, arguments.has("quiet") ? Verbosity::quiet : Verbosity::normal, done);
        }
        progress->reach(done);
        played_so_far = done;
      },
      StopSignals::stop());
  progress.reset();
  if (!result.finished) {
    return say_stopped(played_so_far, total);
  }
  std::vector<CsvRows> rows = backtest_rows(cases, options, result);
  switch (format) {
    case Format::table:
      print(backtest_table(cases, options, result));
      break;
    case Format::json:
      print(backtest_json(result));
      break;
    case Format::csv:
      for (const CsvRows& one : rows) {
        if (&one.table() == &backtest_scores_table()) {
          print(csv_header(one.table()) + std::string(one.gathered()));
        }
      }
      break;
  }
  for (CsvRows& one : rows) {
    tables.append(std::move(one));
  }
  tables.publish(named.name, memory.source());
  memory.forget();
  say("tables in " + printable(folder));
  std::uint64_t failed = 0;
  for (const CaseResult& one : result.cases) {
    failed += one.failed;
  }
  if (failed > 0) {
    say("tripart: error: " + with_commas(failed) +
        " replicates failed; they enter no score");
    return ExitCode::our_bug;
  }
  return ExitCode::done;
}

}  // namespace

const Command& backtest_command() {
  static constexpr Command command{
      "backtest",
      "SCENARIO|CASES",
      "scores forecasts against dated outcomes, beside naive rules and forecasters",
      "tripart backtest scenarios/nafta-2018.yaml --outcomes "
      "scenarios/history/nafta-2018-outcomes.csv -n 500",
      backtest_options,
      backtest};
  return command;
}

}  // namespace tripart
