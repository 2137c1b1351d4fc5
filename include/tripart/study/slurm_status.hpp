#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/study/slurm_queue.hpp"

namespace tripart {

enum class ShardState {
  done,     ///< its manifest is there
  running,  ///< Slurm says so, or it showed a sign of life just now
  pending,  ///< in Slurm's queue
  stopped,  ///< told to stop, goes on when sent again
  failed,   ///< its last attempt says so
  lost,     ///< began, and shows no sign of life
  missing   ///< never began
};
inline constexpr std::size_t shard_state_count = 7;

[[nodiscard]] std::string_view to_text(ShardState state);

struct ShardStatus {
  std::uint64_t shard = 0;
  ShardState state = ShardState::missing;
  std::uint64_t attempts = 0;
  std::string host;    ///< of the latest attempt
  std::string ended;   ///< how the latest attempt says it ended, `running` until then
  std::string job;     ///< number of the array in Slurm's queue
  std::string reason;  ///< why Slurm lets it wait
  /// Since the latest attempt's last sign of life.
  std::optional<std::chrono::seconds> silent;
};

struct SweepStatus {
  std::vector<ShardStatus> shards;
  bool is_merged = false;  ///< then every shard is done
  std::string merge_job;   ///< in Slurm's queue; or empty

  [[nodiscard]] std::uint64_t count(ShardState state) const;
  [[nodiscard]] std::vector<std::uint64_t> numbers(ShardState state) const;
};

/// An attempt that was not heard of for so long is taken for lost.
inline constexpr std::chrono::seconds longest_silence{120};

/// What an output directory says about its shards, and Slurm where it was asked.
[[nodiscard]] SweepStatus sweep_status(const std::filesystem::path& folder,
                                       std::uint64_t shards,
                                       const std::optional<SlurmQueue>& queue);

/// One line per shard: shard, state, attempts, host, ended, silent_seconds, job, reason.
[[nodiscard]] std::string status_csv(const SweepStatus& status);
[[nodiscard]] std::string status_json(const SweepStatus& status,
                                      const std::vector<std::string>& next);

/// Commands that bring an unfinished sweep on; none where Slurm has all that is left.
/// \param program  tripart, as typed by a shell
/// \param again    the command that sends what is unfinished, likewise
[[nodiscard]] std::vector<std::string> next_commands(const SweepStatus& status,
                                                     const std::filesystem::path& folder,
                                                     const std::string& program,
                                                     const std::string& again);

/// How many shards the folders in DIR/shards are of; ascending, each once.
[[nodiscard]] std::vector<std::uint64_t> shard_counts(
    const std::filesystem::path& folder);

/// What `tripart slurm` was asked for, kept in DIR/slurm/shards.json.
struct SlurmRecord {
  std::uint64_t shards = 0;
  std::string sweep;                 ///< path of its file
  std::string sweep_sha256;          ///< of the sweep with every default filled in
  std::vector<std::string> options;  ///< that determine the results
  std::string again;                 ///< the command, to be typed once more
};

[[nodiscard]] std::string to_json(const SlurmRecord& record);
/// Nothing where there is none. \throws InputError where it is damaged
[[nodiscard]] std::optional<SlurmRecord> read_slurm_record(
    const std::filesystem::path& folder);
/// In what `now` asks for other results than `before`, in words; nothing if in none.
[[nodiscard]] std::optional<std::string> difference(const SlurmRecord& before,
                                                    const SlurmRecord& now);

}  // namespace tripart
