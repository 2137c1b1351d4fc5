#include "tripart/core/number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>

#include "tripart/core/text.hpp"

namespace tripart {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t digits_from(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) {
    ++end;
  }
  return end - at;
}

// number = [sign] (0 | [1-9] digits) [. digits] [(e|E) [sign] digits]
bool is_decimal(std::string_view text) {
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) {
    ++at;
  }
  const std::size_t whole = digits_from(text, at);
  if (whole == 0 || (whole > 1 && text[at] == '0')) {
    return false;
  }
  at += whole;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = digits_from(text, at + 1);
    if (fraction == 0) {
      return false;
    }
    at += 1 + fraction;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) {
      ++at;
    }
    const std::size_t exponent = digits_from(text, at);
    if (exponent == 0) {
      return false;
    }
    at += exponent;
  }
  return at == text.size();
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  if (!is_decimal(text)) {
    return std::nullopt;
  }
  if (text.front() == '+') {
    text.remove_prefix(1);
  }
  double value = 0.0;
  const auto [end, status] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc{} || end != text.data() + text.size() ||
      !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::optional<std::uint64_t> parse_count(std::string_view text) {
  const std::size_t digits = digits_from(text, 0);
  if (digits == 0 || digits != text.size() || (digits > 1 && text.front() == '0')) {
    return std::nullopt;
  }
  std::uint64_t value = 0;
  const auto [end, status] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

std::string to_text(double value) {
  char buffer[longest_number];
  return {buffer, write_number(buffer, value)};
}

namespace {

/// Whether a spreadsheet would compute what the text says, or run it.
bool is_formula(std::string_view text) {
  return !text.empty() &&
         std::string_view("=+-@\t").find(text.front()) != std::string_view::npos &&
         !parse_number(text);
}

}  // namespace

bool needs_quotes(std::string_view text) {
  return is_formula(text) || std::any_of(text.begin(), text.end(), [](char c) {
           return c == ',' || c == '"' || c == '\r' || c == '\n';
         });
}

std::string csv_field(std::string_view text) {
  if (!needs_quotes(text)) {
    return std::string(text);
  }
  // Quotes alone do not keep a spreadsheet from computing; an apostrophe in front does.
  std::string field = is_formula(text) ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') {
      field += '"';
    }
    field += c;
  }
  return field + '"';
}

}  // namespace tripart
