// Values that say what becomes of tariff rates, and where.
#include "scenario/distribution_reader.hpp"
#include "scenario/found.hpp"
#include "scenario/tariff_words.hpp"
#include "scenario/value_reader.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/spelling.hpp"

namespace tripart {
namespace {

constexpr std::size_t most_names = 5000;  // as many as there can be deals, and more

}  // namespace

ValueReader::Result ValueReader::read_names(const Key& key, const YamlNode& node,
                                            const std::string& path) {
  const bool sectors = key.type == KeyType::sector_list;
  const bool any = key.type == KeyType::name_list;
  if (node.kind == YamlNode::Kind::scalar && !any &&
      (node.text == "all" || (sectors && node.text == "goods"))) {
    return scalar_node(node.text, node.where);
  }
  if (node.kind != YamlNode::Kind::sequence || node.items.empty()) {
    return refuse(key, node, path,
                  node.kind == YamlNode::Kind::scalar
                      ? std::vector<std::string>{"write [" + node.text + "]"}
                      : std::vector<std::string>{});
  }
  if (node.items.size() > most_names) {
    complaints_->add(node.where, path + " has " + std::to_string(node.items.size()) +
                                     " names, expected at most " +
                                     std::to_string(most_names));
    return std::nullopt;
  }
  const std::vector<std::string>* known = any || names_->baseline == nullptr ? nullptr
                                          : sectors ? &names_->baseline->sectors
                                                    : &names_->baseline->regions;
  YamlNode list = collection(YamlNode::Kind::sequence, node.where);
  std::vector<std::string> seen;
  bool good = true;
  for (const YamlNode& item : node.items) {
    good = check_word(item, path, known, seen) && good;
    list.items.push_back(scalar_node(item.text, item.where));
  }
  return good ? Result(std::move(list)) : std::nullopt;
}

ValueReader::Result ValueReader::read_schedule(const Key& key, const YamlNode& node,
                                               const std::string& path) {
  if (names_->baseline == nullptr) {
    return scalar_node(node.text, node.where);
  }
  std::vector<std::string> known;
  for (const TariffSchedule& one : names_->baseline->tariff_schedules) {
    known.push_back(one.name);
  }
  if (holds(known, node.text)) {
    return scalar_node(node.text, node.where);
  }
  return refuse(key, node, path,
                known.empty() ? std::vector<std::string>{"this baseline has none"}
                              : name_hints(node.text, known));
}

ValueReader::Result ValueReader::read_pair_tariffs(const Key& key, const YamlNode& node,
                                                   const std::string& path) {
  const std::vector<std::string> choices = words_of(key.choices);
  if (node.kind == YamlNode::Kind::scalar && holds(choices, node.text)) {
    return scalar_node(node.text, node.where);
  }
  if (node.kind != YamlNode::Kind::mapping || node.entries.size() != 1 ||
      node.entries[0].key != "schedule" ||
      node.entries[0].value.kind != YamlNode::Kind::scalar) {
    return refuse(key, node, path,
                  node.kind == YamlNode::Kind::scalar ? name_hints(node.text, choices)
                                                      : std::vector<std::string>{});
  }
  Key row = key;
  row.type = KeyType::schedule;
  const YamlEntry& entry = node.entries[0];
  auto name = read_schedule(row, entry.value, path + ".schedule");
  if (!name) {
    return std::nullopt;
  }
  YamlNode out = collection(YamlNode::Kind::mapping, node.where);
  out.entries.push_back({entry.key, entry.where, std::move(*name)});
  return out;
}

ValueReader::Result ValueReader::read_rates(const Key& key, const YamlNode& node,
                                            const std::string& path) {
  if (node.kind != YamlNode::Kind::mapping || !is_by_party(node, names_->parties)) {
    return read_changes(key, node, path);
  }
  YamlNode rates = collection(YamlNode::Kind::mapping, node.where);
  Key part = key;
  part.type = KeyType::tariff_change;
  for (const YamlEntry& entry : node.entries) {
    if (check_name(KeyType::rates, entry, path)) {
      if (auto value = read_changes(part, entry.value, path + "." + entry.key)) {
        rates.entries.push_back({entry.key, entry.where, std::move(*value)});
      }
    }
  }
  return rates;
}

ValueReader::Result ValueReader::read_changes(const Key& key, const YamlNode& node,
                                              const std::string& path) {
  if (node.kind != YamlNode::Kind::sequence) {
    return read_change(key, node, path);
  }
  if (node.items.empty()) {
    return refuse(key, node, path);
  }
  YamlNode list = collection(YamlNode::Kind::sequence, node.where);
  bool good = true;
  for (const YamlNode& item : node.items) {
    const std::string which = path + "[" + std::to_string(list.items.size() + 1) + "]";
    if (item.kind != YamlNode::Kind::mapping) {
      complaints_->add(item.where,
                       which + " is " + found_text(item) +
                           ", expected a change such as {add: 0.25, "
                           "coverage: 0.5}",
                       {"parts of one sector say what they cover"});
      good = false;
      continue;
    }
    auto change = read_change(key, item, which);
    good = good && change.has_value();
    list.items.push_back(change ? std::move(*change) : YamlNode{});
  }
  return good ? Result(std::move(list)) : std::nullopt;
}

ValueReader::Result ValueReader::read_change(const Key& key, const YamlNode& node,
                                             const std::string& path) {
  if (node.kind == YamlNode::Kind::scalar) {
    const auto value = read_number(key, node, path, *complaints_);
    return value ? Result(number_node(*value, node.where)) : std::nullopt;
  }
  const std::size_t before = complaints_->size();
  std::vector<std::string> words;
  for (const Key* row : change_keys()) {
    words.emplace_back(name_of(*row));
  }
  bool unknown = false;
  for (const YamlEntry& entry : node.entries) {
    if (!holds(words, entry.key)) {
      complaints_->add(entry.where, "unknown key '" + entry.key + "' in " + path,
                       name_hints(entry.key, words));
      unknown = true;
    }
  }
  if (!unknown) {
    check_alternatives(node, node.where, change_keys(), path, *complaints_);
  }
  YamlNode out = collection(YamlNode::Kind::mapping, node.where);
  for (const Key* row : change_keys()) {
    const YamlEntry* entry = node.find(name_of(*row));
    if (entry == nullptr) {
      continue;
    }
    Key part = *row;
    if (entry->key == "add") {
      part.range = key.range;  // of the place where the change stands
    }
    if (auto value = read(part, entry->value, path + "." + entry->key)) {
      out.entries.push_back({entry->key, entry->where, std::move(*value)});
    }
  }
  return complaints_->size() == before ? Result(std::move(out)) : std::nullopt;
}

}  // namespace tripart
