#include "tripart/results/run_directory.hpp"

#include <algorithm>
#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

namespace tripart {

RunIdentity::RunIdentity(Manifest manifest) : manifest_(std::move(manifest)) {}

std::string RunIdentity::manifest(const std::vector<FileRecord>& files) const {
  Manifest all = manifest_;
  all.files = files;
  return to_json(all);
}

// What difference() looks at: the scenario's own file, overrides and the program's
// version may change where the resolved scenario and the results version do not.
std::string RunIdentity::work() const {
  Manifest same = manifest_;
  same.program.clear();
  same.overrides.clear();
  if (same.priors) {
    same.priors->clear();
  }
  same.files.clear();
  same.failed = 0;
  same.failures.clear();
  if (!same.inputs.empty()) {
    same.inputs.front() = {};
  }
  return to_json(same);
}

std::optional<std::string> RunIdentity::difference(
    const std::filesystem::path& file) const {
  if (const std::string kind = kind_of_manifest(file); kind != "run") {
    return "a " + kind + " there, a run here";
  }
  return tripart::difference(read_manifest(file), manifest_);
}

void RunIdentity::note_failures(std::uint64_t failed,
                                std::vector<FailureRecord> failures) {
  manifest_.failed = failed;
  manifest_.failures = std::move(failures);
}

RunDirectory::RunDirectory(std::filesystem::path folder, const Manifest& manifest,
                           Existing existing)
    : identity_(manifest), directory_(std::move(folder), identity_, existing) {}

Manifest RunDirectory::finished() const {
  return read_manifest(directory_.manifest_file());
}

void RunDirectory::finish(std::uint64_t failed, std::vector<FailureRecord> failures,
                          const Attempt& attempt) {
  identity_.note_failures(failed, std::move(failures));
  directory_.finish(attempt);
}

std::uint64_t expected_bytes(const Model& model, Keep keep, std::uint64_t replicates) {
  // Typical lengths of a row; a rough guess is enough to refuse what cannot fit.
  constexpr std::uint64_t outcome = 165;
  constexpr std::uint64_t party = 190;
  constexpr std::uint64_t term = 45;
  constexpr std::uint64_t closing = 40;
  std::uint64_t bytes = 0;
  if (keep != Keep::summary) {
    bytes += outcome + party * model.parties.size();
  }
  if (keep == Keep::all) {
    bytes += term * model.issues.size() + closing * model.chapters.size();
  }
  return bytes > 0 && replicates > UINT64_MAX / bytes ? UINT64_MAX : bytes * replicates;
}

void expect_room_for_rows(const std::filesystem::path& folder, std::uint64_t needed,
                          const std::filesystem::path& kept) {
  const std::uint64_t written = std::min(needed, bytes_in(kept));
  const std::uint64_t room = free_bytes(folder);
  if (needed - written > room) {
    constexpr std::uint64_t mega = 1'000'000;
    const std::string more = written >= mega ? " more" : "";
    throw Failure(ExitCode::io_failed,
                  folder.string() + ": the per-replicate files need about " +
                      std::to_string((needed - written) / mega) + " MB" + more + ", " +
                      std::to_string(room / mega) +
                      " MB are free; use --keep summary or fewer replicates");
  }
}

}  // namespace tripart
