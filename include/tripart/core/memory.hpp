#pragma once

#include <cstdint>

namespace tripart {

/// Bytes that this process may hope to have: the machine's memory, or what limits on the
/// process (`ulimit -v`, `ulimit -d`) leave of it.
[[nodiscard]] std::uint64_t memory_limit();

}  // namespace tripart
