#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tripart {

/// The name the user probably meant, for "did you mean"; nothing if no name is near.
///
/// Distance is the number of inserted, dropped, replaced or swapped neighbouring letters,
/// upper and lower case being equal. A name is near within one slip per three letters of
/// `wrong` (rounded up), but at least one of its letters must be right. Among equally
/// near names the first in order wins.
[[nodiscard]] std::optional<std::string> closest_name(
    std::string_view wrong, const std::vector<std::string>& allowed);

}  // namespace tripart
