#pragma once

#include <cstdint>

namespace tripart::test {

#if defined(TRIPART_SANITIZED)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

/// How many random cases a test tries: `plain` of them, or an eighth under a sanitizer,
/// which sees in few what it would see in many, and takes ten times as long.
constexpr std::uint64_t effort(std::uint64_t plain) {
  return sanitized ? (plain + 7) / 8 : plain;
}

}  // namespace tripart::test
