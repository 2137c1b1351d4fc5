#pragma once

#include <cstdint>

#include "tripart/core/error.hpp"
#include "tripart/results/work_memory.hpp"

namespace tripart {

/// Says where unfinished work goes on, or why it does not.
void say_resumed(const WorkMemory& memory);

/// Says how to go on with work that a signal stopped. -> the code to exit with
[[nodiscard]] ExitCode say_stopped(std::uint64_t done, std::uint64_t replicates);

}  // namespace tripart
