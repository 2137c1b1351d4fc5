#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tripart/core/error.hpp"

namespace tripart {

struct YamlEntry;

/// One value of a YAML file with the place where it was written.
///
/// Scalars stay text: whoever knows the key converts them, so that `010`, `no` and
/// `1e400` are judged by the one number reader and never guessed at.
struct YamlNode {
  enum class Kind { scalar, sequence, mapping };

  Kind kind = Kind::scalar;
  SourcePosition where;  ///< of the value; a block mapping begins at its first key
  std::string text;      ///< of a scalar, decoded UTF-8
  bool quoted = false;   ///< written in quotes or as block text, so surely meant as text
  std::vector<YamlNode> items;  ///< of a sequence
  std::vector<YamlEntry>
      entries;  ///< of a mapping, in the order of the file; keys are unique

  /// The entry called `key`, or nullptr; also nullptr if this is no mapping.
  [[nodiscard]] const YamlEntry* find(std::string_view key) const;
};

struct YamlEntry {
  std::string key;
  SourcePosition where;  ///< of the key
  YamlNode value;
};

/// Canonical YAML text that `read_yaml_text` reads back as the same tree (positions
/// aside).
///
/// Mappings are written in block style, two blanks a level, keys in their order; a list
/// of plain scalars stands on one line, any other has one item a line; text that was
/// quoted stays quoted, always with `"`, and odd plain text (`-`, `---`) becomes quoted.
[[nodiscard]] std::string to_yaml(const YamlNode& node);

}  // namespace tripart
