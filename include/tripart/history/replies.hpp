#pragma once

#include <cstdint>
#include <vector>

#include "tripart/core/state.hpp"
#include "tripart/history/statement.hpp"
#include "tripart/history/weighted_sample.hpp"

namespace tripart {

/// Below so many replicates that end in the observed configuration a text is not scored:
/// their median would be that of a handful.
inline constexpr std::size_t least_texts = 10;

/// What the replicates of one ensemble said about every row, in their order.
class Replies {
 public:
  Replies(const Statements& statements, std::size_t replicates);

  /// What replicate `number` (from 0) says; not called for one that failed.
  void add(std::size_t number, const Outcome& outcome);

  [[nodiscard]] std::size_t rows() const { return statements_->size(); }
  [[nodiscard]] const Statements& statements() const { return *statements_; }
  [[nodiscard]] std::size_t replicates() const { return replicates_; }
  /// Replicates that were added.
  [[nodiscard]] std::size_t played() const { return played_; }
  /// Replicates that end in the observed configuration.
  [[nodiscard]] std::size_t as_observed() const { return as_observed_; }
  /// 1 per replicate that was added, 0 for others.
  [[nodiscard]] const std::vector<double>& weights() const { return weights_; }
  /// By row, sorted once; they refer to this.
  [[nodiscard]] std::vector<WeightedSample> samples() const;

  /// What was added, for a process that goes on.
  void write_state(StateWriter& out) const;
  void read_state(StateReader& in);

 private:
  const Statements* statements_;
  std::size_t replicates_;
  std::size_t played_ = 0, as_observed_ = 0;
  std::vector<std::vector<double>> values_;         ///< [row][replicate]
  std::vector<std::vector<std::uint8_t>> applies_;  ///< [row][replicate]
  std::vector<double> weights_;
};

}  // namespace tripart
