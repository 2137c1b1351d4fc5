#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/command_list.hpp"
#include "cli/source.hpp"
#include "cli/text_table.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/own_folder.hpp"
#include "tripart/results/rounded.hpp"
#include "tripart/results/tariff_rows.hpp"
#include "tripart/scenario/spelling.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

constexpr std::array tariffs_options{
    Option{"party", 'p', "ID",
           "whose optimal tariffs alone; may be repeated (default: all in the war)",
           true},
    Option{"output", 'o', "DIR",
           "also write tariffs.csv, tariff_welfare.csv and tariff_searches.csv there"},
    Option{"jobs", 'j', "J", "threads (default: the cores this process may use)"},
    Option{"set", 0, "PATH=V", "replaces one value of the scenario; may be repeated",
           true},
    Option{"data", 0, "DIR", "also look for tables here"},
    Option{"format", 0, "FORM", "of the table on standard output: table, csv or json"},
};

/// Regions of the parties named, or of all members of the war.
std::vector<std::size_t> choosers_of(const Arguments& arguments, const Model& model,
                                     const TradeModel& trade) {
  std::vector<std::string> ids;
  for (const Party& party : model.parties) {
    ids.push_back(party.id);
  }
  std::vector<std::size_t> choosers;
  for (const std::string& name : arguments.all("party")) {
    const auto found = std::find(ids.begin(), ids.end(), name);
    if (found == ids.end()) {
      const auto meant = closest_name(name, ids);
      throw UsageError("--party is '" + name + "', which is no party of " + model.name,
                       meant ? std::vector<std::string>{"did you mean '" + *meant + "'?"}
                             : std::vector<std::string>{});
    }
    const auto region = static_cast<std::size_t>(
        trade.region_of[static_cast<std::size_t>(found - ids.begin())]);
    if (std::find(choosers.begin(), choosers.end(), region) == choosers.end()) {
      choosers.push_back(region);
    }
  }
  return choosers.empty() ? trade.war.members : choosers;
}

/// `12.3`, or the range of several; with what holds them.
std::string rates_text(const std::vector<ChosenRate>& rates) {
  double low = rates.empty() ? 0.0 : rates.front().rate;
  double high = low;
  double sum = 0.0;
  bool bound = false;
  bool unchanged = false;
  for (const ChosenRate& rate : rates) {
    low = std::min(low, rate.rate);
    high = std::max(high, rate.rate);
    sum += rate.rate;
    bound = bound || rate.place == RatePlace::at_low || rate.place == RatePlace::at_high;
    unchanged = unchanged || rate.place == RatePlace::unchanged;
  }
  if (rates.empty()) {
    return "-";
  }
  std::string text = rounded(100.0 * sum / static_cast<double>(rates.size()), 1);
  if (rates.size() > 1) {
    text += " (" + rounded(100.0 * low, 1) + " to " + rounded(100.0 * high, 1) + ")";
  }
  return text + (bound ? " b" : "") + (unchanged ? " u" : "");
}

std::string small_number(double value) {
  return value < 1e-6 ? "<1e-6" : rounded(value, 6);
}

/// Real incomes of the war's members in one equilibrium.
void add_incomes(std::vector<std::string>& row, const TradeModel& trade,
                 const std::vector<double>& incomes) {
  for (const std::size_t member : trade.war.members) {
    row.push_back(rounded(incomes[member], 3));
  }
}

/// One row per region and equilibrium: the rates that it charges.
std::string rates_table(const TradeModel& trade,
                        const std::vector<TariffFindings>& findings) {
  TextTable table;
  std::vector<std::string> header{"elasticities", "equilibrium", "rates of",
                                  "mean rate (range), %"};
  for (const std::size_t member : trade.war.members) {
    header.push_back(trade.baseline.regions[member]);
  }
  table.add(header);
  for (const TariffFindings& one : findings) {
    for (std::size_t i = 0; i < one.optimal.size(); ++i) {
      std::vector<std::string> row{one.elasticities, "optimal",
                                   one.baseline.regions[one.problems[i].chooser],
                                   rates_text(one.optimal[i].rates)};
      add_incomes(row, trade, one.optimal[i].real_income_pct);
      table.add(row);
    }
    for (std::size_t member = 0; member < one.nash.problems.size(); ++member) {
      std::vector<std::string> row{
          one.elasticities, std::string(nash_name()),
          one.baseline.regions[one.nash.problems[member].chooser],
          rates_text(one.nash.rates[member])};
      add_incomes(row, trade, one.nash.real_income_pct);
      table.add(row);
    }
  }
  return table.text(3);
}

double largest_difference(const NashTariffs& one, const NashTariffs& other) {
  double largest = 0.0;
  for (std::size_t cell = 0; cell < one.policy.tariff_rate.size(); ++cell) {
    largest = std::max(
        largest, std::abs(one.policy.tariff_rate[cell] - other.policy.tariff_rate[cell]));
  }
  return largest;
}

