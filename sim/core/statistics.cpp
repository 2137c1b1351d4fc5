#include "tripart/core/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"
#include "tripart/core/number.hpp"

namespace tripart {

namespace {

constexpr std::uint64_t most_values = std::uint64_t{1} << 33;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

void check_size(double value) {
  if (!(std::fabs(value) < largest_summed)) {
    throw Failure(ExitCode::our_bug,
                  "a result of size 32768 or more cannot be summed: " +
                      (std::isfinite(value) ? to_text(value) : "not finite"));
  }
}

std::uint64_t low_word(UnsignedWide x) {
  return static_cast<std::uint64_t>(x);
}
std::uint64_t high_word(UnsignedWide x) {
  return static_cast<std::uint64_t>(x >> 64);
}
UnsignedWide join(std::uint64_t low, std::uint64_t high) {
  return (static_cast<UnsignedWide>(high) << 64) | low;
}

// Buckets of the sketch. Number i > 0 holds (smallest g^(i-1), smallest g^i], number 0
// everything below `smallest` in size, -i the mirror image of i.
constexpr double smallest = 1e-9;
constexpr double accuracy = 0.01;
constexpr double log_smallest = -20.72326583694641;
constexpr double log_growth = 0.02000066670666954;  // log(1.01 / 0.99)
constexpr int last_bucket = 1556;                   // its upper end lies above 2^15

int bucket_of(double value) {
  const double size = std::fabs(value);
  if (size < smallest) {
    return 0;
  }
  const double steps = std::ceil((math::log(size) - log_smallest) / log_growth);
  const int number = std::clamp(static_cast<int>(steps), 1, last_bucket);
  return value < 0.0 ? -number : number;
}

double upper_size(int number) {
  return number == 0 ? smallest : smallest * math::exp(number * log_growth);
}

// Off by the same 1 percent from both ends of its bucket.
double centre(int bucket) {
  const double size = upper_size(std::abs(bucket)) * (1.0 - accuracy);
  return bucket == 0 ? 0.0 : bucket < 0 ? -size : size;
}

}  // namespace

void Accumulator::add(double value) {
  check_size(value);
  const auto units =
      static_cast<std::int64_t>(std::rint(value * 0x1p32));  // at most 2^47
  count_ += 1;
  sum_ += units;
  squares_ += static_cast<UnsignedWide>(static_cast<Wide>(units) * units);
  TRIPART_EXPECTS(count_ <= most_values);
}

void Accumulator::merge(const Accumulator& other) {
  count_ += other.count_;
  sum_ += other.sum_;
  squares_ += other.squares_;
  TRIPART_EXPECTS(count_ <= most_values);
}

double Accumulator::mean() const {
  if (count_ == 0) {
    return nan;
  }
  // Whole units fit 48 bits and the rest is below one, with the same sign: two exact
  // operands, no cancellation.
  const auto n = static_cast<Wide>(count_);
  const double fraction = static_cast<double>(sum_ % n) / static_cast<double>(count_);
  return (static_cast<double>(sum_ / n) + fraction) * 0x1p-32;
}

double Accumulator::sd() const {
  if (count_ < 2) {
    return nan;
  }
  // With sum = c n + rest, A = sum of (x - c)^2 is the integer squares - c (sum + rest),
  // and
  //     sum of (x - mean)^2 = A - rest^2 / n.
  // A is below 2^128, so arithmetic modulo 2^128 finds it exactly although the products
  // alone need not fit; nothing is rounded before the last two lines, and nothing there
  // cancels.
  const auto n = static_cast<Wide>(count_);
  const Wide c = sum_ / n;
  const Wide rest = sum_ % n;
  const UnsignedWide a =
      squares_ - static_cast<UnsignedWide>(c) * static_cast<UnsignedWide>(sum_ + rest);
  const auto wide_n = static_cast<UnsignedWide>(count_);
  const auto rest_squared = static_cast<UnsignedWide>(rest * rest);
  UnsignedWide whole = a - rest_squared / wide_n;
  const auto over = static_cast<std::uint64_t>(rest_squared % wide_n);
  double fraction = 0.0;
  if (over > 0) {  // whole - over / n as a sum of two positive terms
    whole -= 1;
    fraction = static_cast<double>(count_ - over) / static_cast<double>(count_);
  }
  const double squared_deviations = static_cast<double>(whole) + fraction;
  return std::sqrt(squared_deviations / static_cast<double>(count_ - 1)) * 0x1p-32;
}

Accumulator::State Accumulator::state() const {
  const auto sum = static_cast<UnsignedWide>(sum_);
  return {count_, low_word(sum), high_word(sum), low_word(squares_), high_word(squares_)};
}

std::optional<Accumulator> Accumulator::from_state(const State& state) {
  Accumulator result;
  result.count_ = state[0];
  result.sum_ = static_cast<Wide>(join(state[1], state[2]));
  result.squares_ = join(state[3], state[4]);
  const auto n = static_cast<Wide>(result.count_);
  const Wide largest = Wide{1} << 47;
  const bool sum_possible = result.count_ <= most_values && result.sum_ <= n * largest &&
                            result.sum_ >= -n * largest;
  const bool squares_possible =
      result.squares_ <= static_cast<UnsignedWide>(largest) *
                             static_cast<UnsignedWide>(largest) *
                             static_cast<UnsignedWide>(result.count_);
  return sum_possible && squares_possible ? std::optional(result) : std::nullopt;
}

void Sketch::add_to(int bucket, std::uint64_t count) {
  if (counts_.empty()) {
    first_ = bucket;
  }
  if (bucket < first_) {
    counts_.insert(counts_.begin(), static_cast<std::size_t>(first_ - bucket), 0);
    first_ = bucket;
  }
  const auto at = static_cast<std::size_t>(bucket - first_);
  if (at >= counts_.size()) {
    counts_.resize(at + 1, 0);
  }
  counts_[at] += count;
}

void Sketch::add(double value) {
  check_size(value);
  add_to(bucket_of(value), 1);
}

void Sketch::merge(const Sketch& other) {
  const int first = other.first_;
  const std::vector<std::uint64_t> counts = other.counts_;  // a copy: other may be *this
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) {
      add_to(first + static_cast<int>(i), counts[i]);
    }
  }
}

