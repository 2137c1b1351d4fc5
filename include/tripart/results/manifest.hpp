#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/scenario/priors.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

inline constexpr std::string_view program_version = "0.1.0";
/// Grows whenever the same scenario and seed may give other bytes than before.
inline constexpr std::uint64_t results_version = 1;

/// Which per-replicate files a run writes.
enum class Keep { summary, outcomes, all };

[[nodiscard]] std::string_view to_text(Keep keep);
[[nodiscard]] std::optional<Keep> parse_keep(std::string_view text);

/// One file of a result directory.
struct FileRecord {
  std::string name;
  std::optional<std::uint64_t> rows;  ///< absent for what is no table
  std::uint64_t bytes = 0;
  std::string sha256;
};

/// A replicate that could not be played, as the manifest remembers it.
struct FailureRecord {
  std::uint64_t replicate = 0;
  std::string reason;
};

/// What determines the results of a run, and what they are; nothing that differs between
/// two runs of the same inputs, so that manifest.json too is the same bytes everywhere.
struct Manifest {
  std::string program = std::string(program_version);
  std::uint64_t results = results_version;
  std::string scenario_name;
  std::string resolved;  ///< scenario with every default filled in
  std::vector<std::string> overrides;
  /// Of a prior predictive run: what gave way to a prior. The overrides hold it too.
  std::optional<std::vector<PriorInPlace>> priors;
  std::uint64_t seed = 1;
  std::uint64_t replicates = 0;
  Keep keep = Keep::outcomes;
  std::uint64_t trace =
      0;  ///< the first so many replicates tell their story in events.csv
  std::vector<FileRecord> inputs;  ///< the scenario first, then its tables, below inputs/
  std::vector<FileRecord> files;   ///< empty while unfinished
  std::uint64_t failed = 0;
  std::vector<FailureRecord> failures;  ///< the first hundred of them
};

[[nodiscard]] Manifest describe_run(const Scenario& scenario, std::uint64_t seed,
                                    std::uint64_t replicates, Keep keep,
                                    std::uint64_t trace);

[[nodiscard]] std::string to_json(const Manifest& manifest);

/// \throws Failure (cannot_read); InputError where the file is no manifest of tripart.
[[nodiscard]] Manifest read_manifest(const std::filesystem::path& file);

struct ListedFiles {
  std::vector<FileRecord> inputs;  ///< below inputs/
  std::vector<FileRecord> files;
};

/// What a manifest of any kind lists.
/// \throws Failure (cannot_read); InputError where the file is no manifest of tripart.
[[nodiscard]] ListedFiles read_listed_files(const std::filesystem::path& file);

/// `run`, `sweep`, ...: what a manifest is about. \throws like read_listed_files
[[nodiscard]] std::string kind_of_manifest(const std::filesystem::path& file);

/// What `there` was made from that `here` is not, in words; nothing if both give the same
/// results.
[[nodiscard]] std::optional<std::string> difference(const Manifest& there,
                                                    const Manifest& here);

}  // namespace tripart
