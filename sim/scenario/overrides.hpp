#pragma once

#include <string>
#include <vector>

#include "tripart/core/error.hpp"
#include "tripart/scenario/yaml_tree.hpp"

namespace tripart {

/// Applies `--set` items (`a.b.c=V`, V one YAML flow value) to a scenario as the user
/// wrote it, in their order. Items of lists are addressed by their id. A key that the
/// table knows may be set where the file has none; everything else is left to the checks
/// that the file itself goes through.
void apply_overrides(YamlNode& root, const std::vector<std::string>& overrides,
                     Complaints& complaints);

}  // namespace tripart
