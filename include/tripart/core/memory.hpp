#pragma once

#include <cstdint>

namespace tripart {

/// Bytes that this process may hope to have: the machine's memory, or what limits on the
/// process (`ulimit -v`, `ulimit -d`) leave of it.
[[nodiscard]] std::uint64_t memory_limit();

/// Gives memory that has been freed back to the system, where the C library can: what one
/// thread has freed, it keeps for that thread, and another one takes new memory.
void return_freed_memory();

}  // namespace tripart
