#include "tripart/core/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"
#include "tripart/core/quantile_ranks.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

// Values of both signs and sizes from 1e-12 to 1e4.
std::vector<double> mixed_values(std::uint32_t n) {
  const Stream stream(9, 0, 0u);
  std::vector<double> values;
  for (std::uint32_t i = 0; i < n; ++i) {
    const double size =
        std::exp(std::log(1e-12) + std::log(1e16) * stream.uniform(2 * i));
    values.push_back(stream.uniform(2 * i + 1) < 0.3 ? -size : size);
  }
  return values;
}

template <typename Summary>
Summary summary_of(const std::vector<double>& values) {
  Summary summary;
  for (const double value : values) {
    summary.add(value);
  }
  return summary;
}

TEST(Accumulator, OrderOfValuesDoesNotMatter) {
  std::vector<double> values = mixed_values(10000);
  const auto whole = summary_of<Accumulator>(values);
  std::mt19937 shuffler(1);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(values.begin(), values.end(), shuffler);
    EXPECT_EQ(summary_of<Accumulator>(values), whole);
  }
}

TEST(Accumulator, MergedPartsEqualTheWhole) {
  const std::vector<double> values = mixed_values(10000);
  const auto whole = summary_of<Accumulator>(values);
  std::vector<Accumulator> parts(7);
  for (std::size_t i = 0; i < values.size(); ++i) {
    parts[i * i % 7].add(values[i]);
  }
  Accumulator merged;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    merged.merge(*part);
  }
  EXPECT_EQ(merged, whole);
  EXPECT_EQ(merged.mean(), whole.mean());
  EXPECT_EQ(merged.sd(), whole.sd());
}

TEST(Accumulator, MeanAndSdMatchATwoPassSumInLongDouble) {
  const std::vector<double> values = mixed_values(5000);
  long double sum = 0;
  for (const double value : values) {
    sum += std::rint(static_cast<long double>(value) * 0x1p32L) * 0x1p-32L;
  }
  const long double mean = sum / 5000;
  long double squares = 0;
  for (const double value : values) {
    const long double d =
        std::rint(static_cast<long double>(value) * 0x1p32L) * 0x1p-32L - mean;
    squares += d * d;
  }
  const auto found = summary_of<Accumulator>(values);
  EXPECT_EQ(found.count(), 5000u);
  EXPECT_DOUBLE_EQ(found.mean(), static_cast<double>(mean));
  EXPECT_DOUBLE_EQ(found.sd(), static_cast<double>(std::sqrt(squares / 4999)));
}

// A naive sum of squares in double has lost all of these digits.
TEST(Accumulator, SdSurvivesAMeanFarFromZero) {
  const double step = 0x1p-32;
  Accumulator near_limit;
  Accumulator mirrored;
  for (int i = 0; i < 1000; ++i) {
    const double value = 32767.0 + (i % 2 == 0 ? step : -step);
    near_limit.add(value);
    mirrored.add(-value);
  }
  EXPECT_DOUBLE_EQ(near_limit.sd(), step * std::sqrt(1000.0 / 999.0));
  EXPECT_DOUBLE_EQ(mirrored.sd(), near_limit.sd());
  EXPECT_EQ(near_limit.mean(), 32767.0);

  const auto two = summary_of<Accumulator>({32767.0, 32767.0 + step});
  EXPECT_DOUBLE_EQ(two.sd(), step / std::sqrt(2.0));
  const auto three = summary_of<Accumulator>({32767.0, 32767.0 + step, 32767.0 + step});
  EXPECT_DOUBLE_EQ(three.sd(), step / std::sqrt(3.0));
  const auto same = summary_of<Accumulator>({-0.1, -0.1, -0.1});
  EXPECT_EQ(same.sd(), 0.0);
}

TEST(Accumulator, HoldsEightThousandMillionOfTheLargestValues) {
  auto most = summary_of<Accumulator>({32767.5, -32767.5});
  for (int doubling = 0; doubling < 32; ++doubling) {
    most.merge(Accumulator(most));
  }
  EXPECT_EQ(most.count(), std::uint64_t{1} << 33);
  EXPECT_EQ(most.mean(), 0.0);
  EXPECT_NEAR(most.sd(), 32767.5, 1e-5);
#ifdef TRIPART_CONTRACTS
  EXPECT_THROW(most.add(1.0), ContractViolation);
#endif
}

