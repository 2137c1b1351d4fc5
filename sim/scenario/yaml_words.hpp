#pragma once

#include "scenario/yaml_source.hpp"
#include "tripart/core/error.hpp"

namespace YAML {
class Exception;
}

namespace tripart {

/// yaml-cpp's complaint for those who do not write parsers, with the place in the user's
/// text.
[[nodiscard]] Complaint in_plain_words(const YamlSource& source,
                                       const YAML::Exception& error);

}  // namespace tripart
