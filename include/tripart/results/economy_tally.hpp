#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/core/state.hpp"
#include "tripart/core/statistics.hpp"
#include "tripart/results/metrics.hpp"
#include "tripart/results/variance_split.hpp"

namespace tripart {

/// The economies of a run as its summary sees them.
struct EconomyGroups {
  std::uint64_t seed = 1;           ///< of the bootstrap
  std::vector<std::string> sets;    ///< of elasticities in use, in alphabetical order
  std::vector<std::size_t> set_of;  ///< economy -> its set
  bool differ_within_sets = false;  ///< more than the choice of a set is drawn

  /// Whether variances are split: there are enough economies, and more to them than the
  /// choice among sets, whose results are given one by one.
  [[nodiscard]] bool are_split() const {
    return differ_within_sets && set_of.size() >= fewest_economies;
  }
  [[nodiscard]] bool have_sets() const { return sets.size() > 1; }
  [[nodiscard]] bool are_tallied() const { return are_split() || have_sets(); }
};

/// None without a trade model.
[[nodiscard]] EconomyGroups economy_groups(const std::vector<EconomyDraw>& economies,
                                           std::uint64_t seed);

/// What the replicates of one economy say about every mean and probability of the
/// summary, in integers: memory does not grow with replicates, and neither their order
/// nor their split moves a bit.
class EconomyTally {
 public:
  EconomyTally(const Model& model, const ConfigurationSet& configurations);

  void add(const Outcome& outcome);
  /// Likewise, with the outcome's row of numbers (metrics.hpp) at hand.
  void add(const Outcome& outcome, std::span<const double> metrics);
  void merge(const EconomyTally& other);
  void write_state(StateWriter& out) const;
  /// Replaces what was added, by what a tally of the same model had written.
  void read_state(StateReader& in);

  /// Which replicates are meant; all, if neither is said.
  struct Group {
    std::optional<Ending> ending;
    std::optional<DealKind> kind;
  };
  [[nodiscard]] std::uint64_t replicates(const Group& group = {}) const;
  [[nodiscard]] std::uint64_t mechanisms(const Group& group, std::size_t mechanism) const;
  [[nodiscard]] Accumulator whole(const Group& group, std::size_t metric) const;
  [[nodiscard]] Accumulator party(const Group& group, std::size_t party,
                                  std::size_t metric) const;
  [[nodiscard]] std::uint64_t with_configuration(int configuration) const {
    return configurations_[static_cast<std::size_t>(configuration)];
  }
  [[nodiscard]] std::uint64_t with_path(Path path) const {
    return paths_[static_cast<std::size_t>(path)];
  }
  [[nodiscard]] std::uint64_t with_ratified(Ratified ratified) const {
    return ratified_[static_cast<std::size_t>(ratified)];
  }

  struct Threats {
    std::uint64_t made = 0;
    std::uint64_t executed = 0;
    std::uint64_t withdrawn = 0;
    std::uint64_t backed_down = 0;
  };
  [[nodiscard]] const Threats& threat(std::size_t threat) const {
    return threats_[threat];
  }

 private:
  struct Cell {
    std::uint64_t replicates = 0;
    std::array<std::uint64_t, mechanism_count> mechanisms{};
    std::vector<Accumulator> sums;  // in the order of a row; empty until a replicate
                                    // comes
  };
  [[nodiscard]] Accumulator merged(const Group& group, std::size_t sum) const;
  template <class Take>
  void for_each_cell(const Group& group, Take take) const;

  std::size_t sums_;
  std::vector<Cell> cells_;  // [ending][kind]
  std::vector<std::uint64_t> configurations_;
  std::array<std::uint64_t, 3> paths_{};
  std::array<std::uint64_t, 4> ratified_{};
  std::vector<Threats> threats_;
};

}  // namespace tripart
