// Defaults that follow from what the user wrote elsewhere.
#include <algorithm>
#include <optional>

#include "scenario/distribution_reader.hpp"
#include "scenario/walk.hpp"
#include "tripart/core/date.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

constexpr int follow_up_days = 730;
constexpr std::string_view usual_notice_days = "182";

YamlNode list_of(const std::vector<std::string>& words, const SourcePosition& where) {
  YamlNode list;
  list.kind = YamlNode::Kind::sequence;
  list.where = where;
  for (const std::string& word : words) {
    list.items.push_back(scalar_node(word, where));
  }
  return list;
}

const YamlNode* value_of(const YamlNode* node, std::string_view key) {
  const YamlEntry* entry = node == nullptr ? nullptr : node->find(key);
  return entry == nullptr ? nullptr : &entry->value;
}

std::string word_of(const YamlNode& section, std::string_view key) {
  const YamlNode* value = value_of(&section, key);
  return value == nullptr ? "" : value->text;
}

std::optional<YamlNode> two_years_later(const std::string& horizon,
                                        const SourcePosition& where) {
  const auto date = parse_date(horizon);
  if (!date) {
    return std::nullopt;
  }
  const Date last = *parse_date("2199-12-31");
  return scalar_node(to_text(std::min(Date{date->days + follow_up_days}, last)), where);
}

std::optional<YamlNode> every_theta_set(const Names& names, const SourcePosition& where) {
  if (names.baseline == nullptr) {
    return std::nullopt;
  }
  std::vector<std::string> sets;
  for (const ThetaSet& set : names.baseline->theta_sets) {
    sets.push_back(set.name);
  }
  YamlNode draw;
  draw.kind = YamlNode::Kind::mapping;
  draw.where = where;
  draw.entries.push_back({"draw", where, list_of(sets, where)});
  return draw;
}

std::optional<YamlNode> parties_with_position(const YamlNode& issue, const Names& names,
                                              const SourcePosition& where) {
  const YamlNode* positions = value_of(&issue, "positions");
  if (positions == nullptr || positions->entries.empty()) {
    return std::nullopt;
  }
  std::vector<std::string> parties;
  for (const std::string& party : names.parties) {
    if (value_of(positions, party) != nullptr) {
      parties.push_back(party);
    }
  }
  // A name that is no party has its own complaint; who was meant is not known.
  return parties.size() < positions->entries.size()
             ? std::nullopt
             : std::optional(list_of(parties, where));
}

std::optional<YamlNode> usual_region(const std::string& party, const Names& names,
                                     const SourcePosition& where) {
  // A region that does not exist is complained about where the party stands.
  return holds(names.parties, party) ? std::optional(scalar_node(party, where))
                                     : std::nullopt;
}

std::optional<YamlNode> moved_parties(const YamlNode& event, const Names& names,
                                      const SourcePosition& where) {
  if (word_of(event, "kind") != "election") {
    return names.parties.empty() ? std::nullopt
                                 : std::optional(list_of(names.parties, where));
  }
  const std::string party = word_of(event, "party");
  return holds(names.parties, party) ? std::optional(list_of({party}, where))
                                     : std::nullopt;
}

std::optional<YamlNode> issuers_notice(const YamlNode& threat, const YamlNode& root,
                                       const SourcePosition& where) {
  const YamlNode* issuer =
      value_of(value_of(&root, "parties"), word_of(threat, "issuer"));
  const YamlNode* days = value_of(value_of(issuer, "withdrawal"), "notice_days");
  if (days != nullptr && !parse_number(days->text)) {
    return std::nullopt;
  }
  return scalar_node(days == nullptr ? std::string(usual_notice_days) : days->text,
                     where);
}

}  // namespace

std::optional<YamlNode> computed_value(const Key& key, const YamlNode& section,
                                       const YamlNode& root, const Names& names,
                                       const SourcePosition& where,
                                       const std::string& section_name) {
  if (key.path == "follow_up") {
    return two_years_later(word_of(section, "horizon"), where);
  }
  if (key.path == "economy.elasticities") {
    return every_theta_set(names, where);
  }
  if (key.path == "economy.tariff_war.parties") {
    return names.parties.empty() ? std::nullopt
                                 : std::optional(list_of(names.parties, where));
  }
  if (key.path == "parties.*.region") {
    return usual_region(section_name, names, where);
  }
  if (key.path == "issues.*.between") {
    return parties_with_position(section, names, where);
  }
  if (key.path == "calendar.*.takes_office") {
    const std::string date = word_of(section, "date");
    return parse_date(date) ? std::optional(scalar_node(date, where)) : std::nullopt;
  }
  if (key.path == "calendar.*.parties") {
    return moved_parties(section, names, where);
  }
  if (key.path == "threats.*.notice_days") {
    return issuers_notice(section, root, where);
  }
  return std::nullopt;
}

}  // namespace tripart