/// One row per set of elasticities: what the war came to, and from the other start.
std::string wars_table(const std::vector<TariffFindings>& findings) {
  TextTable table;
  table.add({"elasticities", "found", "rounds", "equilibria", "residual, %",
             "trade left, %", "from the other start"});
  for (const TariffFindings& one : findings) {
    const NashTariffs& nash = one.nash;
    const NashTariffs& other = one.nash_from_other_start;
    const double apart = largest_difference(nash, other);
    table.add(
        {one.elasticities,
         std::string(to_text(nash.end)) +
             (nash.period > 0 ? " of " + std::to_string(nash.period) + " rounds" : ""),
         std::to_string(nash.rounds), std::to_string(nash.evaluations),
         small_number(nash.residual_pct), rounded(100.0 * nash.trade_left, 1),
         other.end == nash.end && apart < 1e-3
             ? "the same"
             : std::string(to_text(other.end)) + ", rates up to " +
                   rounded(100.0 * apart, 1) + " points apart"});
  }
  return table.text(2);
}

std::string tariffs_text(const Model& model, const TradeModel& trade,
                         const std::vector<TariffFindings>& findings) {
  return model.name + ": optimal and Nash tariffs, rates from " +
         rounded(100.0 * trade.war.bounds.low, 0) + " to " +
         rounded(100.0 * trade.war.bounds.high, 0) +
         " percent, and change of real income, percent of the base year\n" +
         "optimal: one region chooses, all others keep their tariffs; nash: each "
         "answers the others\n" +
         "b: a bound binds; u: some rates stay as they are\n\n" +
         rates_table(trade, findings) + "\n" + wars_table(findings) +
         "\nNo trade at all is always another equilibrium.\n";
}

/// The field of a CSV that begins at `at`, which moves behind it.
std::string next_field(const std::string& csv, std::size_t& at) {
  std::string field;
  bool quoted = false;
  for (; quoted || (csv[at] != ',' && csv[at] != '\n'); ++at) {
    if (csv[at] != '"') {
      field += csv[at];
    } else if (quoted && csv[at + 1] == '"') {
      field += csv[++at];
    } else {
      quoted = !quoted;
    }
  }
  ++at;
  return field;
}

/// Rows of a table as a list of objects, so that JSON says what the CSV says.
nlohmann::ordered_json rows_json(const OutputTable& table, const std::string& csv) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (std::size_t at = 0; at < csv.size();) {
    Json row;
    for (const Column& column : table.columns) {
      const std::string field = next_field(csv, at);
      row[std::string(column.name)] = column.type == ColumnType::text ? Json(field)
                                      : field.empty()                 ? Json()
                                                      : Json::parse(field);
    }
    list.push_back(row);
  }
  return list;
}

/// A table and its rows.
struct Written {
  const OutputTable* table;
  std::string rows;
};

std::vector<Written> tables_of(const TradeModel& trade,
                               const std::vector<TariffFindings>& findings) {
  CsvRows tariffs(tariffs_table());
  CsvRows welfare(tariff_welfare_table());
  CsvRows searches(tariff_searches_table());
  write_tariff_rows(tariffs, trade, findings);
  write_tariff_welfare_rows(welfare, trade, findings);
  write_tariff_search_rows(searches, trade, findings);
  return {{&tariffs.table(), tariffs.take()},
          {&welfare.table(), welfare.take()},
          {&searches.table(), searches.take()}};
}

std::string tariffs_json(const std::vector<Written>& tables) {
  nlohmann::ordered_json json;
  for (const Written& one : tables) {
    const std::string file(one.table->file);
    json[file.substr(0, file.find('.'))] = rows_json(*one.table, one.rows);
  }
  return json.dump(2) + "\n";
}

ExitCode tariffs(const Arguments& arguments) {
  const std::string& file = arguments.only_file("SCENARIO");
  const Format format = format_of(arguments);
  const int jobs = jobs_of(arguments);
  const Source source = read_source(file, arguments);
  const Model& model = source.scenario.model;
  if (!source.scenario.trade) {
    throw Failure(ExitCode::bad_input,
                  file + ": has no economy, so nobody knows what tariffs do");
  }
  const TradeModel& trade = *source.scenario.trade;
  const std::vector<TariffFindings> findings =
      solve_tariffs(trade, choosers_of(arguments, model, trade), jobs);
  const std::vector<Written> tables = tables_of(trade, findings);
  if (const auto folder = arguments.text("output")) {
    create_folder(*folder);
    for (const Written& one : tables) {
      write_among_others(fs::path(*folder) / one.table->file,
                         csv_header(*one.table) + one.rows);
    }
  }
  print(format == Format::csv    ? csv_header(*tables.front().table) + tables.front().rows
        : format == Format::json ? tariffs_json(tables)
                                 : tariffs_text(model, trade, findings));
  return ExitCode::done;
}

}  // namespace

const Command& tariffs_command() {
  static constexpr Command command{
      "tariffs",
      "SCENARIO",
      "what each party would charge alone, and in a trade war of all",
      "tripart tariffs scenarios/nafta-2018.yaml --party USA",
      tariffs_options,
      tariffs};
  return command;
}

}  // namespace tripart
