#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/outcome.hpp"
#include "tripart/bargaining/payoff.hpp"
#include "tripart/core/state.hpp"
#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/results/columns.hpp"
#include "tripart/results/economy_tally.hpp"
#include "tripart/results/measure.hpp"
#include "tripart/results/metrics.hpp"

namespace tripart {

/// The replicates that share an ending and a kind of deal. Without any, none of its
/// measures need be there.
struct Cell {
  Cell() = default;
  explicit Cell(std::size_t parties);
  void merge(const Cell& other);
  void write_state(StateWriter& out) const;
  /// \pre made for its parties, and nothing added
  void read_state(StateReader& in);

  std::uint64_t replicates = 0;
  std::array<std::uint64_t, mechanism_count>
      mechanisms{};  ///< replicates in which each acted
  std::vector<Measure> whole;
  std::vector<std::vector<Measure>> party;  ///< [party][metric]
};

struct ThreatTally {
  void merge(const ThreatTally& other);
  void write_state(StateWriter& out) const;
  void read_state(StateReader& in);

  std::uint64_t made = 0;
  std::uint64_t withdrawn = 0;
  std::uint64_t backed_down = 0;
  IntegerCounts executed;   ///< day of execution
  Accumulator credibility;  ///< when the talks end (B11d)
};

/// Everything the ensemble's tables say, gathered block by block in exact integers:
/// neither the order of the replicates nor their split into blocks moves a bit. Memory
/// does not grow with the number of replicates.
class Summary {
 public:
  /// \param economies  those of the payoffs; without any, nothing is said about them
  Summary(const Model& model, const ConfigurationSet& configurations,
          EconomyGroups economies = {});

  void add(const Outcome& outcome);
  /// Likewise, and faster than one by one.
  void add(std::span<const Outcome* const> outcomes);
  /// As if all that was added to `other`, of the same model, had been added here.
  void merge(const Summary& other);

  /// All that was added, for one that goes on with it: read back, it gives the same bits.
  void write_state(StateWriter& out) const;
  /// Replaces what was added, by what the summary of the same model and economies had
  /// written; `in` says whether all was well, and this means nothing if it was not.
  void read_state(StateReader& in);

  [[nodiscard]] std::uint64_t replicates() const { return replicates_; }
  [[nodiscard]] const Model& model() const { return *model_; }
  [[nodiscard]] const ConfigurationSet& configurations() const {
    return *configurations_;
  }

  [[nodiscard]] Cell cell(Ending ending, DealKind kind) const;
  [[nodiscard]] Cell all() const;
  [[nodiscard]] Cell with_ending(Ending ending) const;
  [[nodiscard]] Cell with_kind(DealKind kind) const;
  /// Replicates that settled on a configuration; those without a deal count for none.
  [[nodiscard]] std::uint64_t with_configuration(int configuration) const;
  [[nodiscard]] std::uint64_t with_path(Path path) const {
    return paths_[static_cast<std::size_t>(path)];
  }
  [[nodiscard]] std::uint64_t with_ratified(Ratified ratified) const {
    return ratified_[static_cast<std::size_t>(ratified)];
  }
  [[nodiscard]] const Measure& text(std::size_t issue) const { return texts_[issue]; }
  [[nodiscard]] const IntegerCounts& closings(std::size_t chapter) const {
    return closings_[chapter];
  }
  [[nodiscard]] const ThreatTally& threat(std::size_t threat) const {
    return threats_[threat];
  }

  [[nodiscard]] const EconomyGroups& economies() const { return economies_; }
  /// The replicates of one economy, from 0; \pre economies().are_tallied()
  [[nodiscard]] const EconomyTally& tally(std::size_t economy) const {
    return tallies_[economy] ? *tallies_[economy] : no_tally_;
  }
  /// Those of all economies with one set of elasticities.
  [[nodiscard]] EconomyTally tally_of_set(std::size_t set) const;

  /// Days, from the start to the horizon, at which tables over time have rows.
  [[nodiscard]] const std::vector<int>& grid() const { return grid_; }
  /// Distribution of the chapters closed by grid()[at].
  [[nodiscard]] IntegerCounts chapters_closed(std::size_t at) const;

 private:
  void add_alike(std::span<const Outcome* const> outcomes);
  void add_numbers(const Outcome& outcome);
  EconomyTally& add_to_tally(std::size_t economy);
  void add_chapters(const Outcome& outcome);
  void add_threats(const Outcome& outcome);
  const Model* model_;
  const ConfigurationSet* configurations_;
  EconomyGroups economies_;
  EconomyTally no_tally_;  // of an economy without replicates
  // [economy]; there may be thousands, of which a block of replicates meets few.
  std::vector<std::optional<EconomyTally>> tallies_;
  std::uint64_t replicates_ = 0;
  std::vector<Cell> cells_;  // [ending][kind]
  std::vector<std::uint64_t> configuration_counts_;
  std::array<std::uint64_t, 3> paths_{};
  std::array<std::uint64_t, 4> ratified_{};
  std::vector<Measure> texts_;
  std::vector<IntegerCounts> closings_;
  std::vector<ThreatTally> threats_;
  std::vector<int> grid_;
  std::vector<std::uint16_t>
      grid_of_day_;                      // the first place of the grid not before a day
  std::vector<std::uint64_t> progress_;  // [place of the grid][chapters closed by then]
  // Per chapter: the day if it was closed before the start, else no_day.
  std::vector<int> closed_before_;
  // Scratch: chapters that close between two days of the grid, numbers of one outcome,
  // numbers and texts of a few.
  std::vector<int> closed_at_;
  std::vector<double> row_;
  Columns numbers_;
  Columns texts_at_hand_;
};

/// Why an outcome cannot enter a mean (a number that is absurd or none); nothing if it
/// can.
[[nodiscard]] std::optional<std::string> unusable(const Outcome& outcome);

/// Kinds of deal that a model's configurations can lead to, `none` first.
[[nodiscard]] std::vector<DealKind> reachable_kinds(
    const ConfigurationSet& configurations);

/// Days of a table over time: weekly, daily for talks of less than ten weeks; the horizon
/// always.
[[nodiscard]] std::vector<int> report_grid(double horizon);

}  // namespace tripart
