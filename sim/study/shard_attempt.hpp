#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/core/file.hpp"
#include "tripart/results/journal.hpp"
#include "tripart/results/sweep_manifest.hpp"

namespace tripart {

/// What a shard has once all of it is there.
inline constexpr std::string_view manifest_name = "manifest.json";

/// One process's attempt at a shard, beside others that may be dead or alive.
///
/// Each attempt has a number of its own, which it gets by making `attempts/NNN.json`, and
/// a folder `attempt-NNN` in the shard's, locked while its process lives. Where the
/// process runs and what Slurm calls it is for people only: such names come twice.
class ShardAttempt {
 public:
  /// \param folder  of the shard; exists \param identity  to outlive this
  /// \throws Failure: bad_input where another attempt is at work of other inputs (the
  /// difference named), or not_now if it is alive
  ShardAttempt(std::filesystem::path folder, const SweepIdentity& identity,
               Existing existing, int jobs);
  ShardAttempt(const ShardAttempt&) = delete;
  ShardAttempt& operator=(const ShardAttempt&) = delete;
  ShardAttempt(ShardAttempt&&) = delete;
  ShardAttempt& operator=(ShardAttempt&&) = delete;
  ~ShardAttempt() = default;

  [[nodiscard]] Journal& journal() { return journal_; }
  /// Of the shard.
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  /// Of this attempt alone.
  [[nodiscard]] const std::filesystem::path& own_folder() const { return own_; }

  /// Copies the furthest checkpoint of any attempt; nothing if there is none of use.
  [[nodiscard]] std::optional<Checkpoint> adopt();
  /// Removes dead attempts that had come no further.
  void remove_outdone(const WorkPosition& standing);

  /// Writes down how it goes; `note` is what changed.
  void report(const std::function<void(Attempt&)>& note);

  /// Whether any attempt has published the shard.
  [[nodiscard]] bool is_published() const;
  /// Its manifest then.
  [[nodiscard]] SweepManifest published() const;
  /// Gives the tables and `others` (name and bytes) their names in the shard's folder,
  /// and then its manifest. What another attempt has published at the same time is the
  /// same.
  void publish(SweepIdentity& identity,
               const std::vector<std::pair<std::string, std::string>>& others);
  /// Removes this attempt's folder and those of the dead.
  void clean_up();
  /// Takes this attempt away, as if it had not begun but for its file in attempts/.
  void withdraw();

 private:
  [[nodiscard]] std::vector<std::filesystem::path> others() const;
  void expect_same_work(Existing existing) const;
  void give_name(const std::string& name) const;
  std::filesystem::path folder_;
  const SweepIdentity* identity_;
  std::filesystem::path attempt_file_;
  std::filesystem::path own_;
  std::optional<FolderLock> lock_;
  Journal journal_;
  Attempt attempt_;
  std::string started_at_;
  std::uint64_t first_ = 0;
};

/// Removes what attempts at `shard` left whose processes have died.
/// \throws Failure(io_failed) where that does not work
void remove_dead_attempts(const std::filesystem::path& shard);

}  // namespace tripart
