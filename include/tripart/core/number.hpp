#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tripart {

/// The one reader of decimal numbers, for YAML, CSV and the command line.
///
/// Accepts an optional sign, digits without a leading zero, an optional fraction and
/// exponent. `010`, `0x10`, `.5`, `5.`, `nan`, `inf`, `1e400` and surrounding blanks are
/// not numbers. A value too small for a double (`1e-400`) is refused as well: it would
/// silently become zero.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// The one reader of counts: decimal digits without sign or leading zero, 0 .. 2^64 - 1.
[[nodiscard]] std::optional<std::uint64_t> parse_count(std::string_view text);

/// Shortest text that reads back as the same double; `-0` is written `0`.
/// \pre value is finite: no CSV of tripart ever holds NaN or infinity.
[[nodiscard]] std::string to_text(double value);

/// One RFC 4180 field: quoted where it holds a comma, quote or line break. What a
/// spreadsheet would take for a formula (first character = + - @ or a tab, and not a
/// number) is quoted and begins with an apostrophe.
[[nodiscard]] std::string csv_field(std::string_view text);

}  // namespace tripart
