#include <cstddef>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/scenario/key_table.hpp"
#include "tripart/scenario/scenario.hpp"
#include "tripart/scenario/yaml_reader.hpp"
#include "unit/scenario/reader_support.hpp"

namespace tripart {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

/// Patterns of all keys in the tree.
void gather(const YamlNode& node, const KeyNode& keys, const std::string& path,
            std::set<std::string>& found) {
  if (keys.children.empty()) {
    return;  // a value that happens to be written in brackets
  }
  for (const YamlEntry& entry : node.entries) {
    const KeyNode* child = keys.find(entry.key);
    ASSERT_NE(child, nullptr) << path << "." << entry.key;
    const std::string here = path.empty() ? child->name : path + "." + child->name;
    found.insert(here);
    gather(entry.value, *child, here, found);
  }
  for (const YamlNode& item : node.items) {
    const KeyNode* child = keys.find("*");
    if (child != nullptr) {
      gather(item, *child, path + ".*", found);
    }
  }
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos;
       at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

/// The text with the line ends inside comments undone.
std::string flowing(const std::string& text) {
  std::string joined;
  for (const std::string& line : lines_of(text)) {
    const std::size_t hash = line.find_first_not_of(' ');
    const bool goes_on = hash != std::string::npos && line.compare(hash, 4, "#   ") == 0;
    joined += goes_on ? " " + line.substr(hash + 4) : "\n" + line;
  }
  return joined;
}

TEST(ScenarioTemplate, OpensWithAQuestion) {
  const std::string first = lines_of(scenario_template()).front();
  EXPECT_EQ(first.substr(0, 2), "# ");
  EXPECT_EQ(first.back(), '?');
}

TEST(ScenarioTemplate, FitsAPage) {
  for (const std::string& line : lines_of(scenario_template())) {
    EXPECT_LE(line.size(), 120U) << line;
    EXPECT_FALSE(line.find_last_of(' ') + 1 == line.size() && !line.empty()) << line;
  }
}

TEST(ScenarioTemplate, HasEveryKey) {
  const std::string text = scenario_template();
  std::set<std::string> found;
  gather(read_yaml_text(text, "template"), key_tree(), "", found);
  for (const Key& key : key_table()) {
    const std::string path(key.path);
    const std::string name = path.substr(path.rfind('.') + 1);
    const bool other_mode = key.only == "pure" || key.only.starts_with("strategic") ||
                            (path.starts_with("protocol.") && !key.only.empty());
    if (other_mode || !key.instead_of.empty()) {
      EXPECT_NE(text.find("# " + name + ": "), std::string::npos) << path;
    } else {
      EXPECT_EQ(found.count(path), 1U) << path;
    }
  }
}

TEST(ScenarioTemplate, ExplainsEveryKeyOnce) {
  const std::string text = flowing(scenario_template());
  for (const Key& key : key_table()) {
    std::size_t rows = 0;
    for (const Key& other : key_table()) {
      rows += other.meaning == key.meaning ? 1U : 0U;
    }
    const std::string start = "# " + std::string(key.meaning);
    std::size_t times = 0;
    for (const char* end : {" (", "\n", "; optional", "; required"}) {
      times += count_of(text, start + end);
    }
    EXPECT_EQ(times, rows) << key.path << ": " << key.meaning;
  }
}

TEST(ScenarioTemplate, NamesEveryDefault) {
  std::size_t defaults = 0;
  for (const Key& key : key_table()) {
    const bool stated = key.fallback != required && key.fallback != absent &&
                        key.fallback != computed && key.fallback != "{}";
    defaults += stated ? 1U : 0U;
  }
  const std::string text = scenario_template();
  EXPECT_EQ(count_of(text, "; the default") + count_of(text, "; default "), defaults);
}

bool is_shown_at_its_default(const KeyNode& keys) {
  bool all = !keys.rows.empty() && keys.name != "kind" && keys.name != "mode";
  for (const Key* key : keys.rows) {
    all = all && key->example.empty() && key->fallback != required &&
          key->fallback != absent && key->fallback != computed && key->fallback != "{}";
  }
  return all;
}

/// The tree without the values that are defaults, and how many those were.
std::size_t drop_defaults(YamlNode& node, const KeyNode& keys) {
  if (keys.children.empty()) {
    return 0;
  }
  std::size_t dropped = std::erase_if(node.entries, [&keys](const YamlEntry& entry) {
    return is_shown_at_its_default(*keys.find(entry.key));
  });
  for (YamlEntry& entry : node.entries) {
    dropped += drop_defaults(entry.value, *keys.find(entry.key));
  }
  for (YamlNode& item : node.items) {
    dropped += drop_defaults(item, *keys.find("*"));
  }
  return dropped;
}

TEST(ScenarioTemplate, IsAScenario) {
  EXPECT_EQ(reader_tests::told(scenario_template()), "");
}

TEST(ScenarioTemplate, CallsDefaultWhatTheReaderFillsIn) {
  const std::string text = scenario_template();
  YamlNode tree = read_yaml_text(text, "template");
  EXPECT_GT(drop_defaults(tree, key_tree()), 60U);
  const Scenario full = reader_tests::scenario_of(text);
  const Scenario lean = reader_tests::scenario_of(to_yaml(tree));
  EXPECT_EQ(lean.resolved, full.resolved);
}

TEST(ScenarioReference, HasOneRowPerKey) {
  const std::vector<std::string> lines = lines_of(scenario_reference());
  std::size_t next = 0;
  for (const Key& key : key_table()) {
    const std::string start = "| `" + std::string(key.path) + "` |";
    while (next < lines.size() && lines[next].substr(0, start.size()) != start) {
      ++next;
    }
    ASSERT_LT(next, lines.size()) << key.path;
    EXPECT_NE(lines[next].find(std::string(key.meaning)), std::string::npos);
    EXPECT_NE(lines[next].find(std::string(key.unit)), std::string::npos);
    ++next;
  }
}

TEST(ScenarioReference, HasSevenCellsInEveryRow) {
  for (const std::string& line : lines_of(scenario_reference())) {
    if (!line.empty() && line.front() == '|') {
      EXPECT_EQ(count_of(line, "|") - count_of(line, "\\|"), 8U) << line;
    }
  }
}

}  // namespace
}  // namespace tripart
