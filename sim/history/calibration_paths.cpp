#include "history/calibration_paths.hpp"

#include "tripart/scenario/key_table.hpp"

namespace tripart {
namespace {

void match(const YamlNode& node, const std::string& rest, const std::string& above,
           std::vector<std::string>& found) {
  const std::size_t dot = rest.find('.');
  const std::string segment = rest.substr(0, dot);
  const auto go_on = [&](const std::string& name, const YamlNode& below) {
    const std::string path = (above.empty() ? "" : above + ".") + name;
    if (dot == std::string::npos) {
      found.push_back(path);
    } else {
      match(below, rest.substr(dot + 1), path, found);
    }
  };
  for (const YamlEntry& entry : node.entries) {
    if (segment == "*" || segment == entry.key) {
      go_on(entry.key, entry.value);
    }
  }
  for (const YamlNode& item : node.items) {
    const YamlEntry* id = item.find("id");
    if (id != nullptr && (segment == "*" || segment == id->value.text)) {
      go_on(id->value.text, item);
    }
  }
}

}  // namespace

std::vector<std::string> matching_paths(const YamlNode& resolved,
                                        const std::string& pattern) {
  std::vector<std::string> found;
  match(resolved, pattern, "", found);
  return found;
}

Range range_at(const std::string& path) {
  const Key* key = find_key(path);
  return key == nullptr ? Key{}.range : key->range;
}

}  // namespace tripart
