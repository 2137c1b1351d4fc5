#include <string>
#include <string_view>
#include <vector>

#include "scenario/key_rows.hpp"
#include "scenario/key_words.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {
namespace {

/// The type in a word or two; the words of a choice are its type.
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
    case KeyType::pair_tariffs:
    case KeyType::lifting:
      return "`signature`, `ratification`, `separate`, or a discrete draw of them";
    case KeyType::elasticities:
      return "name of a theta set, or a draw of several";
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

/// Markdown takes a bar for the end of a cell.
std::string cell(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    safe += c == '|' ? "\\|" : std::string(1, c);
  }
  return " " + safe + (safe.empty() ? "|" : " |");
}

std::string row(const Key& key) {
  const std::string only = only_words(key);
  return "|" + cell("`" + std::string(key.path) + "`") + cell(type_words(key)) +
         cell(key.unit) + cell(range_words(key)) + cell(default_words(key)) +
         cell(key.equation) +
         cell(std::string(key.meaning) + (only.empty() ? "" : " (" + only + ")")) + "\n";
}

std::string block(std::string_view title, const std::vector<Key>& keys) {
  std::string text = "### " + std::string(title) +
                     "\n\n| key | type | unit | range | default | equation | meaning |\n"
                     "| --- | --- | --- | --- | --- | --- | --- |\n";
  for (const Key& key : keys) {
    text += row(key);
  }
  return text;
}

}  // namespace

std::string scenario_reference() {
  return block("General", general_keys()) + "\n" + block("Economy", economy_keys()) +
         "\n" + block("Trade policies", policy_keys()) + "\n" +
         block("Parties", party_keys()) + "\n" + block("Agenda", agenda_keys()) + "\n" +
         block("Calendar", calendar_keys()) + "\n" +
         block("Threats and retaliation", threat_keys());
}

}  // namespace tripart
