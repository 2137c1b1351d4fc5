#pragma once

#include <filesystem>
#include <optional>

#include "tripart/scenario/sweep_file.hpp"

namespace tripart {

/// What `precision` names must be a row of summary.csv, a probability or a mean: of the
/// scenario as it stands or with a level of one factor, which may bring parties or kinds
/// of deals of its own. One that is in none of them would never stop a point, and each
/// would play all its replicates without a word.
/// \throws InputError at `precision`, with the names that were meant or that there are;
/// InputError, Failure as read_scenario
void expect_known_precision(const SweepFile& sweep,
                            const std::optional<std::filesystem::path>& data_folder);

}  // namespace tripart
