#include <array>
#include <nlohmann/json.hpp>

#include "cli/columns.hpp"
#include "cli/command_list.hpp"
#include "cli/source.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/scenario/explain.hpp"

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

std::string text_of(const std::vector<KeyExplanation>& keys) {
  std::string text;
  for (const KeyExplanation& key : keys) {
    std::vector<std::pair<std::string, std::string>> lines;
    for (const auto& [name, field] : fields) {
      if (!(key.*field).empty()) {
        lines.emplace_back(std::string("  ") + name, key.*field);
      }
    }
    text += (text.empty() ? "" : "\n") + key.path + "\n" + two_columns(lines);
  }
  return text + "\nequations: sim/MODEL.md\n";
}

std::string json_of(const std::vector<KeyExplanation>& keys) {
  auto all = nlohmann::ordered_json::array();
  for (const KeyExplanation& key : keys) {
    auto& entry = all.emplace_back();
    entry["key"] = key.path;
    for (const auto& [name, field] : fields) {
      entry[name] = key.*field;
    }
  }
  return all.dump(2) + "\n";
}

ExitCode explain(const Arguments& arguments) {
  const std::string& path = arguments.only_file("KEY");
  const Format format = format_of(arguments);
  if (format == Format::csv) {
    throw UsageError("--format is 'csv', expected table or json");
  }
  const std::vector<KeyExplanation> keys = explain_key(path);
  if (keys.empty()) {
    const std::string near = closest_key(path);
    throw UsageError("no key of a scenario is called '" + path + "'",
                     {near.empty() ? "tripart check --template shows them all"
                                   : "did you mean '" + near + "'?"});
  }
  print(format == Format::json ? json_of(keys) : text_of(keys));
  return ExitCode::done;
}

}  // namespace

const Command& explain_command() {
  static constexpr Command command{
      "explain",
      "KEY",
      "what a key of a scenario means: unit, range, default, equation",
      "tripart explain strategy.concession_exponent",
      explain_options,
      explain};
  return command;
}

}  // namespace tripart
