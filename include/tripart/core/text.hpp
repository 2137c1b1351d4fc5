#pragma once

#include <cstddef>
#include <string_view>

#include "tripart/core/date.hpp"

/// Texts written in place, for files of many millions of them: each function writes from
/// `at` on, where there must be room for the longest text of its kind, and returns the
/// end.
namespace tripart {

inline constexpr std::size_t longest_number = 32;
inline constexpr std::size_t date_length = 10;

/// to_text(value). \pre value is finite
[[nodiscard]] char* write_number(char* at, double value);

/// to_text(date). \pre years 0 to 9999
[[nodiscard]] char* write_date(char* at, Date date);

/// Whether csv_field would quote.
[[nodiscard]] bool needs_quotes(std::string_view text);

}  // namespace tripart
