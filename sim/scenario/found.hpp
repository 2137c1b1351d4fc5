#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tripart/scenario/key_table.hpp"
#include "tripart/scenario/yaml_tree.hpp"

/// What error messages say about a value that will not do.
namespace tripart {

/// The value as a message puts it: `25`, `'soon'`, `a list`.
[[nodiscard]] std::string found_text(const YamlNode& node);

/// Whether a number may have decimals; a count may not.
enum class Decimals { allowed, refused };

/// Why the one number reader refuses `text`, and what to write instead.
[[nodiscard]] std::vector<std::string> number_hints(
    std::string_view text, Decimals decimals = Decimals::allowed);

/// What a number outside the range of its key may have meant.
[[nodiscard]] std::vector<std::string> range_hints(const Key& key, double value);

/// For `yes`, `False` and the like.
[[nodiscard]] std::vector<std::string> boolean_hints(std::string_view text);

[[nodiscard]] std::vector<std::string> date_hints(std::string_view text);

}  // namespace tripart
