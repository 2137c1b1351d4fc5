#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tripart/core/error.hpp"
#include "tripart/scenario/yaml_reader.hpp"

/// What the tests of the strict YAML reader share.
namespace tripart::test {

/// `line:column: what` of each complaint; empty if the text was read.
inline std::vector<std::string> short_complaints(const InputError& error) {
  std::vector<std::string> list;
  for (const Complaint& complaint : error.complaints()) {
    list.push_back(std::to_string(complaint.where.line) + ":" +
                   std::to_string(complaint.where.column) + ": " + complaint.what);
  }
  return list;
}

inline std::vector<std::string> complaints_of(const std::string& text) {
  try {
    static_cast<void>(read_yaml_text(text, "file.yaml"));
    return {};
  } catch (const InputError& error) {
    return short_complaints(error);
  }
}

inline std::vector<std::string> flow_complaints_of(const std::string& text) {
  try {
    static_cast<void>(read_yaml_flow_value(text, "--set a.b"));
    return {};
  } catch (const InputError& error) {
    return short_complaints(error);
  }
}

/// The value at the top-level key of a text that must be readable.
inline YamlNode value_of(const std::string& text, const std::string& key) {
  const YamlNode root = read_yaml_text(text, "file.yaml");
  const YamlEntry* entry = root.find(key);
  return entry == nullptr ? YamlNode{} : entry->value;
}

/// Equal but for positions. Quotes may come where plain text could not stand alone.
inline bool same_tree(const YamlNode& a, const YamlNode& b) {
  if (a.kind != b.kind || a.text != b.text || (a.quoted && !b.quoted) ||
      a.items.size() != b.items.size() || a.entries.size() != b.entries.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!same_tree(a.items[i], b.items[i])) {
      return false;
    }
  }
  for (std::size_t i = 0; i < a.entries.size(); ++i) {
    if (a.entries[i].key != b.entries[i].key ||
        !same_tree(a.entries[i].value, b.entries[i].value)) {
      return false;
    }
  }
  return true;
}

}  // namespace tripart::test
