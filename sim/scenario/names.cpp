#include "scenario/names.hpp"

#include <algorithm>

#include "tripart/scenario/spelling.hpp"

namespace tripart {
namespace {

constexpr std::size_t longest_name = 64;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

const YamlNode* scalar_of(const YamlNode& section, std::string_view key) {
  const YamlEntry* entry = section.find(key);
  return entry != nullptr && entry->value.kind == YamlNode::Kind::scalar ? &entry->value
                                                                         : nullptr;
}

template <class Take>
void for_each_id(const YamlNode& root, std::string_view list, Take take) {
  const YamlEntry* entry = root.find(list);
  if (entry == nullptr) {
    return;
  }
  for (const YamlNode& item : entry->value.items) {
    if (const YamlNode* id = scalar_of(item, "id")) {
      take(id->text, item);
    }
  }
}

}  // namespace

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= longest_name &&
         is_letter_or_digit(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_letter_or_digit(c) || c == '_' || c == '-';
         });
}

bool is_table_name(std::string_view text) {
  return !text.empty() && text.front() != '.' &&
         text.find_first_not_of(
             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
             "0123456789._-") == std::string_view::npos;
}

bool is_csv_name(std::string_view text) {
  return is_table_name(text) && text.size() <= longest_name &&
         is_letter_or_digit(text.front()) && text.ends_with(".csv");
}

Names names_of(const YamlNode& root, const Baseline* baseline) {
  Names names;
  names.baseline = baseline;
  if (const YamlEntry* parties = root.find("parties")) {
    for (const YamlEntry& party : parties->value.entries) {
      names.parties.push_back(party.key);
    }
  }
  for_each_id(root, "chapters", [&](const std::string& id, const YamlNode& item) {
    names.chapters.push_back(id);
    const YamlNode* kind = scalar_of(item, "kind");
    // Without a readable kind there is a complaint already; one more would mislead.
    if (kind == nullptr || kind->text != "technical") {
      names.contested_chapters.push_back(id);
    }
  });
  for_each_id(root, "issues", [&](const std::string& id, const YamlNode&) {
    names.issues.push_back(id);
  });
  return names;
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::pair<std::string, std::string> members_of_pair(
    std::string_view text, const std::vector<std::string>& parties) {
  // Names may hold a '-' themselves.
  for (const std::string& one : parties) {
    for (const std::string& other : parties) {
      if (one != other && text == one + "-" + other) {
        return {std::min(one, other), std::max(one, other)};
      }
    }
  }
  return {};
}

std::optional<std::string> pair_name(std::string_view text,
                                     const std::vector<std::string>& parties) {
  const auto [one, other] = members_of_pair(text, parties);
  return one.empty() ? std::nullopt : std::optional(one + "-" + other);
}

std::vector<std::string> pairs_of(const std::vector<std::string>& parties) {
  std::vector<std::string> pairs;
  for (const std::string& one : parties) {
    for (const std::string& other : parties) {
      if (one < other) {
        pairs.push_back(one + "-" + other);
      }
    }
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

std::vector<std::string> name_hints(std::string_view wrong,
                                    const std::vector<std::string>& allowed) {
  if (const auto near = closest_name(wrong, allowed)) {
    return {"did you mean '" + *near + "'?"};
  }
  if (allowed.empty()) {
    return {};
  }
  std::string list;
  for (const std::string& name : allowed) {
    list += (list.empty() ? "" : ", ") + name;
  }
  return {"there are: " + list};
}

}  // namespace tripart
