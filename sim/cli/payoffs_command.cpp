#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "cli/command_list.hpp"
#include "cli/source.hpp"
#include "cli/text_table.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/file.hpp"
#include "tripart/results/payoff_rows.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

constexpr std::array payoffs_options{
    Option{"output", 'o', "DIR", "also write payoffs.csv there"},
    Option{"seed", 's', "S", "0 to 2^64-1 (default 1)"},
    Option{"jobs", 'j', "J", "threads (default: the cores this process may use)"},
    Option{"set", 0, "PATH=V", "replaces one value of the scenario; may be repeated",
           true},
    Option{"data", 0, "DIR", "also look for tables here"},
    Option{"format", 0, "FORM", "of the table on standard output: table, csv or json"},
};

/// The economies that share a set of elasticities.
struct Group {
  std::string elasticities;
  std::vector<int> economies;
};

std::vector<Group> groups_of(const SolvedPayoffs& payoffs) {
  std::vector<Group> groups;
  for (int economy = 0; economy < payoffs.table.economies(); ++economy) {
    const std::string name =
        payoffs.economies.empty()
            ? ""
            : payoffs.economies[static_cast<std::size_t>(economy)].elasticities;
    const auto found =
        std::find_if(groups.begin(), groups.end(),
                     [&](const Group& group) { return group.elasticities == name; });
    if (found == groups.end()) {
      groups.push_back({name, {economy}});
    } else {
      found->economies.push_back(economy);
    }
  }
  return groups;
}

double mean_welfare(const PayoffTable& table, const Group& group, int configuration,
                    int state, int party) {
  double sum = 0.0;
  for (const int economy : group.economies) {
    sum += table.welfare(economy, configuration, state, party);
  }
  return sum / static_cast<double>(group.economies.size());
}

std::string payoff_text(const Model& model, const SolvedPayoffs& payoffs) {
  const PayoffTable& payoff = payoffs.table;
  TextTable table;
  std::vector<std::string> header{"elasticities", "configuration", "tariffs"};
  for (const Party& party : model.parties) {
    header.push_back(party.id);
  }
  table.add(header);
  for (const Group& group : groups_of(payoffs)) {
    for (int configuration = 0; configuration < payoff.configurations().size();
         ++configuration) {
      for (int state = 0; state < payoff.tariff_states(); ++state) {
        const std::string& name = payoff.configurations()[configuration].name;
        std::vector<std::string> row{
            group.elasticities.empty() ? "-" : group.elasticities,
            name.empty() ? "status quo" : name, payoff.state_name(model, state)};
        for (int party = 0; party < model.party_count(); ++party) {
          row.push_back(
              rounded(mean_welfare(payoff, group, configuration, state, party), 3));
        }
        table.add(row);
      }
    }
  }
  const std::string several =
      payoff.economies() > 1 ? ", mean over the economies that share elasticities (" +
                                   std::to_string(payoff.economies()) + " in all)"
                             : "";
  return model.name + ": change of real income, percent" + several + "\n\n" +
         table.text(3);
}

std::string payoff_json(const Model& model, const SolvedPayoffs& payoffs) {
  using Json = nlohmann::ordered_json;
  const PayoffTable& table = payoffs.table;
  Json list = Json::array();
  for (int economy = 0; economy < table.economies(); ++economy) {
    for (int configuration = 0; configuration < table.configurations().size();
         ++configuration) {
      for (int state = 0; state < table.tariff_states(); ++state) {
        Json json;
        json["economy"] = economy + 1;
        json["elasticities"] =
            payoffs.economies.empty()
                ? ""
                : payoffs.economies[static_cast<std::size_t>(economy)].elasticities;
        json["configuration"] = table.configurations()[configuration].name;
        json["tariff_state"] = table.state_name(model, state);
        for (int party = 0; party < model.party_count(); ++party) {
          json["welfare_pct"][model.parties[static_cast<std::size_t>(party)].id] =
              table.welfare(economy, configuration, state, party);
        }
        list.push_back(json);
      }
    }
  }
  return list.dump(2) + "\n";
}

void write_to(const fs::path& folder, const std::string& csv) {
  if (fs::exists(folder / "manifest.json") || fs::exists(folder / ".partial")) {
    throw Failure(ExitCode::cannot_create,
                  folder.string() + ": holds a run, whose payoffs.csv is its own");
  }
  create_folder(folder);
  write_file_atomically(folder / payoffs_table().file, csv);
}

ExitCode payoffs(const Arguments& arguments) {
  const std::string& file = arguments.only_file("SCENARIO");
  const Format format = format_of(arguments);
  const int jobs = jobs_of(arguments);
  static_cast<void>(seed_of(arguments, std::nullopt));
  const Source source = read_source(file, arguments);
  const Model& model = source.scenario.model;
  const SolvedPayoffs solved =
      payoffs_of(source.scenario, seed_of(arguments, source.manifest), jobs);
  CsvRows rows(payoffs_table());
  write_payoff_rows(rows, model, solved);
  const std::string csv = csv_header(payoffs_table()) + rows.take();
  if (const auto folder = arguments.text("output")) {
    write_to(*folder, csv);
  }
  print(format == Format::csv    ? csv
        : format == Format::json ? payoff_json(model, solved)
                                 : payoff_text(model, solved));
  return ExitCode::done;
}

}  // namespace

const Command& payoffs_command() {
  static constexpr Command command{
      "payoffs",
      "SCENARIO",
      "solve the trade model: welfare of every configuration and tariff state",
      "tripart payoffs scenarios/nafta-2018.yaml --format csv",
      payoffs_options,
      payoffs};
  return command;
}

}  // namespace tripart
