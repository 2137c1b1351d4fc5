#include "tripart/results/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

// Rounds towards minus infinity, as bins do.
std::int64_t half(std::int64_t index) {
  return index >= 0 ? index / 2 : (index - 1) / 2;
}

std::int64_t floor_of(double x) {
  const auto towards_zero = static_cast<std::int64_t>(x);
  return towards_zero - (x < static_cast<double>(towards_zero) ? 1 : 0);
}

}  // namespace

void Histogram::add(std::span<const double> values) {
  double scale = std::ldexp(1.0, -exponent_);
  for (const double value : values) {
    TRIPART_EXPECTS(std::fabs(value) < 0x1p40);
    const std::int64_t index = floor_of(value * scale);
    if (const auto at = static_cast<std::size_t>(index - first_); at < counts_.size()) {
      ++counts_[at];
    } else {
      add_bin(index, 1);
      scale = std::ldexp(1.0, -exponent_);
    }
  }
}

void Histogram::merge(const Histogram& other) {
  while (exponent_ < other.exponent_) {
    coarsen();
  }
  const std::int64_t first = other.first_;
  const int exponent = other.exponent_;
  for (std::size_t i = 0; i < other.counts_.size(); ++i) {
    if (other.counts_[i] > 0) {
      // Bins of this histogram may be wider, and adding may have made them so just now.
      std::int64_t index = first + static_cast<std::int64_t>(i);
      for (int e = exponent; e < exponent_; ++e) {
        index = half(index);
      }
      add_bin(index, other.counts_[i]);
    }
  }
}

void Histogram::add_bin(std::int64_t index, std::uint64_t count) {
  if (counts_.empty()) {
    first_ = index;
    counts_.push_back(count);
    return;
  }
  const auto last = [this] {
    return first_ + static_cast<std::int64_t>(counts_.size()) - 1;
  };
  while (std::max(last(), index) - std::min(first_, index) >= most_bins) {
    coarsen();
    index = half(index);
  }
  const std::int64_t span = std::max(last(), index) - std::min(first_, index) + 1;
  // Not twice as many as needed: there are many histograms.
  counts_.reserve(static_cast<std::size_t>(span));
  if (index < first_) {
    counts_.insert(counts_.begin(), static_cast<std::size_t>(first_ - index), 0);
    first_ = index;
  } else if (index > last()) {
    counts_.resize(static_cast<std::size_t>(span), 0);
  }
  counts_[static_cast<std::size_t>(index - first_)] += count;
}

void Histogram::coarsen() {
  ++exponent_;
  if (counts_.empty()) {
    return;
  }
  const std::int64_t first = half(first_);
  const std::int64_t last = half(first_ + static_cast<std::int64_t>(counts_.size()) - 1);
  std::vector<std::uint64_t> joined(static_cast<std::size_t>(last - first) + 1, 0);
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    joined[static_cast<std::size_t>(half(first_ + static_cast<std::int64_t>(i)) -
                                    first)] += counts_[i];
  }
  first_ = first;
  counts_ = std::move(joined);
}

std::vector<Histogram::Bin> Histogram::bins() const {
  std::vector<Bin> list;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] > 0) {
      const auto index = static_cast<double>(first_ + static_cast<std::int64_t>(i));
      list.push_back(
          {std::ldexp(index, exponent_), std::ldexp(index + 1.0, exponent_), counts_[i]});
    }
  }
  return list;
}

std::uint64_t Histogram::total() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
}

void Histogram::write_state(StateWriter& out) const {
  out.integer(exponent_);
  out.integer(counts_.empty() ? 0 : first_);
  out.counts(counts_);
}

void Histogram::read_state(StateReader& in) {
  *this = {};
  const std::int64_t exponent = in.integer();
  first_ = in.integer();
  counts_ = in.counts();
  const bool possible =
      exponent >= finest && exponent <= coarsest &&
      (counts_.empty()
           ? first_ == 0
           : counts_.size() <= most_bins && counts_.front() > 0 && counts_.back() > 0 &&
                 first_ >= -(std::int64_t{1} << 52) && first_ <= std::int64_t{1} << 52);
  in.expect(possible);
  if (in.fine()) {
    exponent_ = static_cast<int>(exponent);
  } else {
    *this = {};
  }
}

}  // namespace tripart
