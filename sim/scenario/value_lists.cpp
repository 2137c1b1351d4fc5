// Lists of numbers: the values an issue may take and what they are worth.
#include "scenario/distribution_reader.hpp"
#include "scenario/value_reader.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

constexpr std::size_t most_values = 1000;

}  // namespace

ValueReader::Result ValueReader::read_numbers(const Key& key, const YamlNode& node,
                                              const std::string& path) {
  if (node.kind != YamlNode::Kind::sequence || node.items.empty()) {
    return refuse(key, node, path);
  }
  YamlNode list = node;
  list.items.clear();
  Key part = key;
  part.type = KeyType::number;
  for (const YamlNode& item : node.items) {
    const std::string which = path + ", value " + std::to_string(list.items.size() + 1);
    const auto number = read_number(part, item, which, *complaints_);
    if (!number) {
      return std::nullopt;
    }
    list.items.push_back(number_node(*number, item.where));
  }
  return list;
}

ValueReader::Result ValueReader::read_values(const Key& key, const YamlNode& node,
                                             const std::string& path) {
  const std::size_t count = node.items.size() + node.entries.size();
  if (node.kind == YamlNode::Kind::scalar || count < 2 || count > most_values) {
    return refuse(key, node, path);
  }
  YamlNode list = node;
  double last = -1.0;
  Key part = key;
  part.type = KeyType::number;
  const auto read = [&](YamlNode& item, const std::string& which) {
    const auto number = read_number(part, item, which, *complaints_);
    if (number && *number <= last) {
      complaints_->add(item.where, which + " is " + to_text(*number) +
                                       ", expected more than " + to_text(last) +
                                       ", the value before it");
    }
    const bool good = number && *number > last;
    if (good) {
      last = *number;
      item = number_node(*number, item.where);
    }
    return good;
  };
  for (std::size_t v = 0; v < list.items.size(); ++v) {
    if (!read(list.items[v], path + ", value " + std::to_string(v + 1))) {
      return std::nullopt;
    }
  }
  for (YamlEntry& entry : list.entries) {
    if (!is_name(entry.key)) {
      complaints_->add(entry.where, path + " names a value '" + entry.key +
                                        "', expected letters, digits, _ and -");
      return std::nullopt;
    }
    if (!read(entry.value, path + "." + entry.key)) {
      return std::nullopt;
    }
  }
  return list;
}

}  // namespace tripart
