#include "cli/durations_request.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/source.hpp"
#include "cli/stop_signals.hpp"
#include "cli/text_table.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/history/backtest.hpp"
#include "tripart/history/duration_rows.hpp"
#include "tripart/results/rounded.hpp"
#include "tripart/results/table_set.hpp"

namespace tripart {
namespace {

std::string chance_text(double p) {
  constexpr double least = 1e-9;  // below it the sum of paths has no digits left
  if (p < least) {
    return "below 1e-9";
  }
  int decimals = 3;
  for (double shown = p; shown < 0.1 && decimals < 10; shown *= 10.0) {
    ++decimals;
  }
  return rounded(p, decimals);
}

std::string duration_text(const DurationTest& test) {
  const auto months = [](double value) { return rounded(value, 1); };
  TextTable table;
  table.add({"months from launch to signature", "simulated", "history"});
  table.add({"durations", with_commas(test.simulated), with_commas(test.history)});
  table.add({"  longer than " + std::to_string(test.cut) + ", no more is known",
             with_commas(test.censored), with_commas(test.history_censored)});
  table.add({"mean", months(test.simulated_mean), months(test.history_mean)});
  table.add({"standard deviation", months(test.simulated_sd), months(test.history_sd)});
  TextTable tests;
  tests.add({"test of equal distributions", ""});
  tests.add({"Kolmogorov-Smirnov distance", rounded(test.distance, 3)});
  tests.add({"  chance of it, were they equal", chance_text(test.p_value)});
  tests.add({"  rejected at 5 percent from", rounded(test.critical_distance, 3)});
  tests.add({"energy distance, months", rounded(test.energy_distance, 2)});
  tests.add({"CRPS, months", rounded(test.crps, 2)});
  tests.add({"  of history's other durations", rounded(test.crps_of_others, 2)});
  return table.text(1) + "\n" + tests.text(1);
}

std::string duration_json(const DurationTest& test) {
  nlohmann::ordered_json json;
  json["replicates"] = test.simulated;
  json["censored"] = test.censored;
  json["cut_months"] = test.cut;
  json["history"] = test.history;
  json["history_censored"] = test.history_censored;
  json["simulated_mean"] = test.simulated_mean;
  json["simulated_sd"] = test.simulated_sd;
  json["history_mean"] = test.history_mean;
  json["history_sd"] = test.history_sd;
  json["distance"] = test.distance;
  json["p_value"] = test.p_value;
  json["critical_distance"] = test.critical_distance;
  json["energy_distance"] = test.energy_distance;
  json["crps"] = test.crps;
  json["crps_of_others"] = test.crps_of_others;
  return json.dump(2) + "\n";
}

void refuse_other_questions(const Arguments& arguments) {
  for (const char* option :
       {"outcomes", "forecasts", "facts", "launch", "jitters", "resume", "force"}) {
    if (arguments.has(option)) {
      throw UsageError(std::string("--durations asks about one distribution; --") +
                       option + " does not go with it");
    }
  }
}

}  // namespace

ExitCode backtest_durations(const Arguments& arguments) {
  refuse_other_questions(arguments);
  const std::string& file = arguments.only_file("SCENARIO");
  const Format format = format_of(arguments);
  const int jobs = jobs_of(arguments);
  const std::uint64_t seed = seed_of(arguments, std::nullopt);
  const std::uint64_t replicates =
      arguments.count("replicates", 2, most_backtest_replicates)
          .value_or(BacktestOptions{}.replicates);
  const Scenario scenario = read_source(file, arguments).scenario;
  const std::vector<Duration> history = read_durations(*arguments.text("durations"));
  const std::string folder =
      arguments.text("output").value_or("results/" + scenario.model.name + "-durations");
  TableSet tables(folder, duration_tables());
  const StopSignals signals;
  std::optional<Progress> progress;
  progress.emplace(replicates,
                   arguments.has("quiet") ? Verbosity::quiet : Verbosity::normal);
  const PlayedDurations played = play_durations(
      scenario, seed, replicates, jobs,
      [&](std::uint64_t done) { progress->reach(done); }, StopSignals::stop());
  progress.reset();
  if (played.played < replicates) {
    say("stopped; nothing was written");
    return StopSignals::exit_code();
  }
  if (played.sample.total() == 0) {
    throw Failure(ExitCode::our_bug, file + ": every replicate failed");
  }
  const DurationTest test = compare_durations(played.sample, history);
  std::vector<CsvRows> rows = duration_rows(scenario, seed, played.sample, history, test);
  switch (format) {
    case Format::table:
      print(duration_text(test));
      break;
    case Format::json:
      print(duration_json(test));
      break;
    case Format::csv:
      print(csv_header(rows.front().table()) + std::string(rows.front().gathered()));
      break;
  }
  for (CsvRows& one : rows) {
    tables.append(std::move(one));
  }
  tables.publish(scenario.model.name + "-durations");
  say("tables in " + printable(folder));
  if (played.failed > 0) {
    say("tripart: error: " + with_commas(played.failed) +
        " replicates failed; they enter no duration");
    return ExitCode::our_bug;
  }
  return ExitCode::done;
}

}  // namespace tripart
