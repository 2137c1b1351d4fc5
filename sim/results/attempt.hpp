#pragma once

#include <filesystem>
#include <string>

#include "tripart/results/run_directory.hpp"

namespace tripart {

/// The text of an attempt's file: host, times, jobs, rate, compiler, Slurm's numbers, how
/// it ended.
[[nodiscard]] std::string attempt_json(const Attempt& attempt,
                                       const std::string& started_at);

/// `attempts/NNN.json` with the next free number; the folder exists afterwards.
[[nodiscard]] std::filesystem::path next_attempt_file(
    const std::filesystem::path& folder);

/// The time of day in UTC, `2018-03-05T12:00:00Z`.
[[nodiscard]] std::string time_now();

}  // namespace tripart
