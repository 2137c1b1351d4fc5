#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tripart/results/result_directory.hpp"

/// Copies of what the shards of a sweep are made from, once for all of them, in
/// `shards/inputs/`.
namespace tripart {

[[nodiscard]] std::filesystem::path shards_folder(
    const std::filesystem::path& sweep_folder);

/// Puts the inputs there, or makes sure that they are there already; any number of
/// processes may do so at a time. \param own  folder that no other process uses, for what
/// is on the way \throws Failure(bad_input) where other inputs are there and `existing`
/// is not force
void keep_inputs(const std::filesystem::path& sweep_folder,
                 const std::vector<InputFile>& inputs, Existing existing,
                 const std::filesystem::path& own);

}  // namespace tripart
