#include "cli/sweep_source.hpp"

#include <optional>
#include <utility>

#include "cli/source.hpp"
#include "tripart/scenario/file_kind.hpp"
#include "tripart/scenario/sweep_file.hpp"
#include "tripart/study/merge.hpp"
#include "tripart/study/sweep_run.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

/// A manifest, and where the inputs that it names are.
struct Kept {
  fs::path manifest;
  fs::path inputs;
};

std::optional<Kept> kept_in(const fs::path& folder) {
  for (const char* name : {"manifest.json", ".partial/run.json"}) {
    if (fs::exists(folder / name)) {
      return Kept{folder / name, folder / "inputs"};
    }
  }
  for (const FoundShard& shard : find_shards(folder)) {
    if (shard.is_finished) {
      return Kept{shard.folder / "manifest.json", folder / "shards" / "inputs"};
    }
  }
  return std::nullopt;
}

}  // namespace

std::unique_ptr<Sweep> find_sweep(const fs::path& path, const Arguments& arguments) {
  if (fs::is_directory(path) || path.filename() == "manifest.json") {
    const auto kept = kept_in(fs::is_directory(path) ? path : path.parent_path());
    if (!kept || kind_of_manifest(kept->manifest) == "run") {
      return nullptr;
    }
    if (arguments.has("set") || arguments.has("data") || arguments.has("seed")) {
      throw UsageError("--set, --data and --seed are for files; " + path.string() +
                       " has its own");
    }
    return read_kept_sweep(kept->inputs, read_sweep_manifest(kept->manifest));
  }
  if (kind_of_file(path) != FileKind::sweep) {
    return nullptr;
  }
  const ReadOptions options = read_options(arguments);
  return std::make_unique<Sweep>(read_sweep(path, options),
                                 seed_of(arguments, std::nullopt), options.data_folder);
}

}  // namespace tripart
