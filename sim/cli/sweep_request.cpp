#include "cli/sweep_request.hpp"

#include <string>
#include <utility>

#include "cli/reading.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/sweep_file.hpp"

namespace tripart {
namespace {

std::optional<ShardNumber> shard_of(const Arguments& arguments) {
  const auto text = arguments.text("shard");
  if (!text) {
    return std::nullopt;
  }
  const std::size_t slash = text->find('/');
  const auto number = parse_count(text->substr(0, slash));
  const auto of =
      slash == std::string::npos ? std::nullopt : parse_count(text->substr(slash + 1));
  if (!number || !of || *number < 1 || *number > *of || *of > most_shards) {
    throw UsageError("--shard is '" + *text +
                     "', expected K/N with K from 1 to N and N at most " +
                     with_commas(most_shards) + ", such as 3/64");
  }
  return ShardNumber{*number, *of};
}

}  // namespace

SweepRequest read_sweep_request(const Arguments& arguments) {
  const std::string& path = arguments.only_file("SWEEP");
  SweepRequest request;
  request.format = format_of(arguments);
  request.existing = existing_of(arguments);
  request.jobs = jobs_of(arguments);
  request.verbosity = arguments.has("quiet") ? Verbosity::quiet : Verbosity::normal;
  request.shard = shard_of(arguments);
  request.is_dry = arguments.has("dry-run");
  const auto replicates = arguments.count("replicates", 2, most_point_replicates);
  const std::uint64_t seed = seed_of(arguments, std::nullopt);
  const auto keep = arguments.text("keep");
  if (keep && !parse_keep(*keep)) {
    throw UsageError("--keep is '" + *keep + "', expected summary, outcomes or all");
  }
  const ReadOptions read = read_options(arguments);
  SweepFile file = reading(FileKind::sweep, path,
                           [&](const auto& named) { return read_sweep(named, read); });
  file.replicates = replicates.value_or(file.replicates);
  file.keep = keep.value_or(file.keep);
  request.folder = arguments.text("output").value_or("results/" + file.name);
  request.sweep = std::make_unique<Sweep>(std::move(file), seed, read.data_folder);
  return request;
}

}  // namespace tripart
