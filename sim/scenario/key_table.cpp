#include "tripart/scenario/key_table.hpp"

#include "scenario/key_rows.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    if (end != 0) {
      parts.emplace_back(text.substr(0, end));
    }
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return parts;
}

KeyNode& child_named(KeyNode& parent, const std::string& name) {
  for (KeyNode& child : parent.children) {
    if (child.name == name) {
      return child;
    }
  }
  parent.children.push_back({name, {}, {}});
  return parent.children.back();
}

KeyNode make_tree() {
  KeyNode root;
  for (const Key& key : key_table()) {
    KeyNode* node = &root;
    for (const std::string& segment : split(key.path, '.')) {
      node = &child_named(*node, segment);
    }
    node->rows.push_back(&key);
  }
  return root;
}

std::string in_words(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  }
  return text;
}

}  // namespace

const std::vector<Key>& key_table() {
  static const std::vector<Key> table = [] {
    std::vector<Key> all;
    for (const auto& part : {general_keys(), economy_keys(), policy_keys(), party_keys(),
                             agenda_keys(), calendar_keys(), threat_keys()}) {
      all.insert(all.end(), part.begin(), part.end());
    }
    return all;
  }();
  return table;
}

const KeyNode* KeyNode::find(std::string_view child) const {
  for (const KeyNode& node : children) {
    if (node.name == child || node.name == "*") {
      return &node;
    }
  }
  return nullptr;
}

const KeyNode& key_tree() {
  static const KeyNode tree = make_tree();
  return tree;
}

const Key* find_key(std::string_view path) {
  const bool empty_name = path.empty() || path.front() == '.' || path.back() == '.' ||
                          path.find("..") != std::string_view::npos;
  if (empty_name) {
    return nullptr;
  }
  const KeyNode* node = &key_tree();
  for (const std::string& segment : split(path, '.')) {
    node = node->find(segment);
    if (node == nullptr) {
      return nullptr;
    }
  }
  return node->rows.empty() ? nullptr : node->rows.front();
}

std::vector<std::string> words_of(std::string_view text) {
  return split(text, ' ');
}

std::string range_text(Range range) {
  if (range.lo <= -1e308 && range.hi >= 1e308) {
    return "";
  }
  if (range.hi >= 1e308) {
    return ">= " + to_text(range.lo);
  }
  return "[" + to_text(range.lo) + ", " + to_text(range.hi) + "]";
}

std::string expectation(const Key& key) {
  const std::string range = range_text(key.range);
  const std::string in_range = range.empty() ? "" : " in " + range;
  switch (key.type) {
    case KeyType::number:
      return (key.unit == "fraction" ? "a rate" : "a number") + in_range;
    case KeyType::parameter:
      return "a number" + in_range + " or a distribution";
    case KeyType::parameter_or_none:
      return "a number" + in_range + ", a distribution or none";
    case KeyType::count:
      return key.range.lo == key.range.hi ? to_text(key.range.lo)
                                          : "a whole number" + in_range;
    case KeyType::boolean:
      return "true or false";
    case KeyType::date:
      return "a date YYYY-MM-DD";
    case KeyType::text:
      return "a text";
    case KeyType::name:
      return "a name of letters, digits, _ and -";
    case KeyType::table:
      return "the name of a baseline";
    case KeyType::csv:
      return "the name of a CSV file beside the scenario";
    case KeyType::choice:
      return in_words(words_of(key.choices));
    case KeyType::party:
      return "a party";
    case KeyType::sector:
      return "a sector";
    case KeyType::chapter:
      return "a chapter";
    case KeyType::section:
      return "keys with values";
    case KeyType::parties:
      return "parties with their keys";
    case KeyType::by_party:
      return "values by party";
    case KeyType::by_sector:
      return "values by sector";
    case KeyType::by_issue:
      return "values by issue";
    case KeyType::by_pair:
      return "values by pair of parties";
    case KeyType::items:
      return "a list of items with an id";
    case KeyType::records:
      return "a list";
    case KeyType::party_list:
      return "a list of parties";
    case KeyType::text_pair:
      return "a list of two texts";
    case KeyType::number_pair:
      return "a list of two numbers" + in_range;
    case KeyType::shares:
      return "a list of rising shares" + in_range;
    case KeyType::number_list:
      return "a list of numbers" + in_range;
    case KeyType::value_list:
      return "a rising list of 2 to 1000 numbers" + in_range + ", or names with them";
    case KeyType::interval:
      return "[low, high]" + in_range;
    case KeyType::name_list:
      return "a list of names";
    case KeyType::region_list:
      return "all or a list of regions";
    case KeyType::sector_list:
      return "all, goods, or a list of sectors";
    case KeyType::tariff_change:
      return "a rate" + in_range + " or a change such as {level: 0.25}";
    case KeyType::rates:
      return "a rate" + in_range + ", a change such as {level: 0.25}, or either by party";
    case KeyType::pair_tariffs: {
      std::vector<std::string> forms = words_of(key.choices);
      forms.insert(forms.end(), {"{schedule: NAME}", "a list of changes"});
      return in_words(forms);
    }
    case KeyType::schedule:
      return "a tariff schedule of the baseline";
    case KeyType::lifting:
      return "signature, ratification, separate, or a discrete draw of them";
    case KeyType::elasticities:
      return "the name of a theta set, or a draw of several";
  }
  return "";
}

}  // namespace tripart
