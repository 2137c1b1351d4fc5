#pragma once

#include <cstdint>
#include <optional>

#include "tripart/core/error.hpp"
#include "tripart/study/slurm.hpp"
#include "tripart/study/slurm_status.hpp"
#include "tripart/study/sweep.hpp"

namespace tripart {

/// The largest index that an array may have: `max_array`, or what scontrol says.
[[nodiscard]] std::uint64_t largest_task(const std::optional<std::uint64_t>& max_array);

/// \throws Failure where the job's folder holds what is not of this sweep: cannot_create
/// if tripart did not write it, else bad_input with the difference named
void look_around(const SlurmJob& job, const SlurmRecord& record);

/// Says so where tasks are too short to be worth it, or too long for their limit.
void say_how_long(const SlurmJob& job, const Sweep& sweep);

/// DIR/slurm/ with both scripts, README and record.
void write_scripts(const SlurmJob& job, const SlurmRecord& record, std::uint64_t largest);

/// Sends the shards that are neither finished nor in the queue, and a merge to run behind
/// all. \throws Failure(not_now) where Slurm does not answer or take them
[[nodiscard]] ExitCode submit(const SlurmJob& job, std::uint64_t largest);

}  // namespace tripart
