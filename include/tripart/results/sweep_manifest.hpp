#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/results/manifest.hpp"
#include "tripart/results/result_directory.hpp"

namespace tripart {

/// A replicate of a design point that could not be played.
struct SweepFailure {
  std::uint64_t point = 0;
  std::uint64_t replicate = 0;
  std::string reason;
};

/// How many failures a sweep remembers by name.
inline constexpr std::size_t sweep_failures_remembered = 100;

/// Which part of a sweep a shard is.
struct ShardOf {
  std::uint64_t number = 1;  ///< from 1
  std::uint64_t of = 1;
  std::uint64_t first_unit = 0;  ///< units first_unit to end_unit - 1 of the sweep
  std::uint64_t end_unit = 0;
};

/// What determines the results of a sweep, or of a shard of one, and what they are;
/// nothing volatile, and in that of a sweep nothing about shards.
struct SweepManifest {
  std::string program = std::string(program_version);
  std::uint64_t results = results_version;
  std::string name;
  std::string resolved;  ///< the sweep with every default filled in
  std::string scenario_name;
  std::string scenario_resolved;  ///< before any factor is set
  std::vector<std::string> overrides;
  std::uint64_t seed = 1;
  std::uint64_t points = 0;
  std::uint64_t replicates = 0;  ///< of a point; with a precision the most
  Keep keep = Keep::summary;
  std::vector<FileRecord> inputs;  ///< the sweep first, below inputs/
  std::optional<ShardOf> shard;
  std::vector<FileRecord> files;  ///< empty while unfinished
  std::uint64_t failed = 0;
  std::vector<SweepFailure> failures;  ///< the first hundred of them
};

[[nodiscard]] std::string to_json(const SweepManifest& manifest);

/// \throws Failure (cannot_read); InputError where the file is no manifest of a sweep or
/// a shard.
[[nodiscard]] SweepManifest read_sweep_manifest(const std::filesystem::path& file);

/// What `there` was made from that `here` is not, in words; nothing if both give the same
/// results.
[[nodiscard]] std::optional<std::string> difference(const SweepManifest& there,
                                                    const SweepManifest& here);

/// A sweep's manifest as the identity of a directory.
class SweepIdentity : public Identity {
 public:
  /// \param tables  that the sweep may write; to outlive this
  SweepIdentity(SweepManifest manifest, std::vector<const OutputTable*> tables)
      : manifest_(std::move(manifest)), tables_(std::move(tables)) {}
  [[nodiscard]] std::string manifest(const std::vector<FileRecord>& files) const override;
  [[nodiscard]] std::string work() const override;
  [[nodiscard]] std::string name() const override { return manifest_.name; }
  [[nodiscard]] std::optional<std::string> difference(
      const std::filesystem::path& file) const override;
  [[nodiscard]] std::vector<const OutputTable*> tables() const override {
    return tables_;
  }
  /// What `tripart sweep --shard` and `tripart slurm` put there.
  [[nodiscard]] bool is_at_home(std::string_view name) const override;

  /// \param failed  how many failed; `failures` are the first hundred of them
  void note_failures(std::uint64_t failed, std::vector<SweepFailure> failures);

 private:
  SweepManifest manifest_;
  std::vector<const OutputTable*> tables_;
};

}  // namespace tripart
