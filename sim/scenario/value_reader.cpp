#include "scenario/value_reader.hpp"

#include "scenario/distribution_reader.hpp"
#include "scenario/found.hpp"
#include "tripart/core/date.hpp"
#include "tripart/core/number.hpp"

namespace tripart {

YamlNode ValueReader::collection(YamlNode::Kind kind, const SourcePosition& where) {
  YamlNode node;
  node.kind = kind;
  node.where = where;
  return node;
}

ValueReader::Result ValueReader::refuse(const Key& key, const YamlNode& node,
                                        const std::string& path,
                                        std::vector<std::string> hints) {
  complaints_->add(node.where,
                   path + " is " + found_text(node) + ", expected " + expectation(key),
                   std::move(hints));
  return std::nullopt;
}

ValueReader::Result ValueReader::read(const Key& key, const YamlNode& node,
                                      const std::string& path) {
  switch (key.type) {
    case KeyType::parameter_or_none:
      if (node.kind == YamlNode::Kind::scalar && node.text == "none") {
        return scalar_node("none", node.where);
      }
      [[fallthrough]];
    case KeyType::parameter: {
      const auto distribution = read_distribution(key, node, path, *complaints_);
      return distribution ? Result(to_node(*distribution, node.where)) : std::nullopt;
    }
    case KeyType::number: {
      const auto value = read_number(key, node, path, *complaints_);
      return value ? Result(number_node(*value, node.where)) : std::nullopt;
    }
    case KeyType::party_list:
      return read_party_list(key, node, path);
    case KeyType::text_pair:
    case KeyType::number_pair:
    case KeyType::interval:
      return read_pair(key, node, path);
    case KeyType::shares:
      return read_shares(key, node, path);
    case KeyType::number_list:
      return read_numbers(key, node, path);
    case KeyType::value_list:
      return read_values(key, node, path);
    case KeyType::name_list:
    case KeyType::region_list:
    case KeyType::sector_list:
      return read_names(key, node, path);
    case KeyType::rates:
      return read_rates(key, node, path);
    case KeyType::tariff_change:
      return read_changes(key, node, path);
    case KeyType::pair_tariffs:
      return read_pair_tariffs(key, node, path);
    case KeyType::lifting: {
      const std::vector<std::string> words = {"signature", "ratification", "separate"};
      return read_draw_of_words(key, node, path, &words);
    }
    case KeyType::elasticities:
      return read_theta_sets(key, node, path);
    default:
      return node.kind == YamlNode::Kind::scalar
                 ? read_scalar(key, node, path)
                 : refuse(key, node, path,
                          node.items.size() == 1
                              ? std::vector<std::string>{"write it without [ ]"}
                              : std::vector<std::string>{});
  }
}

ValueReader::Result ValueReader::read_scalar(const Key& key, const YamlNode& node,
                                             const std::string& path) {
  const std::string& text = node.text;
  switch (key.type) {
    case KeyType::count:
      return read_count(key, node, path);
    case KeyType::boolean:
      return !node.quoted && (text == "true" || text == "false")
                 ? Result(scalar_node(text, node.where))
                 : refuse(key, node, path, boolean_hints(text));
    case KeyType::date: {
      const auto date = parse_date(text);
      return date ? Result(scalar_node(to_text(*date), node.where))
                  : refuse(key, node, path, date_hints(text));
    }
    case KeyType::name:
      return is_name(text) ? Result(scalar_node(text, node.where))
                           : refuse(key, node, path,
                                    {"begin with a letter or digit; at most 64 of them"});
    case KeyType::table:
      return is_table_name(text)
                 ? Result(scalar_node(text, node.where))
                 : refuse(key, node, path,
                          {"write its name alone, of letters, digits, '.', '_' and '-'"});
    case KeyType::csv:
      return is_csv_name(text)
                 ? Result(scalar_node(text, node.where))
                 : refuse(
                       key, node, path,
                       {"write its name alone, such as payoffs.csv: at most 64 letters, "
                        "digits, '.', '_' and '-'"});
    case KeyType::choice: {
      const std::vector<std::string> choices = words_of(key.choices);
      return holds(choices, text) ? Result(scalar_node(text, node.where))
                                  : refuse(key, node, path, name_hints(text, choices));
    }
    case KeyType::party:
    case KeyType::sector:
    case KeyType::chapter:
      return read_reference(key, node, path);
    case KeyType::schedule:
      return read_schedule(key, node, path);
    case KeyType::text:
      return scalar_node(text, node.where);
    default:
      return refuse(key, node, path);
  }
}

ValueReader::Result ValueReader::read_count(const Key& key, const YamlNode& node,
                                            const std::string& path) {
  const auto value = node.quoted ? std::nullopt : parse_count(node.text);
  const auto number = parse_number(node.text);
  if (!value || static_cast<double>(*value) < key.range.lo ||
      static_cast<double>(*value) > key.range.hi) {
    return refuse(key, node, path,
                  number && !node.quoted ? std::vector<std::string>{}
                                         : number_hints(node.text, Decimals::refused));
  }
  return scalar_node(std::to_string(*value), node.where);
}

ValueReader::Result ValueReader::read_reference(const Key& key, const YamlNode& node,
                                                const std::string& path) {
  std::vector<std::string> allowed;
  if (key.type == KeyType::party) {
    allowed = names_->parties;
  } else if (key.type == KeyType::chapter) {
    allowed = names_->chapters;
  } else if (names_->baseline != nullptr) {
    allowed = names_->baseline->sectors;
  } else {
    return scalar_node(node.text, node.where);
  }
  return holds(allowed, node.text)
             ? Result(scalar_node(node.text, node.where))
             : refuse(key, node, path, name_hints(node.text, allowed));
}

bool ValueReader::check_name(KeyType mapping, const YamlEntry& entry,
                             const std::string& path) {
  if (mapping == KeyType::by_pair) {
    if (pair_name(entry.key, names_->parties)) {
      return true;
    }
    complaints_->add(entry.where, "unknown pair '" + entry.key + "' in " + path,
                     name_hints(entry.key, pairs_of(names_->parties)));
    return false;
  }
  const bool by_party = mapping == KeyType::by_party || mapping == KeyType::rates;
  if (mapping == KeyType::by_sector && names_->baseline == nullptr) {
    return true;
  }
  const std::vector<std::string>& allowed = by_party ? names_->parties
                                            : mapping == KeyType::by_issue
                                                ? names_->issues
                                                : names_->baseline->sectors;
  if (holds(allowed, entry.key)) {
    return true;
  }
  const std::string what = by_party                       ? "party"
                           : mapping == KeyType::by_issue ? "issue"
                                                          : "sector";
  complaints_->add(entry.where, "unknown " + what + " '" + entry.key + "' in " + path,
                   name_hints(entry.key, allowed));
  return false;
}

ValueReader::Result ValueReader::read_party_list(const Key& key, const YamlNode& node,
                                                 const std::string& path) {
  if (node.kind != YamlNode::Kind::sequence || node.items.empty()) {
    return refuse(key, node, path,
                  node.kind == YamlNode::Kind::scalar
                      ? std::vector<std::string>{"write [" + node.text + "]"}
                      : std::vector<std::string>{});
  }
  YamlNode list = collection(YamlNode::Kind::sequence, node.where);
  std::vector<std::string> seen;
  bool good = true;
  for (const YamlNode& item : node.items) {
    good = check_word(item, path, &names_->parties, seen) && good;
    list.items.push_back(scalar_node(item.text, item.where));
  }
  return good ? Result(std::move(list)) : std::nullopt;
}

ValueReader::Result ValueReader::read_shares(const Key& key, const YamlNode& node,
                                             const std::string& path) {
  if (node.kind != YamlNode::Kind::sequence || node.items.empty()) {
    return refuse(key, node, path,
                  node.kind == YamlNode::Kind::scalar
                      ? std::vector<std::string>{"write [" + node.text + "]"}
                      : std::vector<std::string>{});
  }
  YamlNode list = collection(YamlNode::Kind::sequence, node.where);
  double last = 0.0;
  for (const YamlNode& item : node.items) {
    const std::string which = path + ", value " + std::to_string(list.items.size() + 1);
    const auto value = read_number(key, item, which, *complaints_);
    if (!value) {
      return std::nullopt;
    }
    if (*value <= last) {
      complaints_->add(item.where, which + " is " + to_text(*value) +
                                       ", expected more than " + to_text(last) +
                                       ", the one before");
      return std::nullopt;
    }
    last = *value;
    list.items.push_back(number_node(*value, item.where));
  }
  return list;
}

ValueReader::Result ValueReader::read_pair(const Key& key, const YamlNode& node,
                                           const std::string& path) {
  if (node.kind != YamlNode::Kind::sequence || node.items.size() != 2) {
    return refuse(key, node, path);
  }
  YamlNode list = collection(YamlNode::Kind::sequence, node.where);
  Key part = key;
  part.type = key.type == KeyType::text_pair     ? KeyType::text
              : key.type == KeyType::number_pair ? KeyType::number
                                                 : KeyType::parameter;
  for (const YamlNode& item : node.items) {
    const std::string which = list.items.empty() ? ", first value" : ", second value";
    auto value = read(part, item, path + which);
    if (!value) {
      return std::nullopt;
    }
    list.items.push_back(std::move(*value));
  }
  return list;
}

}  // namespace tripart
