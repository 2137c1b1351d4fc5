#include "tripart/core/date.hpp"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace tripart {
namespace {

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day || *year < 1900 || *year > 2199) {
    return std::nullopt;
  }
  const std::chrono::year_month_day civil{
      std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
      std::chrono::day(static_cast<unsigned>(*day))};
  if (!civil.ok()) {
    return std::nullopt;
  }
  return Date{static_cast<int>(std::chrono::sys_days(civil).time_since_epoch().count())};
}

std::string to_text(Date date) {
  const std::chrono::year_month_day civil{
      std::chrono::sys_days(std::chrono::days(date.days))};
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(civil.year()),
                static_cast<unsigned>(civil.month()), static_cast<unsigned>(civil.day()));
  return buffer;
}

}  // namespace tripart
