#include "scenario/percent_notes.hpp"

#include <optional>

#include "scenario/tariff_words.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

/// From here on a rate is one that hardly anybody means: 100 percent.
constexpr double doubled = 1.0;

bool is_rate(const Key& key) {
  const bool has_type = key.type == KeyType::number || key.type == KeyType::parameter ||
                        key.type == KeyType::rates || key.type == KeyType::tariff_change;
  return has_type && (key.unit == "fraction" || name_of(key) == "discount_rate");
}

/// Whether what stands under a key of a value is a rate: an end of a range, a rate to add
/// or to set, or the rate on one party's sales; no other parameter or word of a change.
bool holds_rate(const std::string& key) {
  const bool is_law = key == "normal" || key == "lognormal" || key == "gamma" ||
                      key == "beta" || key == "discrete";
  return key == "add" || key == "level" || !(is_law || is_change_word(key));
}

/// The first rate in a value that is large, or nothing.
const YamlNode* large_rate(const YamlNode& value) {
  if (value.kind == YamlNode::Kind::scalar) {
    const auto number = value.quoted ? std::nullopt : parse_number(value.text);
    return number && *number >= doubled ? &value : nullptr;
  }
  for (const YamlNode& item : value.items) {
    if (const YamlNode* found = large_rate(item)) {
      return found;
    }
  }
  for (const YamlEntry& entry : value.entries) {
    if (holds_rate(entry.key)) {
      if (const YamlNode* found = large_rate(entry.value)) {
        return found;
      }
    }
  }
  return nullptr;
}

}  // namespace

void note_percent(const Key& key, const YamlNode& value, const std::string& path,
                  std::vector<Complaint>& notes) {
  if (!is_rate(key)) {
    return;
  }
  if (const YamlNode* rate = large_rate(value)) {
    const double number = parse_number(rate->text).value();
    const std::string year = key.unit == "per year" ? " a year" : "";
    notes.push_back(
        {rate->where,
         path + " holds " + rate->text + ", which is " + to_text(100.0 * number) +
             " percent" + year,
         {to_text(number) + " percent is written " + to_text(number / 100.0)}});
  }
}

}  // namespace tripart
