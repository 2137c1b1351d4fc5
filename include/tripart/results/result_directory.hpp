#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/core/file.hpp"
#include "tripart/results/growing_table.hpp"
#include "tripart/results/journal.hpp"
#include "tripart/results/manifest.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// What to do with what an output directory already holds.
enum class Existing { refuse, resume, force };

/// What is volatile about one attempt at some work; goes to `attempts/NNN.json`, never
/// into the results.
struct Attempt {
  int jobs = 1;
  std::uint64_t replicates_done = 0;  ///< by this attempt
  double wall_seconds = 0.0;
  std::string ended =
      "running";  ///< running, finished, interrupted, terminated or failed
};

/// What the results in a directory are made of: a run, a sweep, a shard.
class Identity {
 public:
  Identity() = default;
  virtual ~Identity() = default;
  Identity(const Identity&) = default;
  Identity& operator=(const Identity&) = default;
  Identity(Identity&&) = default;
  Identity& operator=(Identity&&) = default;

  /// The text of manifest.json, with nothing volatile in it: a JSON object whose `files`
  /// lists `files`. Without any it is kept in `.partial/run.json` while unfinished.
  [[nodiscard]] virtual std::string manifest(
      const std::vector<FileRecord>& files) const = 0;
  /// Equal exactly where difference() finds none: a checkpoint of other work is not used.
  [[nodiscard]] virtual std::string work() const = 0;
  /// What the results are called in datapackage.json.
  [[nodiscard]] virtual std::string name() const = 0;
  /// What the manifest in `file` was made from that this is not, in words; nothing if
  /// both give the same results. \throws Failure, InputError if it is no manifest
  [[nodiscard]] virtual std::optional<std::string> difference(
      const std::filesystem::path& file) const = 0;
  /// The tables that may be among the results, by which datapackage.json describes them.
  [[nodiscard]] virtual std::vector<const OutputTable*> tables() const;
  /// Files that this kind of results has besides tables.
  [[nodiscard]] virtual std::vector<std::string> other_files() const { return {}; }
  /// Whether a directory that holds this may be taken for results of this kind though
  /// nothing else says that tripart wrote it, such as `shards`.
  [[nodiscard]] virtual bool is_at_home(std::string_view /*name*/) const { return false; }
};

/// The directory of one piece of work, from the lock to the manifest; it may lie in
/// another such directory.
///
/// While unfinished it holds `.partial/` with the growing tables, their checkpoint and
/// the identity of the work; what carries its final name is complete. manifest.json is
/// the last of the results: a directory without it is unfinished.
class ResultDirectory {
 public:
  enum class State { started, unfinished, already_finished };

  /// Locks `folder` and looks what it holds.
  ///
  /// \param identity  to outlive the directory; what manifest() says besides `files` may
  ///                  grow until finish()
  /// \throws Failure: not_now if another process works in it; bad_input if it holds
  /// unfinished work and neither resume nor force is asked for, or other results (the
  /// difference named) without force, or damaged ones; cannot_create if it holds what
  /// tripart did not write.
  ResultDirectory(std::filesystem::path folder, const Identity& identity,
                  Existing existing);
  /// A folder made for work that never began is taken away again.
  ~ResultDirectory();
  ResultDirectory(const ResultDirectory&) = delete;
  ResultDirectory& operator=(const ResultDirectory&) = delete;
  ResultDirectory(ResultDirectory&&) = delete;
  ResultDirectory& operator=(ResultDirectory&&) = delete;

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] std::filesystem::path manifest_file() const;

  /// Large files of finished results, which are known by their lengths only: their bytes
  /// were not looked at.
  [[nodiscard]] const std::vector<std::string>& known_by_length() const {
    return known_by_length_;
  }

  /// Writes inputs/ and the mark of unfinished work, and looks for a checkpoint of it.
  /// \pre not already finished
  void begin(const std::vector<InputFile>& inputs, const Attempt& attempt);
  /// Where the work stood when it began; nothing if it begins now.
  [[nodiscard]] const std::optional<Checkpoint>& resumed() const { return resumed_; }
  /// Why unfinished work is begun again from its start, if it is.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  /// The checkpoint's state turned out to be of no use: begins from the start after all.
  void start_over(const std::string& problem, const Attempt& attempt);

  /// The growing tables. \pre begun
  [[nodiscard]] Journal& journal() { return *journal_; }
  [[nodiscard]] GrowingTable& table(const OutputTable& table) {
    return journal_->table(table);
  }
  /// A file that is no table, complete in itself, published with the rest.
  void add_file(const std::string& name, std::string_view bytes);

  /// Publishes all tables, datapackage.json and, last, manifest.json.
  void finish(const Attempt& attempt);

  /// Leaves the directory unfinished; what the last checkpoint knows is kept.
  void leave_unfinished(const Attempt& attempt);

 private:
  void look_around(Existing existing);
  [[nodiscard]] bool is_ours() const;
  [[nodiscard]] std::optional<std::string> damage_of_finished();
  void begin_anew(const std::vector<InputFile>& inputs);
  void clear();
  void write_inputs(const std::vector<InputFile>& inputs);
  void take_back_published();
  [[nodiscard]] std::vector<std::string> file_names() const;
  void write_attempt(const Attempt& attempt) const;
  std::filesystem::path folder_;
  const Identity* identity_;
  bool made_here_ = false;
  std::optional<FolderLock> lock_;
  State state_ = State::started;
  std::filesystem::path attempt_file_;
  std::string started_at_;
  std::optional<Journal> journal_;
  std::optional<Checkpoint> resumed_;
  std::string problem_;
  std::vector<FileRecord> added_;
  std::vector<std::string> known_by_length_;
};

/// Names where files of a finished directory differ from what its manifest says; nothing
/// if all is well.
/// \param most_hashed  bytes: beyond so many, the smallest files first, only lengths are
///                     looked at, and `by_length`, if given, gets those names
[[nodiscard]] std::optional<std::string> damage(
    const std::filesystem::path& folder, const std::vector<FileRecord>& files,
    std::uint64_t most_hashed = UINT64_MAX,
    std::vector<std::string>* by_length = nullptr);

/// The tables in its own folder that a datapackage.json describes; none if it is damaged.
[[nodiscard]] std::vector<std::string> described_tables(
    const std::filesystem::path& package);

/// What tables were worked out from.
struct DataSource {
  std::string title;
  std::string sha256;
  std::string text;  ///< all of it, where it is kept
};

/// datapackage.json: the Frictionless description of those of `tables` that `files` has.
[[nodiscard]] std::string datapackage_json(
    const std::string& name, const std::vector<FileRecord>& files,
    std::span<const OutputTable* const> tables,
    const std::optional<DataSource>& source = std::nullopt);

}  // namespace tripart
