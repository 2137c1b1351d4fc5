#include "scenario/walk.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "scenario/found.hpp"
#include "scenario/percent_notes.hpp"
#include "scenario/tariff_words.hpp"
#include "scenario/value_reader.hpp"
#include "tripart/bargaining/model.hpp"
#include "tripart/scenario/spelling.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {
namespace {

/// Checks look items up by their ids, one after the other.
constexpr std::size_t most_items = 1000;
constexpr std::size_t most_records = 10000;

/// Kinds and modes that decide which keys belong where one stands.
struct Scope {
  std::vector<std::string> words;
  bool certain = true;  ///< false below an item whose kind could not be read
};

YamlNode empty_mapping(const SourcePosition& where) {
  YamlNode node;
  node.kind = YamlNode::Kind::mapping;
  node.where = where;
  return node;
}

std::string joined(const std::string& path, const std::string& key) {
  return path.empty() ? key : path + "." + key;
}

std::string in_section(const std::string& path) {
  return path.empty() ? "" : " in " + path;
}

/// The kinds and modes that have a key, as the user writes them.
std::string owners_of(const Key& row) {
  std::string owners;
  for (const std::string& word : words_of(row.only)) {
    const bool mode =
        word == "strategic" || word == "list" || word == "dollar_for_dollar";
    owners += owners.empty() ? "" : " or ";
    owners += word == "economy" ? "an economy"
              : word == "pure"  ? "no economy"
                                : (mode ? "mode: " : "kind: ") + word;
  }
  return owners;
}

/// Where the table has a key of this name, for one that was put in the wrong place.
std::vector<std::string> other_places(const std::string& name) {
  for (const Key& key : key_table()) {
    if (key.path == name) {
      return {"'" + name + "' belongs at the top level of the file"};
    }
    if (key.path.ends_with("." + name)) {
      const std::string_view section = key.path.substr(0, key.path.rfind('.'));
      return {"'" + name + "' belongs in " + std::string(section)};
    }
  }
  return {};
}

const KeyNode* child_of(const KeyNode& node, std::string_view name) {
  for (const KeyNode& child : node.children) {
    if (child.name == name) {
      return &child;
    }
  }
  return nullptr;
}

/// The list that says line by line what becomes of tariffs.
const KeyNode& policy_lines() {
  const KeyNode* node = &key_tree();
  for (const char* segment : {"economy", "policies", "*", "tariffs"}) {
    node = node->find(segment);
  }
  return *node;
}

bool has_alternative(const Key& row, const std::vector<const Key*>& rows) {
  return !row.instead_of.empty() ||
         std::any_of(rows.begin(), rows.end(), [&](const Key* other) {
           return !other->instead_of.empty() &&
                  row.path.ends_with("." + std::string(other->instead_of));
         });
}

/// The row of `node` that holds in this scope, or nullptr.
const Key* row_of(const KeyNode& node, const Scope& scope) {
  for (const Key* row : node.rows) {
    if (!scope.certain || applies(*row, scope.words)) {
      return row;
    }
  }
  return nullptr;
}

/// The default of a row of the table, parsed once in a thread: every point of a sweep
/// asks for it.
const YamlNode& parsed_default(const Key& row) {
  thread_local std::map<const Key*, YamlNode> known;
  const auto found = known.find(&row);
  return found != known.end()
             ? found->second
             : known
                   .emplace(&row,
                            read_yaml_flow_value(row.fallback, std::string(row.path)))
                   .first->second;
}

/// Other rows may hold where the scope is known, so neither default nor demand is safe.
bool is_doubtful(const Key& row, const Scope& scope) {
  return !scope.certain && !row.only.empty();
}

class Walker {
 public:
  Walker(const YamlNode& root, const Names& names, Complaints& complaints,
         std::vector<Complaint>& notes)
      : root_(&root),
        names_(&names),
        complaints_(&complaints),
        notes_(&notes),
        values_(names, complaints) {}

  YamlNode walk() {
    Scope scope;
    scope.words = {root_->find("economy") != nullptr ? "economy" : "pure"};
    return section(key_tree(), *root_, root_->where, "", scope);
  }

 private:
  using Result = std::optional<YamlNode>;

  YamlNode section(const KeyNode& node, const YamlNode& user, const SourcePosition& where,
                   const std::string& path, const Scope& outer) {
    const Scope scope = narrowed(node, user, outer);
    const std::vector<std::string> meant = check_keys(node, user, path, scope);
    YamlNode out = empty_mapping(where);
    std::vector<const Key*> rows;
    for (const KeyNode& child : node.children) {
      if (const Key* row = row_of(child, scope)) {
        rows.push_back(row);
      }
    }
    if (meant.empty()) {
      check_alternatives(user, where, rows, path, *complaints_);
    }
    for (const KeyNode& child : node.children) {
      const Key* row = row_of(child, scope);
      if (row == nullptr) {
        continue;
      }
      Result found;
      if (const YamlEntry* entry = user.find(child.name)) {
        found = value(child, *row, entry->value, joined(path, child.name), scope);
      } else if (has_alternative(*row, rows)) {
        // Said in another way, or complained about already.
        if (row->fallback != required && row->fallback != absent &&
            alternatives_in(user, *row, rows).empty()) {
          found = default_value(child, *row, user, where, path, scope);
        }
      } else if (row->fallback == required) {
        const bool spared = !row->unless.empty() && user.find(row->unless) != nullptr;
        if (!spared && !holds(meant, child.name) && !is_doubtful(*row, scope)) {
          complaints_->add(where, "missing key '" + child.name + "'" + in_section(path) +
                                      ", expected " + expectation(*row));
        }
      } else if (row->fallback != absent && !is_doubtful(*row, scope)) {
        found = default_value(child, *row, user, where, path, scope);
      }
      if (found) {
        const SourcePosition at = found->where;
        out.entries.push_back({child.name, at, std::move(*found)});
      }
    }
    return out;
  }

