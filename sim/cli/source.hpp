#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tripart/cli/options.hpp"
#include "tripart/results/manifest.hpp"
#include "tripart/results/result_directory.hpp"
#include "tripart/scenario/priors.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// What a command works on: a scenario, and the run it is taken from where the user named
/// one.
struct Source {
  Scenario scenario;
  std::optional<Manifest> manifest;
  std::filesystem::path kept_in;  ///< the result directory it was read from, or empty
};

/// --set and --data.
/// \throws UsageError  if one --set would be replaced by a later one
[[nodiscard]] ReadOptions read_options(const Arguments& arguments);

/// Reads a scenario file with the command's --set and --data; or, for a result directory
/// or its manifest.json, the scenario that the directory keeps.
[[nodiscard]] Source read_source(const std::filesystem::path& path,
                                 const Arguments& arguments);

/// The scenario file that read_source read, with `priors` in place of numbers and without
/// closed forms about these.
/// \pre the source is no result directory
[[nodiscard]] Scenario read_with_priors(const std::filesystem::path& path,
                                        const Arguments& arguments,
                                        const std::vector<PriorInPlace>& priors);

/// What was made of the scenario's tables, one `note: ...` line each on stderr.
void say_notes(const Scenario& scenario);

/// --jobs, else the cores this process may use: SLURM_CPUS_PER_TASK, SLURM_CPUS_ON_NODE,
/// OMP_NUM_THREADS, then the processor affinity.
[[nodiscard]] int jobs_of(const Arguments& arguments);

/// --seed, else the manifest's, else 1.
[[nodiscard]] std::uint64_t seed_of(const Arguments& arguments,
                                    const std::optional<Manifest>& manifest);

/// --resume or --force.
[[nodiscard]] Existing existing_of(const Arguments& arguments);

enum class Format { table, csv, json };

/// --format, `table` where it is not given.
[[nodiscard]] Format format_of(const Arguments& arguments);

}  // namespace tripart
