#include "tripart/core/date.hpp"

#include <chrono>

#include "tripart/core/error.hpp"
#include "tripart/core/text.hpp"

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

char* write_pair(char* at, unsigned value) {
  *at++ = static_cast<char>('0' + value / 10);
  *at++ = static_cast<char>('0' + value % 10);
  return at;
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
  std::string text(date_length, ' ');
  static_cast<void>(write_date(text.data(), date));
  return text;
}

char* write_date(char* at, Date date) {
  const std::chrono::year_month_day civil{
      std::chrono::sys_days(std::chrono::days(date.days))};
  const int year = static_cast<int>(civil.year());
  TRIPART_EXPECTS(year >= 0 && year <= 9999);
  at = write_pair(at, static_cast<unsigned>(year) / 100);
  at = write_pair(at, static_cast<unsigned>(year) % 100);
  *at++ = '-';
  at = write_pair(at, static_cast<unsigned>(civil.month()));
  *at++ = '-';
  return write_pair(at, static_cast<unsigned>(civil.day()));
}

}  // namespace tripart
