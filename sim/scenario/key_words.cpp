#include "scenario/key_words.hpp"

#include <string>
#include <vector>

#include "tripart/core/number.hpp"

namespace tripart {

std::string only_words(const Key& key) {
  if (key.only == "economy") {
    return "only with an economy";
  }
  if (key.only == "pure") {
    return "only without an economy";
  }
  if (key.only == "strategic" || key.only == "behavioural") {
    return "only in mode " + std::string(key.only);
  }
  const std::vector<std::string> kinds = words_of(key.only);
  std::string text;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    text += (i == 0 ? "only for " : i + 1 == kinds.size() ? " or " : ", ") + kinds[i];
  }
  return text;
}

std::string range_words(const Key& key) {
  const bool single = key.range.lo == key.range.hi;
  return single ? to_text(key.range.lo) : range_text(key.range);
}

std::string type_words(const Key& key) {
  switch (key.type) {
    case KeyType::number:
      return "number";
    case KeyType::parameter:
      return "number or distribution";
    case KeyType::parameter_or_none:
      return "number, distribution or `none`";
    case KeyType::count:
      return "whole number";
    case KeyType::boolean:
      return "`true` or `false`";
    case KeyType::date:
      return "date";
    case KeyType::text:
      return "text";
    case KeyType::name:
      return "name";
    case KeyType::table:
      return "name of a baseline";
    case KeyType::csv:
      return "name of a CSV file";
    case KeyType::party:
      return "party";
    case KeyType::sector:
      return "sector";
    case KeyType::chapter:
      return "chapter";
    case KeyType::section:
      return "section";
    case KeyType::parties:
      return "sections by party";
    case KeyType::by_party:
      return "by party";
    case KeyType::by_sector:
      return "by sector";
    case KeyType::by_issue:
      return "by issue";
    case KeyType::by_pair:
      return "by pair of parties";
    case KeyType::items:
      return "list of items with `id`";
    case KeyType::records:
      return "list";
    case KeyType::party_list:
      return "list of parties";
    case KeyType::text_pair:
      return "list of two texts";
    case KeyType::number_pair:
      return "list of two numbers";
    case KeyType::shares:
      return "list of rising shares";
    case KeyType::number_list:
      return "list of numbers";
    case KeyType::value_list:
      return "list of numbers, or numbers by name";
    case KeyType::interval:
      return "`[low, high]`, each a number or distribution";
    case KeyType::name_list:
      return "list of names";
    case KeyType::region_list:
      return "`all` or list of regions";
    case KeyType::sector_list:
      return "`all`, `goods`, or list of sectors";
    case KeyType::tariff_change:
      return "rate, change, or list of partial changes";
    case KeyType::rates:
      return "rate, change, or list of partial changes; or these by party";
    case KeyType::schedule:
      return "name of a tariff schedule";
    case KeyType::lifting:
      return "`signature`, `ratification`, `separate`, or a discrete draw of them";
    case KeyType::elasticities:
      return "name of a theta set, or a draw of several";
    case KeyType::pair_tariffs:
    case KeyType::choice:
      break;
  }
  std::string text;
  for (const std::string& word : words_of(key.choices)) {
    text += (text.empty() ? "`" : ", `") + word + "`";
  }
  return key.type == KeyType::pair_tariffs
             ? text + ", `{schedule: NAME}` or list of lines as in `economy.policies`"
             : text;
}

std::string default_words(const Key& key) {
  if (!key.instead_of.empty()) {
    return "instead of `" + std::string(key.instead_of) + "`";
  }
  if (key.fallback == required) {
    return key.unless.empty() ? "required"
                              : "required unless `" + std::string(key.unless) + "`";
  }
  if (key.fallback == absent || key.fallback == "{}") {
    return "optional";
  }
  return key.fallback == computed ? std::string(computed)
                                  : "`" + std::string(key.fallback) + "`";
}

std::string prior_words(const Key& key) {
  if (key.prior.empty()) {
    return "";
  }
  return key.prior == key.fallback ? "free"
                                   : "free, prior `" + std::string(key.prior) + "`";
}

}  // namespace tripart
