#pragma once

#include <cstdint>
#include <vector>

#include "tripart/history/distance.hpp"
#include "tripart/history/statement.hpp"

namespace tripart {

/// What was observed of a row.
[[nodiscard]] SummaryTarget target_of(const OutcomeRow& row, double weight);

/// What replicates of a case say about its rows on average (CalibrationCases).
class RowMeans {
 public:
  explicit RowMeans(const Statements& statements);

  void add(const Outcome& outcome);
  [[nodiscard]] std::uint64_t replicates() const { return replicates_; }
  /// \pre replicates() > 0
  [[nodiscard]] std::vector<double> summaries() const;

 private:
  struct Sums {
    double sum = 0.0;
    std::uint64_t count = 0;
    double pooled_sum = 0.0;  ///< of texts, in whatever configuration
    std::uint64_t pooled_count = 0;
  };
  const Statements* statements_;
  std::uint64_t replicates_ = 0;
  std::vector<Sums> sums_;  ///< of each row
};

}  // namespace tripart
