#include "scenario/variation.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "scenario/names.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/file_kind.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {

namespace fs = std::filesystem;

std::string to_flow(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::scalar: {
      std::string text;
      for (const char letter : node.text) {
        text += letter == '\'' && node.quoted ? "''" : std::string(1, letter);
      }
      return node.quoted ? "'" + text + "'" : text;
    }
    case YamlNode::Kind::sequence: {
      std::string text;
      for (const YamlNode& item : node.items) {
        text += (text.empty() ? "" : ", ") + to_flow(item);
      }
      return "[" + text + "]";
    }
    case YamlNode::Kind::mapping: {
      std::string text;
      for (const YamlEntry& entry : node.entries) {
        text += (text.empty() ? "" : ", ") + entry.key + ": " + to_flow(entry.value);
      }
      return "{" + text + "}";
    }
  }
  return "";
}

VariationReading::VariationReading(fs::path file, const ReadOptions& options,
                                   std::string kind)
    : file_(std::move(file)),
      options_(&options),
      kind_(std::move(kind)),
      root_(read_yaml_file(file_)) {
  text_ = read_file(file_);  // once the YAML reader has seen that it is no giant
}

void VariationReading::expect_keys(const YamlNode& node,
                                   const std::vector<std::string>& keys,
                                   const std::string& above) {
  for (const YamlEntry& entry : node.entries) {
    if (std::find(keys.begin(), keys.end(), entry.key) == keys.end()) {
      complaints_.add(
          entry.where,
          "unknown key '" + entry.key + "'" + (above.empty() ? "" : " in " + above),
          name_hints(entry.key, keys));
    }
  }
}

const YamlNode* VariationReading::needed(const std::string& key) {
  const YamlEntry* entry = root_.find(key);
  if (entry == nullptr) {
    complaints_.add(root_.where, key + " is missing from " + kind_);
    return nullptr;
  }
  return &entry->value;
}

void VariationReading::read_frame() {
  if (const YamlNode* format = needed("format"); format && format->text != "1") {
    complaints_.add(format->where, "format is " + format->text + ", expected 1");
  }
  if (const YamlNode* name = needed("name"); name && !is_name(name->text)) {
    complaints_.add(name->where,
                    "name is '" + name->text + "', expected letters, digits, _ and -");
  }
}

std::optional<std::uint64_t> VariationReading::count(const YamlNode& node,
                                                     const std::string& name,
                                                     std::uint64_t lo, std::uint64_t hi) {
  const auto number = parse_count(node.text);
  if (!number || *number < lo || *number > hi) {
    complaints_.add(node.where, name + " is '" + node.text + "', expected a count in [" +
                                    std::to_string(lo) + ", " + std::to_string(hi) + "]");
    return std::nullopt;
  }
  return number;
}

bool VariationReading::is_one_of(const YamlNode& node, const std::string& name,
                                 const std::vector<std::string>& words) {
  if (node.kind == YamlNode::Kind::scalar &&
      std::find(words.begin(), words.end(), node.text) != words.end()) {
    return true;
  }
  std::string expected;
  for (std::size_t i = 0; i < words.size(); ++i) {
    expected += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  }
  complaints_.add(node.where, name + " is '" + to_flow(node) + "', expected " + expected,
                  name_hints(node.text, words));
  return false;
}

fs::path VariationReading::scenario_path() {
  const YamlNode* node = needed("scenario");
  if (node == nullptr) {
    return {};
  }
  const fs::path path(node->text);
  if (node->text.empty() || path.is_absolute()) {
    const bool is_text = node->kind == YamlNode::Kind::scalar;
    complaints_.add(node->where, "scenario is '" +
                                     (is_text ? node->text : to_flow(*node)) +
                                     "', expected a path relative to this file");
    return {};
  }
  fs::path scenario = file_.parent_path() / path;
  std::error_code error;
  if (!fs::is_regular_file(scenario, error)) {
    complaints_.add(node->where, "scenario is '" + node->text +
                                     "', and there is no file " + scenario.string());
    return {};
  }
  const FileKind kind = kind_of_file(scenario);
  if (kind != FileKind::scenario && kind != FileKind::other) {
    complaints_.add(node->where, "scenario is '" + node->text + "', which is a " +
                                     (kind == FileKind::sweep        ? "sweep"
                                      : kind == FileKind::tournament ? "tournament"
                                      : kind == FileKind::cases      ? "list of cases"
                                                                     : "calibration") +
                                     ", expected a scenario");
    return {};
  }
  return scenario;
}

std::string VariationReading::title() const {
  const std::string line = text_.substr(0, text_.find_first_of("\r\n"));
  const std::size_t first = line.find_first_not_of("# ");
  return line.starts_with('#') && first != std::string::npos ? line.substr(first) : "";
}

Scenario VariationReading::read_varied(const fs::path& scenario,
                                       const std::vector<std::string>& overrides) {
  if (!variants_) {
    variants_ = std::make_shared<const ScenarioVariants>(scenario, options_->data_folder);
  }
  std::vector<std::string> all = options_->overrides;
  all.insert(all.end(), overrides.begin(), overrides.end());
  return variants_->read(all);
}

std::optional<Scenario> VariationReading::read_changed(
    const fs::path& scenario, const std::vector<std::string>& overrides) {
  try {
    return read_varied(scenario, overrides);
  } catch (const InputError& error) {
    take_over(error);
    return std::nullopt;
  }
}

void VariationReading::take_over(const InputError& error) {
  for (const Complaint& complaint : error.complaints()) {
    const auto here = written_at_.find(complaint.where.file.text());
    complaints_.add(here == written_at_.end() ? complaint.where : here->second,
                    complaint.what, complaint.hints);
  }
}

}  // namespace tripart
