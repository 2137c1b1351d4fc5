// Streams whose names differ by little have nothing to do with one another.
//
// Null of every test: two streams are independent uniforms. A million pairs each; the
// correlation and the 256 cells of the unit square are looked at, and the false alarms of
// a test add up to those of one null: 6e-5, and 1e-6 with fresh seeds. Caught with 99
// percent: a correlation of .008 among a hundred pairs, or one pair in a hundred that
// repeats itself, as the planted ones do.
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/effort.hpp"
#include "support/pair_tally.hpp"
#include "tripart/core/random.hpp"
#include "tripart/study/point_seed.hpp"

namespace tripart {
namespace {

using test::PairTally;

constexpr std::uint64_t first_seed = 20180305;
constexpr std::uint64_t pairs = test::effort(1000000);

/// Uniform number k of one of several streams.
using Uniform = std::function<double(std::uint64_t k)>;

/// Every one of them against every other.
void expect_independent(const std::vector<Uniform>& streams,
                        const std::vector<std::string>& names) {
  constexpr std::size_t block = 4096;
  std::vector<std::vector<double>> values(streams.size());
  std::vector<PairTally> tallies(streams.size() * streams.size());
  for (std::uint64_t first = 0; first < pairs; first += block) {
    for (std::size_t s = 0; s < streams.size(); ++s) {
      values[s].clear();
      for (std::uint64_t k = first; k < std::min(first + block, pairs); ++k) {
        values[s].push_back(streams[s](k));
      }
      for (std::size_t other = 0; other < s; ++other) {
        tallies[s * streams.size() + other].add(values[s], values[other]);
      }
    }
  }
  const auto count = static_cast<double>(streams.size());
  for (std::size_t s = 0; s < streams.size(); ++s) {
    for (std::size_t other = 0; other < s; ++other) {
      tallies[s * streams.size() + other].expect_independence(
          0.5 * count * (count - 1.0), names[s] + " and " + names[other]);
    }
  }
}

std::uint32_t low_word(std::uint64_t k) {
  return static_cast<std::uint32_t>(k);
}

// As the program draws: one index of every replicate, and index after index of one.
void expect_seeds_independent(const std::vector<std::uint64_t>& seeds) {
  std::vector<Uniform> streams;
  std::vector<std::string> names;
  for (const std::uint64_t seed : seeds) {
    streams.emplace_back([seed](std::uint64_t k) {
      return Stream(seed, k + 1, Purpose::parameter, "USA.noise").uniform(0);
    });
    names.push_back("replicates of seed " + std::to_string(seed));
    streams.emplace_back([seed](std::uint64_t k) {
      return Stream(seed, 1, Purpose::answer, "USA").uniform(low_word(k));
    });
    names.push_back("indices of seed " + std::to_string(seed));
  }
  expect_independent(streams, names);
}

TEST(StreamStatistics, SeedsThatFollowOneAnotherAreIndependent) {
  const std::uint64_t seed = test::seed(first_seed);
  expect_seeds_independent({seed, seed + 1, seed + 2, seed + (std::uint64_t{1} << 32)});
  expect_seeds_independent({0, 1});  // what users type, whatever the night
}

TEST(StreamStatistics, SeedsOfDesignPointsAreIndependent) {
  const std::uint64_t seed = test::seed(first_seed);
  expect_seeds_independent({seed, design_point_seed(seed, 1), design_point_seed(seed, 2),
                            design_point_seed(seed + 1, 1)});
}

TEST(StreamStatistics, ReplicatesThatFollowOneAnotherAreIndependent) {
  std::vector<Uniform> streams;
  std::vector<std::string> names;
  for (const std::uint64_t replicate :
       {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{3}, std::uint64_t{4097},
        (std::uint64_t{1} << 32) + 1}) {
    const Stream stream(test::seed(first_seed), replicate, Purpose::answer, "USA");
    streams.emplace_back(
        [stream](std::uint64_t k) { return stream.uniform(low_word(k)); });
    names.push_back("replicate " + std::to_string(replicate));
  }
  // And each replicate of an ensemble with the next three: of every four, the pairs that
  // they make, so that no pair shares a member with another.
  for (const std::uint64_t ahead : {0U, 1U, 2U, 3U}) {
    streams.emplace_back([ahead](std::uint64_t k) {
      return Stream(test::seed(first_seed), 4 * k + ahead + 1, Purpose::session, "common")
          .uniform(0);
    });
    names.push_back("replicates 4 k + " + std::to_string(ahead));
  }
  expect_independent(streams, names);
}

TEST(StreamStatistics, IndicesThatFollowOneAnotherAreIndependent) {
  std::vector<Uniform> streams;
  std::vector<std::string> names;
  for (const std::uint32_t ahead : {0U, 1U, 2U, 3U, 64U, 128U}) {
    const Stream stream(test::seed(first_seed), 1, Purpose::parameter, "USA.noise");
    streams.emplace_back(
        [=](std::uint64_t k) { return stream.uniform(256 * low_word(k) + ahead); });
    names.push_back("indices 256 k + " + std::to_string(ahead));
  }
  expect_independent(streams, names);
}

// Two ways in which a purpose enters: hashed with a name, and, in the negotiation, folded
// into an entity that is known by its hash.
TEST(StreamStatistics, PurposesAreIndependent) {
  std::vector<Uniform> streams;
  std::vector<std::string> names;
  constexpr auto last = static_cast<std::uint32_t>(Purpose::design);
  for (std::uint32_t purpose = 1; purpose <= last; ++purpose) {
    const std::uint32_t entity = entity_hash(Purpose{purpose}, "USA");
    streams.emplace_back([entity](std::uint64_t k) {
      return Stream(test::seed(first_seed), k + 1, entity).uniform(0);
    });
    names.push_back("purpose " + std::to_string(purpose));
  }
  const std::uint32_t party = entity_hash(Purpose::parameter, "party:USA");
  for (std::uint32_t purpose = 1; purpose <= last; ++purpose) {
    const std::uint32_t entity = party ^ (purpose * 0x9e3779b9U);
    streams.emplace_back([entity](std::uint64_t k) {
      return Stream(test::seed(first_seed), k + 1, entity).uniform(0);
    });
    names.push_back("folded purpose " + std::to_string(purpose));
  }
  expect_independent(streams, names);
}

TEST(StreamStatistics, EntitiesOfOnePurposeAreIndependent) {
  std::vector<Uniform> streams;
  std::vector<std::string> names;
  for (const char* name : {"", "a", "b", "USA", "USB", "party:USA", "party:CAN",
                           "threat:us_metals", "threat:us_metal"}) {
    const std::uint32_t entity = entity_hash(Purpose::parameter, name);
    streams.emplace_back([entity](std::uint64_t k) {
      return Stream(test::seed(first_seed), k + 1, entity).uniform(0);
    });
    names.push_back("entity '" + std::string(name) + "'");
  }
  expect_independent(streams, names);
}

// The other words of a block are not drawn from, but blocks are compared with others'.
TEST(StreamStatistics, WordsOfABlockAreIndependent) {
  std::vector<Uniform> streams;
  std::vector<std::string> names;
  const Stream stream(test::seed(first_seed), 1, Purpose::parameter, "words");
  for (std::size_t word = 0; word < 4; ++word) {
    streams.emplace_back([=](std::uint64_t k) {
      return (static_cast<double>(stream.block(low_word(k))[word]) + 0.5) * 0x1p-32;
    });
    names.push_back("word " + std::to_string(word));
  }
  expect_independent(streams, names);
}

/// What the tests above would say about Y beside X, independent uniforms to begin with.
template <class Spoil>
PairTally planted(const Spoil& spoil) {
  const Stream stream(test::seed(first_seed), 1, Purpose::parameter, "planted");
  std::vector<double> x, y;
  for (std::uint32_t k = 0; k < pairs; ++k) {
    x.push_back(stream.uniform(3 * k));
    y.push_back(spoil(k, x.back(), stream.uniform(3 * k + 1), stream.uniform(3 * k + 2)));
  }
  PairTally tally;
  tally.add(x, y);
  return tally;
}

constexpr double hundred_pairs_twice = 200.0;

TEST(PlantedPairs, OneInAHundredThatRepeatsItselfIsSeenByItsCorrelation) {
  const PairTally tally = planted([](std::uint32_t, double x, double y, double luck) {
    return luck < 0.01 * std::sqrt(1e6 / static_cast<double>(pairs)) ? x : y;
  });
  EXPECT_LT(tally.chance_of_correlation(), test::false_alarm() / hundred_pairs_twice);
}

TEST(PlantedPairs, ATentThatHasNoCorrelationIsSeenByItsCells) {
  const PairTally tally = planted([](std::uint32_t, double x, double y, double luck) {
    return luck < 0.01 * std::sqrt(1e6 / static_cast<double>(pairs))
               ? std::fabs(2.0 * x - 1.0)
               : y;
  });
  EXPECT_GT(tally.chance_of_correlation(), 1e-9);
  EXPECT_LT(tally.chance_of_cells(), test::false_alarm() / hundred_pairs_twice);
}

// Multiples of two irrational numbers, which fill the square like a lattice.
TEST(PlantedPairs, CellsThatAreFilledTooEvenlyAreNoDraws) {
  std::vector<double> x, y;
  for (std::uint32_t k = 1; k <= pairs; ++k) {
    x.push_back(std::fmod(k * std::sqrt(2.0), 1.0));
    y.push_back(std::fmod(k * std::sqrt(3.0), 1.0));
  }
  PairTally tally;
  tally.add(x, y);
  EXPECT_LT(tally.chance_of_cells(), test::false_alarm() / hundred_pairs_twice);
}

}  // namespace
}  // namespace tripart
