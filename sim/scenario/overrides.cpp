#include "scenario/overrides.hpp"

#include <utility>

#include "scenario/names.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/key_table.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {
namespace {

std::vector<std::string> segments_of(const std::string& path) {
  std::vector<std::string> segments(1);
  for (const char c : path) {
    if (c == '.') {
      segments.emplace_back();
    } else {
      segments.back() += c;
    }
  }
  return segments;
}

/// A value on the command line has no line of its own.
void place(YamlNode& node, const SourcePosition& where) {
  node.where = where;
  for (YamlNode& item : node.items) {
    place(item, where);
  }
  for (YamlEntry& entry : node.entries) {
    entry.where = where;
    place(entry.value, where);
  }
}

YamlEntry* entry_of(YamlNode& node, const std::string& key) {
  for (YamlEntry& entry : node.entries) {
    if (entry.key == key) {
      return &entry;
    }
  }
  return nullptr;
}

YamlNode* item_of(YamlNode& list, const std::string& id) {
  for (YamlNode& item : list.items) {
    const YamlEntry* entry = item.find("id");
    if (entry != nullptr && entry->value.text == id) {
      return &item;
    }
  }
  return nullptr;
}

/// Values that may be written as mappings: what is in them the reader judges.
bool is_open(const KeyNode& keys) {
  const KeyType type = keys.rows.empty() ? KeyType::section : keys.rows.front()->type;
  return type == KeyType::rates || type == KeyType::tariff_change ||
         type == KeyType::pair_tariffs;
}

/// One `--set` item on its way down the tree.
class Override {
 public:
  Override(std::string path, Complaints& complaints)
      : path_(std::move(path)),
        where_{"--set " + path_, 0, 0},
        complaints_(&complaints) {}

  void apply(YamlNode& root, YamlNode value) {
    place(value, where_);
    YamlNode* node = &root;
    const KeyNode* keys = &key_tree();
    const std::vector<std::string> segments = segments_of(path_);
    std::string above;
    for (const std::string& segment : segments) {
      const KeyNode* below = is_open(*keys) ? keys : keys->find(segment);
      if (below == nullptr) {
        complain_unknown(*keys, segment, above);
        return;
      }
      node = step(*node, *keys, segment, above);
      if (node == nullptr) {
        return;
      }
      keys = below;
      above += (above.empty() ? "" : ".") + segment;
    }
    *node = std::move(value);
  }

 private:
  void complain_unknown(const KeyNode& keys, const std::string& segment,
                        const std::string& above) {
    std::vector<std::string> allowed;
    for (const KeyNode& child : keys.children) {
      allowed.push_back(child.name);
    }
    complaints_->add(
        where_, "unknown key '" + segment + "'" + (above.empty() ? "" : " in ") + above,
        name_hints(segment, allowed));
  }

  /// The value called `segment`, made if the table allows it; nullptr after a complaint.
  YamlNode* step(YamlNode& node, const KeyNode& keys, const std::string& segment,
                 const std::string& above) {
    const KeyType type = keys.rows.empty() ? KeyType::section : keys.rows.front()->type;
    if (type == KeyType::items) {
      return item(node, segment, above);
    }
    if (type == KeyType::records) {
      complaints_->add(where_, "items of " + above + " have no id",
                       {"set the whole list: " + above + "=[{...}, ...]"});
      return nullptr;
    }
    if (node.kind != YamlNode::Kind::mapping) {
      complaints_->add(
          where_,
          above + " is a single value or list, so '" + segment + "' cannot be set in it",
          {"set the whole of it: " + above + "={...}"});
      return nullptr;
    }
    if (YamlEntry* entry = entry_of(node, segment)) {
      return &entry->value;
    }
    if (type == KeyType::parties) {
      std::vector<std::string> parties;
      for (const YamlEntry& entry : node.entries) {
        parties.push_back(entry.key);
      }
      complaints_->add(where_, "unknown party '" + segment + "' in parties",
                       name_hints(segment, parties));
      return nullptr;
    }
    YamlNode made;
    made.kind = YamlNode::Kind::mapping;
    made.where = where_;
    node.entries.push_back({segment, where_, std::move(made)});
    return &node.entries.back().value;
  }

  YamlNode* item(YamlNode& list, const std::string& id, const std::string& above) {
    YamlNode* found = item_of(list, id);
    if (found == nullptr) {
      std::vector<std::string> ids;
      for (const YamlNode& item : list.items) {
        if (const YamlEntry* entry = item.find("id")) {
          ids.push_back(entry->value.text);
        }
      }
      complaints_->add(where_, "no item '" + id + "' in " + above, name_hints(id, ids));
    }
    return found;
  }

  std::string path_;
  SourcePosition where_;
  Complaints* complaints_;
};

}  // namespace

void apply_overrides(YamlNode& root, const std::vector<std::string>& overrides,
                     Complaints& complaints) {
  for (const std::string& text : overrides) {
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos) {
      complaints.add({"--set " + text, 0, 0}, "expected a path and a value",
                     {"for example --set parties.USA.recognition=0.6"});
      continue;
    }
    const std::string path = text.substr(0, equals);
    Override target(path, complaints);
    const std::string_view written = std::string_view(text).substr(equals + 1);
    YamlNode value;
    if (parse_number(written)) {  // a point of a sweep has many, and no YAML in them
      value.text = written;
      target.apply(root, std::move(value));
      continue;
    }
    // Not what `complaints` throws when there are too many.
    try {
      value = read_yaml_flow_value(written, "--set " + path);
    } catch (const InputError& error) {
      for (const Complaint& complaint : error.complaints()) {
        complaints.add({complaint.where.file, 0, 0}, complaint.what, complaint.hints);
      }
      continue;
    }
    target.apply(root, std::move(value));
  }
}

}  // namespace tripart