TEST(Accumulator, RefusesWhatItCannotSumExactly) {
  Accumulator accumulator;
  for (const double value :
       {32768.0, -32768.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    try {
      accumulator.add(value);
      ADD_FAILURE() << "took " << value;
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::our_bug);
    }
  }
  EXPECT_EQ(accumulator.count(), 0u);
  EXPECT_TRUE(std::isnan(accumulator.mean()));
  accumulator.add(1.0);
  EXPECT_TRUE(std::isnan(accumulator.sd()));
}

TEST(Accumulator, CountsOnPast32BitsAndEndsAtItsLimit) {
  Accumulator power;
  power.add(1.0);
  power.add(3.0);
  Accumulator all;
  for (int doubled = 1; doubled < 32; ++doubled) {  // 2 + 4 + ... + 2^31
    all.merge(power);
    power.merge(power);
  }
  ASSERT_EQ(all.count(), 4294967294U);
  for (std::uint64_t more = 1; more <= 4; ++more) {
    all.add(more % 2 == 0 ? 3.0 : 1.0);
    EXPECT_EQ(all.count(), 4294967294U + more);
  }
  EXPECT_EQ(all.mean(), 2.0);
  EXPECT_NEAR(all.sd(), 1.0, 1e-9);
  Accumulator::State state = all.state();
  EXPECT_TRUE(Accumulator::from_state(state) == all);
  state[0] = (std::uint64_t{1} << 53U) - 2;
  EXPECT_FALSE(Accumulator::from_state(state)) << "more than it can hold";
}

TEST(Accumulator, StateSurvivesACheckpoint) {
  const auto before = summary_of<Accumulator>({-5.0, -7.25, 1.0});
  const auto after = Accumulator::from_state(before.state());
  ASSERT_TRUE(after.has_value());
  EXPECT_EQ(*after, before);
  EXPECT_EQ(after->mean(), -3.75);

  auto impossible = before.state();
  impossible[2] = 1;  // a sum no three values have
  EXPECT_FALSE(Accumulator::from_state(impossible).has_value());
  impossible = before.state();
  impossible[4] = std::uint64_t{1} << 60;
  EXPECT_FALSE(Accumulator::from_state(impossible).has_value());
}

// Tails of the binomial distribution summed in whole numbers, by another program.
TEST(QuantileRanks, LeaveAtMostAFortiethBeyondEither) {
  struct Known {
    std::uint64_t n;
    double p;
    std::uint64_t low;
    std::uint64_t high;
  };
  for (const Known& known :
       {Known{10, 0.5, 2, 9}, Known{5, 0.5, 0, 6}, Known{100, 0.5, 40, 61},
        Known{400, 0.05, 12, 30}, Known{400, 0.95, 371, 389}, Known{400, 0.25, 83, 118},
        Known{19, 0.05, 0, 4}, Known{1000, 0.75, 723, 778}}) {
    const RankInterval ranks = quantile_ranks(known.n, known.p);
    EXPECT_EQ(ranks.low, known.low) << known.n << " " << known.p;
    EXPECT_EQ(ranks.high, known.high) << known.n << " " << known.p;
  }
}

TEST(QuantileRanks, AreThoseOfANormalDistributionWhereManyAreSummed) {
  // Below and above the size from which sums are no longer exact: 4 10^6 and 4.0001 10^6.
  const RankInterval summed = quantile_ranks(4000000, 0.5);
  const RankInterval normal = quantile_ranks(4000400, 0.5);
  EXPECT_NEAR(static_cast<double>(2000000 - summed.low),
              static_cast<double>(2000200 - normal.low), 1.5);
  EXPECT_NEAR(static_cast<double>(summed.high - 2000000),
              static_cast<double>(normal.high - 2000200), 1.5);
}

TEST(Sketch, QuantilesAreWithinOnePercent) {
  std::vector<double> values = mixed_values(20001);
  const auto sketch = summary_of<Sketch>(values);
  std::sort(values.begin(), values.end());
  for (double p = 0.0; p <= 1.0; p += 0.0005) {
    const auto rank = std::max(1.0, std::ceil(p * 20001.0));
    const double exact = values[static_cast<std::size_t>(rank) - 1];
    const double bound = std::max(1e-9, 0.0100000001 * std::fabs(exact));
    ASSERT_NEAR(sketch.quantile(p), exact, bound) << "p " << p;
  }
}

