#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tripart/core/error.hpp"
#include "tripart/economy/baseline.hpp"
#include "tripart/scenario/yaml_tree.hpp"

namespace tripart {

/// Letters, digits, `_` and `-`, a letter or digit first, at most 64 of them.
[[nodiscard]] bool is_name(std::string_view text);

/// Letters, digits, `.`, `_` and `-`, not beginning with a dot.
[[nodiscard]] bool is_table_name(std::string_view text);
/// A plain file name that begins with a letter or digit and ends in `.csv`.
[[nodiscard]] bool is_csv_name(std::string_view text);

/// What the values of a scenario may refer to, gathered before any of them is judged.
struct Names {
  std::vector<std::string> parties;
  std::vector<std::string> chapters;
  std::vector<std::string> contested_chapters;
  std::vector<std::string> issues;
  const Baseline* baseline =
      nullptr;  ///< null: pure bargaining, or a table that was not found
};

/// Takes what can be taken from a tree that may be wrong anywhere.
[[nodiscard]] Names names_of(const YamlNode& root, const Baseline* baseline);

[[nodiscard]] bool holds(const std::vector<std::string>& names, std::string_view name);

/// The one name of a pair of parties that may be written in either order: `CAN-USA` for
/// `USA-CAN`; nothing if the text is no pair of two different ones.
[[nodiscard]] std::optional<std::string> pair_name(
    std::string_view text, const std::vector<std::string>& parties);
/// The two parties of a pair, in alphabetical order; empty names if it is none.
[[nodiscard]] std::pair<std::string, std::string> members_of_pair(
    std::string_view text, const std::vector<std::string>& parties);
/// Names of all pairs.
[[nodiscard]] std::vector<std::string> pairs_of(const std::vector<std::string>& parties);

/// What to do about a name that does not exist: the near one, else the list of all.
[[nodiscard]] std::vector<std::string> name_hints(
    std::string_view wrong, const std::vector<std::string>& allowed);

}  // namespace tripart
