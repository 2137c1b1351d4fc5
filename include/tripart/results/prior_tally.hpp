#pragma once

#include <cstdint>
#include <vector>

#include "tripart/bargaining/outcome.hpp"
#include "tripart/core/state.hpp"
#include "tripart/results/measure.hpp"

namespace tripart {

/// What a prior predictive run asks and a Summary does not keep: in which order things
/// came. Exact integers, free of the order of replicates.
class PriorTally {
 public:
  PriorTally(std::size_t configurations, std::size_t threats)
      : first_deals_(configurations, 0),
        before_deal_(threats, 0),
        outlives_deal_(threats, 0) {}

  void add(const Outcome& outcome);
  void merge(const PriorTally& other);
  void clear();
  void write_state(StateWriter& out) const;
  /// Replaces what was added, by what a tally of the same model had written.
  void read_state(StateReader& in);

  /// Replicates whose first deal was this configuration.
  [[nodiscard]] std::uint64_t first_deal(std::size_t configuration) const {
    return first_deals_[configuration];
  }
  /// Day of the first deal, from the start; those without a deal are not counted.
  [[nodiscard]] const IntegerCounts& first_deal_days() const { return first_deal_days_; }
  /// Replicates in which the threat was carried out before any deal was agreed.
  [[nodiscard]] std::uint64_t executed_before_deal(std::size_t threat) const {
    return before_deal_[threat];
  }
  /// Replicates in which it was carried out and still in force when the last deal was
  /// agreed.
  [[nodiscard]] std::uint64_t outlives_deal(std::size_t threat) const {
    return outlives_deal_[threat];
  }

 private:
  std::vector<std::uint64_t> first_deals_;
  IntegerCounts first_deal_days_;
  std::vector<std::uint64_t> before_deal_;
  std::vector<std::uint64_t> outlives_deal_;
};

}  // namespace tripart
