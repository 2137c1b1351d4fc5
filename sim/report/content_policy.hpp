#pragma once

#include <string>
#include <string_view>

namespace tripart {

/// A Content-Security-Policy under which a page runs this script and this style, shows
/// images that are within it, and may ask for nothing else: not the network, no `eval`.
[[nodiscard]] std::string content_policy(std::string_view script, std::string_view style);

}  // namespace tripart
