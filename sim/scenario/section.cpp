#include "scenario/section.hpp"

#include "scenario/distribution_reader.hpp"
#include "scenario/walk.hpp"
#include "tripart/core/number.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

const YamlNode nothing = [] {
  YamlNode node;
  node.kind = YamlNode::Kind::mapping;
  return node;
}();

const KeyNode* keys_at(std::string_view path) {
  const KeyNode* node = &key_tree();
  while (node != nullptr && !path.empty()) {
    const std::size_t dot = path.find('.');
    node = node->find(path.substr(0, dot));
    path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
  }
  return node;
}

Range range_at(const std::string& path, std::string_view word) {
  const KeyNode* keys = keys_at(path);
  TRIPART_EXPECTS(keys != nullptr && !keys->rows.empty());
  for (const Key* row : keys->rows) {
    if (!word.empty() && applies(*row, {std::string(word)})) {
      return row->range;
    }
  }
  return keys->rows.front()->range;
}

}  // namespace

std::string Section::below(std::string_view key) const {
  return (path_.empty() ? "" : path_ + ".") + std::string(key);
}

std::string Section::id() const {
  const std::size_t dot = path_.rfind('.');
  return dot == std::string::npos ? path_ : path_.substr(dot + 1);
}

const YamlNode* Section::value(std::string_view key) const {
  const YamlEntry* entry = node_->find(key);
  return entry == nullptr ? nullptr : &entry->value;
}

SourcePosition Section::where(std::string_view key) const {
  const YamlNode* node = value(key);
  return node == nullptr ? where_ : node->where;
}

std::optional<double> Section::number(std::string_view key) const {
  const YamlNode* node = value(key);
  return node == nullptr ? std::nullopt : parse_number(node->text);
}

std::optional<Date> Section::date(std::string_view key) const {
  const YamlNode* node = value(key);
  return node == nullptr ? std::nullopt : parse_date(node->text);
}

std::string Section::text(std::string_view key) const {
  const YamlNode* node = value(key);
  return node == nullptr ? "" : node->text;
}

std::vector<std::string> Section::words(std::string_view key) const {
  std::vector<std::string> list;
  if (const YamlNode* node = value(key)) {
    for (const YamlNode& item : node->items) {
      list.push_back(item.text);
    }
  }
  return list;
}

std::vector<std::string> Section::keys() const {
  std::vector<std::string> list;
  for (const YamlEntry& entry : node_->entries) {
    list.push_back(entry.key);
  }
  return list;
}

Parameter Section::parameter(std::string_view key, std::string_view word) const {
  Parameter parameter;
  if (const YamlNode* node = value(key)) {
    const std::string path = below(key);
    parameter.distribution = distribution_of(*node);
    parameter.range = range_at(path, word);
    parameter.entity = entity_hash(Purpose::parameter, path);
  }
  return parameter;
}

std::optional<Parameter> Section::parameter_if_any(std::string_view key) const {
  return has(key) ? std::optional(parameter(key)) : std::nullopt;
}

Parameter Section::bound(std::string_view key, std::size_t index,
                         std::string_view side) const {
  const std::string path = below(key);
  Parameter parameter;
  parameter.distribution = distribution_of(value(key)->items[index]);
  parameter.range = range_at(path, "");
  parameter.entity = entity_hash(Purpose::parameter, path + "." + std::string(side));
  return parameter;
}

Section Section::section(std::string_view key) const {
  const YamlNode* node = value(key);
  return {node == nullptr ? nothing : *node, below(key), where(key)};
}

std::vector<Section> Section::members(std::string_view key) const {
  std::vector<Section> list;
  const YamlNode* node = value(key);
  if (node == nullptr) {
    return list;
  }
  for (const YamlNode& item : node->items) {
    const YamlEntry* id = item.find("id");
    const std::string name =
        id != nullptr ? id->value.text : std::to_string(list.size() + 1);
    list.push_back(Section(item, below(key) + "." + name, item.where));
  }
  for (const YamlEntry& entry : node->entries) {
    list.push_back(Section(entry.value, below(key) + "." + entry.key, entry.value.where));
  }
  return list;
}

Section Section::member(std::string_view key, std::string_view id) const {
  for (const Section& candidate : members(key)) {
    if (candidate.id() == id) {
      return candidate;
    }
  }
  return {nothing, below(key) + "." + std::string(id), where(key)};
}

}  // namespace tripart
