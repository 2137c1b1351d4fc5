#include <array>

#include "cli/command_list.hpp"
#include "cli/reading.hpp"
#include "cli/source.hpp"
#include "cli/stop_signals.hpp"
#include "cli/tournament_table.hpp"
#include "cli/unfinished_work.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/results/table_set.hpp"
#include "tripart/study/tournament_rows.hpp"

namespace tripart {
namespace {

constexpr std::array tournament_options{
    Option{"output", 'o', "DIR", "where the tables go (default results/NAME)"},
    Option{"replicates", 'n', "N", "of every profile (default: the file's)"},
    Option{"seed", 's', "S", "0 to 2^64-1 (default 1)"},
    Option{"jobs", 'j', "J", "threads (default: the cores this process may use)"},
    Option{"set", 0, "PATH=V", "replaces one value of the scenario; may be repeated",
           true},
    Option{"data", 0, "DIR", "also look for tables here"},
    Option{"resume", 0, "", "finish what an interrupted tournament began"},
    Option{"force", 0, "", "start anew instead"},
    Option{"quiet", 0, "", "no progress"},
    Option{"format", 0, "FORM", "of what is printed: table, or csv (profiles.csv)"},
};

std::span<const OutputTable* const> tournament_tables() {
  static const std::array<const OutputTable*, 5> list{
      &strategies_table(), &profiles_table(), &profile_endings_table(),
      &equilibria_table(), &regrets_table()};
  return list;
}

ExitCode tournament(const Arguments& arguments) {
  const std::string& file = arguments.only_file("TOURNAMENT");
  const Format format = format_of(arguments);
  TournamentOptions options;
  options.jobs = jobs_of(arguments);
  options.seed = seed_of(arguments, std::nullopt);
  const auto replicates = arguments.count("replicates", 2);
  if (replicates && *replicates > EmpiricalGame::most_replicates) {
    throw UsageError("--replicates is " + std::to_string(*replicates) +
                     ", expected at most " +
                     std::to_string(EmpiricalGame::most_replicates));
  }
  const ReadOptions read = read_options(arguments);
  if (format == Format::json) {
    throw UsageError("--format is 'json', expected table or csv");
  }
  const TournamentFile played =
      reading(FileKind::tournament, file,
              [&](const auto& named) { return read_tournament(named, read); });
  options.replicates = replicates.value_or(played.replicates);
  const std::string folder = arguments.text("output").value_or("results/" + played.name);
  TableSet tables(folder, tournament_tables(), TableSet::Unfinished::allow);
  WorkMemory memory(folder, work_of(played, options), existing_of(arguments));
  options.memory = &memory;
  say_resumed(memory);
  const StopSignals signals;
  const EmpiricalGame shape(
      [&] {
        std::vector<int> counts;
        for (const TournamentParty& party : played.parties) {
          counts.push_back(static_cast<int>(party.strategies.size()));
        }
        return counts;
      }(),
      options.seed, options.replicates);
  const std::uint64_t total = options.replicates * shape.game().profile_count();
  std::uint64_t played_so_far = 0;
  std::optional<Progress> progress;
  const auto reach = [&](std::uint64_t done) {
    if (!progress) {
      progress.emplace(
          total, arguments.has("quiet") ? Verbosity::quiet : Verbosity::normal, done);
    }
    progress->reach(done);
    played_so_far = done;
  };
  const TournamentResult result = [&] {
    try {
      return run_tournament(played, options, reach, StopSignals::stop());
    } catch (const InputError&) {
      memory.forget();  // strategies that do not go together: --resume gets no further
      throw;
    }
  }();
  progress.reset();
  if (!result.finished) {
    return say_stopped(played_so_far, total);
  }
  CsvRows strategies(strategies_table());
  CsvRows profiles(profiles_table());
  CsvRows endings(profile_endings_table());
  CsvRows equilibria(equilibria_table());
  CsvRows regrets(regrets_table());
  write_strategy_rows(strategies, played, options);
  write_profile_rows(profiles, played, result);
  write_profile_ending_rows(endings, played, result);
  write_equilibrium_rows(equilibria, played, result);
  write_regret_rows(regrets, played, result);
  if (format == Format::csv) {
    CsvRows copy(profiles_table());
    write_profile_rows(copy, played, result);
    print(csv_header(profiles_table()) + copy.take());
  } else {
    print(tournament_table(played, options, result));
  }
  for (CsvRows* rows : {&strategies, &profiles, &endings, &equilibria, &regrets}) {
    tables.append(std::move(*rows));
  }
  tables.publish(played.name, memory.source());
  memory.forget();
  say("tables in " + printable(folder));
  std::uint64_t failed = 0;
  for (const ProfileEndings& one : result.endings) {
    failed += one.failed;
  }
  if (failed > 0) {
    say("tripart: error: " + with_commas(failed) +
        " replicates failed; they enter no mean");
    return ExitCode::our_bug;
  }
  return ExitCode::done;
}

}  // namespace

const Command& tournament_command() {
  static constexpr Command command{
      "tournament",
      "TOURNAMENT",
      "every strategy against every other: payoffs, equilibria, regrets",
      "tripart tournament scenarios/tournaments/nafta-2018-tougher.yaml -n 2000",
      tournament_options,
      tournament};
  return command;
}

}  // namespace tripart
