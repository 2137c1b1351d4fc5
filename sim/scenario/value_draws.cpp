// Values that are one of several names, or a draw of them.
#include "scenario/distribution_reader.hpp"
#include "scenario/found.hpp"
#include "scenario/value_reader.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

YamlNode single_key(std::string key, YamlNode list) {
  YamlNode node;
  node.kind = YamlNode::Kind::mapping;
  node.where = list.where;
  const SourcePosition where = list.where;
  node.entries.push_back({std::move(key), where, std::move(list)});
  return node;
}

YamlNode empty_list(const SourcePosition& where) {
  YamlNode node;
  node.kind = YamlNode::Kind::sequence;
  node.where = where;
  return node;
}

}  // namespace

bool ValueReader::check_word(const YamlNode& node, const std::string& path,
                             const std::vector<std::string>* words,
                             std::vector<std::string>& seen) {
  if (node.kind != YamlNode::Kind::scalar) {
    complaints_->add(node.where,
                     path + " holds " + found_text(node) + ", expected names only");
    return false;
  }
  if (words != nullptr && !holds(*words, node.text)) {
    complaints_->add(node.where,
                     path + " names '" + node.text + "', which does not exist",
                     name_hints(node.text, *words));
    return false;
  }
  if (holds(seen, node.text)) {
    complaints_->add(node.where, path + " names '" + node.text + "' twice");
    return false;
  }
  seen.push_back(node.text);
  return true;
}

ValueReader::Result ValueReader::read_draw_of_words(
    const Key& key, const YamlNode& node, const std::string& path,
    const std::vector<std::string>* words) {
  std::vector<std::string> seen;
  if (node.kind == YamlNode::Kind::scalar) {
    return check_word(node, path, words, seen)
               ? Result(scalar_node(node.text, node.where))
               : std::nullopt;
  }
  if (node.entries.size() != 1 || node.entries[0].key != "discrete" ||
      node.entries[0].value.items.empty()) {
    return refuse(key, node, path, {"a draw is {discrete: [[name, probability], ...]}"});
  }
  const YamlNode& pairs = node.entries[0].value;
  YamlNode list = empty_list(pairs.where);
  Key chance;
  chance.type = KeyType::number;
  chance.unit = "probability";
  chance.range = {0.0, 1.0};
  std::vector<std::pair<double, double>> points;
  bool good = true;
  for (const YamlNode& pair : pairs.items) {
    if (pair.items.size() != 2) {
      return refuse(key, pair, path,
                    {"a draw is {discrete: [[name, probability], ...]}"});
    }
    const bool known = check_word(pair.items[0], path, words, seen);
    const auto p =
        read_number(chance, pair.items[1],
                    path + ", probability of '" + pair.items[0].text + "'", *complaints_);
    if (!known || !p) {
      good = false;
      continue;
    }
    points.emplace_back(static_cast<double>(points.size()), *p);
    YamlNode point = empty_list(pair.where);
    point.items = {scalar_node(pair.items[0].text, pair.items[0].where),
                   number_node(*p, pair.items[1].where)};
    list.items.push_back(std::move(point));
  }
  if (!good) {
    return std::nullopt;
  }
  if (const auto why = Distribution::discrete(points).why_invalid()) {
    complaints_->add(pairs.where, path + ": " + *why);
    return std::nullopt;
  }
  return single_key("discrete", std::move(list));
}

ValueReader::Result ValueReader::read_theta_sets(const Key& key, const YamlNode& node,
                                                 const std::string& path) {
  std::vector<std::string> sets;
  if (names_->baseline != nullptr) {
    for (const ThetaSet& set : names_->baseline->theta_sets) {
      sets.push_back(set.name);
    }
  }
  const std::vector<std::string>* known = names_->baseline != nullptr ? &sets : nullptr;
  const bool draw = node.entries.size() == 1 && node.entries[0].key == "draw" &&
                    !node.entries[0].value.items.empty();
  if (!draw) {
    return read_draw_of_words(key, node, path, known);
  }
  const YamlNode& names = node.entries[0].value;
  YamlNode list = empty_list(names.where);
  std::vector<std::string> seen;
  bool good = true;
  for (const YamlNode& name : names.items) {
    good = check_word(name, path, known, seen) && good;
    list.items.push_back(scalar_node(name.text, name.where));
  }
  return good ? Result(single_key("draw", std::move(list))) : std::nullopt;
}

}  // namespace tripart
