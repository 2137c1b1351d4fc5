#include "tripart/results/measure.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"
#include "tripart/core/quantile_ranks.hpp"

namespace tripart {
namespace {

double middle_of(const Histogram::Bin& bin) {
  return 0.5 * (bin.low + bin.high);
}

constexpr double z95 = 1.959963984540054;

double as_double(std::uint64_t count) {
  return static_cast<double>(count);
}

/// The value of a rank, those of its bucket taken to lie evenly in it.
double within_bucket(const Sketch& sketch, std::uint64_t rank) {
  std::uint64_t seen = 0;
  for (const Sketch::Bucket& bucket : sketch.buckets()) {
    if (seen + bucket.count >= rank) {
      const double share = (as_double(rank - seen) - 0.5) / as_double(bucket.count);
      return bucket.low + share * (bucket.high - bucket.low);
    }
    seen += bucket.count;
  }
  throw ContractViolation("a rank beyond all values");
}

}  // namespace

void IntegerCounts::merge(const IntegerCounts& other) {
  counts_.reserve(other.counts_.size());
  counts_.resize(std::max(counts_.size(), other.counts_.size()), 0);
  for (std::size_t i = 0; i < other.counts_.size(); ++i) {
    counts_[i] += other.counts_[i];
  }
}

void IntegerCounts::read_state(StateReader& in) {
  counts_ = in.counts();
  in.expect(counts_.empty() || counts_.back() > 0);
}

std::uint64_t IntegerCounts::total() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
}

std::uint64_t IntegerCounts::at_most(int value) const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < counts_.size() && static_cast<int>(i) <= value; ++i) {
    sum += counts_[i];
  }
  return sum;
}

int IntegerCounts::quantile(double p) const {
  const std::uint64_t n = total();
  TRIPART_EXPECTS(n > 0 && p >= 0.0 && p <= 1.0);
  return at_rank(static_cast<std::uint64_t>(std::max(1.0, std::ceil(p * as_double(n)))));
}

int IntegerCounts::at_rank(std::uint64_t rank) const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    sum += counts_[i];
    if (sum >= rank) {
      return static_cast<int>(i);
    }
  }
  return largest();
}

std::optional<double> IntegerCounts::mean() const {
  const std::uint64_t n = total();
  if (n == 0) {
    return std::nullopt;
  }
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    sum += counts_[i] * i;
  }
  return as_double(sum) / as_double(n);
}

Estimate estimate_probability(std::uint64_t seen, std::uint64_t n) {
  Estimate estimate;
  estimate.replicates = n;
  if (n > 0) {
    const double p = as_double(seen) / as_double(n);
    const Interval interval = wilson_interval(seen, n);
    estimate.value = p;
    estimate.std_error = std::sqrt(p * (1.0 - p) / as_double(n));
    estimate.low = seen == 0 ? 0.0 : interval.low;
    estimate.high = seen == 0 ? unseen_bound(n) : interval.high;
  }
  return estimate;
}

Estimate estimate_mean(const Accumulator& sums) {
  Estimate estimate;
  estimate.replicates = sums.count();
  if (sums.count() > 0) {
    estimate.value = sums.mean();
  }
  if (sums.count() > 1) {
    const double sd = sums.sd();
    const Interval interval = t_interval(sums.mean(), sd, sums.count());
    estimate.std_error = sd / std::sqrt(as_double(sums.count()));
    estimate.low = interval.low;
    estimate.high = interval.high;
  }
  return estimate;
}

void Measure::add(std::span<const double> values) {
  moments_.add(values);
  histogram_.add(values);
  if (values_ == Values::whole) {
    for (const double value : values) {
      whole_.add(static_cast<int>(value));
    }
    return;
  }
  sketch_.add(values);
  for (const double value : values) {
    lowest_ = std::min(lowest_, value);
    highest_ = std::max(highest_, value);
  }
}

void Measure::merge(const Measure& other) {
  TRIPART_EXPECTS(values_ == other.values_);
  moments_.merge(other.moments_);
  sketch_.merge(other.sketch_);
  lowest_ = std::min(lowest_, other.lowest_);
  highest_ = std::max(highest_, other.highest_);
  whole_.merge(other.whole_);
  histogram_.merge(other.histogram_);
}

void Measure::write_state(StateWriter& out) const {
  tripart::write_state(out, moments_);
  histogram_.write_state(out);
  if (values_ == Values::whole) {
    whole_.write_state(out);
    return;
  }
  tripart::write_state(out, sketch_);
  out.number(lowest_);
  out.number(highest_);
}

void Measure::read_state(StateReader& in) {
  *this = Measure(values_);
  tripart::read_state(in, moments_);
  histogram_.read_state(in);
  in.expect(histogram_.total() == count());
  if (values_ == Values::whole) {
    whole_.read_state(in);
    in.expect(whole_.total() == count());
    return;
  }
  tripart::read_state(in, sketch_);
  in.expect(sketch_.count() == count());
  lowest_ = in.number();
  highest_ = in.number();
  in.expect(count() > 0 ? -largest_summed < lowest_ && lowest_ <= highest_ &&
                              highest_ < largest_summed
                        : lowest_ == largest_summed && highest_ == -largest_summed);
}

