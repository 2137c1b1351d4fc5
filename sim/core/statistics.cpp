#include "tripart/core/statistics.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <string>

#include "tripart/core/math.hpp"
#include "tripart/core/number.hpp"

namespace tripart {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

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
constexpr int last_bucket = Sketch::last_bucket;

// The definition of the buckets; \pre size >= smallest
int bucket_by_logarithm(double size) {
  const double steps = std::ceil((math::log(size) - log_smallest) / log_growth);
  return std::clamp(static_cast<int>(steps), 1, last_bucket);
}

double upper_size(int number) {
  return number == 0 ? smallest : smallest * math::exp(number * log_growth);
}

Interval ends_of(int bucket) {
  const double outer = upper_size(std::abs(bucket));
  const double inner = bucket == 0 ? -outer : upper_size(std::abs(bucket) - 1);
  return bucket < 0 ? Interval{-outer, -inner} : Interval{inner, outer};
}

// Off by the same 1 percent from both ends of its bucket.
double centre(int bucket) {
  const double size = upper_size(std::abs(bucket)) * (1.0 - accuracy);
  return bucket == 0 ? 0.0 : bucket < 0 ? -size : size;
}

/// Finds the bucket of a size without a logarithm: from its exponent and the first bits
/// behind it to a bucket, and from there to the next one at most, since buckets are wider
/// than the steps of those bits.
class BucketTable {
 public:
  BucketTable() {
    for (int bucket = 1; bucket < last_bucket; ++bucket) {
      ends_[static_cast<std::size_t>(bucket)] = end_of(bucket);
    }
    ends_[last_bucket] = largest_summed;
    for (std::size_t step = 0; step < guess_.size(); ++step) {
      const double low = std::bit_cast<double>((first_step + step) << step_bits);
      guess_[step] =
          static_cast<std::int16_t>(bucket_by_logarithm(std::max(low, smallest)));
    }
  }
  /// \pre smallest <= size < largest_summed
  [[nodiscard]] int bucket(double size) const {
    const int guess =
        guess_[(std::bit_cast<std::uint64_t>(size) >> step_bits) - first_step];
    return guess + (size > ends_[static_cast<std::size_t>(guess)] ? 1 : 0);
  }

 private:
  static constexpr unsigned step_bits =
      46;  // below them: steps of 1/64 of a power of two
  static constexpr std::uint64_t first_step =
      std::bit_cast<std::uint64_t>(0x1p-30) >> step_bits;
  static constexpr std::uint64_t last_step =
      std::bit_cast<std::uint64_t>(largest_summed) >> step_bits;

  // The largest size that the logarithm puts into `bucket`, by bisection around where it
  // should be.
  static double end_of(int bucket) {
    const double about = smallest * math::exp(bucket * log_growth);
    auto inside = std::bit_cast<std::uint64_t>(about * (1.0 - 1e-12));
    auto outside = std::bit_cast<std::uint64_t>(about * (1.0 + 1e-12));
    TRIPART_EXPECTS(bucket_by_logarithm(std::bit_cast<double>(inside)) == bucket &&
                    bucket_by_logarithm(std::bit_cast<double>(outside)) == bucket + 1);
    while (outside - inside > 1) {
      const std::uint64_t middle = inside + (outside - inside) / 2;
      (bucket_by_logarithm(std::bit_cast<double>(middle)) <= bucket ? inside : outside) =
          middle;
    }
    return std::bit_cast<double>(inside);
  }

  std::array<double, last_bucket + 1> ends_{};
  std::array<std::int16_t, last_step - first_step> guess_{};
};

const BucketTable& bucket_table() {
  static const BucketTable table;
  return table;
}

}  // namespace

void refuse_size(double value) {
  throw Failure(ExitCode::our_bug,
                "a result of size 32768 or more cannot be summed: " +
                    (std::isfinite(value) ? to_text(value) : "not finite"));
}

void Accumulator::merge(const Accumulator& other) {
  count_ += other.count_;
  sum_ += other.sum_;
  squares_ += other.squares_;
  TRIPART_EXPECTS(count_ <= most_summed);
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
  const bool sum_possible = result.count_ <= most_summed && result.sum_ <= n * largest &&
                            result.sum_ >= -n * largest;
  const bool squares_possible =
      result.squares_ <= static_cast<UnsignedWide>(largest) *
                             static_cast<UnsignedWide>(largest) *
                             static_cast<UnsignedWide>(result.count_);
  return sum_possible && squares_possible ? std::optional(result) : std::nullopt;
}

