#pragma once

#include <cstdint>

namespace tripart {

/// Bytes that this process may hope to have: the machine's memory, or what limits on the
/// process (`ulimit -v`, `ulimit -d`) leave of it.
[[nodiscard]] std::uint64_t memory_limit();

/// Has all threads take memory from one place, where the C library can: else each keeps
/// what it has freed for itself, and another one takes new memory. To be called while
/// there is one thread.
void share_freed_memory();

/// Gives memory that has been freed back to the system, where the C library can.
void return_freed_memory();

}  // namespace tripart
