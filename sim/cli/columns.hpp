#pragma once

#include <string>
#include <utility>
#include <vector>

namespace tripart {

/// Words and what they mean, side by side on a page of 100 columns; a longer meaning goes
/// on below itself.
[[nodiscard]] std::string two_columns(
    const std::vector<std::pair<std::string, std::string>>& list);

}  // namespace tripart