std::uint64_t Sketch::count() const {
  std::uint64_t sum = 0;
  for (const std::uint64_t count : counts_) {
    sum += count;
  }
  return sum;
}

double Sketch::quantile(double p) const {
  TRIPART_EXPECTS(p >= 0.0 && p <= 1.0);
  const std::uint64_t n = count();
  const auto rank = static_cast<std::uint64_t>(std::ceil(p * static_cast<double>(n)));
  const std::uint64_t wanted =
      std::clamp<std::uint64_t>(rank, 1, std::max<std::uint64_t>(n, 1));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    seen += counts_[i];
    if (seen >= wanted) {
      return centre(first_ + static_cast<int>(i));
    }
  }
  return nan;
}

std::vector<Sketch::Bucket> Sketch::buckets() const {
  std::vector<Bucket> result;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] > 0) {
      const int number = first_ + static_cast<int>(i);
      const double outer = upper_size(std::abs(number));
      const double inner = number == 0 ? -outer : upper_size(std::abs(number) - 1);
      const bool mirrored = number < 0;
      result.push_back(
          {mirrored ? -outer : inner, mirrored ? -inner : outer, counts_[i]});
    }
  }
  return result;
}

std::vector<std::uint64_t> Sketch::state() const {
  std::vector<std::uint64_t> words;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] > 0) {
      words.push_back(static_cast<std::uint64_t>(first_ + static_cast<std::int64_t>(i)));
      words.push_back(counts_[i]);
    }
  }
  return words;
}

std::optional<Sketch> Sketch::from_state(std::span<const std::uint64_t> state) {
  Sketch result;
  if (state.size() % 2 != 0) {
    return std::nullopt;
  }
  std::int64_t previous = -last_bucket - 1;
  for (std::size_t i = 0; i < state.size(); i += 2) {
    const auto number = static_cast<std::int64_t>(state[i]);
    if (number <= previous || number > last_bucket || state[i + 1] == 0) {
      return std::nullopt;
    }
    result.add_to(static_cast<int>(number), state[i + 1]);
    previous = number;
  }
  return result;
}

Interval wilson_interval(std::uint64_t successes, std::uint64_t n, double z) {
  TRIPART_EXPECTS(successes <= n && z > 0.0);
  if (n == 0) {
    return {0.0, 1.0};
  }
  const auto size = static_cast<double>(n);
  const auto hits = static_cast<double>(successes);
  const double misses = size - hits;
  const double z2 = z * z;
  const double reach = z * std::sqrt(hits * misses / size + 0.25 * z2);
  const double low = (hits + 0.5 * z2 - reach) / (size + z2);
  const double high = (hits + 0.5 * z2 + reach) / (size + z2);
  return {successes == 0 ? 0.0 : low, successes == n ? 1.0 : high};
}

double unseen_bound(std::uint64_t n) {
  return wilson_interval(0, n).high;
}

Interval t_interval(double mean, double sd, std::uint64_t n) {
  if (n < 2) {
    return {-std::numeric_limits<double>::infinity(),
            std::numeric_limits<double>::infinity()};
  }
  const double reach = math::t_quantile(0.975, static_cast<double>(n - 1)) * sd /
                       std::sqrt(static_cast<double>(n));
  return {mean - reach, mean + reach};
}

}  // namespace tripart