  /// The scope below a section that says its kind or mode.
  static Scope narrowed(const KeyNode& node, const YamlNode& user, const Scope& outer) {
    Scope scope = outer;
    for (const std::string_view selector : {"kind", "mode"}) {
      const KeyNode* child = child_of(node, selector);
      const Key* row = child == nullptr ? nullptr : child->rows.front();
      if (row == nullptr || row->type != KeyType::choice) {
        continue;
      }
      const YamlEntry* entry = user.find(selector);
      const std::string word =
          entry != nullptr ? entry->value.text : std::string(row->fallback);
      if (holds(words_of(row->choices), word)) {
        scope.words.push_back(word);
      } else {
        scope.certain = false;
      }
    }
    add_strategy(node, user, scope);
    return scope;
  }

  /// How a party plays decides on keys beside its strategy too.
  static void add_strategy(const KeyNode& node, const YamlNode& user, Scope& scope) {
    const KeyNode* strategy = child_of(node, "strategy");
    const KeyNode* kind = strategy == nullptr ? nullptr : child_of(*strategy, "kind");
    const YamlEntry* given = user.find("strategy");
    const YamlEntry* word = given == nullptr ? nullptr : given->value.find("kind");
    if (kind != nullptr && word != nullptr &&
        holds(words_of(kind->rows.front()->choices), word->value.text)) {
      scope.words.push_back(word->value.text);
    }
  }

  /// Complains about keys that do not belong; returns the keys that were probably meant.
  std::vector<std::string> check_keys(const KeyNode& node, const YamlNode& user,
                                      const std::string& path, const Scope& scope) {
    std::vector<std::string> here;
    for (const KeyNode& child : node.children) {
      if (row_of(child, scope) != nullptr) {
        here.push_back(child.name);
      }
    }
    std::vector<std::string> left;
    std::copy_if(here.begin(), here.end(), std::back_inserter(left),
                 [&](const std::string& name) { return user.find(name) == nullptr; });
    std::vector<std::string> meant;
    for (const YamlEntry& entry : user.entries) {
      if (holds(here, entry.key)) {
        continue;
      }
      if (const KeyNode* other = child_of(node, entry.key)) {
        complaints_->add(entry.where, "key '" + entry.key + "' does not belong" +
                                          (path.empty() ? " here" : in_section(path)) +
                                          ", expected only with " +
                                          owners_of(*other->rows.front()));
        continue;
      }
      auto near = closest_name(entry.key, left);
      if (near) {
        meant.push_back(*near);
      } else {
        near = closest_name(entry.key, here);
      }
      std::vector<std::string> hints =
          near ? std::vector<std::string>{"did you mean '" + *near + "'?"}
               : other_places(entry.key);
      complaints_->add(entry.where, "unknown key '" + entry.key + "'" + in_section(path),
                       hints.empty() ? name_hints(entry.key, here) : std::move(hints));
    }
    return meant;
  }

  Result value(const KeyNode& node, const Key& row, const YamlNode& user,
               const std::string& path, const Scope& scope) {
    switch (row.type) {
      case KeyType::section:
      case KeyType::parties:
      case KeyType::by_party:
      case KeyType::by_sector:
      case KeyType::by_issue:
      case KeyType::by_pair:
        if (user.kind != YamlNode::Kind::mapping) {
          return refuse(row, user, path);
        }
        return row.type == KeyType::section
                   ? Result(section(node, user, user.where, path, scope))
                   : Result(members(node, row, user, path, scope));
      case KeyType::pair_tariffs:
        return user.kind == YamlNode::Kind::sequence
                   ? Result(list(policy_lines(), row, user, path, scope))
                   : plain_value(row, user, path);
      case KeyType::items:
      case KeyType::records:
        if (user.kind != YamlNode::Kind::sequence) {
          return refuse(row, user, path);
        }
        return list(node, row, user, path, scope);
      default:
        return plain_value(row, user, path);
    }
  }

  Result plain_value(const Key& row, const YamlNode& user, const std::string& path) {
    Result read = values_.read(row, user, path);
    if (read) {
      note_percent(row, user, path, *notes_);
    }
    return read;
  }

