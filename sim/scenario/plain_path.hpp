#pragma once

#include <string_view>

namespace tripart {

/// Relative, of plain names alone, so that the copy in a result directory stays inside
/// it.
[[nodiscard]] bool is_plain_path(std::string_view text);

}  // namespace tripart
