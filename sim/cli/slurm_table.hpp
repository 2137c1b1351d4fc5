#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tripart/study/slurm_status.hpp"

namespace tripart {

/// What `tripart slurm --status` prints: how many shards are in which state and which,
/// what is wrong with those that are, and the commands that bring the sweep on.
[[nodiscard]] std::string slurm_table(const std::filesystem::path& folder,
                                      const SweepStatus& status,
                                      const std::vector<std::string>& next);

}  // namespace tripart
