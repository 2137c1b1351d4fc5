#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "tripart/core/error.hpp"

namespace tripart {

/// The integers behind sums too wide for 64 bits.
__extension__ using Wide = __int128;
__extension__ using UnsignedWide = unsigned __int128;

/// Largest size that Accumulator and Sketch take: |x| < 2^15.
inline constexpr double largest_summed = 0x1p15;
/// How many values an Accumulator holds.
inline constexpr std::uint64_t most_summed = std::uint64_t{1} << 33U;

[[noreturn]] void refuse_size(double value);
/// \throws Failure(our_bug) unless |value| < 2^15.
inline void check_size(double value) {
  if (!(value > -largest_summed && value < largest_summed)) {
    refuse_size(value);
  }
}

/// Mean and standard deviation free of order: each value is rounded once to a multiple of
/// 2^-32, and n, sum x, sum x^2 are integers from then on. Merging is integer addition,
/// so any split of the values into threads, blocks and shards gives the same bits. Holds
/// 2^33 values.
class Accumulator {
 public:
  /// \throws Failure(our_bug) unless |value| < 2^15.
  void add(double value) {
    check_size(value);
    TRIPART_EXPECTS(count_ < most_summed);
    const auto units =
        static_cast<std::int64_t>(nearest_whole(value * 0x1p32));  // at most 2^47
    ++count_;
    sum_ += units;
    squares_ += static_cast<UnsignedWide>(static_cast<Wide>(units) * units);
  }
  void add(std::span<const double> values) {
    for (const double value : values) {
      add(value);
    }
  }
  void merge(const Accumulator& other);

  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// Within 1 ulp of the mean of the rounded values; NaN when empty.
  [[nodiscard]] double mean() const;
  /// Of a sample (divisor n - 1), within 2 ulp for the rounded values; NaN for fewer than
  /// two.
  [[nodiscard]] double sd() const;

  /// n, sum (low, high word), sum of squares (low, high word): for checkpoint files.
  using State = std::array<std::uint64_t, 5>;
  [[nodiscard]] State state() const;
  /// Nothing if no values could have led to this state.
  [[nodiscard]] static std::optional<Accumulator> from_state(const State& state);

  friend bool operator==(const Accumulator&, const Accumulator&) = default;

 private:
  // Ties to even; here doubles are whole numbers. \pre |x| < 2^51
  [[nodiscard]] static double nearest_whole(double x) {
    return (x + 0x1.8p52) - 0x1.8p52;
  }

  std::uint64_t count_ = 0;
  Wide sum_ = 0;              // of x 2^32
  UnsignedWide squares_ = 0;  // of (x 2^32)^2
};

struct Interval {
  double low;
  double high;
};

/// Quantiles and histograms free of order: counts of values in buckets whose ends grow by
/// a factor of 1.01 / 0.99, so that every quantile is met within 1 percent (DDSketch;
/// Masson et al. 2019). Values of size below 1e-9 share a bucket at zero. At most 3113
/// buckets, whatever is added; those near values that were added take memory.
class Sketch {
 public:
  /// Buckets are numbered from -1556 to 1556, whose upper end lies above 2^15.
  static constexpr int last_bucket = 1556;

  Sketch() { page_of_.fill(absent); }

  struct Bucket {
    double low;
    double high;
    std::uint64_t count;
  };

  /// \throws Failure(our_bug) unless |value| < 2^15.
  void add(double value) { add(std::span<const double>(&value, 1)); }
  void add(std::span<const double> values);
  void merge(const Sketch& other);

  [[nodiscard]] std::uint64_t count() const;
  /// Estimate of the smallest value that at least ceil(p n) values do not exceed (p = 0:
  /// the smallest), within 1 percent of it, or 1e-9 near zero; NaN when empty.
  [[nodiscard]] double quantile(double p) const;
  /// Ends of the bucket that holds the value of this rank; the smallest has rank 1.
  /// \pre 1 <= rank <= count()
  [[nodiscard]] Interval ends_at(std::uint64_t rank) const;
  /// Every bucket that holds something, from the lowest.
  [[nodiscard]] std::vector<Bucket> buckets() const;

  /// Pairs of bucket number (as two's complement) and count, in order: for checkpoint
  /// files.
  [[nodiscard]] std::vector<std::uint64_t> state() const;
  /// Nothing if no values could have led to this state.
  [[nodiscard]] static std::optional<Sketch> from_state(
      std::span<const std::uint64_t> state);

  friend bool operator==(const Sketch& a, const Sketch& b) {
    return a.state() == b.state();
  }

 private:
  static constexpr std::size_t page_size = 16;
  static constexpr std::size_t pages = (2 * last_bucket + page_size) / page_size;
  static constexpr std::uint8_t absent = 255;
  static_assert(pages < absent);

  // The number of a bucket counted from the lowest, where pages begin.
  static std::size_t place_of(int bucket) {
    return static_cast<std::size_t>(bucket + last_bucket);
  }
  [[nodiscard]] std::uint32_t* page(std::size_t number);
  void add_count(std::size_t place, std::uint64_t count);
  [[nodiscard]] std::uint64_t count_at(std::size_t place) const;
  template <class Visit>
  void visit(Visit seen) const;
  [[nodiscard]] int bucket_at(std::uint64_t rank) const;

  std::array<std::uint8_t, pages> page_of_;  // where counts_ hold it, in pages, or absent
  // Pages in the order of their first value. Few counts ever need more than these 32
  // bits; the upper halves of those that do are kept by place.
  std::vector<std::uint32_t> counts_;
  std::map<std::size_t, std::uint32_t> upper_;
};

/// Interval for a probability after `successes` of `n` (Wilson 1927); [0, 1] when n is 0.
/// \param z  normal quantile of the confidence wanted; the default is 95 percent
[[nodiscard]] Interval wilson_interval(std::uint64_t successes, std::uint64_t n,
                                       double z = 1.959963984540054);

/// Upper end of the 95 percent Wilson interval when 0 of n were seen: z^2 / (n + z^2),
/// about 3.84 / n (texts print it as "below 3.8/n"); 1 when n is 0.
[[nodiscard]] double unseen_bound(std::uint64_t n);

/// 95 percent interval for a mean by Student's t; (-infinity, infinity) for fewer than
/// two values.
[[nodiscard]] Interval t_interval(double mean, double sd, std::uint64_t n);

}  // namespace tripart
