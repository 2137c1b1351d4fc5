#pragma once

#include <optional>
#include <string>

#include "tripart/core/distribution.hpp"
#include "tripart/core/error.hpp"
#include "tripart/scenario/key_table.hpp"
#include "tripart/scenario/yaml_tree.hpp"

namespace tripart {

/// Reads a number or a one-key mapping such as `{normal: [mean, sd]}` and checks that its
/// draws can meet the key's range; nothing after a complaint.
[[nodiscard]] std::optional<Distribution> read_distribution(const Key& key,
                                                            const YamlNode& node,
                                                            const std::string& path,
                                                            Complaints& complaints);

/// The distribution of a value that was read without complaint before.
[[nodiscard]] Distribution distribution_of(const YamlNode& node);

/// Canonical YAML of a distribution: shortest numbers, discrete points in order of
/// values.
[[nodiscard]] YamlNode to_node(const Distribution& distribution,
                               const SourcePosition& where);

[[nodiscard]] YamlNode scalar_node(std::string text, const SourcePosition& where);
[[nodiscard]] YamlNode number_node(double value, const SourcePosition& where);

/// A number in the key's range, or a complaint.
[[nodiscard]] std::optional<double> read_number(const Key& key, const YamlNode& node,
                                                const std::string& path,
                                                Complaints& complaints);

}  // namespace tripart
