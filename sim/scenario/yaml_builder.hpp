#pragma once

#include <optional>
#include <vector>

#include "scenario/yaml_outline.hpp"
#include "scenario/yaml_source.hpp"
#include "tripart/core/error.hpp"
#include "tripart/scenario/yaml_tree.hpp"

namespace tripart {

/// Runs yaml-cpp over the text and builds the tree, comparing each scalar with the
/// outline.
///
/// \return nothing if the text holds nothing but comments.
/// \throws InputError with `complaints` and all further ones, if there are any.
[[nodiscard]] std::optional<YamlNode> build_yaml_tree(
    const YamlSource& source, const std::vector<OutlineScalar>& outline,
    Complaints& complaints);

}  // namespace tripart
