#include "scenario/found.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "tripart/core/date.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

constexpr std::size_t longest_quotation = 60;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::string lower(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return small;
}

std::string quotation(std::string_view text) {
  std::string line(text.substr(0, longest_quotation));
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  if (text.size() > longest_quotation) {
    while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0x80U) != 0U) {
      line.pop_back();
    }
    line += "...";
  }
  return line;
}

// Text that is a number after a small repair; empty where there is none.
std::string repaired(std::string_view text) {
  std::string number(text);
  const std::size_t sign = !number.empty() && number[0] == '-' ? 1 : 0;
  if (number.size() > sign && number[sign] == '.') {
    number.insert(sign, "0");
  }
  if (!number.empty() && number.back() == '.') {
    number.pop_back();
  }
  while (number.size() > sign + 1 && number[sign] == '0' && is_digit(number[sign + 1])) {
    number.erase(sign, 1);
  }
  std::replace(number.begin(), number.end(), ',', '.');
  number.erase(std::remove(number.begin(), number.end(), '_'), number.end());
  return parse_number(number) ? number : "";
}

// The number without the commas that set off groups of three digits, as in 5,220 or
// -1,234,567; empty where the commas do not stand so.
std::string ungrouped(std::string_view text) {
  const std::size_t sign = !text.empty() && text[0] == '-' ? 1 : 0;
  std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || comma > sign + 3 ||
      !all_digits(text.substr(sign, comma - sign)) || text[sign] == '0') {
    return "";
  }
  std::string number(text.substr(0, comma));
  while (comma < text.size()) {
    const std::string_view group = text.substr(comma + 1, 3);
    if (text[comma] != ',' || group.size() != 3 || !all_digits(group)) {
      return "";
    }
    number += group;
    comma += 4;
  }
  return number;
}

/// Whether the user probably meant a number or date, right or wrong.
bool looks_like_number(std::string_view text) {
  if (!text.empty() && std::string_view("+-.").find(text[0]) != std::string_view::npos) {
    text.remove_prefix(1);
  }
  return !text.empty() && text.find(' ') == std::string_view::npos &&
         (is_digit(text[0]) || (text[0] == '.' && text.size() > 1 && is_digit(text[1])) ||
          lower(text) == "nan" || lower(text) == "inf");
}

}  // namespace

std::string found_text(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::sequence:
      return "a list";
    case YamlNode::Kind::mapping:
      return "a section of keys";
    case YamlNode::Kind::scalar:
      break;
  }
  const bool bare = !node.quoted && looks_like_number(node.text);
  const std::string text = quotation(node.text);
  return bare ? text : "'" + text + "'";
}

std::vector<std::string> number_hints(std::string_view text, Decimals decimals) {
  const std::string small = lower(text);
  for (const std::string_view word :
       {".nan", "nan", ".inf", "-.inf", "+.inf", "inf", "-inf", "infinity"}) {
    if (small == word) {
      return {"infinity and not-a-number are no values here"};
    }
  }
  if (small.size() > 2 && small[0] == '0' && (small[1] == 'x' || small[1] == 'o')) {
    return {"write numbers in decimal"};
  }
  if (!text.empty() && text.back() == '%') {
    std::string_view number = text.substr(0, text.size() - 1);
    number = number.substr(0, number.find_last_not_of(' ') + 1);
    if (const auto value = parse_number(number)) {
      return {"rates and shares are fractions: write " + to_text(*value / 100) + " for " +
              std::string(number) + " %"};
    }
  }
  if (parse_number(text)) {
    return {"write it without quotes"};
  }
  const std::string number = repaired(text);
  if (const std::string whole = ungrouped(text); !whole.empty()) {
    // Either reading may be meant, and the wrong one is off by a factor of a thousand.
    const bool either = decimals == Decimals::allowed && !number.empty();
    return {"write " + whole +
            (either ? ", or " + number + " if the comma is a decimal one" : "")};
  }
  return number.empty() ? std::vector<std::string>{}
                        : std::vector<std::string>{"write " + number};
}

std::vector<std::string> range_hints(const Key& key, double value) {
  constexpr std::array<std::array<std::string_view, 2>, 5> units = {{
      {"fraction", "rates are fractions"},
      {"share", "shares are fractions"},
      {"share of surplus", "shares are fractions"},
      {"probability", "probabilities are fractions"},
      {"per year", "rates per year are fractions"},
  }};
  const double hundredth = value / 100;
  for (const auto& [unit, rule] : units) {
    if (key.unit == unit && value >= 1.0 && value > key.range.hi &&
        hundredth >= key.range.lo && hundredth <= std::min(key.range.hi, 1.0)) {
      return {std::string(rule) + ": write " + to_text(hundredth) + " for " +
              to_text(value) + " %"};
    }
  }
  return {};
}

std::vector<std::string> boolean_hints(std::string_view text) {
  const std::string small = lower(text);
  if (small == "yes" || small == "on" || small == "true" || small == "1") {
    return {"write true"};
  }
  if (small == "no" || small == "off" || small == "false" || small == "0") {
    return {"write false"};
  }
  return {};
}

std::vector<std::string> date_hints(std::string_view text) {
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                      all_digits(text.substr(0, 4)) && all_digits(text.substr(5, 2)) &&
                      all_digits(text.substr(8, 2));
  if (shaped && !parse_date(text)) {
    return {"there is no such day in the years 1900 to 2199"};
  }
  return {"write the 5th of March 2018 as 2018-03-05"};
}

}  // namespace tripart
