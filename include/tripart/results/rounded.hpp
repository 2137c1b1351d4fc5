#pragma once

#include <string>

namespace tripart {

/// `value` with `decimals` digits after the point, for people (files get the shortest
/// exact text). Never `-0.0`.
[[nodiscard]] std::string rounded(double value, int decimals);

}  // namespace tripart
