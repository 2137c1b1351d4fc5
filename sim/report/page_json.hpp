#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/page_table.hpp"

namespace tripart {

/// JSON text that may stand inside a `script` element and inside a JavaScript program:
/// plain ASCII, without `<`.
[[nodiscard]] std::string script_safe(const nlohmann::ordered_json& json);

/// A table column by column: numbers as numbers (null where a cell is empty), texts as
/// codes into a list of those that occur.
[[nodiscard]] nlohmann::ordered_json table_json(const PageTable& table);

}  // namespace tripart
