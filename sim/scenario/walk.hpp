#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenario/names.hpp"
#include "tripart/scenario/key_table.hpp"

namespace tripart {

/// Walks a scenario against the key table: complains about keys that are unknown, missing
/// or out of place and about values that will not do, and returns the tree with every
/// default filled in, in the order of the table and in canonical form. What was wrong is
/// left out of it. `notes` gets what may be right and is probably meant otherwise.
[[nodiscard]] YamlNode resolve_scenario(const YamlNode& root, const Names& names,
                                        Complaints& complaints,
                                        std::vector<Complaint>& notes);

/// Whether a row of the key table is meant where these kinds and modes hold.
[[nodiscard]] bool applies(const Key& row, const std::vector<std::string>& words);

/// The value of a key whose default follows from other keys, as the user wrote those;
/// nothing if they cannot be read.
[[nodiscard]] std::optional<YamlNode> computed_value(
    const Key& key, const YamlNode& section, const YamlNode& root, const Names& names,
    const SourcePosition& where, const std::string& section_name);

}  // namespace tripart
