#pragma once

#include <filesystem>
#include <memory>

#include "tripart/results/sweep_manifest.hpp"
#include "tripart/study/sweep.hpp"

namespace tripart {

/// A sweep directory with all its results.
struct FinishedSweep {
  std::filesystem::path folder;
  SweepManifest manifest;
  std::unique_ptr<Sweep> sweep;
  FileRecord summary;  ///< of summary.csv
};

/// \throws Failure: cannot_read where there is no sweep; not_now where shards are missing
/// (named) or not merged; bad_input where it is unfinished. InputError where it holds
/// something else, or inputs that are not those of its manifest.
[[nodiscard]] FinishedSweep open_finished_sweep(const std::filesystem::path& folder);

}  // namespace tripart
