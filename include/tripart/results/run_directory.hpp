#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/core/file.hpp"
#include "tripart/results/manifest.hpp"
#include "tripart/results/tables.hpp"

namespace tripart {

/// What to do with what an output directory already holds.
enum class Existing { refuse, resume, force };

/// A table that grows in `.partial/` until the run is finished.
class TableFile {
 public:
  TableFile(const std::filesystem::path& folder, const OutputTable& table);
  [[nodiscard]] CsvRows& rows() { return rows_; }
  /// Moves the rows gathered so far into the file.
  void append();
  /// Puts rows that others gathered behind what was appended.
  void append(const CsvRows& rows);
  /// Everything on disk. \return what the manifest says about the file.
  FileRecord close();
  void flush();

 private:
  CsvRows rows_;
  OutputFile file_;
  std::uint64_t row_count_ = 0;  ///< in the file
};

/// What is volatile about one attempt at a run; goes to `attempts/NNN.json`, never into
/// the results.
struct Attempt {
  int jobs = 1;
  std::uint64_t replicates_done = 0;
  double wall_seconds = 0.0;
  std::string ended =
      "running";  ///< running, finished, interrupted, terminated or failed
};

/// The output directory of one run, from the lock to the manifest.
///
/// While unfinished it holds `.partial/` with the growing tables and the identity of the
/// run; what carries its final name is complete. manifest.json is the last of the
/// results: a directory without it is unfinished.
class RunDirectory {
 public:
  enum class State { started, started_again, already_finished };

  /// Locks `folder` and prepares it for the run that `manifest` describes (its files are
  /// filled in later).
  ///
  /// \throws Failure: not_now if another process works in it; bad_input if it holds an
  /// unfinished run and
  ///         neither resume nor force is asked for, or a run of other inputs (the
  ///         difference named) without force, or a damaged one; cannot_create if it holds
  ///         what tripart did not write.
  RunDirectory(std::filesystem::path folder, Manifest manifest, Existing existing);
  /// A folder made for a run that never began is taken away again.
  ~RunDirectory();
  RunDirectory(const RunDirectory&) = delete;
  RunDirectory& operator=(const RunDirectory&) = delete;
  RunDirectory(RunDirectory&&) = delete;
  RunDirectory& operator=(RunDirectory&&) = delete;

  [[nodiscard]] State state() const { return state_; }
  /// What the directory was found to be made of; with its files where it is finished.
  [[nodiscard]] const Manifest& manifest() const { return manifest_; }

  /// Writes inputs/ and the mark of an unfinished run. \pre not already finished
  void begin(const std::vector<InputFile>& inputs, const Attempt& attempt);

  /// The growing file of `table`; created with its header at the first call.
  [[nodiscard]] TableFile& table(const OutputTable& table);

  /// Publishes all tables, datapackage.json and, last, manifest.json.
  void finish(std::uint64_t failed, std::vector<FailureRecord> failures,
              const Attempt& attempt);

  /// Leaves the directory unfinished, with all that was appended on disk.
  void leave_unfinished(const Attempt& attempt);

 private:
  void look_around(Existing existing);
  void clear();
  void write_attempt(const Attempt& attempt) const;
  std::filesystem::path folder_;
  Manifest manifest_;
  bool made_here_ = false;
  std::optional<FolderLock> lock_;
  State state_ = State::started;
  std::filesystem::path attempt_file_;
  std::string started_at_;
  std::vector<const OutputTable*> order_;
  std::map<std::string_view, TableFile> tables_;
};

/// Names where files of a finished directory differ from what its manifest says; nothing
/// if all is well.
[[nodiscard]] std::optional<std::string> damage(const std::filesystem::path& folder,
                                                const Manifest& manifest);

/// Rough bytes of the per-replicate files of a run, for the check before it starts.
[[nodiscard]] std::uint64_t expected_bytes(const Model& model, Keep keep,
                                           std::uint64_t replicates);

/// datapackage.json: the Frictionless description of the files in `files`.
[[nodiscard]] std::string datapackage_json(const std::string& name,
                                           const std::vector<FileRecord>& files);

}  // namespace tripart