// The counts of a page, which is made where it is absent.
std::uint32_t* Sketch::page(std::size_t number) {
  if (page_of_[number] == absent) {
    page_of_[number] = static_cast<std::uint8_t>(counts_.size() / page_size);
    counts_.reserve(counts_.size() + page_size);  // not twice as many: pages are few
    counts_.resize(counts_.size() + page_size, 0);
  }
  return &counts_[page_of_[number] * page_size];
}

void Sketch::add_count(std::size_t place, std::uint64_t count) {
  std::uint32_t& lower = page(place / page_size)[place % page_size];
  const std::uint64_t sum = lower + count;
  lower = static_cast<std::uint32_t>(sum);
  if (const auto upper = static_cast<std::uint32_t>(sum >> 32U); upper > 0) {
    upper_[place] += upper;
  }
}

/// \pre its page is there
std::uint64_t Sketch::count_at(std::size_t place) const {
  const std::uint64_t lower =
      counts_[page_of_[place / page_size] * page_size + place % page_size];
  const auto upper = upper_.find(place);
  return upper == upper_.end() ? lower : (std::uint64_t{upper->second} << 32U) + lower;
}

// Calls seen(bucket, count) for all that hold something, from the lowest, until it says
// true.
template <class Visit>
void Sketch::visit(Visit seen) const {
  for (std::size_t place = 0; place < pages * page_size; ++place) {
    if (page_of_[place / page_size] == absent) {
      place += page_size - 1;
    } else if (const std::uint64_t count = count_at(place);
               count > 0 && seen(static_cast<int>(place) - last_bucket, count)) {
      return;
    }
  }
}

void Sketch::add(std::span<const double> values) {
  const BucketTable& table = bucket_table();
  for (const double value : values) {
    check_size(value);
    const double size = std::fabs(value);
    const int of_size = size < smallest ? 0 : table.bucket(size);
    add_count(place_of(value < 0.0 ? -of_size : of_size), 1);
  }
}

void Sketch::merge(const Sketch& other) {
  other.visit([&](int bucket, std::uint64_t count) {
    add_count(place_of(bucket), count);
    return false;
  });
}

std::uint64_t Sketch::count() const {
  std::uint64_t sum = 0;
  visit([&](int /*bucket*/, std::uint64_t count) {
    sum += count;
    return false;
  });
  return sum;
}

int Sketch::bucket_at(std::uint64_t rank) const {
  std::uint64_t seen = 0;
  std::optional<int> found;
  visit([&](int bucket, std::uint64_t count) {
    seen += count;
    if (seen >= rank) {
      found = bucket;
    }
    return seen >= rank;
  });
  TRIPART_EXPECTS(found.has_value());
  return *found;
}

double Sketch::quantile(double p) const {
  TRIPART_EXPECTS(p >= 0.0 && p <= 1.0);
  const std::uint64_t n = count();
  if (n == 0) {
    return nan;
  }
  const auto rank = static_cast<std::uint64_t>(std::ceil(p * static_cast<double>(n)));
  return centre(bucket_at(std::clamp<std::uint64_t>(rank, 1, n)));
}

Interval Sketch::ends_at(std::uint64_t rank) const {
  TRIPART_EXPECTS(rank >= 1);
  return ends_of(bucket_at(rank));
}

std::vector<Sketch::Bucket> Sketch::buckets() const {
  std::vector<Bucket> result;
  visit([&](int bucket, std::uint64_t count) {
    const Interval ends = ends_of(bucket);
    result.push_back({ends.low, ends.high, count});
    return false;
  });
  return result;
}

std::vector<std::uint64_t> Sketch::state() const {
  std::vector<std::uint64_t> words;
  visit([&](int bucket, std::uint64_t count) {
    words.push_back(static_cast<std::uint64_t>(static_cast<std::int64_t>(bucket)));
    words.push_back(count);
    return false;
  });
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
    result.add_count(place_of(static_cast<int>(number)), state[i + 1]);
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
