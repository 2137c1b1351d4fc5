#include "tripart/study/finished_sweep.hpp"

#include <algorithm>

#include "tripart/core/error.hpp"
#include "tripart/core/shell_word.hpp"
#include "tripart/study/merge.hpp"
#include "tripart/study/sweep_run.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_unfinished(const fs::path& folder) {
  const std::string name = folder.string();
  if (!fs::is_directory(folder)) {
    throw Failure(ExitCode::cannot_read, name + ": is no folder that can be read");
  }
  if (fs::exists(folder / ".partial")) {
    throw Failure(ExitCode::bad_input,
                  name + ": is unfinished; `tripart sweep ... --resume` goes on with it");
  }
  if (!find_shards(folder).empty()) {
    static_cast<void>(choose_shards(folder, [](const std::string&) {}));
    throw Failure(ExitCode::not_now, name +
                                         ": its shards are not merged; `tripart merge " +
                                         shell_word(name) + "` does it");
  }
  throw Failure(ExitCode::cannot_read, name + ": holds no sweep");
}

}  // namespace

FinishedSweep open_finished_sweep(const fs::path& folder) {
  const fs::path file = folder / "manifest.json";
  if (!fs::exists(file)) {
    refuse_unfinished(folder);
  }
  if (const std::string kind = kind_of_manifest(file); kind != "sweep") {
    throw InputError({file.string(), 0, 0},
                     "is about a " + kind + ", expected one about a sweep");
  }
  FinishedSweep finished;
  finished.folder = folder;
  finished.manifest = read_sweep_manifest(file);
  const std::vector<FileRecord>& files = finished.manifest.files;
  const auto summary =
      std::find_if(files.begin(), files.end(),
                   [](const FileRecord& record) { return record.name == "summary.csv"; });
  if (summary == files.end()) {
    throw InputError({file.string(), 0, 0}, "names no summary.csv");
  }
  finished.summary = *summary;
  finished.sweep = read_kept_sweep(folder / "inputs", finished.manifest);
  return finished;
}

}  // namespace tripart