Estimate Measure::sd() const {
  Estimate estimate;
  estimate.replicates = count();
  if (count() > 1) {
    // Cramer (1946), 27.4: the variance of s^2 is sd^4 (kurtosis - (n - 3)/(n - 1)) / n.
    const double n = as_double(count());
    const double sd = moments_.sd();
    const double excess = std::max(0.0, kurtosis() - (n - 3.0) / (n - 1.0));
    const double relative = 0.5 * std::sqrt(excess / n);
    const double factor = math::exp(math::t_quantile(0.975, n - 1.0) * relative);
    estimate.value = sd;
    estimate.std_error = sd * relative;
    estimate.low = sd / factor;
    estimate.high = sd * factor;
  }
  return estimate;
}

Estimate Measure::quantile(double p) const {
  Estimate estimate;
  estimate.replicates = count();
  if (count() > 0) {
    const std::uint64_t n = count();
    const auto [low, high] = quantile_ranks(n, p);
    const auto own = static_cast<std::uint64_t>(std::ceil(p * as_double(n)));
    const std::uint64_t rank = std::clamp<std::uint64_t>(own, 1, n);
    estimate.value = value_at(p);
    // The sketch tells values of two buckets apart; of one bucket it knows the ends.
    const auto apart = [&](std::uint64_t one, std::uint64_t other) {
      return values_ != Values::whole &&
             sketch_.ends_at(one).low != sketch_.ends_at(other).low;
    };
    if (low >= 1) {
      estimate.low = apart(low, rank) ? std::max(within_bucket(sketch_, low), lowest_)
                                      : ends_at(low).low;
    }
    if (high <= n) {
      estimate.high = apart(high, rank) ? std::min(within_bucket(sketch_, high), highest_)
                                        : ends_at(high).high;
    }
    if (estimate.low && estimate.high) {
      estimate.std_error = (*estimate.high - *estimate.low) / (2.0 * z95);
    }
  }
  return estimate;
}

Interval Measure::ends_at(std::uint64_t rank) const {
  if (values_ == Values::whole) {
    const auto value = static_cast<double>(whole_.at_rank(rank));
    return {value, value};
  }
  const Interval ends = sketch_.ends_at(rank);
  return {std::max(ends.low, lowest_), std::min(ends.high, highest_)};
}

/// Whether the values spread over more than one of the histogram's finest bins.
bool Measure::resolved(const std::vector<Histogram::Bin>& bins) const {
  const double width = bins.front().high - bins.front().low;
  return width > Histogram::finest_width || moments_.sd() >= width;
}

/// Of the bins' middles; they are a 64th of the range or finer.
double Measure::mean_of(const std::vector<Histogram::Bin>& bins) const {
  double mean = 0.0;
  for (const Histogram::Bin& bin : bins) {
    mean += as_double(bin.count) * (middle_of(bin) - middle_of(bins.front())) /
            as_double(count());
  }
  return mean + middle_of(bins.front());
}

/// Fourth moment about the mean over the square of the second, a little too large by the
/// width of the bins; 3, as of a normal, where they do not resolve the values. \pre
/// count() > 1
double Measure::kurtosis() const {
  const std::vector<Histogram::Bin> bins = histogram_.bins();
  if (!resolved(bins)) {
    return 3.0;
  }
  const double n = as_double(count());
  const double mean = mean_of(bins);
  double fourth = 0.0;
  for (const Histogram::Bin& bin : bins) {
    const double square = (middle_of(bin) - mean) * (middle_of(bin) - mean);
    fourth += as_double(bin.count) * square * square / n;
  }
  const double second = moments_.sd() * moments_.sd() * (n - 1.0) / n;
  return std::max(1.0, fourth / (second * second));
}

double Measure::skewness() const {
  if (count() < 2 || moments_.sd() == 0.0) {
    return 0.0;
  }
  const std::vector<Histogram::Bin> bins = histogram_.bins();
  if (!resolved(bins)) {
    return 0.0;
  }
  const double n = as_double(count());
  const double mean = mean_of(bins);
  const double sd = moments_.sd() * std::sqrt((n - 1.0) / n);
  double third = 0.0;
  for (const Histogram::Bin& bin : bins) {
    const double z = (middle_of(bin) - mean) / sd;
    third += as_double(bin.count) * z * z * z / n;
  }
  return third;
}

bool Measure::mean_is_doubtful() const {
  if (count() < 2 || moments_.sd() == 0.0) {
    return false;
  }
  const double skew = skewness();
  return count() < 30 || as_double(count()) <= 25.0 * skew * skew;
}

double Measure::value_at(double p) const {
  // The sketch is met within 1 percent; no quantile lies outside the values themselves.
  return values_ == Values::whole
             ? static_cast<double>(whole_.quantile(p))
             : std::min(std::max(sketch_.quantile(p), lowest_), highest_);
}

std::optional<double> Measure::least() const {
  if (count() == 0) {
    return std::nullopt;
  }
  return values_ == Values::whole ? whole_.quantile(0.0) : lowest_;
}

std::optional<double> Measure::greatest() const {
  if (count() == 0) {
    return std::nullopt;
  }
  return values_ == Values::whole ? whole_.quantile(1.0) : highest_;
}

}  // namespace tripart
