#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenario/yaml_source.hpp"
#include "tripart/core/error.hpp"

namespace tripart {

enum class YamlStyle { plain, single_quoted, double_quoted, block };
enum class YamlScope { document, flow_value };

/// Where one scalar stands in the raw text, quotes included.
struct OutlineScalar {
  std::size_t begin = 0;
  std::size_t end = 0;
  YamlStyle style = YamlStyle::plain;
};

/// Finds every scalar of the raw text line by line, without yaml-cpp, and complains about
/// all that strict YAML rules out on the surface: tabs, tags, anchors, markers, open
/// quotes and brackets, text over several lines.
///
/// Because every scalar but block text ends on its own line, an open quote is found where
/// it stands.
[[nodiscard]] std::vector<OutlineScalar> outline_scalars(const YamlSource& source,
                                                         YamlScope scope,
                                                         Complaints& complaints);

/// True for block text and for double quotes with a backslash: their value is not their
/// raw text.
[[nodiscard]] bool holds_escapes(const YamlSource& source, const OutlineScalar& scalar);

/// The value of a scalar that holds no escapes.
[[nodiscard]] std::string raw_value(const YamlSource& source,
                                    const OutlineScalar& scalar);

}  // namespace tripart