  YamlNode members(const KeyNode& node, const Key& row, const YamlNode& user,
                   const std::string& path, const Scope& scope) {
    const KeyNode& member = node.children.front();
    YamlNode out = empty_mapping(user.where);
    if (row.type == KeyType::parties && !check_party_names(user)) {
      return out;
    }
    for (const YamlEntry& entry : user.entries) {
      if (row.type != KeyType::parties && !values_.check_name(row.type, entry, path)) {
        continue;
      }
      const std::string name = row.type == KeyType::by_pair
                                   ? pair_name(entry.key, names_->parties).value()
                                   : entry.key;
      if (const YamlEntry* first = out.find(name)) {
        complaints_->add(entry.where,
                         "pair '" + entry.key + "' comes twice in " + path +
                             ", first on line " + std::to_string(first->where.line),
                         {"a pair is the same in either order: keep one of them"});
        continue;
      }
      const std::string below = joined(path, name);
      Result found;
      if (!member.rows.empty()) {
        found = value(member, *member.rows.front(), entry.value, below, scope);
      } else if (entry.value.kind == YamlNode::Kind::mapping) {
        found = section(member, entry.value, entry.value.where, below, scope);
      } else {
        complaints_->add(entry.value.where, below + " is " + found_text(entry.value) +
                                                ", expected keys with values");
      }
      if (found) {
        out.entries.push_back({name, entry.where, std::move(*found)});
      }
    }
    return out;
  }

  /// \return whether there are not too many to go on with
  bool check_party_names(const YamlNode& user) {
    for (const YamlEntry& entry : user.entries) {
      if (!is_name(entry.key)) {
        complaints_->add(entry.where, "party '" + entry.key +
                                          "', expected a name of letters, digits, _ "
                                          "and -, at most 64");
      }
    }
    if (user.entries.size() < 2 || user.entries.size() > max_parties) {
      complaints_->add(user.where, "parties has " + std::to_string(user.entries.size()) +
                                       ", expected 2 to " + std::to_string(max_parties));
    }
    return user.entries.size() <= max_parties;
  }

  YamlNode list(const KeyNode& node, const Key& row, const YamlNode& user,
                const std::string& path, const Scope& scope) {
    const KeyNode& member = node.children.front();
    YamlNode out;
    out.kind = YamlNode::Kind::sequence;
    out.where = user.where;
    const std::size_t most = row.type == KeyType::items ? most_items : most_records;
    if (user.items.size() > most) {
      complaints_->add(user.where, path + " has " + std::to_string(user.items.size()) +
                                       " items, expected at most " +
                                       std::to_string(most));
      complaints_->throw_if_any();  // what checks would say of an empty list is not so
    }
    std::map<std::string, SourcePosition> seen;
    for (std::size_t i = 0; i < user.items.size(); ++i) {
      const YamlNode& item = user.items[i];
      std::string below = path + "[" + std::to_string(i + 1) + "]";
      if (item.kind != YamlNode::Kind::mapping) {
        complaints_->add(item.where, below + " is " + found_text(item) +
                                         ", expected keys with values");
        continue;
      }
      const YamlEntry* id = item.find("id");
      if (row.type == KeyType::items && id != nullptr && is_name(id->value.text)) {
        below = joined(path, id->value.text);
        const auto [first, fresh] = seen.emplace(id->value.text, id->value.where);
        if (!fresh) {
          complaints_->add(id->value.where,
                           "id '" + id->value.text + "' is used twice in " + path +
                               ", first on line " + std::to_string(first->second.line));
        }
      }
      out.items.push_back(section(member, item, item.where, below, scope));
    }
    return out;
  }

  Result default_value(const KeyNode& node, const Key& row, const YamlNode& user,
                       const SourcePosition& where, const std::string& path,
                       const Scope& scope) {
    Result fallback;
    if (row.fallback == computed) {
      const std::size_t dot = path.rfind('.');
      fallback = computed_value(row, user, *root_, *names_, where,
                                dot == std::string::npos ? path : path.substr(dot + 1));
      if (!fallback) {
        return std::nullopt;
      }
    } else {
      fallback = parsed_default(row);
    }
    Result found = value(node, row, *fallback, joined(path, node.name), scope);
    if (found) {
      found->where = where;
    }
    return found;
  }

  Result refuse(const Key& row, const YamlNode& user, const std::string& path) {
    complaints_->add(user.where,
                     path + " is " + found_text(user) + ", expected " + expectation(row));
    return std::nullopt;
  }

  const YamlNode* root_;
  const Names* names_;
  Complaints* complaints_;
  std::vector<Complaint>* notes_;
  ValueReader values_;
};

}  // namespace

bool applies(const Key& row, const std::vector<std::string>& words) {
  std::string_view only = row.only;
  while (!only.empty()) {
    const std::string_view word = only.substr(0, only.find(' '));
    if (holds(words, word)) {
      return true;
    }
    only.remove_prefix(std::min(word.size() + 1, only.size()));
  }
  return row.only.empty();
}

YamlNode resolve_scenario(const YamlNode& root, const Names& names,
                          Complaints& complaints, std::vector<Complaint>& notes) {
  return Walker(root, names, complaints, notes).walk();
}

}  // namespace tripart
