#include <array>
#include <optional>

#include "cli/command_list.hpp"
#include "cli/payoff_table.hpp"
#include "cli/source.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/results/payoff_details.hpp"
#include "tripart/results/payoff_rows.hpp"
#include "tripart/scenario/spelling.hpp"

namespace tripart {
namespace {

constexpr std::array payoffs_options{
    Option{"output", 'o', "DIR",
           "also write payoffs.csv there, and what --details asks for"},
    Option{
        "details", 0, "WHICH",
        "economies that get regions.csv, partners.csv, sectors.csv and flows.csv: none, "
        "first (default: the first with each set of elasticities; flows without tariffs "
        "and of the status quo) or all; for nafta-2018 2, 27 and 577 MB"},
    Option{"seed", 's', "S", "0 to 2^64-1 (default 1)"},
    Option{"jobs", 'j', "J", "threads (default: the cores this process may use)"},
    Option{"set", 0, "PATH=V", "replaces one value of the scenario; may be repeated",
           true},
    Option{"data", 0, "DIR", "also look for tables here"},
    Option{"format", 0, "FORM", "of the table on standard output: table, csv or json"},
};

std::span<const OutputTable* const> payoff_tables() {
  static const std::array<const OutputTable*, 5> list{&payoffs_table(), &regions_table(),
                                                      &partners_table(), &sectors_table(),
                                                      &flows_table()};
  return list;
}

Details details_of(const Arguments& arguments) {
  const auto word = arguments.text("details");
  if (!word) {
    return Details::first;
  }
  if (!arguments.has("output")) {
    throw UsageError("--details says what goes into a folder; name it with --output");
  }
  const auto details = parse_details(*word);
  if (!details) {
    const auto meant = closest_name(*word, {"none", "first", "all"});
    throw UsageError("--details is '" + *word + "', expected none, first or all",
                     meant ? std::vector<std::string>{"did you mean '" + *meant + "'?"}
                           : std::vector<std::string>{});
  }
  return *details;
}

CsvRows payoff_rows(const Scenario& scenario, const SolvedPayoffs& solved) {
  CsvRows rows(payoffs_table());
  write_payoff_rows(rows, scenario.model, scenario.trade ? &*scenario.trade : nullptr,
                    solved);
  return rows;
}

ExitCode payoffs(const Arguments& arguments) {
  const std::string& file = arguments.only_file("SCENARIO");
  const Format format = format_of(arguments);
  const int jobs = jobs_of(arguments);
  const Details details = details_of(arguments);
  static_cast<void>(seed_of(arguments, std::nullopt));
  const Source source = read_source(file, arguments);
  say_notes(source.scenario);
  const Scenario& scenario = source.scenario;
  std::optional<TableSet> tables;
  if (const auto folder = arguments.text("output")) {
    tables.emplace(*folder, payoff_tables());
  }
  const SolvedPayoffs solved =
      payoffs_of(scenario, seed_of(arguments, source.manifest), jobs);
  if (tables) {
    tables->append(payoff_rows(scenario, solved));
    if (scenario.trade && details != Details::none) {
      write_details(*tables, scenario.model, *scenario.trade, solved, details, jobs);
    }
    tables->publish(scenario.model.name);
  }
  print(format == Format::csv
            ? csv_header(payoffs_table()) + payoff_rows(scenario, solved).take()
        : format == Format::json ? payoff_json(scenario, solved)
                                 : payoff_text(scenario, solved));
  return ExitCode::done;
}

}  // namespace

const Command& payoffs_command() {
  static constexpr Command command{
      "payoffs",
      "SCENARIO",
      "solve the trade model: welfare of every configuration and tariff state",
      "tripart payoffs scenarios/nafta-2018.yaml -o results/payoffs",
      payoffs_options,
      payoffs};
  return command;
}

}  // namespace tripart
