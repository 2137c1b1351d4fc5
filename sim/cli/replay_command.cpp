#include <array>
#include <nlohmann/json.hpp>

#include "cli/command_list.hpp"
#include "cli/source.hpp"
#include "cli/sweep_source.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/results/payoff_rows.hpp"
#include "tripart/results/replicate_rows.hpp"
#include "tripart/results/story.hpp"
#include "tripart/study/sweep_points.hpp"

namespace tripart {
namespace {

constexpr std::array replay_options{
    Option{"replicate", 0, "K", "which replicate, from 1: data row K of outcomes.csv"},
    Option{"design-point", 0, "P",
           "of which point of a sweep, from 1: row of points.csv"},
    Option{"why", 0, "",
           "adds the numbers behind every offer and answer, and the texts offered"},
    Option{"seed", 's', "S", "0 to 2^64-1 (default: that of the run, else 1)"},
    Option{"jobs", 'j', "J", "threads that solve the trade model"},
    Option{"format", 0, "FORM",
           "of what is printed: table (the story), csv (rows of events.csv) or json"},
    Option{"set", 0, "PATH=V", "replaces one value of the scenario; may be repeated",
           true},
    Option{"data", 0, "DIR", "also look for tables here"},
};

/// What a replicate is played from.
struct Origin {
  Scenario scenario;
  std::uint64_t seed = 1;
  std::string name;
};

void expect_at_most(const std::string& option, std::uint64_t number, std::uint64_t most,
                    const std::string& what) {
  if (number > most) {
    throw UsageError("--" + option + " is " + std::to_string(number) + ", but " + what +
                     " has " + with_commas(most));
  }
}

Origin origin_in(const Sweep& sweep, std::optional<std::uint64_t> point,
                 std::uint64_t replicate) {
  if (!point) {
    throw UsageError("--design-point P is missing: " + sweep.file().name + " is a sweep");
  }
  expect_at_most("design-point", *point, sweep.plan().points(), sweep.file().name);
  expect_at_most("replicate", replicate, sweep.plan().replicates(),
                 "each point of " + sweep.file().name);
  const SweepPoints points(sweep, 1);
  Scenario scenario = points.scenario(*point);
  std::string name = scenario.model.name + ", design point " + std::to_string(*point) +
                     " of " + sweep.file().name;
  return {std::move(scenario), points.seed_of_point(*point), std::move(name)};
}

Origin origin_of(const std::string& file, const Arguments& arguments,
                 std::uint64_t replicate) {
  const auto point = arguments.count("design-point", 1);
  if (const auto sweep = find_sweep(file, arguments)) {
    return origin_in(*sweep, point, replicate);
  }
  if (point) {
    throw UsageError("--design-point is for sweeps, but " + file + " is none");
  }
  Source source = read_source(file, arguments);
  if (source.manifest && replicate > source.manifest->replicates) {
    throw UsageError("--replicate is " + std::to_string(replicate) + ", but " + file +
                     " has " + with_commas(source.manifest->replicates) + " replicates");
  }
  std::string name = source.scenario.model.name;
  return {std::move(source.scenario), seed_of(arguments, source.manifest),
          std::move(name)};
}

std::string json_of(const Model& model, const Origin& origin, std::uint64_t replicate,
                    const Trace& trace, const Outcome& outcome) {
  auto events = nlohmann::ordered_json::array();
  for (const Event& event : trace) {
    const EventWords words = describe_event(model, event);
    auto& row = events.emplace_back();
    row["date"] = to_text(words.date);
    row["event"] = words.event;
    row["actor"] = words.actor;
    row["target"] = words.target;
    row["parties"] = party_list(model, event.parties);
    if (words.has_value) {
      row["value"] = event.value;
      row["reference"] = event.reference;
    }
    if (event.reservation) {
      row["reservation"] = *event.reservation;
    }
    if (event.chance) {
      row["chance"] = *event.chance;
    }
    for (std::size_t k = 0; k < event.text.size(); ++k) {
      row["text"][model.issues[k].id] = event.text[k];
    }
    row["sentence"] = words.sentence;
  }
  const nlohmann::ordered_json all{
      {"scenario", origin.scenario.model.name},
      {"seed", origin.seed},
      {"replicate", replicate},
      {"ending", to_text(outcome.ending)},
      {"deal", to_text(outcome.kind)},
      {"end_date", to_text(Date{model.start.days + outcome.end_day})},
      {"events", std::move(events)}};
  return all.dump(2) + "\n";
}

std::string story_of(const Model& model, const Origin& origin,
                     const ConfigurationSet& configurations, std::uint64_t replicate,
                     const Trace& trace, const Outcome& outcome, Telling telling) {
  CsvRows rows(outcomes_table());
  write_outcome_row(rows, model, configurations, replicate, outcome);
  return origin.name + ", seed " + std::to_string(origin.seed) + ", replicate " +
         std::to_string(replicate) + "\n\n" + tell_story(model, trace, telling) + "\n" +
         csv_header(outcomes_table()) + rows.take();
}

std::string events_of(const Model& model, std::uint64_t replicate, const Trace& trace) {
  CsvRows rows(events_table());
  write_event_rows(rows, model, replicate, trace);
  return csv_header(events_table()) + rows.take();
}

ExitCode replay(const Arguments& arguments) {
  const std::string& file = arguments.only_file("SCENARIO or DIR");
  const auto replicate = arguments.count("replicate", 1);
  if (!replicate) {
    throw UsageError("--replicate K is missing");
  }
  const Format format = format_of(arguments);
  const int jobs = jobs_of(arguments);
  static_cast<void>(seed_of(arguments, std::nullopt));
  const Origin origin = origin_of(file, arguments, *replicate);
  const Model& model = origin.scenario.model;
  const SolvedPayoffs payoffs = payoffs_of(origin.scenario, origin.seed, jobs);
  const Telling telling = arguments.has("why") ? Telling::with_reasons : Telling::plain;
  Trace trace;
  Outcome outcome;
  try {
    outcome = run_replicate(model, payoffs.table, origin.seed, *replicate, &trace);
  } catch (const std::exception& problem) {
    print(tell_story(model, trace, telling));
    throw Failure(ExitCode::our_bug, "replicate " + std::to_string(*replicate) +
                                         " failed: " + problem.what());
  }
  print(format == Format::json  ? json_of(model, origin, *replicate, trace, outcome)
        : format == Format::csv ? events_of(model, *replicate, trace)
                                : story_of(model, origin, payoffs.table.configurations(),
                                           *replicate, trace, outcome, telling));
  return ExitCode::done;
}

}  // namespace

const Command& replay_command() {
  static constexpr Command command{"replay",
                                   "SCENARIO|SWEEP|DIR",
                                   "tell one replicate's story, dated event by event",
                                   "tripart replay results/nafta_2018 --replicate 17",
                                   replay_options,
                                   replay};
  return command;
}

}  // namespace tripart
