#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tripart/results/result_directory.hpp"
#include "tripart/results/sweep_manifest.hpp"

namespace tripart {

/// A shard's folder in `shards/`, finished or not.
struct FoundShard {
  std::filesystem::path folder;
  std::uint64_t number = 1;
  std::uint64_t of = 1;
  bool is_finished = false;  ///< has a manifest
};

/// All of them, by how many there are in all and by number.
[[nodiscard]] std::vector<FoundShard> find_shards(
    const std::filesystem::path& sweep_folder);

/// Those that a merge would take: all shards of one number.
/// \param say  takes what else was found and left alone
/// \throws Failure: cannot_read where there are none; not_now where some are missing
/// (named); bad_input where there are shards of several numbers, which cover the same
/// work twice, and not just one of them is complete
[[nodiscard]] std::vector<FoundShard> choose_shards(
    const std::filesystem::path& sweep_folder,
    const std::function<void(const std::string&)>& say);

/// What they say about themselves, in their order.
/// \throws InputError, Failure (bad_input) that names the shard which is damaged, of
/// another sweep, of another version, or of another part of it than it should be
[[nodiscard]] std::vector<SweepManifest> read_shards(
    const std::vector<FoundShard>& shards);

struct MergeResult {
  bool was_merged_already = false;
  std::uint64_t shards = 0;
  SweepManifest manifest;  ///< of the whole
};

/// Joins the shards of a sweep into its files, byte for byte those of a sweep in one
/// process. Memory does not grow with their size; the shards stay.
///
/// Dying on the way does no harm: called again it begins anew, or finds all done.
/// \throws as choose_shards, read_shards and ResultDirectory
[[nodiscard]] MergeResult merge_shards(
    const std::filesystem::path& sweep_folder, Existing existing,
    const std::function<void(const std::string&)>& say);

}  // namespace tripart
