#include "tripart/history/case_list.hpp"

#include <algorithm>
#include <utility>

#include "scenario/names.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view outcomes_ending = "-outcomes";

/// The text of a key of one case; empty after a complaint, or where it may be absent.
std::string case_text(const YamlNode& item, const std::string& key, bool is_needed,
                      Complaints& complaints) {
  const YamlEntry* entry = item.find(key);
  if (entry == nullptr) {
    if (is_needed) {
      complaints.add(item.where, "a case without '" + key + "', expected one");
    }
    return "";
  }
  if (entry->value.kind != YamlNode::Kind::scalar || entry->value.text.empty()) {
    complaints.add(entry->value.where, key + " of a case is no text, expected " +
                                           (key == "id" ? "a name" : "a file or a day"));
    return "";
  }
  return entry->value.text;
}

/// The file that a key of one case names; empty after a complaint, or where it may be
/// absent.
fs::path case_file(const YamlNode& item, const std::string& key, bool is_needed,
                   const fs::path& folder, Complaints& complaints) {
  const std::string name = case_text(item, key, is_needed, complaints);
  if (name.empty()) {
    return {};
  }
  fs::path file = folder / name;
  std::error_code error;
  if (!fs::is_regular_file(file, error)) {
    complaints.add(item.find(key)->value.where,
                   key + " is '" + name + "', and there is no file " + file.string());
  }
  return file;
}

void expect_known_keys(const YamlNode& node, const std::vector<std::string>& keys,
                       Complaints& complaints) {
  for (const YamlEntry& entry : node.entries) {
    if (!holds(keys, entry.key)) {
      complaints.add(entry.where, "unknown key '" + entry.key + "'",
                     name_hints(entry.key, keys));
    }
  }
}

HistoryCase read_case(const YamlNode& item, const fs::path& folder,
                      Complaints& complaints) {
  static const std::vector<std::string> keys = {"id", "scenario", "outcomes", "forecasts",
                                                "launch"};
  HistoryCase made;
  if (item.kind != YamlNode::Kind::mapping) {
    complaints.add(item.where,
                   "a case is no mapping, expected {id: ..., scenario: ..., "
                   "outcomes: ...}");
    return made;
  }
  expect_known_keys(item, keys, complaints);
  made.id = case_text(item, "id", true, complaints);
  if (!made.id.empty() && !is_name(made.id)) {
    complaints.add(item.find("id")->value.where,
                   "id of a case is '" + made.id +
                       "', expected letters, digits, _ and -, at most 64 of them");
  }
  made.scenario = case_file(item, "scenario", true, folder, complaints);
  made.outcomes = case_file(item, "outcomes", true, folder, complaints);
  made.facts = facts_beside(made.outcomes);
  const fs::path forecasts = case_file(item, "forecasts", false, folder, complaints);
  if (!forecasts.empty()) {
    made.forecasts = forecasts;
  }
  const std::string launch = case_text(item, "launch", false, complaints);
  if (!launch.empty()) {
    made.launch = parse_date(launch);
    if (!made.launch) {
      complaints.add(item.find("launch")->value.where,
                     "launch of a case is '" + launch + "', expected YYYY-MM-DD");
    }
  }
  return made;
}

}  // namespace

std::optional<fs::path> facts_beside(const fs::path& outcomes) {
  const fs::path file = outcomes.parent_path() / "facts.csv";
  std::error_code error;
  return fs::exists(file, error) ? std::optional(file) : std::nullopt;
}

std::string case_named_by(const fs::path& outcomes) {
  std::string name = outcomes.stem().string();
  if (name.ends_with(outcomes_ending) && name.size() > outcomes_ending.size()) {
    name.resize(name.size() - outcomes_ending.size());
  }
  return printable(name);
}

std::vector<HistoryCase> read_cases(const YamlNode& list, const fs::path& folder,
                                    Complaints& complaints) {
  std::vector<HistoryCase> cases;
  if (list.kind != YamlNode::Kind::sequence || list.items.empty()) {
    complaints.add(list.where,
                   "cases is no list, expected [{id: ..., scenario: ..., outcomes: ...}, "
                   "...]");
    return cases;
  }
  for (const YamlNode& item : list.items) {
    cases.push_back(read_case(item, folder, complaints));
    const std::string& id = cases.back().id;
    const auto same = [&id](const HistoryCase& other) { return other.id == id; };
    if (!id.empty() && std::count_if(cases.begin(), cases.end(), same) > 1) {
      complaints.add(item.where, "case '" + id + "' appears twice");
    }
  }
  return cases;
}

CaseFile read_case_file(const fs::path& file) {
  const YamlNode root = read_yaml_file(file);
  Complaints complaints;
  static const std::vector<std::string> keys = {"format", "name", "cases"};
  expect_known_keys(root, keys, complaints);
  for (const std::string& key : keys) {
    if (root.find(key) == nullptr) {
      complaints.add({file.string(), 1, 1}, "missing key '" + key + "'");
    }
  }
  const YamlEntry* format = root.find("format");
  if (format != nullptr && format->value.text != "1") {
    complaints.add(format->value.where,
                   "format is '" + format->value.text + "', expected 1");
  }
  CaseFile read;
  if (const YamlEntry* name = root.find("name")) {
    read.name = name->value.text;
    if (!is_name(read.name)) {
      complaints.add(name->value.where,
                     "name is '" + read.name +
                         "', expected letters, digits, _ and -, at most 64 of them");
    }
  }
  if (const YamlEntry* cases = root.find("cases")) {
    read.cases = read_cases(cases->value, file.parent_path(), complaints);
  }
  complaints.throw_if_any();
  return read;
}

}  // namespace tripart
