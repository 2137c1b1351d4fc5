#include <array>

#include "cli/command_list.hpp"
#include "cli/source.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/history/backtest.hpp"
#include "tripart/history/calibration_file.hpp"
#include "tripart/results/theory_rows.hpp"
#include "tripart/scenario/explain.hpp"
#include "tripart/scenario/file_kind.hpp"
#include "tripart/scenario/scenario.hpp"
#include "tripart/scenario/sweep_file.hpp"
#include "tripart/scenario/tournament_file.hpp"
#include "tripart/study/sweep_precision.hpp"

namespace tripart {
namespace {

constexpr std::array check_options{
    Option{"resolved", 0, "", "print the scenario with every default filled in"},
    Option{"set", 0, "PATH=V", "replaces one value of the scenario; may be repeated",
           true},
    Option{"data", 0, "DIR", "also look for tables here"},
    Option{"template", 0, "",
           "print a scenario with every key, its unit, range, default and meaning"},
    Option{"reference", 0, "", "print the reference of all keys in Markdown"},
    Option{"schema", 0, "", "print a JSON Schema of scenarios, for editors"},
};

std::string counted(std::size_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string good_line(const std::string& file, const Model& model) {
  return printable(file) + ": good: " + model.name + ", " +
         std::to_string(model.parties.size()) +
         (model.parties.size() == 1 ? " party, " : " parties, ") +
         counted(model.chapters.size(), "chapter") + ", " +
         counted(model.issues.size(), "issue") + ", " +
         counted(model.threats.size(), "threat") + ", from " + to_text(model.start) +
         " to " + to_text(Date{model.start.days + static_cast<int>(model.horizon)}) +
         "\n";
}

std::string good_line(const std::string& file, const TournamentFile& tournament) {
  std::size_t profiles = 1;
  for (const TournamentParty& party : tournament.parties) {
    profiles *= party.strategies.size();
  }
  return printable(file) + ": good: tournament " + tournament.name + ", " +
         counted(profiles, "profile") + " of " +
         counted(tournament.replicates, "replicate") + " each\n";
}

std::string good_line(const std::string& file, const SweepFile& sweep) {
  const std::uint64_t points = design_size(sweep);
  return printable(file) + ": good: sweep " + sweep.name + ", " +
         counted(sweep.factors.size(), "factor") + ", " +
         counted(points, "design point") + " of " + (sweep.precision ? "at most " : "") +
         counted(sweep.replicates, "replicate") + " each\n";
}

std::string good_line(const std::string& file, const CalibrationFile& calibration) {
  return printable(file) + ": good: calibration " + calibration.name + ", " +
         counted(calibration.parameters.size(), "parameter") + ", " +
         counted(calibration.cases.size(), "case") + "\n";
}

std::string good_line(const std::string& file, const CaseFile& cases) {
  return printable(file) + ": good: list " + cases.name + ", " +
         counted(cases.cases.size(), "case") + " to be scored\n";
}

// Says what is wrong with one file and goes on to the next.
ExitCode check_file(const std::string& file, const ReadOptions& options, bool resolved) {
  try {
    const FileKind kind = kind_of_file(file);
    if (kind == FileKind::cases) {
      const CaseFile cases = read_case_file(file);
      static_cast<void>(read_history(cases.cases, options));
      print(resolved ? read_file(file) : good_line(file, cases));
      return ExitCode::done;
    }
    if (kind == FileKind::sweep) {
      const SweepFile sweep = read_sweep(file, options);
      expect_known_precision(sweep, options.data_folder);
      print(resolved ? sweep.resolved : good_line(file, sweep));
      return ExitCode::done;
    }
    if (kind == FileKind::tournament) {
      const TournamentFile tournament = read_tournament(file, options);
      print(resolved ? read_file(file) : good_line(file, tournament));
      return ExitCode::done;
    }
    if (kind == FileKind::calibration) {
      const CalibrationFile calibration = read_calibration(file, options);
      print(resolved ? calibration.resolved : good_line(file, calibration));
      return ExitCode::done;
    }
    const Scenario scenario = read_scenario(file, options);
    check_theory(scenario);
    say_notes(scenario);
    print(resolved ? scenario.resolved : good_line(file, scenario.model));
    return ExitCode::done;
  } catch (const InputError& error) {
    std::string text = error.what();
    while (text.ends_with('\n')) {
      text.pop_back();
    }
    say(text);
    return ExitCode::bad_input;
  } catch (const Failure& failure) {
    if (failure.code() != ExitCode::cannot_read &&
        failure.code() != ExitCode::bad_input) {
      throw;
    }
    say(message_line(std::string("tripart: error: ") + failure.what()));
    return failure.code();
  }
}

ExitCode check(const Arguments& arguments) {
  if (arguments.has("template") || arguments.has("reference") ||
      arguments.has("schema")) {
    if (!arguments.files().empty()) {
      throw UsageError("stray word '" + arguments.files().front() +
                       "': --template, --reference and --schema need no file");
    }
    print(arguments.has("template") ? scenario_template()
          : arguments.has("schema") ? scenario_schema()
                                    : scenario_reference());
    return ExitCode::done;
  }
  if (arguments.files().empty()) {
    throw UsageError("no FILE is named");
  }
  const ReadOptions options = read_options(arguments);
  ExitCode worst = ExitCode::done;
  for (const std::string& file : arguments.files()) {
    const ExitCode code = check_file(file, options, arguments.has("resolved"));
    worst = worst == ExitCode::done ? code : worst;
  }
  return worst;
}

}  // namespace

const Command& check_command() {
  static constexpr Command command{
      "check",
      "FILE...",
      "validate scenarios, sweeps, tournaments and calibrations",
      "tripart check scenarios/nafta-2018.yaml --resolved",
      check_options,
      check};
  return command;
}

}  // namespace tripart
