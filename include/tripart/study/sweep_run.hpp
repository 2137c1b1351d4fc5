#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tripart/results/result_directory.hpp"
#include "tripart/results/sweep_manifest.hpp"
#include "tripart/study/sweep.hpp"

namespace tripart {

/// What a sweep or a shard has done by now.
struct SweepDone {
  std::uint64_t units = 0;   ///< in order, without gaps
  std::uint64_t points = 0;  ///< of these, the ones whose last unit it was
  std::uint64_t replicates = 0;
};

/// How to play a sweep, or a shard of it.
struct SweepRunOptions {
  std::filesystem::path folder;  ///< of the whole sweep, also for a shard
  Existing existing = Existing::refuse;
  int jobs = 1;
  /// Called after each unit, one at a time, with what this call has done and with all it
  /// is to do, at most.
  std::function<void(const SweepDone& done, const SweepDone& all)> progress =
      [](const SweepDone&, const SweepDone&) {};
  /// Takes what the user should know, a line each.
  std::function<void(const std::string&)> say = [](const std::string&) {};
  /// `interrupted` or `terminated`, once stopped.
  std::function<std::string()> stopped_how = [] { return std::string("interrupted"); };
};

enum class SweepState { finished, already_finished, stopped };

struct SweepResult {
  SweepState state = SweepState::finished;
  SweepDone done;            ///< by this call
  std::uint64_t rest = 0;    ///< units that are still to be played
  std::uint64_t failed = 0;  ///< replicates, by all calls; once finished
  std::vector<SweepFailure> failures;
  std::filesystem::path folder;  ///< that holds them already
  std::uint64_t under_way = 0;   ///< of `rest`, played in part, which is kept
};

/// Plays a sweep in one process and writes its files; once `stop` is set, leaves it so
/// that another call can go on.
///
/// Where there are at most `most_points_checked` points of several factors, all are read
/// and checked before anything is written.
/// \throws as ResultDirectory and SweepPoints
[[nodiscard]] SweepResult run_sweep(const Sweep& sweep, const SweepRunOptions& options,
                                    const std::atomic<bool>& stop);

/// Likewise one shard of it, into `shards/` of the folder, whatever other process works
/// on the same: all end with the same bytes. It goes on where any earlier attempt left
/// off; `existing` matters only where there is work of other inputs.
[[nodiscard]] SweepResult run_shard(const Sweep& sweep, std::uint64_t number,
                                    std::uint64_t of, const SweepRunOptions& options,
                                    const std::atomic<bool>& stop);

inline constexpr std::uint64_t most_points_checked = 2000;

/// What a manifest says about a sweep before it is played.
[[nodiscard]] SweepManifest describe_sweep(const Sweep& sweep);

/// The sweep that a directory keeps in its inputs, as `manifest` describes it.
/// \throws InputError where it is not what the manifest says
[[nodiscard]] std::unique_ptr<Sweep> read_kept_sweep(const std::filesystem::path& inputs,
                                                     const SweepManifest& manifest);

/// Where shard `number` of `of` is: `03-of-64`, numbers as wide as the largest, in
/// `shards/`.
[[nodiscard]] std::filesystem::path shard_folder(
    const std::filesystem::path& sweep_folder, std::uint64_t number, std::uint64_t of);

}  // namespace tripart
