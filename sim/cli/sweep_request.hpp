#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "cli/source.hpp"
#include "tripart/cli/options.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/results/result_directory.hpp"
#include "tripart/study/sweep.hpp"

namespace tripart {

/// `--shard 3/64`
struct ShardNumber {
  std::uint64_t number = 1;
  std::uint64_t of = 1;
};

inline constexpr std::uint64_t most_shards = 1'000'000;

/// What the user asked `tripart sweep` for.
struct SweepRequest {
  std::unique_ptr<Sweep> sweep;
  std::filesystem::path folder;
  int jobs = 1;
  Existing existing = Existing::refuse;
  Format format = Format::table;
  Verbosity verbosity = Verbosity::normal;
  std::optional<ShardNumber> shard;
  bool is_dry = false;
};

/// Checks everything that can be wrong with the command line and the file. \throws
/// UsageError, InputError, Failure
[[nodiscard]] SweepRequest read_sweep_request(const Arguments& arguments);

}  // namespace tripart
