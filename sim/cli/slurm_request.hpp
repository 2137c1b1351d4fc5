#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "tripart/cli/options.hpp"
#include "tripart/study/slurm.hpp"

namespace tripart {

/// Where this program lies.
[[nodiscard]] std::filesystem::path this_program();

/// A full path without `.`, `..` and a slash at its end.
[[nodiscard]] std::filesystem::path absolute_path(const std::filesystem::path& path);

/// What the user asked `tripart slurm` for; its folder is for the caller to fill in.
/// \throws UsageError, Failure(usage)
[[nodiscard]] SlurmJob read_slurm_job(const Arguments& arguments,
                                      const std::filesystem::path& sweep);

/// The command as it would be typed in any folder, without --submit.
[[nodiscard]] std::string command_of(const SlurmJob& job,
                                     const std::optional<std::uint64_t>& max_array);

}  // namespace tripart
