#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tripart {

/// A calendar day, counted from 1970-01-01 (proleptic Gregorian); no clock, no time zone.
struct Date {
  int days = 0;

  friend bool operator==(Date a, Date b) = default;
  friend auto operator<=>(Date a, Date b) = default;
};

/// Reads `YYYY-MM-DD`, years 1900 to 2199; anything else, `2018-02-30` included, is not a
/// date.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// Writes `YYYY-MM-DD`.
[[nodiscard]] std::string to_text(Date date);

}  // namespace tripart
