#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "tripart/results/result_directory.hpp"

namespace tripart {

/// The text of an attempt's file: host, times, jobs, rate, compiler, Slurm's numbers, how
/// it ended. \param first  where it began: the first unit of its work, from 1
[[nodiscard]] std::string attempt_json(const Attempt& attempt,
                                       const std::string& started_at,
                                       std::uint64_t first);

[[nodiscard]] std::filesystem::path attempts_folder(const std::filesystem::path& folder);

/// Whether there is a record of an attempt: the mark of a folder of tripart's.
[[nodiscard]] bool has_attempts(const std::filesystem::path& folder);

/// `attempts/NNN.json` with the next free number, yet to be written, for who holds the
/// folder's lock. What others left unfinished there is removed.
[[nodiscard]] std::filesystem::path next_attempt_file(
    const std::filesystem::path& folder);

/// Likewise where others may be about the same: made and empty, so that nobody else gets
/// this number, and nothing is removed.
[[nodiscard]] std::filesystem::path claim_attempt_file(
    const std::filesystem::path& folder);

/// The time of day in UTC, `2018-03-05T12:00:00Z`.
[[nodiscard]] std::string time_now();

}  // namespace tripart
