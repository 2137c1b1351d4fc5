#include <array>
#include <nlohmann/json.hpp>

#include "cli/columns.hpp"
#include "cli/command_list.hpp"
#include "cli/source.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/results/explain_column.hpp"
#include "tripart/scenario/explain.hpp"
#include "tripart/scenario/spelling.hpp"

namespace tripart {
namespace {

constexpr std::array explain_options{
    Option{"format", 0, "FORM", "of what is printed: table or json"},
};

using Field = std::pair<const char*, std::string KeyExplanation::*>;
constexpr std::array<Field, 8> fields{{{"meaning", &KeyExplanation::meaning},
                                       {"type", &KeyExplanation::type},
                                       {"unit", &KeyExplanation::unit},
                                       {"range", &KeyExplanation::range},
                                       {"default", &KeyExplanation::fallback},
                                       {"prior", &KeyExplanation::prior},
                                       {"equation", &KeyExplanation::equation},
                                       {"where", &KeyExplanation::only}}};

using ColumnField = std::pair<const char*, std::string ColumnExplanation::*>;
constexpr std::array<ColumnField, 2> column_fields{
    {{"meaning", &ColumnExplanation::meaning}, {"unit", &ColumnExplanation::unit}}};

/// The fields of one entry that say anything.
template <class Fields, class Entry>
std::string block_of(const std::string& title, const Fields& names, const Entry& entry) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const auto& [name, field] : names) {
    if (!(entry.*field).empty()) {
      lines.emplace_back(std::string("  ") + name, entry.*field);
    }
  }
  return title + "\n" + two_columns(lines);
}

std::string text_of(const std::vector<KeyExplanation>& keys,
                    const std::vector<ColumnExplanation>& columns) {
  std::string text;
  for (const KeyExplanation& key : keys) {
    text += (text.empty() ? "" : "\n") + block_of(key.path, fields, key);
  }
  for (const ColumnExplanation& column : columns) {
    text += (text.empty() ? "" : "\n") +
            block_of(column.name + " (" + column.file + ")", column_fields, column);
  }
  return text + "\nequations: sim/MODEL.md\n";
}

std::string json_of(const std::vector<KeyExplanation>& keys,
                    const std::vector<ColumnExplanation>& columns) {
  auto all = nlohmann::ordered_json::array();
  for (const KeyExplanation& key : keys) {
    auto& entry = all.emplace_back();
    entry["key"] = key.path;
    for (const auto& [name, field] : fields) {
      entry[name] = key.*field;
    }
  }
  for (const ColumnExplanation& column : columns) {
    auto& entry = all.emplace_back();
    entry["column"] = column.name;
    entry["table"] = column.file;
    for (const auto& [name, field] : column_fields) {
      entry[name] = column.*field;
    }
  }
  return all.dump(2) + "\n";
}

ExitCode explain(const Arguments& arguments) {
  const std::string& name = arguments.only_file("NAME");
  const Format format = format_of(arguments);
  if (format == Format::csv) {
    throw UsageError("--format is 'csv', expected table or json");
  }
  const std::vector<KeyExplanation> keys = explain_key(name);
  const std::vector<ColumnExplanation> columns = explain_column(name);
  if (keys.empty() && columns.empty()) {
    std::string near = closest_key(name);
    if (near.empty()) {
      near = closest_name(name, column_names()).value_or("");
    }
    throw UsageError(
        "neither a key of a scenario nor a column or metric of results is called '" +
            name + "'",
        {near.empty() ? "tripart check --template shows all keys, tripart explain "
                        "summary.csv the columns and metrics of a table"
                      : "did you mean '" + near + "'?"});
  }
  print(format == Format::json ? json_of(keys, columns) : text_of(keys, columns));
  return ExitCode::done;
}

}  // namespace

const Command& explain_command() {
  static constexpr Command command{"explain",
                                   "NAME",
                                   "what a key of a scenario, or a column or metric of "
                                   "results, means and is measured in",
                                   "tripart explain strategy.concession_exponent",
                                   explain_options,
                                   explain};
  return command;
}

}  // namespace tripart
