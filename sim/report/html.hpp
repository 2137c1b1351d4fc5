#pragma once

#include <string>
#include <string_view>

#include "report/page_table.hpp"

namespace tripart {

/// Text as it stands in HTML, between tags or within a quoted attribute.
[[nodiscard]] std::string escaped(std::string_view text);

/// `two_bilaterals` as `two bilaterals`.
[[nodiscard]] std::string spaced(std::string_view name);

/// A number of a table for people, with the cell it comes from: `scale` times the cell,
/// rounded, in an element whose data-source is `FILE:ROW:COLUMN`. `-` if the cell is
/// empty.
[[nodiscard]] std::string sourced(const PageTable& table, std::size_t row,
                                  std::string_view column, double scale, int decimals);

/// A cell as the file has it, numbers with their source.
[[nodiscard]] std::string sourced(const PageTable& table, std::size_t row,
                                  std::size_t column);

/// Digits after the point that an interval of this width leaves worth reading.
[[nodiscard]] int decimals_within(double low, double high);

/// `72.7 % (95 percent interval 72.1 to 73.3 %)`, in elements as above; for what was
/// never seen, what it is below.
/// \param value  column of the probability
[[nodiscard]] std::string probability_html(const PageTable& table, std::size_t row,
                                           std::string_view value, std::string_view low,
                                           std::string_view high);

/// A whole table, at most `most_rows` of it, with a caption.
[[nodiscard]] std::string table_html(const PageTable& table, std::size_t most_rows);

}  // namespace tripart
