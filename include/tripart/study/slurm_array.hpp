#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tripart {

/// Slurm's default for MaxArraySize; the largest index of a task is one less.
inline constexpr std::uint64_t default_max_array_size = 1001;

/// The most tasks that tripart puts into one array: longer lists of indices would not fit
/// on a command line, and more jobs than that Slurm does not keep by default
/// (MaxJobCount).
inline constexpr std::uint64_t most_array_tasks = 10'000;

inline constexpr std::uint64_t most_slurm_shards = 1'000'000;

/// Tasks that are submitted together: task t plays shard `offset` + t.
struct ArrayPart {
  std::uint64_t offset = 0;
  std::vector<std::uint64_t> tasks;  ///< ascending, from 1

  friend bool operator==(const ArrayPart&, const ArrayPart&) = default;
};

/// `3,7-9`: whole numbers as a list of ranges. \pre ascending
[[nodiscard]] std::string compact_ranges(std::span<const std::uint64_t> numbers);

/// Shards dealt to arrays, the same offsets whatever is left to do. \pre shards
/// ascending, from 1
/// \param largest_task  at least 1, at most most_array_tasks
[[nodiscard]] std::vector<ArrayPart> split_array(std::span<const std::uint64_t> shards,
                                                 std::uint64_t largest_task);

/// MaxArraySize in the answer of `scontrol show config`.
[[nodiscard]] std::optional<std::uint64_t> max_array_size(std::string_view config);

}  // namespace tripart