// Where 32 bits are full, and where doubles stop telling whole numbers apart.
TEST(Sketch, CountsOnPast32BitsAndPastTheWholeNumbersOfDoubles) {
  Sketch one;
  one.add(2.5);
  std::vector<std::uint64_t> state = one.state();
  ASSERT_EQ(state.size(), 2U);
  for (const unsigned bits : {32U, 53U}) {
    const std::uint64_t full = std::uint64_t{1} << bits;
    state[1] = full - 2;
    auto sketch = Sketch::from_state(state);
    ASSERT_TRUE(sketch);
    for (std::uint64_t more = 1; more <= 4; ++more) {
      sketch->add(2.5);
      EXPECT_EQ(sketch->count(), full - 2 + more);
      EXPECT_EQ(sketch->buckets().front().count, full - 2 + more);
    }
    sketch->add(7.0);
    EXPECT_EQ(sketch->count(), full + 3);
    EXPECT_EQ(Sketch::from_state(sketch->state()), sketch);
    sketch->merge(*sketch);
    EXPECT_EQ(sketch->count(), 2 * (full + 3));
    EXPECT_EQ(sketch->buckets().front().count, 2 * (full + 2));
    EXPECT_NEAR(sketch->quantile(0.5), 2.5, 0.025);
    EXPECT_NEAR(sketch->quantile(1.0), 7.0, 0.07);
  }
}

TEST(Sketch, MergedPartsEqualTheWhole) {
  const std::vector<double> values = mixed_values(10000);
  const auto whole = summary_of<Sketch>(values);
  Sketch low;
  Sketch high;
  for (const double value : values) {
    (value < 1.0 ? low : high).add(value);
  }
  high.merge(low);
  high.merge(Sketch{});
  EXPECT_EQ(high, whole);
  EXPECT_EQ(high.count(), 10000u);
  low.merge(low);
  EXPECT_EQ(low.count() % 2, 0u);
}

TEST(Sketch, BucketsAreDisjointOrderedAndHoldTheirValues) {
  const std::vector<double> values = mixed_values(3000);
  const auto sketch = summary_of<Sketch>(values);
  const auto buckets = sketch.buckets();
  double previous = -1e300;
  std::uint64_t total = 0;
  for (const auto& bucket : buckets) {
    EXPECT_LE(previous, bucket.low);
    EXPECT_LT(bucket.low, bucket.high);
    const auto held = std::count_if(values.begin(), values.end(), [&](double value) {
      return bucket.low < value && value <= bucket.high;
    });
    EXPECT_EQ(static_cast<std::uint64_t>(held), bucket.count) << bucket.low;
    total += bucket.count;
    previous = bucket.high;
  }
  EXPECT_EQ(total, 3000u);
}

TEST(Sketch, MemoryIsBoundedAtBothEndsOfItsRange) {
  Sketch sketch;
  for (const double size :
       {0.0, 1e-300, 0.99e-9, 1e-9, 1.0, std::nextafter(32768.0, 0.0)}) {
    sketch.add(size);
    sketch.add(-size);
  }
  const auto state = sketch.state();
  EXPECT_EQ(static_cast<std::int64_t>(state.front()), -1556);
  EXPECT_EQ(state[state.size() - 2], 1556u);
  EXPECT_NEAR(sketch.quantile(1.0), 32768.0, 328.0);
  EXPECT_EQ(sketch.quantile(0.5), 0.0);
  EXPECT_THROW(sketch.add(32768.0), Failure);
  EXPECT_TRUE(std::isnan(Sketch{}.quantile(0.5)));
}

