#include "tripart/scenario/key_table.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/core/number.hpp"
#include "tripart/scenario/yaml_reader.hpp"

// The table drives reader, defaults, template and reference, so a slip in one of its rows
// would be believed everywhere. These tests hold for every row.

namespace tripart {
namespace {

bool holds(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_yaml(std::string_view fallback) {
  return fallback != required && fallback != absent && fallback != computed;
}

bool takes_numbers(KeyType type) {
  return type == KeyType::number || type == KeyType::parameter ||
         type == KeyType::parameter_or_none || type == KeyType::count ||
         type == KeyType::number_pair || type == KeyType::interval;
}

bool within(double value, Range range) {
  return value >= range.lo && value <= range.hi;
}

/// A distribution of numbers from its YAML form; nothing if it is none.
std::optional<Distribution> distribution_of(const YamlNode& node) {
  if (node.kind != YamlNode::Kind::mapping || node.entries.size() != 1) {
    return std::nullopt;
  }
  std::vector<double> p;
  for (const YamlNode& item : node.entries.front().value.items) {
    const std::optional<double> number = parse_number(item.text);
    if (!number.has_value()) {
      return std::nullopt;
    }
    p.push_back(*number);
  }
  const std::string& kind = node.entries.front().key;
  if (p.size() == 3) {
    return kind == "triangular"
               ? std::optional<Distribution>(Distribution::triangular(p[0], p[1], p[2]))
               : std::nullopt;
  }
  if (p.size() != 2) {
    return std::nullopt;
  }
  const std::map<std::string, Distribution> pairs = {
      {"normal", Distribution::normal(p[0], p[1])},
      {"uniform", Distribution::uniform(p[0], p[1])},
      {"beta", Distribution::beta(p[0], p[1])},
      {"lognormal", Distribution::lognormal(p[0], p[1])},
      {"gamma", Distribution::gamma(p[0], p[1])}};
  const auto found = pairs.find(kind);
  return found == pairs.end() ? std::nullopt : std::optional<Distribution>(found->second);
}

std::string parent_of(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? "" : std::string(path.substr(0, dot));
}

TEST(KeyTable, HasEachKeyOnceOrOncePerKind) {
  std::map<std::string_view, std::vector<std::string>> kinds;
  for (const Key& key : key_table()) {
    const bool first = kinds.find(key.path) == kinds.end();
    std::vector<std::string>& taken = kinds[key.path];
    EXPECT_TRUE(first || (!taken.empty() && !key.only.empty())) << key.path;
    for (const std::string& word : words_of(key.only)) {
      EXPECT_FALSE(holds(taken, word)) << key.path << " twice for " << word;
      taken.push_back(word);
    }
  }
}

TEST(KeyTable, HasParentsBeforeChildren) {
  std::map<std::string, KeyType> seen;
  for (const Key& key : key_table()) {
    std::string parent = parent_of(key.path);
    if (!parent.empty() && parent.back() == '*' && seen.count(parent) == 0) {
      parent = parent_of(parent);
      ASSERT_EQ(seen.count(parent), 1U) << key.path;
      const std::array<KeyType, 7> named = {
          KeyType::parties, KeyType::by_party, KeyType::by_sector, KeyType::by_issue,
          KeyType::by_pair, KeyType::items,    KeyType::records};
      EXPECT_NE(std::find(named.begin(), named.end(), seen[parent]), named.end())
          << key.path;
    } else if (!parent.empty()) {
      ASSERT_EQ(seen.count(parent), 1U) << key.path;
      const bool one_name = key.path.back() == '*';
      EXPECT_EQ(seen[parent] == KeyType::section, !one_name) << key.path;
    }
    seen[std::string(key.path)] = key.type;
  }
}

TEST(KeyTable, HasAMeaningForEachKeyInOneLine) {
  const std::regex equation(
      "[EBTK][0-9]+[bc]?(-[EBTK][0-9]+)?(, [EBTK][0-9]+(-[EBTK][0-9]+)?)*");
  for (const Key& key : key_table()) {
    EXPECT_FALSE(key.meaning.empty()) << key.path;
    EXPECT_EQ(key.meaning.find_first_of("\n|"), std::string_view::npos) << key.path;
    EXPECT_LT(key.meaning.size(), 150U) << key.path;
    EXPECT_TRUE(key.equation.empty() ||
                std::regex_match(std::string(key.equation), equation))
        << key.path << ": " << key.equation;
  }
}

TEST(KeyTable, HasDefaultsThatItsOwnRangesAllow) {
  for (const Key& key : key_table()) {
    EXPECT_LE(key.range.lo, key.range.hi) << key.path;
    if (!is_yaml(key.fallback)) {
      continue;
    }
    const YamlNode node = read_yaml_flow_value(key.fallback, std::string(key.path));
    if (key.type == KeyType::section) {
      EXPECT_EQ(key.fallback, "{}") << key.path;
    } else if (key.type == KeyType::choice || key.type == KeyType::pair_tariffs) {
      EXPECT_TRUE(holds(words_of(key.choices), node.text)) << key.path;
    } else if (key.type == KeyType::region_list || key.type == KeyType::sector_list) {
      EXPECT_TRUE(node.text == "all" || node.text == "goods") << key.path;
    } else if (key.type == KeyType::tariff_change) {
      EXPECT_TRUE(within(parse_number(node.text).value(), key.range)) << key.path;
    } else if (key.type == KeyType::name) {
      EXPECT_EQ(node.text, "base_year") << key.path;
    } else if (key.type == KeyType::boolean) {
      EXPECT_TRUE(node.text == "true" || node.text == "false") << key.path;
    } else if (key.type == KeyType::shares) {
      for (const YamlNode& item : node.items) {
        EXPECT_TRUE(within(parse_number(item.text).value(), key.range)) << key.path;
      }
    } else if (takes_numbers(key.type) && node.kind == YamlNode::Kind::scalar) {
      const std::optional<double> number = parse_number(node.text);
      ASSERT_TRUE(number.has_value()) << key.path;
      EXPECT_TRUE(within(*number, key.range)) << key.path;
      EXPECT_TRUE(key.type != KeyType::count || parse_count(node.text).has_value());
    } else if (takes_numbers(key.type) && node.kind == YamlNode::Kind::sequence) {
      ASSERT_EQ(node.items.size(), 2U) << key.path;
      for (const YamlNode& item : node.items) {
        EXPECT_TRUE(within(parse_number(item.text).value(), key.range)) << key.path;
      }
    } else if (takes_numbers(key.type)) {
      EXPECT_TRUE(key.type == KeyType::parameter ||
                  key.type == KeyType::parameter_or_none)
          << key.path;
      const std::optional<Distribution> drawn = distribution_of(node);
      ASSERT_TRUE(drawn.has_value()) << key.path << ": " << key.fallback;
      EXPECT_EQ(drawn->why_invalid(), std::nullopt) << key.path;
      // Draws outside the range are drawn again; a prior that mostly lies outside is a
      // slip.
      EXPECT_TRUE(within(drawn->mean(), key.range)) << key.path;
    } else {
      EXPECT_EQ(key.type, KeyType::lifting) << key.path;
    }
  }
}

TEST(KeyTable, HasChoicesExactlyWhereOneIsMade) {
  for (const Key& key : key_table()) {
    EXPECT_EQ(key.type == KeyType::choice || key.type == KeyType::pair_tariffs,
              !key.choices.empty())
        << key.path;
  }
}

TEST(KeyTable, PutsOneKeyInsteadOfAnotherThatIsBesideIt) {
  int alternatives = 0;
  for (const Key& key : key_table()) {
    if (!key.instead_of.empty()) {
      const std::string other = parent_of(key.path) + "." + std::string(key.instead_of);
      const Key* head = find_key(other);
      ASSERT_NE(head, nullptr) << key.path;
      EXPECT_EQ(head->path, other);
      EXPECT_TRUE(head->instead_of.empty()) << key.path;
      EXPECT_EQ(key.fallback, absent) << key.path;
      ++alternatives;
    }
  }
  EXPECT_GT(alternatives, 0);
}

TEST(KeyTable, KnowsTheKindsItSpeaksOf) {
  for (const Key& key : key_table()) {
    const std::string parent = parent_of(key.path);
    std::vector<std::string> kinds = {"economy", "pure", "strategic", "behavioural"};
    for (const Key& other : key_table()) {
      const bool sibling = parent_of(other.path) == parent;
      const bool strategy = other.path == parent + ".strategy.kind";
      if ((sibling || strategy) && other.type == KeyType::choice) {
        const std::vector<std::string> words = words_of(other.choices);
        kinds.insert(kinds.end(), words.begin(), words.end());
      }
    }
    for (const std::string& word : words_of(key.only)) {
      EXPECT_TRUE(holds(kinds, word)) << key.path << ": " << word;
    }
  }
}

TEST(KeyTable, IsATreeWithEachRowInItsPlace) {
  std::set<const Key*> rows;
  const auto visit = [&rows](const auto& self, const KeyNode& node,
                             const std::string& path) -> void {
    for (const Key* row : node.rows) {
      EXPECT_EQ(row->path, path);
      EXPECT_TRUE(rows.insert(row).second);
    }
    for (const KeyNode& child : node.children) {
      self(self, child, path.empty() ? child.name : path + "." + child.name);
    }
  };
  visit(visit, key_tree(), "");
  EXPECT_EQ(rows.size(), key_table().size());
}

TEST(FindKey, TakesNamesAndIdsWhereAPathHasAStar) {
  const auto path_of = [](std::string_view path) {
    const Key* key = find_key(path);
    return key == nullptr ? std::string() : std::string(key->path);
  };
  EXPECT_EQ(path_of("horizon"), "horizon");
  EXPECT_EQ(path_of("economy.export_shares.MEX.USA"), "economy.export_shares.*.*");
  EXPECT_EQ(path_of("threats.us_metals.tariffs.basic_metals"), "threats.*.tariffs.*");
  EXPECT_EQ(path_of("parties.USA.strategy.noise"), "parties.*.strategy.noise");
  for (const char* path :
       {"", ".", "horizons", "horizon.x", "parties.USA", "economy..",
        "economy..economies", ".horizon", "horizon.", "parties.USA.strategy.noises"}) {
    EXPECT_EQ(path_of(path), "") << path;
  }
}

TEST(Expectation, SaysTypeAndRange) {
  EXPECT_EQ(expectation(*find_key("step_days")), "a number in [0.25, 92]");
  EXPECT_EQ(expectation(*find_key("economy.economies")), "a whole number in [1, 10000]");
  EXPECT_EQ(expectation(*find_key("threats.x.tariffs.y")),
            "a rate in [0, 5], a change such as {level: 0.25}, or either by party");
  EXPECT_EQ(expectation(*find_key("economy.no_agreement.tariffs")),
            "mfn, unchanged, war, {schedule: NAME} or a list of changes");
  EXPECT_EQ(expectation(*find_key("parties.X.discount_rate")),
            "a number in [0, 10] or a distribution");
  EXPECT_EQ(expectation(*find_key("mode")), "behavioural or strategic");
  EXPECT_EQ(expectation(*find_key("economy.closure.deficits")),
            "fixed, scaled or removed");
  for (const Key& key : key_table()) {
    EXPECT_FALSE(expectation(key).empty()) << key.path;
  }
}

TEST(RangeText, LeavesOutEndsThatAreNone) {
  EXPECT_EQ(range_text({-1e308, 1e308}), "");
  EXPECT_EQ(range_text({0, 1e308}), ">= 0");
  EXPECT_EQ(range_text({-1, 0.5}), "[-1, 0.5]");
}

TEST(WordsOf, PartsAtBlanks) {
  EXPECT_EQ(words_of(""), std::vector<std::string>{});
  EXPECT_EQ(words_of(" a  bc "), (std::vector<std::string>{"a", "bc"}));
}

}  // namespace
}  // namespace tripart
