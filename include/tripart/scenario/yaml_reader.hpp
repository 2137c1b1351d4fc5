#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "tripart/scenario/yaml_tree.hpp"

namespace tripart {

/// Reads one file of keys and values in the strict YAML that every tripart input is
/// written in.
///
/// Strict means: one document, UTF-8, at most 1 MiB, depth 32, 100,000 values, keys of
/// 128 characters; no anchors, aliases, tags, nulls, merge keys, complex or duplicate
/// keys, no tabs outside quotes and comments, and no text that runs on over a line end
/// except block text (`|`, `>`). Every scalar is checked against an independent reading
/// of the raw text, so nothing is swallowed in silence.
///
/// \throws Failure(ExitCode::cannot_read) if the file is missing, unreadable or not a
/// regular file; never
///         waits for a pipe or device.
/// \throws InputError with all structural complaints if the text is not strict YAML.
[[nodiscard]] YamlNode read_yaml_file(const std::filesystem::path& path);

/// The same for text already in memory; complaints name it `file_name`.
[[nodiscard]] YamlNode read_yaml_text(std::string_view text,
                                      const std::string& file_name);

/// Reads one YAML flow value, as in `--set a.b=V`: a scalar, `[...]` or `{...}` on a
/// single line.
///
/// \param origin  named in complaints in place of a file, e.g. "--set
/// economy.export_shares".
[[nodiscard]] YamlNode read_yaml_flow_value(std::string_view text,
                                            const std::string& origin);

}  // namespace tripart
