#pragma once

#include <string>
#include <vector>

#include "tripart/core/error.hpp"
#include "tripart/scenario/key_table.hpp"
#include "tripart/scenario/yaml_tree.hpp"

namespace tripart {

/// Notes on a rate of 100 percent or more: it may be meant, but 2.5 is more often a rate
/// of 2.5 percent, which is written 0.025. At most one note for each value of a key.
void note_percent(const Key& key, const YamlNode& value, const std::string& path,
                  std::vector<Complaint>& notes);

}  // namespace tripart
