#include "scenario/tariff_words.hpp"

#include <algorithm>

#include "scenario/names.hpp"
#include "tripart/scenario/spelling.hpp"

namespace tripart {

std::string_view name_of(const Key& key) {
  return key.path.substr(key.path.rfind('.') + 1);
}

namespace {

/// The key that others may be instead of.
std::string_view head_of(const Key& key) {
  return key.instead_of.empty() ? name_of(key) : std::string_view(key.instead_of);
}

std::vector<std::string_view> group_of(const Key& key,
                                       const std::vector<const Key*>& siblings) {
  std::vector<std::string_view> names;
  for (const Key* sibling : siblings) {
    if (head_of(*sibling) == head_of(key)) {
      names.push_back(name_of(*sibling));
    }
  }
  return names;
}

}  // namespace

const std::vector<const Key*>& change_keys() {
  static const std::vector<const Key*> keys = [] {
    const KeyNode* node = &key_tree();
    for (const char* segment : {"economy", "policies", "*", "tariffs", "*"}) {
      node = node->find(segment);
      TRIPART_EXPECTS(node != nullptr);
    }
    std::vector<const Key*> found;
    for (const KeyNode& child : node->children) {
      const Key* key = child.rows.front();
      if (key->type != KeyType::region_list && key->type != KeyType::sector_list) {
        found.push_back(key);
      }
    }
    return found;
  }();
  return keys;
}

bool is_change_word(std::string_view name) {
  const std::vector<const Key*>& keys = change_keys();
  return std::any_of(keys.begin(), keys.end(),
                     [&](const Key* key) { return name_of(*key) == name; });
}

bool is_by_party(const YamlNode& node, const std::vector<std::string>& parties) {
  std::vector<std::string> words;
  for (const Key* key : change_keys()) {
    words.emplace_back(name_of(*key));
  }
  bool near = false;
  for (const YamlEntry& entry : node.entries) {
    if (holds(parties, entry.key)) {
      return true;
    }
    near = near || closest_name(entry.key, words).has_value();
  }
  return !near;
}

std::vector<const YamlEntry*> alternatives_in(const YamlNode& user, const Key& key,
                                              const std::vector<const Key*>& siblings) {
  const std::vector<std::string_view> group = group_of(key, siblings);
  std::vector<const YamlEntry*> found;
  for (const YamlEntry& entry : user.entries) {
    if (std::find(group.begin(), group.end(), entry.key) != group.end()) {
      found.push_back(&entry);
    }
  }
  return found;
}

std::string alternatives_text(const Key& key, const std::vector<const Key*>& siblings) {
  const std::vector<std::string_view> names = group_of(key, siblings);
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += i == 0 ? "" : i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

void check_alternatives(const YamlNode& user, const SourcePosition& where,
                        const std::vector<const Key*>& siblings, const std::string& path,
                        Complaints& complaints) {
  if (std::all_of(siblings.begin(), siblings.end(),
                  [](const Key* key) { return key->instead_of.empty(); })) {
    return;
  }
  for (const Key* key : siblings) {
    if (!key->instead_of.empty() || group_of(*key, siblings).size() < 2) {
      continue;
    }
    const std::vector<const YamlEntry*> found = alternatives_in(user, *key, siblings);
    for (std::size_t i = 1; i < found.size(); ++i) {
      complaints.add(found[i]->where, path + " has '" + found[i]->key + "' beside '" +
                                          found[0]->key + "', expected one of " +
                                          alternatives_text(*key, siblings));
    }
    if (found.empty() && key->fallback == required) {
      const std::string name(key->path.substr(key->path.rfind('.') + 1));
      complaints.add(
          where, path + (name == "add" ? " says no change" : " has no '" + name + "'") +
                     ", expected one of " + alternatives_text(*key, siblings));
    }
  }
}

}  // namespace tripart
