#pragma once

#include <string_view>

namespace tripart {

/// What this program was built from and how, for `tripart --version`. Never part of a
/// result: builds that differ in it give the same bytes.
struct BuildInfo {
  std::string_view commit;    ///< `b4f66fc5dd5e`, `-changed` behind it; empty: unknown
  std::string_view compiler;  ///< `GNU 12.2.0`
  std::string_view options;   ///< `Release: -O3 -DNDEBUG`
};

[[nodiscard]] const BuildInfo& build_info();

}  // namespace tripart
