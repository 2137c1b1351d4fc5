#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tripart/core/state.hpp"
#include "tripart/core/statistics.hpp"
#include "tripart/results/histogram.hpp"

namespace tripart {

/// Exact distribution of small whole numbers: days, chapters, threats.
class IntegerCounts {
 public:
  /// Values below zero count as zero.
  void add(int value, std::uint64_t times = 1) {
    const auto at = static_cast<std::size_t>(std::max(value, 0));
    if (at >= counts_.size()) {
      counts_.reserve(at + 1);  // not twice as many: there are many of these
      counts_.resize(at + 1, 0);
    }
    counts_[at] += times;
  }
  void merge(const IntegerCounts& other);
  void write_state(StateWriter& out) const { out.counts(counts_); }
  /// Replaces what was counted; `in` says whether all was well.
  void read_state(StateReader& in);

  [[nodiscard]] std::uint64_t total() const;
  [[nodiscard]] std::uint64_t at_most(int value) const;
  /// The least value that at least ceil(p n) values do not exceed. \pre not empty
  [[nodiscard]] int quantile(double p) const;
  /// The value of this rank; the smallest has rank 1. \pre 1 <= rank <= total()
  [[nodiscard]] int at_rank(std::uint64_t rank) const;
  /// Mean; nothing when empty.
  [[nodiscard]] std::optional<double> mean() const;
  [[nodiscard]] int largest() const { return static_cast<int>(counts_.size()) - 1; }

 private:
  std::vector<std::uint64_t> counts_;
};

/// A statistic with its Monte-Carlo error; absent where no replicate, or too few,
/// qualified.
struct Estimate {
  std::optional<double> value;
  std::optional<double> std_error;
  std::optional<double> low;  ///< 95 percent interval
  std::optional<double> high;
  std::uint64_t replicates = 0;
};

/// `seen` of `n` replicates, with the Wilson interval.
[[nodiscard]] Estimate estimate_probability(std::uint64_t seen, std::uint64_t n);

/// The mean of what was summed, with Student's interval.
[[nodiscard]] Estimate estimate_mean(const Accumulator& sums);

/// What the replicates say about one number: free of their order, mergeable.
class Measure {
 public:
  enum class Values { whole, real };
  explicit Measure(Values values = Values::real) : values_(values) {}

  /// \pre |value| < 2^15
  void add(double value) { add(std::span<const double>(&value, 1)); }
  void add(std::span<const double> values);
  void merge(const Measure& other);
  void write_state(StateWriter& out) const;
  /// Replaces what was added, by what a measure of the same kind had written.
  void read_state(StateReader& in);

  [[nodiscard]] std::uint64_t count() const { return moments_.count(); }
  [[nodiscard]] Estimate mean() const { return estimate_mean(moments_); }
  /// Third moment about the mean over the cube of the standard deviation, from the
  /// histogram; 0 where its finest bins do not resolve the values, or all are equal.
  [[nodiscard]] double skewness() const;
  /// Whether Student's interval of the mean may miss its 95 percent: fewer than 30 values
  /// that differ, or no more than 25 times the squared skewness (Cochran 1977, 2.15).
  [[nodiscard]] bool mean_is_doubtful() const;
  /// Standard deviation; its error from the fourth moment, its interval Student's on the
  /// scale of logarithms.
  [[nodiscard]] Estimate sd() const;
  /// Quantile with the interval of the order statistics around it: to the outer ends of
  /// their buckets where values are real. An end is absent, and with it the error, where
  /// too few values lie beyond the quantile to tell.
  [[nodiscard]] Estimate quantile(double p) const;
  /// Exact; nothing where nothing was added.
  [[nodiscard]] std::optional<double> least() const;
  [[nodiscard]] std::optional<double> greatest() const;
  [[nodiscard]] const IntegerCounts& counts() const { return whole_; }
  [[nodiscard]] const Histogram& histogram() const { return histogram_; }

 private:
  [[nodiscard]] double value_at(double p) const;
  [[nodiscard]] Interval ends_at(std::uint64_t rank) const;
  [[nodiscard]] bool resolved(const std::vector<Histogram::Bin>& bins) const;
  [[nodiscard]] double mean_of(const std::vector<Histogram::Bin>& bins) const;
  [[nodiscard]] double kurtosis() const;
  Values values_;
  Accumulator moments_;
  Sketch sketch_;
  double lowest_ = largest_summed;
  double highest_ = -largest_summed;
  IntegerCounts whole_;
  Histogram histogram_;
};

}  // namespace tripart
