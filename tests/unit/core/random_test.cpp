#include "tripart/core/random.hpp"

#include <Random123/philox.h>
#include <array>
#include <cstdint>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "support/effort.hpp"

namespace tripart {
namespace {

using Words = std::array<std::uint32_t, 4>;

// Known answers published with Random123 (examples/kat_vectors, philox4x32 10).
TEST(Stream, GivesThePublishedPhiloxBlocks) {
  EXPECT_EQ(Stream(0, 0, 0u).block(0),
            (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  const std::uint64_t ones = ~std::uint64_t{0};
  EXPECT_EQ(Stream(ones, ones, 0xffffffffu).block(0xffffffffu),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(Stream(0x299f31d0a4093822, 0x0370734413198a2e, 0x85a308d3u).block(0x243f6a88),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

// Keys and counters of which every bit comes up, and the order of their words.
TEST(Stream, GivesTheBlocksOfRandom123) {
  r123::Philox4x32_R<10> cipher;
  const Stream bits(3, 4, 5U);
  const auto joined = [](std::uint32_t low, std::uint32_t high) {
    return (std::uint64_t{high} << 32) | low;
  };
  for (std::uint32_t i = 0; i < test::effort(1000000); ++i) {
    const Words a = bits.block(2 * i);
    const Words b = bits.block(2 * i + 1);
    const auto expected = cipher({{a[0], a[1], a[2], a[3]}}, {{b[0], b[1]}});
    const Stream stream(joined(b[0], b[1]), joined(a[2], a[3]), a[1]);
    const Words block = stream.block(a[0]);
    for (std::size_t word = 0; word < 4; ++word) {
      ASSERT_EQ(block[word], expected[word]) << i;
    }
  }
}

TEST(Stream, UniformIsMadeOfTheUpperBitsOfWordsZeroAndOne) {
  const Stream stream(7, 8, Purpose::answer, "CAN");
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const Words words = stream.block(i);
    const std::uint64_t b = (std::uint64_t{words[1]} << 32) | words[0];
    const double expected = (static_cast<double>(b >> 12) + 0.5) * 0x1p-52;
    EXPECT_EQ(stream.uniform(i), expected);
    EXPECT_GT(expected, 0.0);
    EXPECT_LT(expected, 1.0);
  }
}

TEST(Stream, EveryPartOfItsNameChangesIt) {
  const double base = Stream(1, 2, Purpose::threat, "us_metals").uniform(3);
  EXPECT_NE(base, Stream(2, 2, Purpose::threat, "us_metals").uniform(3));
  EXPECT_NE(
      base,
      Stream(1 + (std::uint64_t{1} << 40), 2, Purpose::threat, "us_metals").uniform(3));
  EXPECT_NE(base, Stream(1, 3, Purpose::threat, "us_metals").uniform(3));
  EXPECT_NE(
      base,
      Stream(1, 2 + (std::uint64_t{1} << 40), Purpose::threat, "us_metals").uniform(3));
  EXPECT_NE(base, Stream(1, 2, Purpose::session, "us_metals").uniform(3));
  EXPECT_NE(base, Stream(1, 2, Purpose::threat, "us_autos").uniform(3));
  EXPECT_NE(base, Stream(1, 2, Purpose::threat, "us_metals").uniform(4));
  EXPECT_EQ(base, Stream(1, 2, Purpose::threat, "us_metals").uniform(3));
}

TEST(Stream, EntityHashIsPartOfTheResultsVersion) {
  EXPECT_EQ(entity_hash(Purpose::parameter, ""), 0x62376cf6u);
  EXPECT_EQ(entity_hash(Purpose::strategy, "USA.noise"), 0x0dbe154eu);
  std::set<std::uint32_t> seen;
  for (std::uint32_t purpose = 1; purpose <= 13; ++purpose) {
    for (int i = 0; i < 100; ++i) {
      seen.insert(entity_hash(Purpose{purpose}, "entity_" + std::to_string(i)));
    }
  }
  EXPECT_EQ(seen.size(), 1300u);
}

TEST(Draws, BetaWithTinyParametersStaysBetweenZeroAndOne) {
  const Stream stream(1, 1, 1u);
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const double x = draw_beta(1e-4, 1e-4, i * beta_indices, stream);
    EXPECT_TRUE(x >= 0.0 && x <= 1.0) << x;
  }
}

}  // namespace
}  // namespace tripart
