#include <string>
#include <string_view>
#include <vector>

#include "scenario/key_rows.hpp"
#include "scenario/key_words.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {
namespace {

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
  const std::string prior = prior_words(key);
  return "|" + cell("`" + std::string(key.path) + "`") + cell(type_words(key)) +
         cell(key.unit) + cell(range_words(key)) +
         cell(default_words(key) + (prior.empty() ? "" : "; " + prior)) +
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
