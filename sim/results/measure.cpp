#include "tripart/results/measure.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

constexpr double z95 = 1.959963984540054;

double as_double(std::uint64_t count) {
  return static_cast<double>(count);
}

}  // namespace

void IntegerCounts::merge(const IntegerCounts& other) {
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
  const double wanted = std::max(1.0, std::ceil(p * as_double(n)));
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    sum += counts_[i];
    if (as_double(sum) >= wanted) {
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

void Measure::clear() {
  moments_ = {};
  histogram_.clear();
  whole_.clear();
  sketch_.clear();
  lowest_ = largest_summed;
  highest_ = -largest_summed;
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
  clear();
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
    const double sd = moments_.sd();
    const double error = sd / std::sqrt(2.0 * as_double(count() - 1));
    estimate.value = sd;
    estimate.std_error = error;
    estimate.low = std::max(0.0, sd - z95 * error);
    estimate.high = sd + z95 * error;
  }
  return estimate;
}

Estimate Measure::quantile(double p) const {
  Estimate estimate;
  estimate.replicates = count();
  if (count() > 0) {
    // The rank of the true quantile among n draws is binomial (n, p).
    const double spread = z95 * std::sqrt(p * (1.0 - p) / as_double(count()));
    estimate.value = value_at(p);
    estimate.low = value_at(std::max(0.0, p - spread));
    estimate.high = value_at(std::min(1.0, p + spread));
    estimate.std_error = (*estimate.high - *estimate.low) / (2.0 * z95);
  }
  return estimate;
}

double Measure::value_at(double p) const {
  // The sketch is met within 1 percent; no quantile lies outside the values themselves.
  return values_ == Values::whole
             ? static_cast<double>(whole_.quantile(p))
             : std::min(std::max(sketch_.quantile(p), lowest_), highest_);
}

}  // namespace tripart