// The buckets are defined by a logarithm but found without one.
TEST(Sketch, PutsSizesIntoTheBucketOfTheirLogarithm) {
  const auto bucket_of = [](double size) {
    Sketch sketch;
    sketch.add(size);
    return static_cast<int>(sketch.state()[0]);
  };
  const auto by_logarithm = [](double size) {
    const double steps =
        std::ceil((math::log(size) - -20.72326583694641) / 0.02000066670666954);
    return std::clamp(static_cast<int>(steps), 1, 1556);
  };
  for (int bucket = 0; bucket <= 1556; ++bucket) {
    double size = 1e-9 * math::exp(bucket * 0.02000066670666954) * (1.0 - 20 * 0x1p-53);
    for (int step = 0; step < 40; ++step, size = std::nextafter(size, 1e9)) {
      if (size >= 1e-9 && size < largest_summed) {
        ASSERT_EQ(bucket_of(size), by_logarithm(size)) << size;
      }
    }
  }
  for (double size = 1e-9; size < largest_summed; size *= 1.00037) {
    ASSERT_EQ(bucket_of(size), by_logarithm(size)) << size;
  }
}

TEST(Sketch, ManyValuesAtOnceAreTheSameAsOneByOne) {
  const std::vector<double> values = mixed_values(5000);
  Sketch sketch;
  sketch.add(values);
  EXPECT_EQ(sketch, summary_of<Sketch>(values));
  Accumulator accumulator;
  accumulator.add(values);
  EXPECT_EQ(accumulator, summary_of<Accumulator>(values));
}

TEST(Sketch, StateSurvivesACheckpoint) {
  const auto before = summary_of<Sketch>(mixed_values(500));
  const auto after = Sketch::from_state(before.state());
  ASSERT_TRUE(after.has_value());
  EXPECT_EQ(*after, before);
  EXPECT_EQ(after->quantile(0.3), before.quantile(0.3));

  using Words = std::vector<std::uint64_t>;
  EXPECT_FALSE(Sketch::from_state(Words{1}).has_value()) << "half a pair";
  EXPECT_FALSE(Sketch::from_state(Words{2, 1, 1, 1}).has_value()) << "out of order";
  EXPECT_FALSE(Sketch::from_state(Words{1557, 1}).has_value())
      << "beyond the last bucket";
  EXPECT_FALSE(Sketch::from_state(Words{3, 0}).has_value()) << "an empty bucket";
}

// Newcombe (1998), Statistics in Medicine 17, table I, method 3.
TEST(WilsonInterval, MatchesPublishedValues) {
  const struct {
    std::uint64_t successes, n;
    double low, high;
  } published[] = {{81, 263, 0.2553, 0.3662},
                   {15, 148, 0.0624, 0.1605},
                   {0, 20, 0.0, 0.1611},
                   {1, 29, 0.0061, 0.1718}};
  for (const auto& row : published) {
    const Interval interval = wilson_interval(row.successes, row.n);
    EXPECT_NEAR(interval.low, row.low, 5e-5) << row.successes << " of " << row.n;
    EXPECT_NEAR(interval.high, row.high, 5e-5) << row.successes << " of " << row.n;
  }
}

TEST(WilsonInterval, IsSymmetricAndEndsExactlyAtZeroAndOne) {
  EXPECT_EQ(wilson_interval(0, 10).low, 0.0);
  EXPECT_EQ(wilson_interval(10, 10).high, 1.0);
  EXPECT_EQ(wilson_interval(0, 0).low, 0.0);
  EXPECT_EQ(wilson_interval(0, 0).high, 1.0);
  EXPECT_NEAR(wilson_interval(3, 10).low, 1.0 - wilson_interval(7, 10).high, 1e-15);
}

TEST(UnseenBound, IsTheUpperEndOfWilsonAtZero) {
  EXPECT_NEAR(unseen_bound(20), 0.1611, 5e-5);
  EXPECT_NEAR(unseen_bound(1000000) * 1e6, 3.8415, 1e-4);
  EXPECT_EQ(unseen_bound(0), 1.0);
}

TEST(TInterval, UsesStudentsQuantileOfNMinusOne) {
  const Interval interval = t_interval(10.0, 2.0, 11);  // t(0.975, 10) = 2.228
  EXPECT_NEAR(interval.high - 10.0, 2.2281 * 2.0 / std::sqrt(11.0), 1e-4);
  EXPECT_NEAR(interval.low + interval.high, 20.0, 1e-13);
  EXPECT_TRUE(std::isinf(t_interval(1.0, 0.0, 1).high));
}

}  // namespace
}  // namespace tripart
