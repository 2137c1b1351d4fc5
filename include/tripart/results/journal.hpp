#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/core/state.hpp"
#include "tripart/results/growing_table.hpp"
#include "tripart/results/manifest.hpp"
#include "tripart/results/tables.hpp"

namespace tripart {

/// How far a piece of work is, in units and pieces as its owner counts.
struct WorkPosition {
  std::uint64_t position = 0;  ///< the next unit of work
  std::uint64_t within = 0;    ///< pieces that are done of units from there on
  friend auto operator<=>(const WorkPosition&, const WorkPosition&) = default;
};

/// Where a piece of work stands.
struct Checkpoint : WorkPosition {
  std::string state;  ///< what the owner had gathered from those before
};

/// Growing tables and the last point to which all of them, and what was summed up beside
/// them, are known to be on disk.
///
/// A journal owns the tables (`*.csv`) and the file `checkpoint` of its folder. Whatever
/// death its process dies, another one goes on from the last checkpoint with the same
/// bytes: in place, where it holds the folder's lock (`resume`), or in a folder of its
/// own with a copy, where the first may yet be alive (`adopt`).
class Journal {
 public:
  /// Longest time between two checkpoints; the first come sooner, so that little is lost
  /// of short work too.
  static constexpr std::chrono::milliseconds longest_interval{5000};
  static constexpr std::chrono::milliseconds first_interval{250};

  /// Touches nothing yet.
  /// \param folder  exists
  /// \param work    tells this work from any other: a checkpoint of other work is never
  ///                used. The text of an identity, or its digest.
  Journal(std::filesystem::path folder, std::string work);

  /// Goes on with what is in the folder: the tables are verified and cut to what the
  /// checkpoint knows of them, others removed.
  ///
  /// \return where the work stands. Nothing if there is no checkpoint, or none that can
  /// be used, which problem() explains then; the folder holds no tables afterwards and
  /// the work starts from the beginning.
  /// \throws Failure where the system does not let it write
  [[nodiscard]] std::optional<Checkpoint> resume();

  /// Likewise with a verified copy of what the journal in `from` had come to, which is
  /// left alone, dead or alive; this one's folder must hold no tables. The copy has a
  /// checkpoint at once.
  [[nodiscard]] std::optional<Checkpoint> adopt(const std::filesystem::path& from);

  /// Where the journal in a folder stands, found without touching it; nothing if it has
  /// no sound checkpoint of `work`.
  [[nodiscard]] static std::optional<WorkPosition> standing_in(
      const std::filesystem::path& folder, const std::string& work);

  /// Why the last resume or adopt used nothing of what it found; empty if it did, or
  /// found nothing.
  [[nodiscard]] const std::string& problem() const { return problem_; }

  /// Removes tables and checkpoint.
  void start_over();

  /// The growing file of `table`; created with its header at the first call.
  [[nodiscard]] GrowingTable& table(const OutputTable& table);

  /// Whether it is time for a checkpoint.
  [[nodiscard]] bool due() const { return Clock::now() >= due_; }

  /// Everything before `position` is done and in the tables and `state`: puts all on
  /// disk, and then replaces the checkpoint.
  /// \param state  writes the state, the same at each of two calls: how long it is, is to
  ///   be known before
  void checkpoint(WorkPosition standing, const std::function<void(StateWriter&)>& state);
  void checkpoint(std::uint64_t position, const std::function<void(StateWriter&)>& state);
  void checkpoint(std::uint64_t position, std::string_view state);

  /// All tables on disk and closed, in the order of all_tables(), others behind them by
  /// name. The checkpoint stays, so that who publishes them may die as well.
  [[nodiscard]] std::vector<FileRecord> close();

 private:
  using Clock = std::chrono::steady_clock;
  enum class Use { in_place, copy };
  [[nodiscard]] std::optional<Checkpoint> take_over(const std::filesystem::path& from,
                                                    Use use);
  std::filesystem::path folder_;
  std::string work_;
  std::string problem_;
  std::map<std::string, GrowingTable, std::less<>> tables_;
  Clock::duration interval_ = first_interval;
  Clock::time_point due_ = Clock::now() + first_interval;
};

}  // namespace tripart
