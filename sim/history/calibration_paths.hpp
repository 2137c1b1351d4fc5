#pragma once

#include <string>
#include <vector>

#include "tripart/core/distribution.hpp"
#include "tripart/scenario/yaml_tree.hpp"

namespace tripart {

/// The paths of a scenario that a pattern matches, in the order of the file: `*` stands
/// for every name of a mapping and every id of a list. \param resolved  with all defaults
[[nodiscard]] std::vector<std::string> matching_paths(const YamlNode& resolved,
                                                      const std::string& pattern);

/// What the key at a path may hold; anything where there is none.
[[nodiscard]] Range range_at(const std::string& path);

}  // namespace tripart
